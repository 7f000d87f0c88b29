"""A pathway used inside another."""

from __future__ import annotations

import pytest

from domain.journey.progress import Standing
from domain.pathway.part_faults import part_faults
from domain.pathway.parts import whole
from domain.pathway.soundness import faults
from domain.pathway.template import Pathway
from tests.domain.small import (
    AGENCIES,
    ENTRY,
    choices,
    pathway,
    say,
    standing,
    step,
    waiting,
    yes_no,
)
from tests.domain.world import DAY, World
from tests.strategies import Part

CHECK = pathway(
    step("inquire", form=[yes_no("urgent"), choices("needs", "bed", "meal")]),
    step("protect", "inquire", when="inquire.urgent == true", role="shelter"),
    step("supply", "inquire", foreach="inquire.needs"),
    step("visit", when="entry == 'rescue'", jointly=["health"], informed=["union"]),
)


def test_the_steps_of_a_part_are_asked_under_its_name() -> None:
    world = _begun(_used())

    assert waiting(world) == ["receive/1.1"]
    say(world, "receive")
    assert waiting(world) == ["check_inquire/1.1"]


def test_conditions_and_items_of_a_part_look_at_its_own_answers() -> None:
    world = _begun(_used())
    say(world, "receive")

    say(world, "check_inquire", {"urgent": True, "needs": ("meal",)})

    assert waiting(world) == ["check_protect/1.1", "check_supply[meal]/1.1"]


def test_what_comes_after_a_part_comes_after_its_last_steps() -> None:
    world = _begun(_used())
    say(world, "receive")
    say(world, "check_inquire", {"urgent": False, "needs": ("meal",)})

    assert waiting(world) == ["check_supply[meal]/1.1"]
    say(world, "check_supply[meal]")
    assert waiting(world) == ["leave/1.1"]


def test_a_part_is_played_as_for_one_entry() -> None:
    as_rescued = _begun(_used(entry="rescue"))
    say(as_rescued, "receive")

    assert waiting(as_rescued) == [
        "check_inquire/1.1",
        "check_visit/1.1",
        "check_visit[health]/1.1",
    ]


def test_a_part_whose_condition_does_not_hold_is_passed_by() -> None:
    part = _part(when="receive.papers == false")
    world = _begun(_host(part, form=[yes_no("papers")], beside=[step("note", "receive")]))

    say(world, "receive", {"papers": True})

    assert waiting(world) == ["note/1.1"]
    assert standing(world, "check_protect") is Standing.SKIPPED


def test_roles_of_a_part_are_those_of_the_pathway_that_uses_it() -> None:
    host = _used(roles={"police": "labour", "health": "shelter", "union": "labour"})

    assert host.by_id["check_inquire"].role == "labour"
    assert host.by_id["check_protect"].role == "shelter"
    assert host.by_id["check_visit"].jointly == ("shelter",)
    assert host.by_id["check_visit"].informed == ("labour",)


def test_a_step_says_from_which_version_of_which_pathway_it_comes() -> None:
    host = _used()

    assert host.by_id["check_inquire"].part == "small/1"
    assert host.by_id["receive"].part is None


def test_a_sound_pathway_with_a_sound_part_is_sound() -> None:
    host = _host(_part(when="receive.papers == false"), form=[yes_no("papers")])

    assert faults(host) == ()


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        # Not published in that version.
        ({"version": 7}, "parts › check › use"),
        ({"entry": "by_air"}, "parts › check › entry"),
        ({"roles": {"navy": "labour"}}, "parts › check › roles › navy"),
        ({"roles": {"police": "navy"}}, "parts › check › roles › police"),
        # A step is called so already: what came after which would be unclear.
        ({"id": "receive"}, "parts › receive"),
        # Together with the ids of its steps.
        ({"id": "a_name_that_goes_on_and_on_for_ever"}, "parts"),
        # It has parts itself.
        ({"use": "made_of_parts"}, "parts › check › use"),
        # It would never come to an end.
        ({"use": "host"}, "parts › check › use"),
        # A commune has no consent to give.
        ({"use": "commune"}, "parts › check › use"),
    ],
)
def test_what_does_not_fit_between_the_two_is_named(wrong: Part, place: str) -> None:
    host = _written(_part(**wrong))

    (fault,) = part_faults(host, _find)

    assert fault.place.startswith(place)


def test_a_pathway_that_was_looked_at_before_has_the_steps_of_its_parts_too() -> None:
    written = _written(_part(), beside=[step("leave", "check")])
    looked_at = [step.id for step in written.steps]

    host = whole(written, _find)

    assert looked_at == ["receive", "leave"]
    assert host.by_id.keys() > {"receive", "check_inquire", "leave"}


def test_two_parts_have_two_ids() -> None:
    host = pathway(step("receive")).model_dump(by_alias=True) | {"key": "host"}

    found = [*part_faults(Pathway.model_validate(host | {"parts": [_part()] * 2}), _find)]

    assert [fault.place for fault in found] == ["parts › check"]
    assert "more than once" in found[0].message.in_("en")


def test_what_a_part_comes_after_is_told_where_it_was_written_and_once() -> None:
    written = _written(_part(after=["arrive"]))

    found = [*part_faults(written, _find), *faults(whole(written, _find))]

    assert [fault.place for fault in found] == ["parts › check › after"]
    assert "no step “arrive”" in found[0].message.in_("en")


def _begun(host: Pathway) -> World:
    world = World(host, AGENCIES, 10 * DAY)
    world.open(ENTRY)
    world.settle()
    return world


def _used(**more: object) -> Pathway:
    return _host(_part(**more), beside=[step("leave", "check")])


def _host(
    part: Part, *, form: list[Part] | None = None, beside: list[Part] | None = None
) -> Pathway:
    return whole(_written(part, form=form, beside=beside), _find)


def _written(
    part: Part, *, form: list[Part] | None = None, beside: list[Part] | None = None
) -> Pathway:
    host = pathway(step("receive", form=form or []), *(beside or []))
    return Pathway.model_validate(host.model_dump(by_alias=True) | {"key": "host", "parts": [part]})


def _part(**more: object) -> Part:
    part = {"id": "check", "origin": "design", "use": "small", "version": 1, "entry": ENTRY}
    return part | {"after": ["receive"]} | more


def _find(key: str, version: int) -> Pathway | None:
    both = CHECK.model_copy(
        update={"entries": (*CHECK.entries, CHECK.entries[0].model_copy(update={"id": "rescue"}))}
    )
    published = {
        "small": both,
        "commune": CHECK.model_copy(update={"subject": "site"}),
        "host": CHECK,
        "made_of_parts": _written(_part()),
    }
    return published.get(key) if version == 1 else None
