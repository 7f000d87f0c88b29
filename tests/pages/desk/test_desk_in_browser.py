"""The desk on a small phone in both languages, over journeys of a shipped pathway."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from domain.casework.answers.answering import answer
from domain.casework.answers.delegating import delegate
from domain.casework.answers.speaking_up import speak_up
from domain.casework.answers.views import Delegation, Saying, Submission
from domain.casework.desk.coordinating import withdraw
from domain.casework.journeys.advancing import look_at
from domain.pathway.files import read_pathway, shipped_pathways
from domain.texts import Language
from tests.domain.casework.bureau import Bureau, least
from tests.pages.axe import LANGUAGES, violations
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat, Seats, seats_at, shipped_front
from tests.pages.phones import unfit

pytestmark = pytest.mark.browser

HAI_PHONG = next(read_pathway(path) for path in shipped_pathways() if path.stem == "hai_phong")
OF_TWO = "xac_minh"
AGREES = {"don_de_nghi": {"dong_y": "yes"}}


@dataclass(frozen=True, slots=True)
class Cases:
    """Paths of a journey, and of requests that each stand otherwise."""

    journey: str
    answered: str
    waiting: str
    talked_about: str
    of_two: str


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with shipped_front(tmp_path_factory.mktemp("desk")) as front:
        yield front


@pytest.fixture(scope="module")
def cases(front: Front) -> Cases:
    place = front.place
    journey, talked_about = opened(place), asked_first(place, opened(place))
    answered = asked_first(place, journey)
    speak_up(place.office, token(place, talked_about), Saying("question", text="Gửi về đâu?"))
    delegate(place.office, token(place, talked_about), Delegation("", "Chị Hoa", "hoa@a.example"))
    while not (of_two := asked_of(place, journey, OF_TWO)):
        for request in place.waiting(journey):
            submit_least(place, request)
        place.carry(journey)
    submit_least(place, of_two)
    waiting = asked_first(place, opened(place))
    paths = (f"/desk/cases/{each}" for each in (journey, answered, waiting, talked_about, of_two))
    return Cases(*paths)


@pytest.fixture(scope="module")
def seats(front: Front, browser: Browser, cases: Cases) -> Iterator[Seats]:
    """Taken once all has happened: nobody's session has run out meanwhile."""
    with seats_at(front, browser) as seats:
        yield seats


def opened(place: Bureau) -> str:
    return place.open(HAI_PHONG, "tu_tro_ve", area="hai_phong")


def asked_first(place: Bureau, journey: str) -> str:
    return place.requests(journey)[0].id


def asked_of(place: Bureau, journey: str, step: str) -> str | None:
    return next((one.id for one in place.requests(journey) if one.step == step), None)


def token(place: Bureau, request: str) -> str:
    """Of a link to it that was sent, though others went to the same contact a moment before."""
    place.later(minutes=10)
    place.send()
    links, journey = place.office.links, request.rpartition("/")[0]
    with place.office.store.reading() as books:
        made = books.requests.links_of_key(journey, links.newest_key_id)
        return next(links.token(one.id, one.key_id) for one in made if one.request == request)


def submit_least(place: Bureau, request: str) -> None:
    with place.office.store.reading() as books:
        asked = books.requests.find(request)
        assert asked is not None
    form = HAI_PHONG.by_id[asked.step].form_for(asked.item)
    typed = least(form, AGREES.get(asked.step, {}))
    answer(place.office, token(place, request), Submission("done", typed))


@pytest.mark.parametrize("with_scripts", [False, True], ids=["without scripts", "with scripts"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_coordinator_signs_in_finds_the_case_and_acts(
    front: Front, seats: Seats, language: Language, *, with_scripts: bool
) -> None:
    journey = opened(front.place)
    withdraw(front.place.office, asked_first(front.place, journey), "lan")
    look_at(front.place.office, journey)
    lan = seats.of("lan", language, with_scripts=with_scripts)
    shown = []

    lan.opens("/desk")
    shown += unfit(lan.phone)
    lan.leaves_by(lan.phone.get_by_role("link", name=journey.partition("/")[0]).last)
    shown += unfit(lan.phone)
    lan.leaves_by(lan.phone.locator(".waits a").first)
    lan.unfolds("Skip this step")
    shown += unfit(lan.phone)
    lan.phone.get_by_label(lan.hears("Why is it skipped?")).fill("Người đó đã có giấy tờ.")
    lan.presses("Skip this step")

    assert shown + unfit(lan.phone) == []
    assert lan.phone.get_by_role("status").is_visible()
    assert front.kinds(journey)[-1] == "skipped"


def at(path: str) -> Callable[[Seat, Cases], None]:
    return lambda seat, _: seat.opens(path)


def a_wrong_password(seat: Seat, _: Cases) -> None:
    seat.signs_in("lan", "sai rồi")


def the_case(seat: Seat, cases: Cases) -> None:
    seat.opens(cases.journey)


def what_is_not_there(seat: Seat, cases: Cases) -> None:
    seat.opens(f"{cases.journey}/nothing")


def what_waits(seat: Seat, cases: Cases) -> None:
    seat.opens(cases.waiting)


def what_was_answered(seat: Seat, cases: Cases) -> None:
    seat.opens(cases.answered)
    seat.presses("Show the answer")


def what_is_talked_about(seat: Seat, cases: Cases) -> None:
    seat.opens(cases.talked_about)
    seat.presses("Show what was said")


def what_takes_two(seat: Seat, cases: Cases) -> None:
    seat.opens(cases.of_two)


def a_forms_fault(seat: Seat, cases: Cases) -> None:
    seat.opens(cases.waiting)
    seat.unfolds("The agency says: it is done")
    seat.leaves_by(seat.phone.locator("details[open] form[action$='/answer'] button").first)


def no_reason_for_stopping(seat: Seat, cases: Cases) -> None:
    seat.opens(cases.journey)
    seat.unfolds("Stop it for good")
    seat.phone.locator("form[action$='/stop'] [required]").evaluate_all(
        "all => all.forEach((one) => one.required = false)"
    )
    seat.presses("Stop the journey")


@pytest.mark.parametrize(
    ("user", "comes_to"),
    [
        pytest.param("", at("/desk/sign-in"), id="sign-in"),
        pytest.param("", a_wrong_password, id="a wrong password"),
        pytest.param("lan", at("/desk"), id="what waits for the lead"),
        pytest.param("lan", at("/desk/cases?code=x"), id="no such case"),
        pytest.param("lan", at("/desk/open"), id="opening"),
        pytest.param("lan", what_is_not_there, id="nothing"),
        pytest.param("lan", the_case, id="a case"),
        pytest.param("lan", no_reason_for_stopping, id="a case's fault"),
        pytest.param("lan", what_waits, id="waiting"),
        pytest.param("lan", a_forms_fault, id="a form's fault"),
        pytest.param("lan", what_was_answered, id="answered"),
        pytest.param("lan", what_is_talked_about, id="a question and a new colleague"),
        pytest.param("lan", what_takes_two, id="a proposal of two"),
        # who looks and changes nothing
        pytest.param("hoa", the_case, id="an auditor's case"),
        pytest.param("hoa", what_takes_two, id="an auditor's request"),
        # who sees no cases
        pytest.param("vi", at("/admin"), id="an administrator"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_the_page_fits_the_phone(
    seats: Seats, cases: Cases, language: Language, user: str,
    comes_to: Callable[[Seat, Cases], None],
) -> None:  # fmt: skip
    seat = seats.of(user, language)

    comes_to(seat, cases)
    seat.unfolds_all()

    assert seat.is_signed_in() == bool(user)
    assert violations(seat.phone) == []
    assert unfit(seat.phone) == []
