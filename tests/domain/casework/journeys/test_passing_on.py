"""What an agency had passes to those who succeed it, on the day that the directory names."""

from __future__ import annotations

from datetime import timedelta

from domain.casework.administration.publishing import publish_directory
from domain.casework.answers.answering import look
from domain.casework.answers.views import Dead, Open
from domain.casework.desk import coordinating
from domain.casework.desk.looking import MoveLine
from domain.casework.journeys import halting
from domain.casework.journeys.advancing import advance, look_at
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.passing_on import to_pass_on
from domain.texts import Label
from tests.domain.casework.bureau import Bureau, directory_with
from tests.domain.casework.reorganising import (
    FEBRUARY,
    IN_A_CHAIN,
    JULY,
    LAW,
    MARCH,
    NEW,
    REQUEST,
    TO_THE_LEAD,
    VERIFY,
    VERIFY_THEN_PAPERS,
    asked,
    moves,
    on_the_list,
    pass_all_on,
    reorganise,
    shown,
    told,
)
from tests.domain.db.dump import dump_of
from tests.domain.small import ENTRY, pathway, step, yes_no


def test_an_open_request_passes_to_the_successor_on_the_day(anywhere: Bureau) -> None:
    journey, _ = asked(anywhere)
    before = shown(anywhere, journey)
    anywhere.clock.moment = MARCH - timedelta(seconds=1)
    too_early = pass_all_on(anywhere)
    anywhere.clock.moment = MARCH

    moved = pass_all_on(anywhere)

    after = shown(anywhere, journey)
    assert (too_early, moved) == (0, 1)
    assert moves(anywhere, journey) == [("old", "new", LAW, "plan")]
    assert after.agency == "Cơ quan new"
    assert after.moves == (MoveLine("Cơ quan old", MARCH, LAW, "plan"),)
    assert (after.asked_at, after.due_at) == (before.asked_at, before.due_at)
    assert on_the_list(anywhere) == []


def test_the_new_agency_is_told_once_from_whom_it_came(here: Bureau) -> None:
    asked(here)
    here.pile.clear()
    here.clock.moment = MARCH

    for _ in range(3):
        pass_all_on(here)

    contacts = sorted(one.target for one in here.pile)
    assert contacts == ["new_1@example.vn", "new_2@example.vn"]
    assert told(here) == [("new", REQUEST)]
    assert "Yêu cầu này trước đây thuộc Cơ quan old, nay được chuyển sang quý cơ quan." in (
        here.pile[0].letter.text
    )


def test_passing_on_a_second_time_writes_nothing(here: Bureau) -> None:
    journey, _ = asked(here)
    here.clock.moment = MARCH
    pass_all_on(here)
    before = dump_of(here.office.store)

    assert pass_all_on(here) == 0
    look_at(here.office, journey)

    assert dump_of(here.office.store) == before


def test_the_flow_has_something_to_see_when_a_request_has_passed_on(here: Bureau) -> None:
    journey, _ = asked(here)
    here.clock.moment = MARCH

    pass_all_on(here)

    with here.office.store.reading() as books:
        assert [row.id for row in books.journeys.unseen()] == [journey]


def test_a_flow_that_looks_first_passes_on_as_well(here: Bureau) -> None:
    journey, _ = asked(here)
    here.clock.moment = MARCH

    here.carry(journey)

    assert moves(here, journey) == [("old", "new", LAW, "plan")]
    assert to_pass_on(here.office) == ()


def test_the_old_link_says_where_the_request_is_now_and_the_new_one_takes_the_answer(
    anywhere: Bureau,
) -> None:
    journey, request = asked(anywhere)
    old = anywhere.token(request)
    anywhere.clock.moment = MARCH

    pass_all_on(anywhere)

    seen = look(anywhere.office, old)
    assert isinstance(seen, Dead)
    assert (seen.fate, seen.at) == ("moved", MARCH)
    assert seen.now_with == Label(vi="Cơ quan new", en="Agency new")
    anywhere.answer(request, {})
    assert shown(anywhere, journey).status == "done"


def test_what_was_asked_later_goes_by_the_directory_of_that_day(here: Bureau) -> None:
    journey, request = asked(here, VERIFY_THEN_PAPERS)
    here.answer(request, {})
    here.clock.moment = MARCH

    here.carry(journey)

    assert [r.agency for r in here.requests(journey)] == ["Cơ quan old", "Cơ quan new"]
    assert moves(here, journey) == []


def test_a_chain_is_followed_in_order_however_late_one_looks(here: Bureau) -> None:
    assignments, successions = IN_A_CHAIN
    journey, _ = asked(here, assignments=assignments, successions=successions)
    here.pile.clear()
    here.clock.moment = JULY + timedelta(days=3)

    pass_all_on(here)

    assert moves(here, journey) == [
        ("old", "new", LAW, "plan"),
        ("new", "newer", "Luật mẫu", "plan"),
    ]
    assert sorted(told(here)) == [("labour", TO_THE_LEAD), ("newer", REQUEST)]


def test_a_chain_is_followed_day_by_day(here: Bureau) -> None:
    assignments, successions = IN_A_CHAIN
    journey, request = asked(here, assignments=assignments, successions=successions)
    tokens = [here.token(request)]
    for day in (MARCH, JULY):
        here.clock.moment = day
        pass_all_on(here)
        tokens.append(here.token(request))

    seen = [look(here.office, token) for token in tokens]

    assert [one.now_with and one.now_with.en for one in seen if isinstance(one, Dead)] == [
        "Agency newer",
        "Agency newer",
    ]
    assert isinstance(seen[-1], Open)
    assert [move.at for move in shown(here, journey).moves] == [MARCH, JULY]


def test_reminders_and_rungs_go_to_who_has_it_now(here: Bureau) -> None:
    """By design: 7 and 14 days, the agency above at 21, the lead at 28."""
    asked(here)
    here.later(days=7, hours=1)
    here.sweep()
    here.pile.clear()
    here.clock.moment = MARCH
    pass_all_on(here)

    for _ in range(4):
        here.later(days=7)
        here.sweep()

    assert told(here) == [
        ("new", REQUEST),
        ("new", "Nhắc lần 2: có yêu cầu đang chờ cơ quan trả lời"),
        ("tren", "Có yêu cầu chưa được trả lời"),
        ("labour", TO_THE_LEAD),
    ]
    assert "Cơ quan new" in here.pile[-3].letter.text


def test_of_what_was_late_before_the_new_agency_hears_nothing_but_the_lead_does(
    here: Bureau,
) -> None:
    asked(here)
    here.clock.moment = FEBRUARY + timedelta(days=22)
    here.pile.clear()

    pass_all_on(here)

    assert sorted(told(here)) == [("labour", TO_THE_LEAD), ("new", REQUEST)]
    assert [line.why for line in on_the_list(here)] == [
        "There is still no answer. Please call the agency."
    ]


def test_a_letter_that_was_not_sent_yet_does_not_reach_who_had_it(here: Bureau) -> None:
    here.clock.moment = FEBRUARY
    here.publish(VERIFY)
    reorganise(here)
    journey = open_case(here.office, "small", ENTRY, None, by="user:lan")
    advance(here.office, journey)
    here.clock.moment = MARCH

    pass_all_on(here)

    assert told(here) == [("new", REQUEST)]
    assert on_the_list(here) == []


def test_a_letter_that_the_old_agency_refused_is_not_held_against_the_new_one(
    here: Bureau,
) -> None:
    journey, _ = asked(here)
    with here.office.store.writing() as books:
        for notice in books.notices.of_journey(journey):
            notice.status = "refused"
    look_at(here.office, journey)
    before = [line.why for line in on_the_list(here)]
    here.clock.moment = MARCH

    pass_all_on(here)

    assert before == ["A message could not be delivered. Please reach the agency another way."]
    assert on_the_list(here) == []


def test_who_had_it_hears_nothing_when_it_is_withdrawn(here: Bureau) -> None:
    journey, request = asked(here)
    here.clock.moment = MARCH
    pass_all_on(here)
    here.pile.clear()

    coordinating.withdraw(here.office, request, "lan")
    here.carry(journey)

    assert {who for who, _ in told(here)} == {"new", "labour"}


def test_while_a_journey_is_paused_its_requests_pass_on_and_nobody_is_told(here: Bureau) -> None:
    journey, _ = asked(here)
    halting.pause(here.office, journey, "lan", clocks_stop=True)
    here.pile.clear()
    here.clock.moment = MARCH
    pass_all_on(here)
    silent = told(here)

    halting.resume(here.office, journey, "lan")
    here.carry(journey)

    assert moves(here, journey) == [("old", "new", LAW, "plan")]
    assert silent == []
    assert told(here) == [("new", REQUEST)]


def test_what_came_due_in_a_pause_is_said_to_who_has_it_after(here: Bureau) -> None:
    """The reminder after 7 days: 4 days, a pause of 10 in which it passes on, then 3 more."""
    journey, _ = asked(here)
    here.later(days=4)
    halting.pause(here.office, journey, "lan", clocks_stop=True)
    here.later(days=8)
    pass_all_on(here)
    here.later(days=2)
    halting.resume(here.office, journey, "lan")
    here.carry(journey)
    here.pile.clear()

    here.later(days=3)
    here.sweep()

    reminder = "Nhắc lần 1: có yêu cầu đang chờ cơ quan trả lời"
    assert told(here) == [("new", reminder)]


def test_a_stopped_journey_passes_nothing_on_unless_it_goes_on(here: Bureau) -> None:
    journey, _ = asked(here)
    here.clock.moment = MARCH
    halting.stop(here.office, journey, "Chờ hỏi lại", "lan", unsafe=False)
    pass_all_on(here)
    stopped = moves(here, journey)

    halting.resume(here.office, journey, "lan")
    pass_all_on(here)

    assert stopped == []
    assert moves(here, journey) == [("old", "new", LAW, "plan")]


def test_what_was_answered_stays_with_who_answered_it_by_the_name_of_that_day(
    anywhere: Bureau,
) -> None:
    journey, request = asked(anywhere, VERIFY_THEN_PAPERS)
    anywhere.answer(request, {})
    anywhere.carry(journey)
    anywhere.clock.moment = MARCH
    agencies = ("new", "other", "labour")
    gone = directory_with(agencies, (NEW,), ()).replace("Cơ quan new", "Cơ quan đổi tên")
    pass_all_on(anywhere)
    publish_directory(anywhere.office, gone, "user:lan")
    anywhere.later(days=1)
    publish_directory(anywhere.office, gone.replace("đổi tên", "tên khác"), "user:lan")

    verify, papers = anywhere.requests(journey)

    assert (verify.agency, verify.moves) == ("Cơ quan old", ())
    assert papers.agency == "Cơ quan tên khác"
    assert papers.moves == (MoveLine("old", MARCH, LAW, "plan"),)


def test_what_nobody_had_confirmed_by_then_is_the_leads_to_tell(anywhere: Bureau) -> None:
    _, request = asked(anywhere, pathway(step("verify", form=[yes_no("v")], second_person=True)))
    anywhere.answer(request, {"v": ["yes"]})
    anywhere.clock.moment = MARCH

    pass_all_on(anywhere)

    (line,) = on_the_list(anywhere)
    assert "passed on to another agency before a second person confirmed it" in line.why
