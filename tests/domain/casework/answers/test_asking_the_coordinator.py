"""A question or a wish for more time, and what the coordinator says to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from domain.casework.answers.replying import refuse_more_time, reply
from domain.casework.answers.speaking_up import speak_up
from domain.casework.answers.views import Saying
from domain.casework.desk import coordinating
from domain.casework.desk.consulting import consult
from domain.casework.desk.coordinating import CannotDo
from domain.casework.journeys import halting
from domain.pathway.forms import LONGEST_LONG_TEXT, FormFaults
from domain.seals.sealing import Sealer
from tests.domain.casework.bureau import KEYS, Bureau
from tests.domain.casework.speaking import (
    DUE,
    QUESTION,
    VERIFY,
    WISH,
    asked,
    on_the_list,
    said,
    say,
    subjects,
)

# A question


def test_a_question_waits_for_the_coordinator_and_stops_no_clock(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)
    before = anywhere.requests(journey)[0].due_at

    say(anywhere, request, QUESTION)

    assert on_the_list(anywhere) == ["The agency has a question. Please read it and reply."]
    assert subjects(anywhere, "labour_1") == ["Hồ sơ đang chờ cơ quan chủ trì quyết định"]
    assert (anywhere.requests(journey)[0].due_at, anywhere.waiting(journey)) == (before, [request])


def test_the_reply_is_read_on_the_page_and_stands_in_no_letter(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)
    say(anywhere, request, QUESTION)

    reply(anywhere.office, request, "Gửi về chị Lụa.", "lan")
    anywhere.carry(journey)

    assert said(anywhere, request) == [
        ("question", None, "Hồ sơ gửi về đâu?"),
        ("reply", None, "Gửi về chị Lụa."),
    ]
    told = anywhere.pile[-1]
    assert told.target.startswith("police_1")
    assert told.letter.subject.endswith("Có trả lời cho câu hỏi của cơ quan")
    assert "/a/" in told.letter.text
    assert not any("Lụa" in one.letter.text + one.letter.subject for one in anywhere.pile)
    assert on_the_list(anywhere) == []


def test_only_who_asked_is_told_of_the_reply(here: Bureau) -> None:
    journey, request = asked(here)
    say(here, request, QUESTION, contact=2)

    reply(here.office, request, "Về Sở.", "lan")
    here.carry(journey)

    assert len(subjects(here, "police_1")) == 1
    assert subjects(here, "police_2")[1:] == ["Có trả lời cho câu hỏi của cơ quan"]


def test_each_reply_is_told_of(here: Bureau) -> None:
    journey, request = asked(here)
    for number in (1, 2):
        say(here, request, Saying("question", text=f"Câu hỏi {number}?"))
        reply(here.office, request, f"Trả lời {number}.", "lan")
        here.carry(journey)

    assert subjects(here)[1:] == ["Có trả lời cho câu hỏi của cơ quan"] * 2


def test_a_question_during_a_pause_reaches_the_lead(here: Bureau) -> None:
    journey, request = asked(here)
    halting.pause(here.office, journey, "lan", clocks_stop=True)

    say(here, request, QUESTION)
    asked_then = on_the_list(here)
    reply(here.office, request, "Về Sở.", "lan")
    here.carry(journey)

    assert (len(asked_then), on_the_list(here)) == (1, [])


def test_an_answer_takes_the_question_off_the_list(here: Bureau) -> None:
    journey, request = asked(here)
    say(here, request, QUESTION)

    here.answer(request, {})
    here.carry(journey)

    assert on_the_list(here) == []


def test_a_look_at_what_was_asked_is_written_down(here: Bureau) -> None:
    journey, request = asked(here)
    say(here, request, QUESTION)

    seen = consult(here.office, request, "lan")

    assert [each.text for each in seen.said] == ["Hồ sơ gửi về đâu?"]
    with here.office.store.reading() as books:
        lines = books.trails.lines(journey)
    assert [(line.kind, line.actor) for line in lines][-1] == ("read", "user:lan")


def test_nothing_that_is_said_stands_in_the_open(here: Bureau) -> None:
    journey, request = asked(here)
    say(here, request, QUESTION)
    reply(here.office, request, "Gửi về chị Lụa.", "lan")
    say(here, request, WISH)
    refuse_more_time(here.office, request, "Bà Lụa đang chờ.", "lan")

    with here.office.store.reading() as books:
        payloads = [books.trails.payload(journey, n) for n in range(2, 9)]
    written = "".join(f"{p.body}{p.sealed}" for p in payloads if p is not None)
    assert not any(word in written for word in ("Lụa", "Hồ sơ", "giấy tờ"))


# More time


def test_more_time_waits_for_the_coordinator_and_is_granted(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)

    say(anywhere, request, WISH)
    wished = on_the_list(anywhere)
    coordinating.extend(anywhere.office, request, date(2026, 12, 15), "Được", "lan")
    anywhere.carry(journey)

    assert wished == ["The agency asks for more time. Please grant it or refuse it."]
    assert on_the_list(anywhere) == []
    assert [(kind, day) for kind, day, _ in said(anywhere, request)] == [
        ("more_time", date(2026, 12, 20)),
        ("granted", date(2026, 12, 15)),
    ]
    assert subjects(anywhere)[1:] == ["Cơ quan được thêm thời gian"]


def test_more_time_that_is_refused_leaves_the_deadline_and_says_why_on_the_page(
    anywhere: Bureau,
) -> None:
    journey, request = asked(anywhere)
    before = anywhere.requests(journey)[0].due_at
    say(anywhere, request, WISH)

    refuse_more_time(anywhere.office, request, "Chị Lụa đang chờ.", "lan")
    anywhere.carry(journey)

    assert anywhere.requests(journey)[0].due_at == before
    assert said(anywhere, request)[-1] == ("refused", None, "Chị Lụa đang chờ.")
    assert subjects(anywhere)[1:] == ["Thời hạn giữ nguyên"]
    assert not any("Lụa" in one.letter.text for one in anywhere.pile)
    assert on_the_list(anywhere) == []


@pytest.mark.parametrize(
    ("saying", "problem"),
    [
        # what they have as it is
        (Saying("more_time", DUE.isoformat(), "Chờ."), {"until": "You have until"}),
        # no word of why, and no day
        (Saying("more_time"), {"until": "Please fill", "reason": "Please fill"}),
        # a file's worth
        (
            Saying("question", text="x" * (LONGEST_LONG_TEXT + 1)),
            {"reason": "Please write no more than 4,000"},
        ),
        # nothing that anybody could read
        (Saying("question", text=" \n"), {"reason": "Please fill"}),
        # a day beside a question, and words beside a day
        (Saying("question", "2026-12-20", "Về đâu?"), {"until": "This does not go with it."}),
        (Saying("accepted", "2026-12-01", "Nhé"), {"reason": "This does not go with it."}),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_recorded(
    here: Bureau, saying: Saying, problem: dict[str, str]
) -> None:
    _, request = asked(here)

    with pytest.raises(FormFaults) as refused:
        speak_up(here.office, here.token(request), saying)

    faults = {name: str(why) for name, why in refused.value.faults.items()}
    assert faults.keys() == problem.keys()
    assert all(faults[name].startswith(why) for name, why in problem.items())
    assert said(here, request) == []


def test_without_a_deadline_there_is_no_more_time_to_ask_for(here: Bureau) -> None:
    here.publish(VERIFY)
    (request,) = here.waiting(here.open(VERIFY))

    with pytest.raises(FormFaults):
        speak_up(here.office, here.token(request), WISH)


def test_nothing_is_replied_where_nothing_was_asked(here: Bureau) -> None:
    _, request = asked(here)

    with pytest.raises(CannotDo, match="no question"):
        reply(here.office, request, "Về Sở.", "lan")
    with pytest.raises(CannotDo, match="not asked for more time"):
        refuse_more_time(here.office, request, "Không", "lan")


@pytest.mark.parametrize("text", ["", " \n", "x" * (LONGEST_LONG_TEXT + 1)])
def test_a_reply_has_words_and_not_too_many(here: Bureau, text: str) -> None:
    _, request = asked(here)
    say(here, request, QUESTION)

    with pytest.raises(CannotDo, match="Please write"):
        reply(here.office, request, text, "lan")

    assert len(said(here, request)) == 1


def test_who_asked_for_more_time_is_not_told_of_less(here: Bureau) -> None:
    journey, request = asked(here)
    say(here, request, WISH)

    with pytest.raises(CannotDo, match="this gives it none"):
        coordinating.extend(here.office, request, date(2026, 12, 1), "Tết", "lan")

    assert here.requests(journey)[0].time_wanted_until is not None
    assert len(on_the_list(here)) == 1


def test_without_the_key_of_a_question_the_page_goes_on_to_work(here: Bureau) -> None:
    _, request = asked(here)
    say(here, request, QUESTION)
    lost = replace(here, office=replace(here.office, sealer=Sealer(KEYS["i"])))

    read = said(lost, request)

    assert read == [("question", None, "")]


def test_a_second_question_is_not_settled_by_the_reply_to_the_first(anywhere: Bureau) -> None:
    journey, request = asked(anywhere)
    say(anywhere, request, QUESTION)
    consult(anywhere.office, request, "lan")
    anywhere.later(minutes=1)
    say(anywhere, request, Saying("question", text="Ai đưa đón?"))

    with pytest.raises(CannotDo, match="not read yet"):
        reply(anywhere.office, request, "Về Sở.", "lan")

    assert anywhere.requests(journey)[0].question_at is not None
    consult(anywhere.office, request, "lan")
    reply(anywhere.office, request, "Chị Lụa.", "lan")
    assert anywhere.requests(journey)[0].question_at is None


@pytest.mark.parametrize(
    "decide",
    [
        lambda here, request: refuse_more_time(here.office, request, "Tết", "lan"),
        lambda here, request: coordinating.extend(
            here.office, request, date(2026, 12, 20), "Tết", "lan"
        ),
    ],
    ids=["refuse", "grant"],
)
def test_a_wish_that_was_changed_is_read_before_it_is_decided(
    here: Bureau, decide: Callable[[Bureau, str], str]
) -> None:
    journey, request = asked(here)
    say(here, request, WISH)
    consult(here.office, request, "lan")
    here.later(minutes=1)
    say(here, request, Saying("more_time", "2026-12-31", "Chờ lâu hơn."))

    with pytest.raises(CannotDo, match="not read yet"):
        decide(here, request)

    assert here.requests(journey)[0].time_wanted_until == date(2026, 12, 31)
