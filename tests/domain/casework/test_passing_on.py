"""What an agency had passes to those who succeed it, on the day that the directory names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from domain.casework import coordinating
from domain.casework.advancing import advance, look_at
from domain.casework.answering import look
from domain.casework.coordinating import CannotDo
from domain.casework.looking import LeadLine, MoveLine, RequestLine, lead_list
from domain.casework.opening import open_case
from domain.casework.passing_on import pass_on_to, to_pass_on
from domain.casework.publishing import publish_directory
from domain.casework.views import Dead, Open
from domain.facts import Reassigned
from domain.pathway import Pathway
from domain.texts import Label
from tests.domain.casework.bureau import Bureau, directory_with
from tests.domain.db.dump import dump_of
from tests.domain.small import ENTRY, pathway, step

FEBRUARY = datetime(2025, 2, 20, 2, tzinfo=UTC)
MARCH = datetime(2025, 2, 28, 17, tzinfo=UTC)  # 1 March, 0:00 in Việt Nam
JULY = datetime(2025, 6, 30, 17, tzinfo=UTC)
LAW = "Nghị quyết mẫu"
SPLIT = (
    "The agency has passed on what it had, and who has this now is not plain."
    " Please choose whom to pass it to. To choose from: {}."
)
VERIFY: Pathway = pathway(step("verify"))

OLD = "{role: police, agency: old, valid_from: 2020-01-01, valid_to: 2025-02-28}"
NEW = "{role: police, agency: new, valid_from: 2025-03-01}"
NEWER = "{role: police, agency: newer, valid_from: 2025-07-01}"
NEW_UNTIL_JULY = NEW.replace("}", ", valid_to: 2025-06-30}")
TO_NEW = f"{{agency: old, on: 2025-03-01, to: [new, other], legal_basis: {LAW}}}"
TO_NEWER = "{agency: new, on: 2025-07-01, to: [newer], legal_basis: Luật mẫu}"
IN_A_CHAIN = ((OLD, NEW_UNTIL_JULY, NEWER), (TO_NEW, TO_NEWER))


@pytest.fixture(autouse=True)
def in_february(request: pytest.FixtureRequest) -> None:
    for place in ("here", "anywhere"):
        if place in request.fixturenames:
            request.getfixturevalue(place).clock.moment = FEBRUARY


def reorganise(
    place: Bureau, assignments: Sequence[str] = (OLD, NEW), successions: Sequence[str] = (TO_NEW,)
) -> None:
    agencies = ("old", "new", "newer", "other", "labour")
    lead = "{role: labour, agency: labour, valid_from: 2020-01-01}"
    body = directory_with(agencies, (*assignments, lead), successions)
    publish_directory(place.office, body, "user:lan")


def asked(place: Bureau, **how: Sequence[str]) -> tuple[str, str]:
    """A journey in which the old agency is asked to verify, and the id of that request."""
    place.publish(VERIFY)
    reorganise(place, **how)
    journey = place.open(VERIFY)
    return journey, place.waiting(journey)[0]


def pass_all_on(place: Bureau) -> int:
    """As each sweep does; how many journeys it looked at for that."""
    journeys = to_pass_on(place.office)
    for journey in journeys:
        look_at(place.office, journey)
    place.send()
    return len(journeys)


def moves(place: Bureau, journey: str) -> list[tuple[str | None, str, str | None, str]]:
    with place.office.store.reading() as books:
        facts = [record.fact for record in books.trails.facts(journey)]
    return [(f.before, f.agency, f.legal_basis, f.by) for f in facts if isinstance(f, Reassigned)]


def told(place: Bureau) -> list[tuple[str, str]]:
    """Which agency's first contact each letter was for, and its subject without the code."""
    letters = [(one.target.partition("@")[0], one.letter.subject) for one in place.pile]
    return [
        (contact.removesuffix("_1"), subject.partition("] ")[2])
        for contact, subject in letters
        if contact.endswith("_1")
    ]


def shown(place: Bureau, journey: str) -> RequestLine:
    [request] = place.requests(journey)
    return request


def on_the_list(place: Bureau) -> list[LeadLine]:
    return list(lead_list(place.office, "en"))


TO_THE_LEAD = "Hồ sơ đang chờ cơ quan chủ trì quyết định"
REQUEST = "Có yêu cầu đang chờ cơ quan trả lời"


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
    two = pathway(step("verify"), step("papers", "verify"))
    here.publish(two)
    reorganise(here)
    journey = here.open(two)
    here.answer(here.waiting(journey)[0], {})
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


@pytest.mark.parametrize(
    ("holders", "choices"),
    [
        # two of those who succeed hold the role
        (("new", "other"), ("new", "other")),
        # none of them does
        (("newer",), ("new", "other")),
    ],
)
def test_what_is_not_plain_waits_for_a_person(
    anywhere: Bureau, holders: Sequence[str], choices: tuple[str, ...]
) -> None:
    after = [NEW.replace("agency: new", f"agency: {name}") for name in holders]
    journey, request = asked(anywhere, assignments=(OLD, *after))
    anywhere.pile.clear()
    anywhere.clock.moment = MARCH

    looked_at = [pass_all_on(anywhere) for _ in range(3)]

    [line] = on_the_list(anywhere)
    assert looked_at == [1, 0, 0]
    assert moves(anywhere, journey) == []
    assert (line.reference, line.choices) == (f"{journey}:verify", choices)
    assert line.why == SPLIT.format(", ".join(choices))
    assert [who for who, _ in told(anywhere)] == ["labour"]
    assert "Xin chọn cơ quan để chuyển." in anywhere.pile[0].letter.text
    assert isinstance(look(anywhere.office, anywhere.token(request)), Open)


def test_the_person_decides_and_the_line_goes(anywhere: Bureau) -> None:
    both = (OLD, NEW, NEW.replace("agency: new", "agency: other"))
    journey, request = asked(anywhere, assignments=both)
    anywhere.clock.moment = MARCH
    pass_all_on(anywhere)
    anywhere.pile.clear()

    pass_on_to(anywhere.office, f"{journey}:verify", "other", "lan")
    anywhere.carry(journey)

    assert moves(anywhere, journey) == [("old", "other", LAW, "user:lan")]
    assert told(anywhere) == [("other", REQUEST)]
    assert on_the_list(anywhere) == []
    assert isinstance(look(anywhere.office, anywhere.token(request)), Open)


def test_a_directory_that_makes_it_plain_is_enough(here: Bureau) -> None:
    journey, _ = asked(here, assignments=(OLD,))
    here.clock.moment = MARCH
    pass_all_on(here)
    reorganise(here)

    here.later(hours=1)
    here.sweep()

    assert moves(here, journey) == [("old", "new", LAW, "plan")]
    assert on_the_list(here) == []


def test_half_a_chain_waits_where_it_is_not_plain_any_more(here: Bureau) -> None:
    successions = (TO_NEW, TO_NEWER.replace("[newer]", "[newer, other]"))
    also = NEWER.replace("newer", "other")
    chain = (OLD, NEW_UNTIL_JULY, NEWER, also)
    journey, _ = asked(here, assignments=chain, successions=successions)
    here.pile.clear()
    here.clock.moment = JULY

    pass_all_on(here)

    assert moves(here, journey) == [("old", "new", LAW, "plan")]
    assert [line.choices for line in on_the_list(here)] == [("newer", "other")]
    assert {who for who, _ in told(here)} == {"labour"}


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
    coordinating.pause(here.office, journey, "lan", clocks_stop=True)
    here.pile.clear()
    here.clock.moment = MARCH
    pass_all_on(here)
    silent = told(here)

    coordinating.resume(here.office, journey, "lan")
    here.carry(journey)

    assert moves(here, journey) == [("old", "new", LAW, "plan")]
    assert silent == []
    assert told(here) == [("new", REQUEST)]


def test_what_came_due_in_a_pause_is_said_to_who_has_it_after(here: Bureau) -> None:
    """The reminder after 7 days: 4 days, a pause of 10 in which it passes on, then 3 more."""
    journey, _ = asked(here)
    here.later(days=4)
    coordinating.pause(here.office, journey, "lan", clocks_stop=True)
    here.later(days=8)
    pass_all_on(here)
    here.later(days=2)
    coordinating.resume(here.office, journey, "lan")
    here.carry(journey)
    here.pile.clear()

    here.later(days=3)
    here.sweep()

    reminder = "Nhắc lần 1: có yêu cầu đang chờ cơ quan trả lời"
    assert told(here) == [("new", reminder)]


def test_a_stopped_journey_passes_nothing_on_unless_it_goes_on(here: Bureau) -> None:
    journey, _ = asked(here)
    here.clock.moment = MARCH
    coordinating.stop(here.office, journey, "Chờ hỏi lại", "lan", unsafe=False)
    pass_all_on(here)
    stopped = moves(here, journey)

    coordinating.resume(here.office, journey, "lan")
    pass_all_on(here)

    assert stopped == []
    assert moves(here, journey) == [("old", "new", LAW, "plan")]


def test_what_was_answered_stays_with_who_answered_it_by_the_name_of_that_day(
    anywhere: Bureau,
) -> None:
    two = pathway(step("verify"), step("papers", "verify"))
    anywhere.publish(two)
    reorganise(anywhere)
    journey = anywhere.open(two)
    anywhere.answer(anywhere.waiting(journey)[0], {})
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


# A person passes on


def test_what_comes_back_is_told_again_and_its_link_works_again(here: Bureau) -> None:
    journey, request = asked(here)
    first = here.token(request)
    pass_on_to(here.office, request, "other", "lan")
    here.carry(journey)
    here.pile.clear()

    here.later(hours=1)
    pass_on_to(here.office, request, "old", "lan")
    here.carry(journey)

    assert told(here) == [("old", REQUEST)]
    assert isinstance(look(here.office, first), Open)
    assert any(first in one.letter.text for one in here.pile)


def test_where_a_person_passes_it_on_the_old_link_does_not_say_to_whom(here: Bureau) -> None:
    _, request = asked(here)
    token = here.token(request)

    pass_on_to(here.office, request, "other", "lan")

    seen = look(here.office, token)
    assert isinstance(seen, Dead)
    assert (seen.fate, seen.now_with) == ("moved", None)


@pytest.mark.parametrize(
    ("agency", "said"),
    [
        # nobody of this id
        ("nobody", "has no agency “nobody” today"),
        # who has it
        ("new", "has the request already"),
        # who has passed on what it had
        ("old", "has no agency “old” today"),
    ],
)
def test_it_passes_to_nobody_who_cannot_have_it(here: Bureau, agency: str, said: str) -> None:
    journey, request = asked(here)
    here.clock.moment = MARCH
    pass_all_on(here)
    before = moves(here, journey)

    with pytest.raises(CannotDo, match=said):
        pass_on_to(here.office, request, agency, "lan")

    assert moves(here, journey) == before


def test_what_is_answered_does_not_pass_on(here: Bureau) -> None:
    two = pathway(step("verify"), step("papers", "verify"))
    here.publish(two)
    reorganise(here)
    journey = here.open(two)
    request = here.waiting(journey)[0]
    here.answer(request, {})

    with pytest.raises(CannotDo, match="not waiting for an answer"):
        pass_on_to(here.office, request, "other", "lan")


def test_who_is_succeeded_is_not_asked_again(here: Bureau) -> None:
    journey, request = asked(here)
    here.decline(request)
    here.carry(journey)
    here.clock.moment = MARCH

    coordinating.ask_again(here.office, request, "lan")

    assert here.requests(journey)[-1].agency == "Cơ quan new"
