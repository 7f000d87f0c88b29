"""A new deadline that a coordinator grants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.casework.administration.publishing import publish_policy
from domain.casework.desk import coordinating
from domain.casework.desk.coordinating import CannotDo
from domain.casework.desk.looking import lead_list
from domain.casework.dossier import Dossier
from domain.journey.facts import Extended
from tests.domain.casework.bureau import MORNING, Bureau
from tests.domain.small import pathway, step

TEN_DAYS = """
schema: 1
key: province
title: {vi: Tỉnh, en: Province}
valid_from: 2020-01-01
limits:
  small:
    verify: {limit: {amount: 10, unit: calendar_days}, source: made up, origin: design}
"""
UNTIL = date(2026, 12, 23)
END = datetime(2026, 12, 23, 16, 59, 59, tzinfo=UTC)
VERIFY = pathway(step("verify"))


def asked(here: Bureau) -> tuple[str, str]:
    """A journey whose agency has ten days, and the id of its request."""
    here.publish(VERIFY)
    publish_policy(here.office, TEN_DAYS, "user:lan")
    journey = here.open(VERIFY)
    return journey, here.waiting(journey)[0]


def subjects(here: Bureau) -> list[str]:
    """Of the letters to the agency and to the one above, to the first contact of each."""
    letters = [one for one in here.pile if one.target.startswith(("police_1", "tren_1"))]
    return [one.letter.subject.partition("] ")[2] for one in letters]


def test_a_deadline_ends_with_the_day_where_the_agency_is(here: Bureau) -> None:
    journey, request = asked(here)

    coordinating.extend(here.office, request, UNTIL, "Tết", "lan")

    assert here.requests(journey)[0].due_at == END


def test_why_is_kept_sealed(here: Bureau) -> None:
    journey, request = asked(here)

    coordinating.extend(here.office, request, UNTIL, "Chờ giấy tờ", "lan")

    with here.office.store.reading() as books:
        dossier = Dossier.read(here.office, books, journey)
    fact = dossier.recorded[-1].fact
    assert isinstance(fact, Extended)
    assert (fact.by, fact.due_at) == ("lan", END)
    with here.office.store.reading() as books:
        dossier = Dossier.read(here.office, books, journey)
        assert dossier.texts(dossier.row.last_seq) == {"reason": "Chờ giấy tờ"}


def test_reminders_of_a_new_deadline_are_said_and_counted_on(here: Bureau) -> None:
    """Half of ten days, and all of them; then half of the twenty that are left, and all."""
    _, request = asked(here)
    for _ in range(2):
        here.later(days=5, hours=8)
        here.sweep()
    coordinating.extend(here.office, request, UNTIL, "Tết", "lan")
    for _ in range(2):
        here.later(days=10)
        here.sweep()

    assert subjects(here) == [
        "Có yêu cầu đang chờ cơ quan trả lời",
        *(f"Nhắc lần {n}: có yêu cầu đang chờ cơ quan trả lời" for n in (1, 2, 3, 4)),
    ]


def test_rungs_of_a_new_deadline_are_told_again(here: Bureau) -> None:
    """The agency above at 150 %, which is after 15 days; granted 16 days before the new end."""
    _, request = asked(here)
    here.later(days=16)
    here.sweep()
    before = subjects(here).count("Có yêu cầu chưa được trả lời")
    coordinating.extend(here.office, request, UNTIL, "Tết", "lan")
    here.later(days=23)
    here.sweep()

    assert before == 1
    assert subjects(here).count("Có yêu cầu chưa được trả lời") == 2


def test_what_stood_on_the_leads_list_for_want_of_an_answer_goes(here: Bureau) -> None:
    journey, request = asked(here)
    here.later(days=22)
    here.sweep()
    before = [line.reference for line in lead_list(here.office, "en")]

    coordinating.extend(here.office, request, UNTIL, "Tết", "lan")
    here.carry(journey)

    assert before == [f"{journey}:verify"]
    assert lead_list(here.office, "en") == ()


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        # yesterday
        ((MORNING - timedelta(days=1)).date(), "Tết", "is over already"),
        # for no reason
        (UNTIL, "  ", "Please give the reason"),
    ],
)
def test_what_is_no_new_deadline_is_refused(
    here: Bureau, until: date, reason: str, said: str
) -> None:
    journey, request = asked(here)
    before = here.requests(journey)

    with pytest.raises(CannotDo, match=said):
        coordinating.extend(here.office, request, until, reason, "lan")

    assert here.requests(journey) == before


def test_what_does_not_wait_gets_no_new_deadline(here: Bureau) -> None:
    _, request = asked(here)
    coordinating.withdraw(here.office, request, "lan")

    with pytest.raises(CannotDo, match="not waiting for an answer"):
        coordinating.extend(here.office, request, UNTIL, "Tết", "lan")
