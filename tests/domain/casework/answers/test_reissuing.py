"""A fresh link in the place of another: to who is registered, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.answers.answering import look
from domain.casework.answers.reissuing import MOST_A_DAY, resend, send_afresh
from domain.casework.answers.views import Dead, Open, SentTooOften, TooLate
from domain.casework.desk.coordinating import CannotDo, withdraw
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.halting import stop
from domain.casework.journeys.opening import open_case
from domain.pathway.template import Pathway
from domain.seals.links import NotALink
from tests.domain.casework.bureau import TOKEN, Bureau, directory_for
from tests.domain.casework.reached import NEVER, Reached
from tests.domain.casework.two_processes import in_two_processes
from tests.domain.small import ENTRY, pathway, step

MAIL = "police_1@example.vn"


@pytest.fixture
def small() -> Pathway:
    return pathway(step("verify"), step("shelter", "verify", role="shelter"))


@pytest.fixture
def request_id(here: Bureau, small: Pathway) -> str:
    return asked(here, small)


def asked(place: Bureau, small: Pathway) -> str:
    place.publish(small)
    (request,) = place.waiting(place.open(small))
    place.pile.clear()
    return request


def journey_of(request: str) -> str:
    return request.rpartition("/")[0]


def revoke(place: Bureau, request: str, reason: str = "reissued") -> None:
    with place.office.store.writing() as books:
        books.requests.revoke_links(request, place.clock.now(), reason)


def tokens(place: Bureau) -> dict[str, list[str]]:
    """By address, those of the letters since."""
    sent: dict[str, list[str]] = {}
    for letter in place.pile:
        sent.setdefault(letter.target, []).extend(TOKEN.findall(letter.letter.text))
    return sent


def fate(place: Bureau, token: str) -> str:
    seen = look(place.office, token)
    return seen.fate if isinstance(seen, Dead) else type(seen).__name__


def test_a_dead_link_brings_a_fresh_one_to_its_contact_alone(anywhere: Bureau) -> None:
    small = pathway(step("verify"))
    request = asked(anywhere, small)
    dead = anywhere.token(request)
    revoke(anywhere, request)

    woken = send_afresh(anywhere.office, dead)
    anywhere.carry(woken)

    assert woken == journey_of(request)
    ((target, (fresh,)),) = tokens(anywhere).items()
    assert target == MAIL
    assert fresh != dead
    assert isinstance(look(anywhere.office, fresh), Open)
    assert fate(anywhere, dead) == "revoked"
    assert "thay cho đường dẫn đã gửi trước" in anywhere.pile[0].letter.text


def test_a_resend_ends_the_link_that_was_lost(here: Bureau, request_id: str) -> None:
    lost = here.token(request_id)

    here.carry(resend(here.office, request_id, "lan", "police_1"))

    ((target, (fresh,)),) = tokens(here).items()
    assert target == MAIL
    assert fate(here, lost) == "revoked"
    assert isinstance(look(here.office, fresh), Open)
    assert isinstance(look(here.office, here.token(request_id, contact=2)), Open)


def test_a_resend_goes_to_everybody_there_unless_one_is_named(
    here: Bureau, request_id: str
) -> None:
    here.carry(resend(here.office, request_id, "lan"))

    assert sorted(tokens(here)) == [MAIL, "police_2@example.vn"]


def test_each_fresh_link_ends_the_one_before(here: Bureau, request_id: str) -> None:
    for _ in range(3):
        here.carry(resend(here.office, request_id, "lan", "police_1"))

    fates = [fate(here, token) for token in tokens(here)[MAIL]]
    assert fates == ["revoked", "revoked", "Open"]


def test_reminders_bring_the_fresh_link(here: Bureau, request_id: str) -> None:
    here.carry(resend(here.office, request_id, "lan", "police_1"))
    here.later(days=7, hours=1)

    here.sweep()

    sent = tokens(here)[MAIL]
    assert len(sent) == 2
    assert len(set(sent)) == 1


def test_the_trail_says_who_had_it_sent(here: Bureau, request_id: str) -> None:
    resend(here.office, request_id, "lan", "police_1")
    send_afresh(here.office, here.token(request_id))

    with here.office.store.reading() as books:
        lines = books.trails.lines(journey_of(request_id))
    actors = [line.actor for line in lines if line.kind == "link_reissued"]
    assert actors == ["user:lan", "contact:police_1"]


def test_three_times_a_day_are_enough(here: Bureau, request_id: str) -> None:
    dead = here.token(request_id)
    revoke(here, request_id)
    for _ in range(MOST_A_DAY):
        here.carry(send_afresh(here.office, dead))

    with pytest.raises(SentTooOften):
        send_afresh(here.office, dead)

    here.later(days=1, minutes=1)
    here.carry(send_afresh(here.office, dead))
    assert len(tokens(here)[MAIL]) == MOST_A_DAY + 1


def test_what_went_on_to_the_next_channel_was_sent_once(here: Bureau, small: Pathway) -> None:
    place = Reached(here)
    place.publish(small, ("email", "sms"))
    journey = open_case(here.office, small.key, ENTRY, None, by="user:lan")
    advance(here.office, journey)
    place.send()
    (request,) = here.waiting(journey)
    with here.office.store.reading() as books:
        link = books.requests.live_link(request, "lan", "0001")
        assert link is not None
        dead = here.office.links.token(link.id, link.key_id)
    revoke(here, request)
    place.refuses["email"] = NEVER
    place.sent.clear()

    for _ in range(MOST_A_DAY):
        send_afresh(here.office, dead)
        place.send()
        place.send()

    assert place.to_officer() == ["sms"] * MOST_A_DAY
    with pytest.raises(SentTooOften):
        send_afresh(here.office, dead)


def test_a_coordinator_may_send_on(here: Bureau, request_id: str) -> None:
    for _ in range(MOST_A_DAY + 2):
        here.carry(resend(here.office, request_id, "lan", "police_1"))

    assert len(tokens(here)[MAIL]) == MOST_A_DAY + 2


def works(here: Bureau, request: str) -> None:
    pass


def answered(here: Bureau, request: str) -> None:
    here.answer(request, {})


def answered_since(here: Bureau, request: str) -> None:
    here.answer(request, {})
    revoke(here, request)


def taken_back(here: Bureau, request: str) -> None:
    withdraw(here.office, request, "lan")


def passed_on(here: Bureau, request: str) -> None:
    revoke(here, request, "moved")


def stopped(here: Bureau, request: str) -> None:
    revoke(here, request)
    stop(here.office, journey_of(request), "Chờ hỏi lại", "lan", unsafe=False)


def gone(here: Bureau, request: str) -> None:
    """Who had the link has left the agency."""
    revoke(here, request)
    directory = directory_for(pathway(step("verify"), step("shelter", "verify", role="shelter")))
    publish_directory(here.office, directory.replace("id: police_1,", "id: new,"), "user:lan")


@pytest.mark.parametrize(
    "befalls", [works, answered, answered_since, taken_back, passed_on, stopped, gone]
)
def test_where_it_would_help_nobody_none_is_sent(
    here: Bureau, request_id: str, befalls: Callable[[Bureau, str], None]
) -> None:
    token = here.token(request_id)
    befalls(here, request_id)
    here.pile.clear()

    with pytest.raises(TooLate):
        send_afresh(here.office, token)

    here.send()
    assert "thay cho đường dẫn" not in "".join(letter.letter.text for letter in here.pile)


def test_what_is_no_link_sends_nothing(here: Bureau, request_id: str) -> None:
    with pytest.raises(NotALink):
        send_afresh(here.office, here.token(request_id)[:-1])


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        # of another agency
        ("shelter_1", "It has: police_1, police_2."),
        ("nobody", "It has: police_1, police_2."),
    ],
)
def test_only_the_agencys_own_contacts_are_sent_to(
    here: Bureau, request_id: str, contact: str, told: str
) -> None:
    with pytest.raises(CannotDo) as caught:
        resend(here.office, request_id, "lan", contact)

    assert told in caught.value.message.in_("en")


def test_nothing_is_sent_for_what_waits_no_more(here: Bureau, request_id: str) -> None:
    here.answer(request_id, {})

    with pytest.raises(CannotDo):
        resend(here.office, request_id, "lan")


def test_of_presses_at_once_each_is_counted(
    database_url: str, anywhere: Bureau, small: Pathway
) -> None:
    request = asked(anywhere, small)
    dead = anywhere.token(request)
    revoke(anywhere, request)
    for _ in range(MOST_A_DAY - 1):
        anywhere.carry(send_afresh(anywhere.office, dead))

    outcomes = in_two_processes(database_url, press, dead)

    assert sorted(outcomes) == [False, True]


def press(place: Bureau, token: str) -> bool:
    with suppress(SentTooOften):
        send_afresh(place.office, token)
        return True
    return False
