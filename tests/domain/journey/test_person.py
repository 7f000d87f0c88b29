"""What the person is known to be, and what follows from it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.journey.person import PersonStatus, status_of
from domain.pathway.template import Pathway
from domain.values import Values
from tests.domain.small import AGENCIES, ENTRY, pathway, request, say, step
from tests.domain.world import DAY, World
from tests.strategies import Part, label

NEW_YEAR = datetime(2025, 1, 6, 2, tzinfo=UTC)
RESULTS: Part = {
    "id": "result",
    "label": label("Result"),
    "kind": "choice",
    "options": [
        {"id": "yes", "label": label("Yes"), "status": "identified"},
        {"id": "no", "label": label("No"), "status": "not_a_victim"},
    ],
}
DAY_OF: Part = {"id": "on", "label": label("On"), "kind": "date", "required": False}


def test_nothing_is_said_of_a_person_of_whom_the_pathway_says_nothing() -> None:
    world = _begun(pathway(step("receive")))

    assert status_of(world.pathway, world.state) is None


def test_the_entry_says_what_the_person_is_at_first() -> None:
    world = _begun(_verified())

    assert status_of(world.pathway, world.state) == PersonStatus("suspected", date(2025, 1, 6))


def test_the_person_is_being_identified_from_the_day_on_which_the_police_are_asked() -> None:
    world = _begun(_verified())
    world.now += 3 * DAY

    say(world, "receive")

    assert status_of(world.pathway, world.state) == PersonStatus(
        "being_identified", date(2025, 1, 9)
    )


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        ({"result": "yes"}, PersonStatus("identified", date(2025, 7, 7))),
        ({"result": "no"}, PersonStatus("not_a_victim", date(2025, 7, 7))),
        # By the date on the paper, not by the day on which somebody wrote it down.
        ({"result": "yes", "on": "2025-06-30"}, PersonStatus("identified", date(2025, 6, 30))),
    ],
)
def test_the_answer_says_what_the_person_is(answer: Values, known: PersonStatus) -> None:
    world = _begun(_verified())
    say(world, "receive")
    world.now = datetime(2025, 7, 7, 2, tzinfo=UTC)

    say(world, "verify", answer)

    assert status_of(world.pathway, world.state) == known


def test_a_correction_says_it_anew() -> None:
    world = _begun(_verified())
    say(world, "receive")
    say(world, "verify", {"result": "no"})

    world.correct(request(world, "verify").key, "done", {"result": "yes"})

    known = status_of(world.pathway, world.state)
    assert known is not None
    assert known.status == "identified"


@pytest.mark.parametrize(
    ("known", "regime"),
    [
        # Identified before Law 53/2024 came into force: Law 66/2011, whenever support is given.
        (PersonStatus("identified", date(2025, 6, 30)), "law_66_2011"),
        (PersonStatus("identified", date(2025, 7, 1)), "law_53_2024"),
        # Nobody is promised a regime before they are identified.
        (PersonStatus("being_identified", date(2025, 7, 1)), None),
        (PersonStatus("not_a_victim", date(2025, 7, 1)), None),
    ],
)
def test_the_regime_follows_from_the_day_of_identification(
    known: PersonStatus, regime: str | None
) -> None:
    assert known.regime == regime


def _verified() -> Pathway:
    whole = pathway(
        step("receive"),
        step("verify", "receive", form=[RESULTS, DAY_OF], status="being_identified", dated_by="on"),
    )
    entry = whole.entries[0].model_copy(update={"status": "suspected"})
    return whole.model_copy(update={"entries": (entry,)})


def _begun(whole: Pathway) -> World:
    world = World(whole, AGENCIES, 10 * DAY)
    world.now = NEW_YEAR
    world.open(ENTRY)
    world.settle()
    return world
