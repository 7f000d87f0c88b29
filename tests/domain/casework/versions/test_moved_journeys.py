"""A journey moved to another version, and back: its rows, its letters, its links, its trail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.casework.answers.answering import look
from domain.casework.answers.views import Dead, Open, Settled
from domain.casework.desk import coordinating
from domain.casework.desk.case_files import JourneyFile, journey_file
from domain.casework.desk.consulting import consult
from domain.casework.desk.coordinating import CannotDo, ChangedMeanwhile
from domain.casework.dossier import Dossier
from domain.casework.versions.impact import Impact, impact
from domain.casework.versions.moving import move_journey, undo_move
from domain.casework.versions.naming import CannotMove, Names
from domain.pathway.template import Pathway
from domain.users.user import User
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step, yes_no
from tests.strategies import Part, label

LAN = User("lan", "Lan", "coordinator")
PAPERS = step("papers", form=[yes_no("stays")])
SHELTER = step("shelter", "papers", when="papers.stays == true", role="shelter")


def publish(here: Bureau, *steps: Part) -> Pathway:
    version = pathway(*steps)
    here.publish(version)
    return version


def under_way(here: Bureau, *steps: Part) -> str:
    return here.open(publish(here, *steps))


def move(here: Bureau, journey: str, *steps: Part, names: Names | None = None) -> None:
    """To a version with these steps, and carried on."""
    publish(here, *steps)
    move_journey(here.office, journey, 2, names or Names(), "lan")
    here.carry(journey)


def undo(here: Bureau, journey: str) -> None:
    undo_move(here.office, journey, "lan")
    here.carry(journey)


def file_of(here: Bureau, journey: str) -> JourneyFile:
    return journey_file(here.office, LAN, journey.partition("/")[0])


def standing(here: Bureau, journey: str) -> list[tuple[str, str]]:
    return [(one.what.in_("en"), one.status) for one in file_of(here, journey).requests]


def letters(here: Bureau) -> list[tuple[str, str]]:
    """Kind and contact of each that was sent since the last look."""
    ids = [each.notice_id for claimed in here.pile for each in claimed.notices]
    here.pile.clear()
    with here.office.store.reading() as books:
        sent = [books.notices.find(each) for each in ids]
    return sorted((each.kind, each.contact) for each in sent if each is not None)


def test_a_moved_journey_goes_on_by_the_new_version(here: Bureau) -> None:
    journey = under_way(here, PAPERS, SHELTER)
    papers = here.waiting(journey)[0]

    move(
        here, journey,
        step("papers", form=[yes_no("stays")], title=label("papers")), step("home", "papers"),
    )  # fmt: skip
    here.answer(papers, {"stays": ["yes"]})
    here.carry(journey)

    assert standing(here, journey) == [("home", "waiting"), ("papers", "done")]


def test_only_whoever_is_asked_something_else_hears_of_it(here: Bureau) -> None:
    journey = under_way(here, PAPERS, step("health", role="shelter"), step("plan", role="labour"))
    letters(here)
    limit = {"amount": 5, "unit": "working_days", "source": "Decision 12"}

    move(
        here, journey,
        PAPERS | {"ask": label("Look them through")},
        step("health", role="shelter", limit=limit),
        step("plan", role="labour"),
    )  # fmt: skip

    assert letters(here) == [("revised", "police_1"), ("revised", "police_2")]


def test_the_letter_says_that_something_else_is_asked(here: Bureau) -> None:
    journey = under_way(here, PAPERS)
    here.pile.clear()

    move(here, journey, PAPERS | {"ask": label("Look them through")})

    text = here.pile[0].letter.text
    assert "Look them through" in text
    assert "đã thay đổi" in text


def test_whom_no_message_has_reached_reads_what_is_asked_now(here: Bureau) -> None:
    version = publish(here, PAPERS)
    journey = here.open(version)
    here.pile.clear()
    coordinating.withdraw(here.office, here.waiting(journey)[0], "lan")
    coordinating.ask_again(here.office, f"{journey}:papers", "lan")

    publish(here, PAPERS | {"ask": label("Look them through")})
    move_journey(here.office, journey, 2, Names(), "lan")
    here.carry(journey)
    here.later(minutes=10)
    here.send()

    assert "revised" not in [kind for kind, _ in letters(here)]


def test_an_answer_is_read_under_the_new_names(here: Bureau) -> None:
    note = {"id": "note", "label": label("Note"), "kind": "text"}
    journey = under_way(here, step("papers", form=[yes_no("stays"), note]), step("plan"))
    papers, _ = here.waiting(journey)
    here.answer(papers, {"stays": ["yes"], "note": ["A word"]})

    move(
        here, journey,
        step("documents", form=[yes_no("remains"), note | {"id": "remark"}]),
        step("plan"),
        step("shelter", "documents", when="documents.remains == true"),
        names=Names({"papers": "documents"}, {"papers.stays": "remains", "papers.note": "remark"}),
    )  # fmt: skip
    seen = consult(here.office, papers, "lan")

    assert (seen.values, seen.texts) == ({"remains": True}, {"remark": "A word"})
    assert [field.id for field in seen.form] == ["remains", "remark"]
    assert ("shelter", "waiting") in standing(here, journey)


def test_an_answer_is_shown_by_the_form_to_which_it_was_said(here: Bureau) -> None:
    journey = under_way(here, step("papers", form=[yes_no("stays"), yes_no("well")]), step("plan"))
    papers, _ = here.waiting(journey)
    here.answer(papers, {"stays": ["yes"], "well": ["no"]})

    move(here, journey, PAPERS, step("plan"))

    seen = consult(here.office, papers, "lan")
    assert [field.id for field in seen.form] == ["stays", "well"]
    assert [field.id for field in file_of(here, journey).requests[1].form] == ["stays"]


def test_what_was_done_and_dropped_is_still_shown(here: Bureau) -> None:
    journey = under_way(here, PAPERS, step("plan"))
    papers, _ = here.waiting(journey)
    here.answer(papers, {"stays": ["yes"]})
    here.carry(journey)
    link = here.token(papers)

    move(here, journey, step("plan"), step("health"))

    assert standing(here, journey) == [
        ("health", "waiting"), ("plan", "waiting"), ("papers", "done"),
    ]  # fmt: skip
    assert consult(here.office, papers, "lan").title.en == "papers"
    assert isinstance(look(here.office, link), Settled)


def test_nobody_is_asked_again_what_was_dropped(here: Bureau) -> None:
    journey = under_way(here, PAPERS, step("plan"))
    papers, _ = here.waiting(journey)
    here.answer(papers, {"stays": ["yes"]})
    move(here, journey, step("plan"))

    with pytest.raises(CannotDo, match="has no step “papers”"):
        coordinating.ask_again(here.office, papers, "lan")
    with pytest.raises(CannotDo, match="has no step “papers”"):
        coordinating.skip(here.office, papers, "No need", "lan")


def test_the_trail_tells_old_steps_by_their_old_titles(here: Bureau) -> None:
    journey = under_way(here, PAPERS, step("plan"))
    papers, _ = here.waiting(journey)
    here.answer(papers, {"stays": ["yes"]})

    move(here, journey, step("documents", form=[yes_no("stays")]), step("plan"),
         names=Names({"papers": "documents"}))  # fmt: skip

    told = [line.what.in_("en") for line in file_of(here, journey).story]
    assert "Answered: papers: it is done." in told
    assert "Moved to version 2 of the pathway." in told


def test_two_steps_may_take_each_others_names(anywhere: Bureau) -> None:
    journey = under_way(anywhere, step("papers"), step("plan", role="shelter"))
    before = dict(zip(anywhere.waiting(journey), ("police", "shelter"), strict=True))

    move(
        anywhere, journey, step("plan", title=label("papers")),
        step("papers", role="shelter", title=label("plan")),
        names=Names({"papers": "plan", "plan": "papers"}),
    )  # fmt: skip

    with anywhere.office.store.reading() as books:
        rows = {row: books.requests.find(row) for row in before}
    steps = {name: row.step for name, row in rows.items() if row is not None}
    assert sorted(steps.values()) == ["papers", "plan"]
    assert letters(anywhere)[-1][0] != "revised"
    for request in before:
        anywhere.answer(request, {})
    anywhere.carry(journey)
    assert anywhere.status(journey)[0] == "ended"


def test_what_waits_for_the_lead_keeps_its_line(here: Bureau) -> None:
    journey = under_way(here, step("papers"), step("plan"))
    here.decline(here.waiting(journey)[0])
    here.carry(journey)
    letters(here)
    before = [wait.since for wait in file_of(here, journey).waits]
    here.later(hours=1)

    move(here, journey, step("documents", title=label("papers")), step("plan"),
         names=Names({"papers": "documents"}))  # fmt: skip

    assert [wait.what.in_("en") for wait in file_of(here, journey).waits] == ["papers"]
    assert [wait.since for wait in file_of(here, journey).waits] == before
    assert letters(here) == []


def test_undoing_brings_back_what_was(here: Bureau) -> None:
    journey = under_way(here, PAPERS, step("plan", role="shelter"))
    papers, _ = here.waiting(journey)
    here.answer(papers, {"stays": ["yes"]})
    here.carry(journey)
    letters(here)
    before = standing(here, journey)

    move(here, journey, step("documents", form=[yes_no("remains")]),
         step("plan", role="shelter", ask=label("Plan it")), step("health", role="labour"),
         names=Names({"papers": "documents"}, {"papers.stays": "remains"}))  # fmt: skip
    moved = letters(here)
    undo(here, journey)

    assert moved == [
        ("request", "labour_1"), ("request", "labour_2"),
        ("revised", "shelter_1"), ("revised", "shelter_2"),
    ]  # fmt: skip
    assert letters(here) == [
        ("revised", "shelter_1"), ("revised", "shelter_2"),
        ("withdrawal", "labour_1"), ("withdrawal", "labour_2"),
    ]  # fmt: skip
    assert standing(here, journey) == [before[0], ("health", "withdrawn"), *before[1:]]
    assert consult(here.office, papers, "lan").values == {"stays": True}


def test_a_link_to_what_only_the_undone_version_asked_says_that_it_was_withdrawn(
    here: Bureau,
) -> None:
    journey = under_way(here, PAPERS)
    move(here, journey, PAPERS, step("health", role="shelter"))
    health = here.token(here.waiting(journey)[1])

    undo(here, journey)

    seen = look(here.office, health)
    assert isinstance(seen, Dead)
    assert seen.fate == "withdrawn"


def test_undone_at_once_the_agency_hears_of_neither(here: Bureau) -> None:
    journey = under_way(here, PAPERS)
    letters(here)
    publish(here, PAPERS | {"ask": label("Look them through")})

    move_journey(here.office, journey, 2, Names(), "lan")
    undo(here, journey)

    assert letters(here) == []


def test_a_move_is_undone_within_a_day_and_while_nothing_was_answered(here: Bureau) -> None:
    journey = under_way(here, PAPERS, step("plan"))
    move(here, journey, PAPERS, step("plan"), step("health"))

    here.later(hours=25)
    with pytest.raises(CannotMove, match="24 hours"):
        undo_move(here.office, journey, "lan")
    here.clock.moment -= timedelta(hours=25)
    here.answer(here.waiting(journey)[0], {"stays": ["yes"]})
    with pytest.raises(CannotMove, match="was answered"):
        undo_move(here.office, journey, "lan")


def test_a_move_is_not_undone_where_that_would_end_the_journey_unseen(here: Bureau) -> None:
    journey = under_way(here, PAPERS)
    move(here, journey, PAPERS, step("health", role="shelter"))
    papers, _ = here.waiting(journey)
    assert [one.journey for one in _impact(here).undoable] == [journey]
    coordinating.skip(here.office, papers, "No need", "lan")
    here.carry(journey)
    letters(here)

    assert _impact(here).undoable == ()
    with pytest.raises(CannotMove, match="would end at once: finished"):
        undo_move(here.office, journey, "lan")
    here.carry(journey)

    assert here.status(journey) == ("open", None)
    assert standing(here, journey)[0] == ("health", "waiting")
    assert letters(here) == []


def test_a_journey_that_went_on_since_it_was_shown_is_looked_at_anew(here: Bureau) -> None:
    journey = under_way(here, PAPERS, SHELTER)
    publish(here, PAPERS, SHELTER, step("health", "papers"))
    shown = _impact(here).journeys[0]
    here.answer(here.waiting(journey)[0], {"stays": ["yes"]})
    here.carry(journey)

    with pytest.raises(ChangedMeanwhile):
        move_journey(here.office, journey, 2, Names(), "lan", seen=shown.mark)
    anew = _impact(here).journeys[0]
    move_journey(here.office, journey, 2, Names(), "lan", seen=anew.mark)

    assert _impact(here).running == ((2, 1),)


def test_a_journey_that_stays_is_left_as_it_is(here: Bureau) -> None:
    journey = under_way(here, PAPERS)
    publish(here, step("plan"))

    with pytest.raises(CannotMove, match="is asked now, and the new version does not have it"):
        move_journey(here.office, journey, 2, Names(), "lan")

    with here.office.store.reading() as books:
        assert Dossier.read(here.office, books, journey).row.version == 1
    assert isinstance(look(here.office, here.token(here.waiting(journey)[0])), Open)


def test_names_that_no_version_has_are_refused(here: Bureau) -> None:
    under_way(here, PAPERS)
    publish(here, PAPERS, step("plan"))

    for names, said in (
        (Names({"paper": "papers"}), "No earlier version has a step “paper”"),
        (Names({"papers": "documents"}), "The new version has no step “documents”"),
        (Names({}, {"papers.stay": "stays"}), "No earlier version has a field “papers.stay”"),
        (Names({}, {"papers.stays": "remains"}), "The new version has no field “papers.remains”"),
    ):
        with pytest.raises(CannotMove, match=said):
            impact(here.office, "small", None, names)


def _impact(here: Bureau) -> Impact:
    return impact(here.office, "small", None, Names())


def test_a_move_that_came_after_the_one_that_was_shown_is_not_undone(here: Bureau) -> None:
    journey = under_way(here, PAPERS)
    move(here, journey, PAPERS, step("plan"))
    (shown,) = _impact(here).undoable
    publish(here, PAPERS, step("plan"), step("health"))
    move_journey(here.office, journey, 3, Names(), "bac")

    with pytest.raises(ChangedMeanwhile, match="is not the one that you looked at"):
        undo_move(here.office, journey, "lan", seen=shown.mark)
    (anew,) = _impact(here).undoable

    assert (anew.before, anew.version) == (2, 3)
    assert undo_move(here.office, journey, "lan", seen=anew.mark) == 2


def test_of_two_moves_to_one_version_the_one_that_was_shown_is_undone(here: Bureau) -> None:
    journey = under_way(here, PAPERS)
    move(here, journey, PAPERS, step("plan"))
    (shown,) = _impact(here).undoable
    undo(here, journey)
    move_journey(here.office, journey, 2, Names(), "bac")

    with pytest.raises(ChangedMeanwhile):
        undo_move(here.office, journey, "lan", seen=shown.mark)
