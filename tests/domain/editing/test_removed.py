"""What an edit removes is remembered by what it was called, and told so where it is still named."""

from __future__ import annotations

from domain.editing.edits import Edit, MoveTo, Put, Remove, after_all
from domain.editing.removed import Removed, removed, removed_by
from domain.texts import Label, Message, say
from tests.domain.bad_pathways import sound

STEPS = ("stages", "care", "steps")
RECEPTION = (*STEPS, "reception")
CALLED = Put((*RECEPTION, "title"), {"vi": "Tiếp nhận", "en": "Reception"})
GONE: Removed = {"step reception.stay.home": Label(vi="Nhà", en="Home")}


def gone(*edits: Edit) -> dict[str, str]:
    before = after_all(sound(), [CALLED])
    found = removed_by(before, after_all(before, edits))
    return {name: label.vi for name, label in found.items()}


def test_with_a_step_goes_all_that_is_in_it() -> None:
    assert gone(Remove(RECEPTION)).items() >= {
        "step reception": "Tiếp nhận",
        "step reception.agrees": "Tiếp nhận – agrees",
        "step reception.stay.home": "Tiếp nhận – stay – home",
    }.items()  # fmt: skip


def test_what_stands_elsewhere_or_is_called_otherwise_is_not_gone() -> None:
    assert gone(Put((*RECEPTION, "title", "vi"), "Đón")) == {}
    stage = {"id": "later", "title": {"vi": "Sau", "en": "Later"}, "steps": []}
    before = sound() | {"stages": [*sound()["stages"], stage]}
    assert removed_by(before, after_all(before, [MoveTo(RECEPTION, "later")])) == {}


def test_roles_and_entries_are_remembered_by_their_kind() -> None:
    assert set(gone(Remove(("roles", "police")), Remove(("entries", "rescue")))) == {
        "role police", "entry rescue",
    }  # fmt: skip


def test_what_never_had_a_title_is_not_remembered() -> None:
    untitled = after_all(sound(), [Put((*RECEPTION, "title"), None)])

    assert removed_by(untitled, after_all(untitled, [Remove(RECEPTION)])) == {}


def test_only_what_is_missing_and_was_there_is_told_otherwise() -> None:
    def told(option: str) -> Message | None:
        problem = say("“{path}” has no option “{option}”.", path="reception.stay", option=option)
        return removed(problem, GONE)

    found = told("home")
    assert found is not None
    assert found.in_("vi") == "“Nhà” đã bị bỏ khỏi bản thảo, nhưng chỗ này vẫn còn dùng đến."
    assert told("hotel") is None
    assert removed(say("There is no step."), GONE) is None
