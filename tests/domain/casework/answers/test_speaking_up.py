"""What an agency says of a request that goes on waiting: by when it will be done, and the like."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from domain.casework.answers.answering import answer
from domain.casework.answers.speaking_up import accept_for_agency, speak_up
from domain.casework.answers.views import Dead, Said, Saying, Settled, Submission, TooLate
from domain.casework.answers.words_beside import read_words
from domain.casework.desk import coordinating
from domain.casework.desk.desk_lists import lead_entries
from domain.casework.desk.looking import lead_list
from domain.casework.journeys import halting
from domain.casework.journeys.passing_on import pass_on_to
from domain.pathway.forms import FormFaults
from domain.users.user import User
from tests.domain.casework.bureau import MORNING, Bureau
from tests.domain.casework.speaking import (
    DUE,
    IN_SEVEN,
    QUESTION,
    REMINDER,
    TODAY,
    WISH,
    asked,
    on_the_list,
    promise,
    said,
    say,
    subjects,
)

EVERYWHERE = User("lan", "Lan", "coordinator")
WISH_FOR_SUNDAY = Saying("more_time", "2026-12-06", "Chờ giấy tờ.")

# Taken on


def test_what_is_taken_on_goes_on_waiting_and_is_shown(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)

    say(anywhere, request, promise(IN_SEVEN))

    assert anywhere.waiting(journey) == [request]
    assert anywhere.requests(journey)[0].accepted_until == IN_SEVEN
    assert said(anywhere, request) == [("accepted", IN_SEVEN, "")]
    assert on_the_list(anywhere) == []


def test_who_said_by_when_is_reminded_when_that_day_is_over_and_not_before(here: Bureau) -> None:
    """Half of the ten days is the sixth day; the promise ends with the seventh."""
    _, request = asked(here)
    say(here, request, promise(IN_SEVEN))

    here.later(days=7)
    here.sweep()
    before = subjects(here)[1:]
    here.later(days=1)
    here.sweep()

    assert before == []
    assert subjects(here)[1:] == [REMINDER(1)]


def test_a_promise_for_after_the_deadline_silences_nothing_then(here: Bureau) -> None:
    _, request = asked(here)
    say(here, request, promise(DUE + timedelta(days=20)))

    here.later(days=11)
    here.sweep()

    assert subjects(here)[1:] == [REMINDER(2)]


def test_those_above_hear_of_what_is_late_whatever_was_promised(here: Bureau) -> None:
    """At one and a half times ten days."""
    _, request = asked(here)
    say(here, request, promise(DUE + timedelta(days=20)))

    here.later(days=16)
    here.sweep()

    assert "Có yêu cầu chưa được trả lời" in subjects(here, "tren_1")


@pytest.mark.parametrize("other", [DUE, TODAY + timedelta(days=2)], ids=["later", "sooner"])
def test_what_was_promised_may_be_promised_anew_for_another_day(here: Bureau, other: date) -> None:
    journey, request = asked(here)
    say(here, request, promise(IN_SEVEN))

    say(here, request, promise(other))

    assert here.requests(journey)[0].accepted_until == other
    assert [day for _, day, _ in said(here, request)] == [IN_SEVEN, other]


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        # a day of the week before
        ("2026-11-20", "20 November 2026 is over already. Please name a later day."),
        # a slip of the hand
        (
            "2062-12-01",
            "That is too far away. Please name 23 December 2026 at the latest; if it takes longer,"
            " please tell the coordinator so.",
        ),
        # no day of any year
        ("0000-00-00", "Please write the date as day/month/year, such as 23/11/2026."),
        # nothing
        ("", "Please fill this in."),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused_and_nothing_is_recorded(
    here: Bureau, until: str, problem: str
) -> None:
    _, request = asked(here)
    say(here, request, promise(IN_SEVEN))

    with pytest.raises(FormFaults) as refused:
        speak_up(here.office, here.token(request), Saying("accepted", until))

    assert {name: str(why) for name, why in refused.value.faults.items()} == {"until": problem}
    assert len(said(here, request)) == 1


def test_on_the_leads_list_stands_by_when_it_was_promised(here: Bureau) -> None:
    _, request = asked(here)
    say(here, request, promise(IN_SEVEN))
    say(here, request, QUESTION)

    (line,) = lead_list(here.office, "vi")
    (entry,) = lead_entries(here.office, EVERYWHERE)

    assert (line.promised, entry.wait.promised) == (IN_SEVEN, IN_SEVEN)
    assert line.why.endswith(" Hẹn đến 30/11/2026.")


def test_a_day_that_is_a_day_off_is_taken_and_said_to_be_one(here: Bureau) -> None:
    _, request = asked(here)
    sunday, monday = TODAY + timedelta(days=13), Saying("more_time", "2026-12-07", "Chờ.")

    off = speak_up(here.office, here.token(request), WISH_FOR_SUNDAY).noted
    at_work = speak_up(here.office, here.token(request), monday).noted

    assert off.said.day == sunday
    assert str(off.day_off) == (
        "6 December 2026 is a day off; the next working day is 7 December 2026."
    )
    assert at_work.day_off is None


def test_what_was_taken_on_by_phone_is_written_down(here: Bureau) -> None:
    journey, request = asked(here)

    accept_for_agency(here.office, request, IN_SEVEN, "Anh Tư", "phone", "lan")

    assert here.requests(journey)[0].accepted_until == IN_SEVEN
    assert said(here, request) == [("accepted", IN_SEVEN, "")]


def test_the_next_agency_has_promised_nothing_and_reads_nothing(here: Bureau) -> None:
    journey, request = asked(here)
    for saying in (promise(IN_SEVEN), QUESTION, WISH):
        say(here, request, saying)

    pass_on_to(here.office, request, "health", "lan")
    here.carry(journey)

    assert said(here, request) == []
    assert on_the_list(here) == []
    (line,) = here.requests(journey)
    assert (line.accepted_until, line.question_at, line.time_wanted_until) == (None, None, None)


# Whatever it is


@pytest.mark.parametrize("saying", [promise(IN_SEVEN), QUESTION, WISH], ids=lambda one: one.kind)
def test_a_button_that_is_pressed_twice_records_once_and_frightens_nobody(
    here: Bureau, saying: Saying
) -> None:
    _, request = asked(here)

    first = speak_up(here.office, here.token(request), saying)
    here.later(minutes=1)
    second = speak_up(here.office, here.token(request), saying)

    assert first.noted == second.noted
    assert len(said(here, request)) == 1


@pytest.mark.parametrize("saying", [promise(IN_SEVEN), QUESTION, WISH], ids=lambda one: one.kind)
@pytest.mark.parametrize(
    ("happens", "fate"),
    [
        (lambda place, request: place.answer(request, {}), Settled),
        (lambda place, request: coordinating.withdraw(place.office, request, "lan"), Dead),
        (lambda place, request: pass_on_to(place.office, request, "health", "lan"), Dead),
        (
            lambda place, request: halting.stop(
                place.office, request.rpartition("/")[0], "an toàn", "lan", unsafe=False
            ),
            Dead,
        ),
    ],
    ids=["answered", "withdrawn", "passed on", "stopped"],
)
def test_what_comes_too_late_is_told_and_not_recorded(
    here: Bureau, saying: Saying, happens: Callable[[Bureau, str], object], fate: type
) -> None:
    journey, request = asked(here)
    token = here.token(request)
    happens(here, request)
    with here.office.store.reading() as books:
        before = books.trails.lines(journey)

    with pytest.raises(TooLate) as late:
        speak_up(here.office, token, saying)

    assert isinstance(late.value.look, fate)
    with here.office.store.reading() as books:
        assert books.trails.lines(journey) == before


def test_one_takes_it_on_while_another_declines(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)
    declined = Submission("declined", {}, because="no_place")
    tokens = anywhere.token(request), anywhere.token(request, contact=2)

    outcomes = _at_once(
        lambda: speak_up(anywhere.office, tokens[0], promise(IN_SEVEN)).noted.said.kind,
        lambda: answer(anywhere.office, tokens[1], declined).receipt.verdict,
    )

    assert outcomes[1] == "declined"
    assert outcomes[0] in ("accepted", "too late")
    assert anywhere.requests(journey)[0].status == "declined"
    with anywhere.office.store.reading() as books:
        kinds = [line.kind for line in books.trails.lines(journey)]
    assert kinds.count("accepted") == (outcomes[0] == "accepted")
    assert kinds.count("answered") == 1


def test_a_question_that_crosses_an_answer_is_recorded_before_it_or_not_at_all(
    anywhere: Bureau,
) -> None:
    journey, request = asked(anywhere)
    tokens = anywhere.token(request), anywhere.token(request, contact=2)

    outcomes = _at_once(
        lambda: speak_up(anywhere.office, tokens[0], QUESTION).noted.said.kind,
        lambda: answer(anywhere.office, tokens[1], Submission("done", {})).receipt.verdict,
    )

    with anywhere.office.store.reading() as books:
        kinds = [line.kind for line in books.trails.lines(journey)]
    assert kinds[-1] == "answered"
    assert kinds.count("questioned") == (outcomes[0] == "question")


def _at_once(*deeds: Callable[[], str]) -> list[str]:
    start = Barrier(len(deeds))

    def begin(deed: Callable[[], str]) -> str:
        start.wait()
        try:
            return deed()
        except TooLate:
            return "too late"

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(begin, deeds))


def test_what_was_said_is_in_the_order_of_time(here: Bureau) -> None:
    _, request = asked(here)
    say(here, request, QUESTION)
    here.later(hours=1)
    say(here, request, promise(IN_SEVEN))

    seen = read_words(here.office, here.token(request))

    assert seen.said == (
        Said("question", MORNING, text="Hồ sơ gửi về đâu?"),
        Said("accepted", MORNING + timedelta(hours=1), IN_SEVEN),
    )
