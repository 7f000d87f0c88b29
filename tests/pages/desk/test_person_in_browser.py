"""Taking down the person and their consent on a small phone, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from domain.casework.person.consents import enter
from domain.casework.person.the_person import take_identity
from domain.pathway.files import read_pathway, shipped_pathways
from domain.person.consent import Given, Overridden
from domain.texts import Language
from tests.pages.axe import LANGUAGES, violations
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat, Seats, seats_at, shipped_front
from tests.pages.phones import unfit

pytestmark = pytest.mark.browser

HAI_PHONG = next(read_pathway(path) for path in shipped_pathways() if path.stem == "hai_phong")
VERIFY = HAI_PHONG.by_id["xac_minh"]
NAME = "Lò Thị Mây"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with shipped_front(tmp_path_factory.mktemp("person")) as front:
        yield front


@pytest.fixture(scope="module")
def seats(front: Front, browser: Browser) -> Iterator[Seats]:
    with seats_at(front, browser) as seats:
        yield seats


@pytest.fixture(scope="module")
def case(front: Front) -> str:
    """The path of one in which something was agreed to, and shown without consent."""
    office = front.place.office
    code = front.place.open(HAI_PHONG, "tu_tro_ve", area="hai_phong").partition("/")[0]
    take_identity(office, code, {"full_name": [NAME], "papers": ["CCCD"]}, "lan")
    scope = {"roles": [VERIFY.role], "fields": ["full_name"], "steps": [VERIFY.id]}
    given = Given.model_validate(scope | {"how": "spoken", "giver": "person"})
    shown = Overridden.model_validate(scope | {"basis": "danger_to_life"})
    for said in (given, shown):
        enter(office, code, said, {"reason": "Có người đe dọa"}, "lan")
    return f"/desk/cases/{code}"


@pytest.mark.parametrize("with_scripts", [False, True], ids=["without scripts", "with scripts"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_coordinator_opens_a_case_and_takes_down_the_person(
    front: Front, seats: Seats, language: Language, *, with_scripts: bool
) -> None:
    lan = seats.of("lan", language, with_scripts=with_scripts)
    phone, shown = lan.phone, []
    lan.opens("/desk/open")
    phone.locator("#entry").select_option("hai_phong:tu_tro_ve")
    phone.locator("#area").select_option("hai_phong")
    shown += unfit(phone)
    lan.presses("Open the case")

    phone.locator("#f-full_name").fill(NAME)
    phone.locator("#f-safe_contact").fill("Gọi buổi sáng, nói là bạn học")
    shown += unfit(phone)
    lan.presses("Keep it under seal")
    for name, value in (("giver", "person"), ("fields", "full_name"), ("how", "spoken")):
        phone.locator(f"[name={name}][value={value}]").check()
    phone.locator(f"[name=roles][value={VERIFY.role}]").check()
    phone.locator("#f-witness").fill("Bà Lụa")
    shown += unfit(phone)
    lan.presses("Write down that they agreed")
    lan.presses("Show it, this once")

    assert shown + unfit(phone) == []
    assert phone.get_by_text(NAME).is_visible()
    kinds = front.kinds(front.woken[-1])
    assert {"took_identity", "consent_given", "read_identity"} <= set(kinds)


def at(page: str) -> Callable[[Seat, str], None]:
    return lambda seat, case: seat.opens(f"{case}{page}")


def shown_this_once(seat: Seat, case: str) -> None:
    seat.opens(f"{case}/person")
    seat.presses("Show it, this once")


def with_a_note(seat: Seat, case: str) -> None:
    seat.opens(f"{case}/person")
    seat.leaves_by(seat.phone.locator("form[action$='/entry'] button").first)


def faults(page: str) -> Callable[[Seat, str], None]:
    """A day that no calendar has, as a phone without one lets it be typed."""

    def send(seat: Seat, case: str) -> None:
        seat.opens(f"{case}{page}")
        day = seat.phone.locator("#f-birth_date, #f-until")
        day.evaluate("one => one.type = 'text'")
        day.fill("31/02/2004")
        seat.leaves_by(seat.phone.locator("main form button"))

    return send


@pytest.mark.parametrize(
    ("user", "comes_to"),
    [
        pytest.param("lan", at(""), id="the case"),
        pytest.param("lan", at("/person"), id="what is known"),
        pytest.param("lan", shown_this_once, id="shown"),
        pytest.param("lan", with_a_note, id="what was noted"),
        pytest.param("lan", at("/person/details"), id="details"),
        pytest.param("lan", faults("/person/details"), id="faults in details"),
        pytest.param("lan", at("/person/agree"), id="agree"),
        pytest.param("lan", faults("/person/agree"), id="faults in what is agreed to"),
        pytest.param("lan", at("/person/refuse"), id="refuse"),
        pytest.param("lan", at("/person/override"), id="override"),
        # who looks and changes nothing
        pytest.param("hoa", at("/person"), id="an auditor"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_the_page_fits_the_phone(
    seats: Seats, case: str, language: Language, user: str, comes_to: Callable[[Seat, str], None]
) -> None:
    seat = seats.of(user, language)

    comes_to(seat, case)
    seat.unfolds_all()

    assert seat.is_signed_in()
    assert violations(seat.phone) == []
    assert unfit(seat.phone) == []
