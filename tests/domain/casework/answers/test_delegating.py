"""A contact passes a request on to a colleague: who is told, whose link works, who is new."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from domain.casework.administration.publishing import directory_in_use, publish_directory
from domain.casework.answers.answering import answer, look
from domain.casework.answers.delegating import (
    Given,
    confirm_colleague,
    delegate,
    newcomer_of,
    reject_colleague,
)
from domain.casework.answers.views import Dead, Delegation, Open, Submission, TooLate
from domain.casework.desk.coordinating import CannotDo, withdraw
from domain.casework.desk.looking import lead_list
from domain.casework.journeys.advancing import look_at
from domain.casework.journeys.passing_on import pass_on_to
from domain.directory.agencies import Directory
from domain.journey.facts import Delegated
from domain.pathway.forms import FormFaults
from domain.pathway.template import Pathway
from domain.seals.links import NotALink
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.small import pathway, step

TO_TWO = Delegation("police_2")
HOA = Delegation("", "Chị  Hoa", "0912 345.678")


@pytest.fixture
def small() -> Pathway:
    return pathway(step("verify"), step("papers", "verify", role="shelter"))


def asked(place: Bureau, small: Pathway) -> tuple[str, str]:
    """The journey, and the request to the police; the first letters are gone."""
    place.publish(small)
    journey = place.open(small)
    (request,) = place.waiting(journey)
    place.pile.clear()
    return journey, request


def told(place: Bureau, journey: str) -> list[str]:
    """To whom letters went since."""
    place.carry(journey)
    targets = [one.target.partition("@")[0] for one in place.pile]
    place.pile.clear()
    return sorted(targets)


def leaves(place: Bureau, small: Pathway, contact: str) -> None:
    """The administrator takes them out of the directory."""
    entry = (
        f"{{id: {contact}, name: Người trực,"
        f" channels: [{{channel: email, target: {contact}@example.vn}}]}}, "
    )
    body = directory_for(small)
    assert entry in body
    publish_directory(place.office, body.replace(entry, ""), "user:lan")


def directory(place: Bureau) -> Directory:
    with place.office.store.reading() as books:
        return directory_in_use(books)


def test_the_colleague_alone_is_told_and_reminded(anywhere: Bureau, small: Pathway) -> None:
    journey, request = asked(anywhere, small)

    delegate(anywhere.office, anywhere.token(request), TO_TWO)

    letters = told(anywhere, journey)
    anywhere.later(days=8)
    anywhere.sweep()
    assert letters == ["police_2"]
    assert [one.target for one in anywhere.pile] == ["police_2@example.vn"]
    assert anywhere.requests(journey)[0].colleague == "Người trực"


def test_the_letter_says_that_a_colleague_passed_it_on(here: Bureau, small: Pathway) -> None:
    journey, request = asked(here, small)

    delegate(here.office, here.token(request), TO_TWO)
    here.carry(journey)

    assert "Đồng nghiệp" in here.pile[0].letter.text
    assert here.token(request, contact=2) in here.pile[0].letter.text


def test_a_letter_that_was_still_to_go_to_the_giver_goes_no_more(
    here: Bureau, small: Pathway
) -> None:
    journey, request = asked(here, small)
    token = here.token(request)
    here.later(days=8)
    look_at(here.office, journey)
    delegate(here.office, token, TO_TWO)

    here.send()

    assert {one.target for one in here.pile} == {"police_2@example.vn"}
    assert isinstance(look(here.office, token), Dead)


def test_what_is_withdrawn_is_told_to_the_colleague_alone(here: Bureau, small: Pathway) -> None:
    journey, request = asked(here, small)
    delegate(here.office, here.token(request), TO_TWO)
    told(here, journey)

    withdraw(here.office, request, "lan")

    assert "police_1" not in told(here, journey)


def test_it_ends_when_the_agency_itself_is_replaced(here: Bureau, small: Pathway) -> None:
    journey, request = asked(here, small)
    delegate(here.office, here.token(request), TO_TWO)
    told(here, journey)
    pass_on_to(here.office, request, "shelter", "lan")
    away = told(here, journey)
    pass_on_to(here.office, request, "police", "lan")

    back = told(here, journey)

    both = ["police_1", "police_2", "shelter_1", "shelter_2"]
    assert (away, back) == (both, both)
    assert isinstance(look(here.office, here.token(request)), Open)


def test_a_colleague_is_not_greeted_with_a_reminder_that_was_due_before(
    here: Bureau, small: Pathway
) -> None:
    journey, request = asked(here, small)
    here.later(days=8)
    told(here, journey)

    delegate(here.office, here.token(request), TO_TWO)

    here.carry(journey)
    subjects = [one.letter.subject.partition("] ")[2] for one in here.pile]
    assert subjects == ["Có yêu cầu đang chờ cơ quan trả lời"]


def test_whoever_chooses_one_and_names_another_is_asked_which(here: Bureau, small: Pathway) -> None:
    journey, request = asked(here, small)

    with pytest.raises(FormFaults) as caught:
        delegate(here.office, here.token(request), Delegation("police_2", HOA.name, HOA.address))

    assert set(caught.value.faults) == {"colleague"}
    assert here.requests(journey)[0].colleague is None


class TestSomebodyNew:
    def test_waits_on_the_leads_list_until_the_coordinator_confirms(
        self, anywhere: Bureau, small: Pathway
    ) -> None:
        journey, request = asked(anywhere, small)
        delegate(anywhere.office, anywhere.token(request), HOA)
        before = told(anywhere, journey)
        [line] = lead_list(anywhere.office, "en")

        confirm_colleague(anywhere.office, request, "lan")

        after = told(anywhere, journey)
        new = directory(anywhere).contact("police_3")
        assert line.reference == f"{journey}:verify"
        assert "confirm or decline" in line.why
        assert before == ["labour_1", "labour_2"]
        assert new is not None
        assert (new.name, new.channels[0].channel) == ("Chị Hoa", "sms")
        assert after == ["0912345678"]
        assert lead_list(anywhere.office, "en") == ()
        assert isinstance(look(anywhere.office, anywhere.token(request)), Dead)
        assert isinstance(look(anywhere.office, anywhere.token(request, contact=3)), Open)

    def test_never_gets_the_id_of_who_has_left_whose_link_stays_dead(
        self, anywhere: Bureau, small: Pathway
    ) -> None:
        _, request = asked(anywhere, small)
        of_the_departed = anywhere.token(request)
        leaves(anywhere, small, "police_1")
        delegate(anywhere.office, anywhere.token(request, contact=2), HOA)

        confirm_colleague(anywhere.office, request, "lan")

        assert directory(anywhere).contact("police_1") is None
        assert directory(anywhere).contact("police_3") is not None
        assert isinstance(look(anywhere.office, of_the_departed), Dead)

    def test_is_seen_by_the_coordinator_and_each_look_is_an_event(
        self, here: Bureau, small: Pathway
    ) -> None:
        journey, request = asked(here, small)
        delegate(here.office, here.token(request), HOA)

        named = newcomer_of(here.office, request, "lan")

        assert (named.name, named.address.target) == ("Chị Hoa", "0912345678")
        with here.office.store.reading() as books:
            lines = books.trails.lines(journey)
            said = [books.trails.payload(journey, line.seq) for line in lines]
        assert (lines[-1].kind, lines[-1].actor) == ("read", "user:lan")
        assert not [p for p in said if p and ("Hoa" in p.body or "0912" in p.body)]

    def test_is_not_confirmed_and_nothing_changes(self, here: Bureau, small: Pathway) -> None:
        journey, request = asked(here, small)
        before = directory(here)
        delegate(here.office, here.token(request), HOA)

        reject_colleague(here.office, request, "Không phải cán bộ ở đó", "lan")
        here.carry(journey)

        assert directory(here) == before
        assert lead_list(here.office, "en") == ()
        seen = look(here.office, here.token(request))
        assert isinstance(seen, Open)
        assert seen.asking.newcomer_since is None
        with pytest.raises(CannotDo):
            confirm_colleague(here.office, request, "lan")

    def test_is_not_waited_for_once_the_giver_has_answered(
        self, here: Bureau, small: Pathway
    ) -> None:
        journey, request = asked(here, small)
        delegate(here.office, here.token(request), HOA)
        here.carry(journey)

        here.answer(request, {})
        here.carry(journey)

        assert lead_list(here.office, "en") == ()
        with pytest.raises(CannotDo):
            confirm_colleague(here.office, request, "lan")

    @pytest.mark.parametrize(
        ("name", "address", "faulty"),
        [
            # nothing at all
            ("", "", {"colleague"}),
            # no name
            ("", "hoa@tinh.gov.vn", {"colleague_name"}),
            # no address
            ("Hoa", "", {"colleague_address"}),
            # an address with an accent, and far too long a name
            ("H" * 201, "hòa@tinh.gov.vn", {"colleague_name", "colleague_address"}),
            # not a phone
            ("Hoa", "12", {"colleague_address"}),
            # neither one nor the other
            ("Hoa", "xyz", {"colleague_address"}),
        ],
    )
    def test_is_checked_as_the_directory_checks(
        self, here: Bureau, small: Pathway, name: str, address: str, faulty: set[str]
    ) -> None:
        journey, request = asked(here, small)

        with pytest.raises(FormFaults) as caught:
            delegate(here.office, here.token(request), Delegation("", name, address))

        assert set(caught.value.faults) == faulty
        here.carry(journey)
        assert lead_list(here.office, "en") == ()


def test_no_colleague_can_be_named_with_a_link_that_is_none(here: Bureau) -> None:
    with pytest.raises(NotALink):
        delegate(here.office, "a" * 64, TO_TWO)


def test_of_an_answer_and_a_passing_on_at_once_one_counts(anywhere: Bureau, small: Pathway) -> None:
    journey, request = asked(anywhere, small)
    token = anywhere.token(request)
    start = Barrier(2)

    def begin(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except TooLate as late:
            return late

    acts = [
        lambda: answer(anywhere.office, token, Submission("done", {})),
        lambda: delegate(anywhere.office, token, TO_TWO),
    ]
    with ThreadPoolExecutor(2) as threads:
        answered, passed = threads.map(begin, acts)

    with anywhere.office.store.reading() as books:
        facts = [record.fact for record in books.trails.facts(journey)]
    assert isinstance(answered, TooLate) != isinstance(passed, TooLate)
    assert any(isinstance(f, Delegated) for f in facts) == isinstance(passed, Given)
