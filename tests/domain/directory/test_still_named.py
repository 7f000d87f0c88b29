"""What is in the way of taking an entry out of a directory."""

from __future__ import annotations

import pytest

from domain.directory.agencies import DirectoryFaults
from domain.directory.editing import RemoveEntry, after, tree_of
from domain.directory.files import directory_from
from domain.directory.still_named import still_named
from domain.pathway.places import Place


def area(key: str, **more: str) -> dict[str, object]:
    title = {"vi": key, "en": key}
    own = {"parent": "hai_phong", "valid_from": "2020-01-01", "source": "law", **more}
    return {"id": key, "kind": "commune", "title": title, **own}


def agency(key: str, **more: str) -> dict[str, object]:
    hoa = {"id": f"{key}_1", "name": "Hoa", "channels": [{"channel": "email", "target": "a@b.vn"}]}
    return {"id": key, "title": {"vi": key, "en": key}, "contacts": [hoa], **more}


KEPT = directory_from(
    {
        "areas": [
            area("to_a", valid_to="2024-12-31", became="to_b"),
            area("to_b", parent="to_c"),
            area("to_c"),
            area("to_d"),
        ],
        "agencies": [
            agency("police"),
            agency("post", above="police"),
            agency("old", valid_to="2025-06-30"),
            agency("heir"),
        ],
        "assignments": [
            {"role": "guard", "agency": "police", "area": "to_d", "valid_from": "2020-01-01"}
        ],
        "successions": [
            {"agency": "old", "on": "2025-07-01", "to": ["heir"], "legal_basis": "QĐ 1"}
        ],
    }
)
GUARD = "police has the role guard (to_d), from "


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (("agencies", "police"), [GUARD, "police is the agency above post."]),
        (("agencies", "old"), ["old passes on what it has to heir"]),
        (("agencies", "heir"), ["old passes on what it has to heir"]),
        (("areas", "to_d"), [GUARD]),
        (("areas", "to_b"), ["to_a became to_b."]),
        (("areas", "to_c"), ["to_b is part of to_c."]),
        (("agencies", "post", "contacts", "post_1"), ["Hoa is the only contact of post."]),
    ],
)
def test_what_names_it_is_told(place: Place, names: list[str]) -> None:
    told = "\n".join(one.in_("en") for one in still_named(KEPT, place))

    assert [name for name in names if name not in told] == []
    with pytest.raises(DirectoryFaults):
        directory_from(after(tree_of(KEPT), RemoveEntry(place)))


@pytest.mark.parametrize("place", [("agencies", "post"), ("areas", "to_a"), ("assignments", "1")])
def test_nothing_is_in_the_way_of_what_nothing_names(place: Place) -> None:
    directory_from(after(tree_of(KEPT), RemoveEntry(place)))

    assert still_named(KEPT, place) == ()
