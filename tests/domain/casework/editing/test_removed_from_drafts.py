"""What was removed from a draft is told by its title where it is still named, however long ago."""

from __future__ import annotations

from sqlalchemy import event

from domain.casework.editing.drafts import draft_of, save, start, throw_away, undo
from domain.casework.editing.publishing_drafts import look_at_draft
from domain.casework.office import Office
from domain.editing.edits import Add, Edit, Put, Remove
from tests.domain.bad_pathways import sound
from tests.domain.casework.bureau import Bureau

LAN = "user:lan"
STEPS = ("stages", "care", "steps")
STAY = (*STEPS, "reception", "form", "stay")
NAMED = Put((*STEPS, "trip", "when"), "reception.stay == 'home'")
GONE = Remove((*STAY, "options", "home"))
TOLD = "“reception – stay – home” was removed, and is still named here."


def kept(office: Office, *edits: Edit) -> None:
    save(office, "small", draft_of(office, "small").revision, edits, LAN)


def told(office: Office) -> set[str]:
    faults = look_at_draft(office, draft_of(office, "small")).reading.faults.values()
    said = {str(one.problem) for found in faults for one in found}
    return {one for one in said if "“" in one}


def test_it_is_told_after_many_saves_without_a_look_at_any_of_them(anywhere: Bureau) -> None:
    office, asked = anywhere.office, list[str]()
    start(office, sound(), LAN)
    kept(office, NAMED)
    kept(office, GONE)
    for number in range(12):
        kept(office, Put(("title", "vi"), f"Mới {number}"))
    draft = draft_of(office, "small")

    @event.listens_for(office.store.engine, "before_cursor_execute")
    def _(*said: object) -> None:
        asked.append(str(said[2]))

    look_at_draft(office, draft)

    assert asked
    assert not [statement for statement in asked if "pathway_revisions" in statement]
    assert told(office) == {TOLD}


def test_it_is_told_by_what_it_was_called_last(here: Bureau) -> None:
    start(here.office, sound(), LAN)
    kept(here.office, NAMED)
    kept(here.office, GONE)
    undo(here.office, "small", draft_of(here.office, "small").revision, LAN)
    assert told(here.office) == set()

    kept(here.office, Put((*STAY, "options", "home", "label"), {"vi": "Về nhà", "en": "At home"}))
    kept(here.office, GONE)

    assert told(here.office) == {TOLD.replace("home", "At home")}


def test_what_is_taken_back_is_removed_too(here: Bureau) -> None:
    start(here.office, sound(), LAN)
    kept(here.office, Add((*STAY, "options"), {"id": "tent", "label": {"vi": "Lều", "en": "Tent"}}))
    undo(here.office, "small", draft_of(here.office, "small").revision, LAN)
    kept(here.office, Put(NAMED.place, "reception.stay == 'tent'"))

    assert told(here.office) == {TOLD.replace("home", "Tent")}


def test_the_next_draft_knows_nothing_of_what_was_removed_from_the_last(here: Bureau) -> None:
    start(here.office, sound(), LAN)
    kept(here.office, GONE)
    throw_away(here.office, "small", draft_of(here.office, "small").revision)

    assert start(here.office, sound(), LAN).removed == {}
