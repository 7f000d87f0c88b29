from __future__ import annotations

import pytest

from domain.editing.edits import Add, Edit, Move, MoveTo, Put, Remove, after_all, edited
from domain.editing.starting import blank
from domain.editing.tree import NoSuchPlace, Tree, at, listed, name_of, step_place
from domain.pathway.places import Place
from domain.texts import Label
from tests.domain.bad_pathways import sound

STEPS = ("stages", "care", "steps")
TRIP = (*STEPS, "trip")


def names(tree: Tree, *place: str) -> list[str | None]:
    return [name_of(item) for item in listed(tree, place)]


def after(tree: Tree, step: str) -> object:
    return at(tree, (*step_place(tree, step), "after"))


def test_what_is_put_stands_there_and_nothing_else_changes() -> None:
    tree = edited(sound(), Put((*TRIP, "role"), "police")).tree

    assert at(tree, (*TRIP, "role")) == "police"
    assert edited(tree, Put((*TRIP, "role"), "shelter")).tree == sound()


def test_what_is_left_blank_is_taken_out() -> None:
    tree = edited(sound(), Put(("ends", "refused", "when"), "  ")).tree

    assert "when" not in listed(tree, ("ends",))[0]


def test_english_that_is_left_empty_takes_the_vietnamese() -> None:
    tree = edited(sound(), Put((*TRIP, "title"), {"vi": " Đưa đi ", "en": ""})).tree

    assert at(tree, (*TRIP, "title")) == {"vi": "Đưa đi", "en": "Đưa đi"}


def test_text_is_kept_as_nfc() -> None:
    tree = edited(sound(), Put((*TRIP, "title"), {"vi": "Khám", "en": "x"})).tree

    assert at(tree, (*TRIP, "title", "vi")) == "Khám"


def test_a_new_step_is_called_after_its_title_and_stands_last() -> None:
    done = edited(sound(), Add(STEPS, {"title": {"vi": "Khám sức khỏe"}, "role": "police"}))

    assert done.place == (*STEPS, "kham_suc_khoe")
    assert names(done.tree, *STEPS)[-1] == "kham_suc_khoe"


def test_an_id_stays_whatever_becomes_of_the_title() -> None:
    added = edited(sound(), Add(STEPS, {"title": {"vi": "Khám"}}))
    tree = edited(added.tree, Put((*added.place, "title"), {"vi": "Xét nghiệm"})).tree

    assert names(tree, *STEPS)[-1] == "kham"


def test_a_new_end_comes_before_the_one_that_takes_everybody() -> None:
    tree = edited(sound(), Add(("ends",), {"title": {"vi": "Từ chối"}})).tree

    assert names(tree, "ends") == ["refused", "tu_choi", "finished"]


def test_the_first_item_of_a_list_that_is_not_written_is_added() -> None:
    tree = edited(sound(), Add((*TRIP, "form"), {"label": {"vi": "Ngày đi"}, "kind": "date"})).tree

    assert names(tree, *TRIP, "form") == ["ngay_di"]


def test_a_share_is_called_after_the_field_of_the_person() -> None:
    done = edited(sound(), Add((*TRIP, "shares"), {"field": "phone", "why": {"vi": "Gọi"}}))

    assert done.place == (*TRIP, "shares", "phone")


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (-1, ["reception", "services", "trip", "papers", "visit"]),
        (1, ["reception", "services", "papers", "visit", "trip"]),
        (9, ["reception", "services", "papers", "visit", "trip"]),
        (-9, ["trip", "reception", "services", "papers", "visit"]),
    ],
)
def test_a_step_moves_up_and_down_and_stays_in_its_list(by: int, order: list[str]) -> None:
    assert names(edited(sound(), Move(TRIP, by)).tree, *STEPS) == order


def with_another_stage() -> Tree:
    return edited(sound(), Add(("stages",), {"title": {"vi": "Sau đó"}})).tree


def test_a_step_goes_to_another_stage_and_is_found_there_by_its_old_place() -> None:
    done = edited(with_another_stage(), MoveTo(TRIP, "sau_do"))

    assert names(done.tree, *STEPS) == ["reception", "services", "papers", "visit"]
    assert done.place == ("stages", "sau_do", "steps", "trip")
    assert at(done.tree, (*TRIP, "role")) == "shelter"


def test_a_step_that_goes_to_another_stage_keeps_its_place_in_the_order() -> None:
    tree = edited(with_another_stage(), MoveTo(TRIP, "sau_do")).tree

    assert after(tree, "visit") == ["trip"]


def test_what_came_after_a_removed_step_comes_after_what_it_came_after() -> None:
    tree = edited(sound(), Remove(TRIP)).tree

    assert after(tree, "visit") == ["reception"]


def test_nothing_comes_twice_after_the_same_when_a_step_is_removed() -> None:
    both = edited(sound(), Put((*STEPS, "visit", "after"), ["reception", "trip", "papers"])).tree

    assert after(edited(both, Remove(TRIP)).tree, "visit") == ["reception", "papers"]


def test_ends_that_came_after_a_removed_step_are_healed_too() -> None:
    tree = edited(sound(), Put(("ends", "refused", "after"), ["trip"])).tree

    assert at(edited(tree, Remove(TRIP)).tree, ("ends", "refused", "after")) == ["reception"]


def test_removing_a_stage_heals_the_order_around_all_its_steps() -> None:
    tree = edited(with_another_stage(), MoveTo(TRIP, "sau_do")).tree
    tree = edited(tree, Remove(("stages", "sau_do"))).tree

    assert after(tree, "visit") == ["reception"]
    assert names(tree, "stages") == ["care"]


def test_nothing_is_left_after_a_step_of_a_stage_that_is_removed() -> None:
    tree = with_another_stage()
    for step in ("papers", "trip"):
        tree = edited(tree, MoveTo((*STEPS, step), "sau_do")).tree
    tree = edited(tree, Put(("stages", "sau_do", "steps", "trip", "after"), ["papers"])).tree

    assert after(edited(tree, Remove(("stages", "sau_do"))).tree, "visit") == ["reception"]


def test_two_steps_that_wait_for_each_other_are_no_snare() -> None:
    tree = edited(sound(), Put((*TRIP, "after"), ["visit"])).tree

    assert after(edited(tree, Remove(TRIP)).tree, "visit") == []


@pytest.mark.parametrize(
    "edit",
    [
        Put((*STEPS, "gone", "role"), "police"),
        Put((*TRIP, "limit", "amount"), 3),
        Put((*TRIP, "role", "inner"), "police"),
        Add(("stages", "gone", "steps"), {"title": {"vi": "Khám"}}),
        Add((*TRIP, "role"), {"title": {"vi": "Khám"}}),
        Move((*STEPS, "gone"), 1),
        MoveTo(TRIP, "gone"),
        Remove((*STEPS, "gone")),
        Remove(("roles", "9")),
    ],
)
def test_a_place_that_is_not_there_is_refused(edit: Edit) -> None:
    with pytest.raises(NoSuchPlace):
        edited(sound(), edit)


def test_a_blank_pathway_becomes_whole_by_edits_alone() -> None:
    tree = blank("thu", Label(vi="Thử", en="Trial"))
    stage: Place = ("stages", "tiep_nhan", "steps")

    tree = after_all(
        tree,
        [
            Put(("about",), {"vi": "Để thử"}),
            Add(("roles",), {"title": {"vi": "Công an"}, "origin": "design"}),
            Put(("lead",), "cong_an"),
            Add(("entries",), {"title": {"vi": "Tự trở về"}, "origin": "design"}),
            Add(("stages",), {"title": {"vi": "Tiếp nhận"}, "origin": "design"}),
            Add(stage, {"title": {"vi": "Gặp"}, "role": "cong_an", "origin": "design"}),
        ],
    )

    assert names(tree, *stage) == ["gap"]
