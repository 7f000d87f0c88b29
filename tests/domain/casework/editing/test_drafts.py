from __future__ import annotations

from datetime import timedelta

import pytest

from domain.casework.editing.drafts import (
    Draft,
    DraftExists,
    EditedMeanwhile,
    NoDraft,
    draft_of,
    every_draft,
    last_change,
    save,
    start,
    start_new,
    throw_away,
    undo,
)
from domain.editing.edits import Add, Edit, Move, Put, Remove
from domain.editing.sketching import sketch
from domain.editing.starting import NotAPathway, blank
from domain.editing.tree import Node, NoSuchPlace, Tree, at, listed
from domain.pathway.template import Pathway
from domain.texts import Label
from tests.domain.bad_pathways import sound
from tests.domain.casework.bureau import Bureau

LAN, VI = "user:lan", "user:vi"
STEPS = ("stages", "care", "steps")
TRIP = (*STEPS, "trip")
ROLE = (*TRIP, "role")
TITLE = ("title", "vi")


@pytest.fixture
def draft(anywhere: Bureau) -> Draft:
    return start(anywhere.office, sound(), LAN)


def saved(place: Bureau, revision: int, *edits: Edit, by: str = LAN) -> int:
    return save(place.office, "small", revision, edits, by).revision


def now(place: Bureau) -> Tree:
    return draft_of(place.office, "small").tree


def test_a_draft_is_kept_as_it_was_begun(anywhere: Bureau, draft: Draft) -> None:
    assert draft_of(anywhere.office, "small") == draft
    assert (draft.tree, draft.saved_by, draft.based_on) == (sound(), LAN, None)


def test_a_draft_of_a_published_pathway_knows_which_version_was_in_use(anywhere: Bureau) -> None:
    anywhere.publish(Pathway.model_validate(sound()))

    assert start(anywhere.office, sound(), LAN).based_on == 1


def test_a_pathway_has_one_draft(anywhere: Bureau, draft: Draft) -> None:
    with pytest.raises(DraftExists, match="lan"):
        start(anywhere.office, sound(), VI)


@pytest.mark.parametrize(
    "key", ["", "Small", "1", "a b", "a-b", "x\n", '"><script>', "a" * 41, "a" * 3000, "ă", 7, None]
)
def test_what_is_no_key_begins_no_draft(anywhere: Bureau, key: Node) -> None:
    with pytest.raises(NotAPathway):
        start(anywhere.office, {**sound(), "key": key}, LAN)

    assert every_draft(anywhere.office) == []


def test_a_copy_is_a_pathway_of_its_own(anywhere: Bureau) -> None:
    anywhere.publish(Pathway.model_validate(sound()))
    title = Label(vi="Quy trình của tỉnh", en="Ours")

    keys = [start_new(anywhere.office, sound(), title, LAN).key for _ in range(2)]

    assert keys == ["quy_trinh_cua_tinh", "quy_trinh_cua_tinh_2"]
    assert draft_of(anywhere.office, keys[0]).tree["title"] == {"vi": title.vi, "en": title.en}
    assert [draft.key for draft in every_draft(anywhere.office)] == keys


def test_no_new_pathway_is_called_as_a_shipped_one(anywhere: Bureau) -> None:
    title = Label(vi="Hải Phòng", en="Hải Phòng")

    assert start_new(anywhere.office, blank("", title), title, LAN).key == "hai_phong_2"


def test_a_save_is_told_with_who_made_it_and_when(anywhere: Bureau, draft: Draft) -> None:
    anywhere.clock.moment += timedelta(hours=1)
    saved(anywhere, draft.revision, Put(ROLE, "police"), by=VI)

    newest = draft_of(anywhere.office, "small")
    assert at(newest.tree, ROLE) == "police"
    assert (newest.saved_by, newest.saved_at) == (VI, anywhere.clock.moment)


def test_a_save_that_changes_nothing_is_none(anywhere: Bureau, draft: Draft) -> None:
    assert saved(anywhere, draft.revision, Put(ROLE, "shelter")) == draft.revision


def test_what_was_added_is_found_by_the_id_that_it_got(anywhere: Bureau, draft: Draft) -> None:
    done = save(
        anywhere.office, "small", draft.revision, [Add(STEPS, {"title": {"vi": "Khám"}})], LAN
    )

    assert done.places == ((*STEPS, "kham"),)


def test_two_who_edit_different_things_lose_nothing(anywhere: Bureau, draft: Draft) -> None:
    saved(anywhere, draft.revision, Put(ROLE, "police"), by=VI)
    saved(anywhere, draft.revision, Put((*TRIP, "after"), ["papers"]), Move(TRIP, -1))

    assert at(now(anywhere), ROLE) == "police"
    assert at(now(anywhere), (*TRIP, "after")) == ["papers"]


def test_two_who_add_the_same_have_both(anywhere: Bureau, draft: Draft) -> None:
    for by in (LAN, VI):
        saved(anywhere, draft.revision, Add(STEPS, {"title": {"vi": "Khám"}}), by=by)

    assert [step["id"] for step in listed(now(anywhere), STEPS)][-2:] == ["kham", "kham_2"]


def test_who_changes_what_another_changed_is_told_what_became_other(
    anywhere: Bureau, draft: Draft
) -> None:
    second = saved(anywhere, draft.revision, Put(ROLE, "police"), Put(("lead",), "shelter"), by=VI)

    with pytest.raises(EditedMeanwhile) as told:
        saved(anywhere, draft.revision, Put(ROLE, "nobody"))

    assert told.value.by == VI
    assert [str(one.what) for one in told.value.differences] == ["who is asked: shelter → police"]
    assert at(now(anywhere), ROLE) == "police"

    saved(anywhere, second, Put(ROLE, "nobody"))
    assert at(now(anywhere), ROLE) == "nobody"


def test_two_who_change_the_same_to_the_same_agree(anywhere: Bureau, draft: Draft) -> None:
    second = saved(anywhere, draft.revision, Put(ROLE, "police"), by=VI)

    assert saved(anywhere, draft.revision, Put(ROLE, "police")) == second


def test_a_form_that_is_sent_whole_takes_back_nothing_of_another(
    anywhere: Bureau, draft: Draft
) -> None:
    saved(anywhere, draft.revision, Put(ROLE, "police"), by=VI)
    saved(anywhere, draft.revision, Put(ROLE, "shelter"), Put((*TRIP, "after"), ["papers"]))

    assert at(now(anywhere), ROLE) == "police"


@pytest.mark.parametrize("edit", [Remove(TRIP), Put(ROLE, "nobody"), Put(STEPS, [])])
def test_what_another_wrote_is_not_removed_unseen(
    anywhere: Bureau, draft: Draft, edit: Edit
) -> None:
    saved(anywhere, draft.revision, Put(ROLE, "police"), by=VI)

    with pytest.raises(EditedMeanwhile):
        saved(anywhere, draft.revision, edit)


def test_what_another_removed_is_not_edited(anywhere: Bureau, draft: Draft) -> None:
    saved(anywhere, draft.revision, Remove(TRIP), by=VI)

    with pytest.raises(EditedMeanwhile) as told:
        saved(anywhere, draft.revision, Put(ROLE, "police"))
    assert "removed" in [str(one.what) for one in told.value.differences]


def test_undo_goes_back_one_save_after_the_other(anywhere: Bureau, draft: Draft) -> None:
    revision = draft.revision
    for role in ("police", "nobody"):
        revision = saved(anywhere, revision, Put(ROLE, role))

    seen = []
    for _ in range(2):
        revision = undo(anywhere.office, "small", revision, LAN).revision
        seen.append(at(now(anywhere), ROLE))

    assert seen == ["police", "shelter"]
    with pytest.raises(NoSuchPlace):
        undo(anywhere.office, "small", revision, LAN)


def test_undo_after_a_save_that_came_after_an_undo(anywhere: Bureau, draft: Draft) -> None:
    revision = saved(anywhere, draft.revision, Put(ROLE, "police"))
    revision = undo(anywhere.office, "small", revision, LAN).revision
    revision = saved(anywhere, revision, Put(ROLE, "nobody"))

    undo(anywhere.office, "small", revision, LAN)

    assert at(now(anywhere), ROLE) == "shelter"


def test_what_an_undo_would_take_back_is_told_before(anywhere: Bureau, draft: Draft) -> None:
    def told() -> list[str] | None:
        newest = draft_of(anywhere.office, "small")
        found = last_change(anywhere.office, newest, sketch(newest.tree))
        return [str(one.what) for one in found] if found is not None else None

    begun = told()
    revision = saved(anywhere, draft.revision, Put(ROLE, "police"))
    first = told()
    revision = saved(anywhere, revision, Put(TITLE, "Mới"))
    second = told()
    revision = undo(anywhere.office, "small", revision, LAN).revision
    back = told()
    undo(anywhere.office, "small", revision, LAN)

    assert first == back == ["who is asked: shelter → police"]
    assert second == ["title, in Vietnamese: “Small” → “Mới”"]
    assert begun == told() is None


def test_nobody_undoes_what_they_have_not_seen(anywhere: Bureau, draft: Draft) -> None:
    saved(anywhere, draft.revision, Put(ROLE, "police"), by=VI)

    with pytest.raises(EditedMeanwhile, match="vi"):
        undo(anywhere.office, "small", draft.revision, LAN)


def test_a_draft_that_was_thrown_away_is_gone(anywhere: Bureau, draft: Draft) -> None:
    throw_away(anywhere.office, "small", draft.revision)

    with pytest.raises(NoDraft):
        draft_of(anywhere.office, "small")
    with pytest.raises(NoDraft):
        saved(anywhere, draft.revision, Put(ROLE, "police"))
    assert every_draft(anywhere.office) == []


def test_a_page_of_a_former_draft_saves_nothing_into_the_next(
    anywhere: Bureau, draft: Draft
) -> None:
    throw_away(anywhere.office, "small", draft.revision)
    start(anywhere.office, sound(), VI)

    with pytest.raises(NoSuchPlace):
        saved(anywhere, draft.revision, Put(ROLE, "police"))


def test_nobody_throws_away_what_they_have_not_seen(anywhere: Bureau, draft: Draft) -> None:
    saved(anywhere, draft.revision, Put(ROLE, "police"), by=VI)

    with pytest.raises(EditedMeanwhile):
        throw_away(anywhere.office, "small", draft.revision)


def test_an_unsound_draft_is_kept(anywhere: Bureau, draft: Draft) -> None:
    saved(anywhere, draft.revision, Put(("stages",), []), Put(("lead",), None))

    assert "lead" not in now(anywhere)
