"""An administrator changes a pathway in the browser, by the guide, and a journey goes by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from domain.casework.administration.publishing import pathway_in_use
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau, bureau, least
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat, Seats, seats_at

pytestmark = pytest.mark.browser

HAI_PHONG = next(read_pathway(path) for path in shipped_pathways() if path.stem == "hai_phong")
KEY, STEP, STAGE = "hai_phong_tu_2027", "kham_suc_khoe", "ho_tro_nan_nhan"
DRAFT = f"/admin/pathways/{KEY}/draft"
AGREES = {"don_de_nghi": {"dong_y": "yes"}, "tiep_can_ho_so": {"dong_y": "yes"}}


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with changing(tmp_path_factory.mktemp("changed")) as front:
        yield front


@contextmanager
def changing(folder: Path) -> Iterator[Front]:
    """Where Hải Phòng's pathway is in use, and somebody has each of its roles."""
    with bureau(f"sqlite:///{folder / 'changing.sqlite'}") as place:
        place.publish(HAI_PHONG)
        yield Front(place)


@pytest.fixture(scope="module")
def seats(front: Front, browser: Browser) -> Iterator[Seats]:
    with seats_at(front, browser) as seats:
        yield seats


def test_a_step_with_a_form_a_condition_and_a_deadline_reaches_its_agency(
    front: Front, seats: Seats
) -> None:
    """Without JavaScript, and without a line of YAML."""
    vi = seats.of("vi", "vi", with_scripts=False)

    copies_hai_phong(vi)
    adds_the_step(vi)
    sets_its_deadline(vi)
    asks_in_its_form(vi)
    lets_it_depend_on_consent(vi)
    tries_it(vi)
    publishes(vi)

    pathway = in_use(front)
    journey = opened_at_the_desk(front, seats)
    asked = goes_until_asked(front.place, journey, pathway)
    answers_on_the_phone(seats, front.place.token(asked))
    front.place.carry(journey)
    front.place.walk(journey, pathway, AGREES)
    assert front.place.status(journey) == ("ended", "hoan_thanh")


def copies_hai_phong(vi: Seat) -> None:
    vi.opens("/admin")
    vi.leaves_by(vi.phone.locator("main").get_by_role("link", name=vi.hears("Pathways")))
    vi.follows("A new pathway")
    vi.phone.get_by_label(vi.hears("In Vietnamese")).fill("Hải Phòng từ 2027")
    vi.phone.get_by_label(vi.hears("What it begins as")).select_option("in-use:hai_phong")
    vi.presses("Begin a draft")
    assert vi.phone.get_by_text(vi.hears("Nothing is to be mended.")).is_visible()


def adds_the_step(vi: Seat) -> None:
    stage = vi.phone.locator(f"section#{STAGE}")
    stage.locator("summary").click()
    stage.get_by_label(vi.hears("In Vietnamese")).fill("Khám sức khỏe")
    stage.get_by_label(vi.hears("Who is asked")).select_option("so_nganh")
    stage.get_by_label(vi.hears("After which step")).select_option("tiep_can_ho_so")
    vi.leaves_by(stage.get_by_role("button", name=vi.hears("Add the step")))
    assert vi.heading() == "Khám sức khỏe"


def sets_its_deadline(vi: Seat) -> None:
    time = vi.phone.locator("section#time")
    time.locator("summary").click()
    time.get_by_label(vi.hears("How many")).fill("5")
    time.get_by_label(vi.hears("of what")).select_option("working_days")
    time.get_by_label(vi.hears("The text that sets it")).fill("Quyết định 12/QĐ-UBND, Điều 3")
    vi.leaves_by(time.get_by_role("button"))
    assert "5 ngày làm việc" in vi.phone.locator("section#time summary").inner_text()


def asks_in_its_form(vi: Seat) -> None:
    vi.follows("Form")
    vi.phone.get_by_label(vi.hears("In Vietnamese")).fill("Có cần điều trị không?")
    vi.phone.get_by_label(vi.hears("How it is filled in")).select_option("yes_no")
    vi.presses("Add the field")
    vi.opens(f"{DRAFT}/steps/{STEP}")


def lets_it_depend_on_consent(vi: Seat) -> None:
    vi.follows("Only if")
    vi.phone.get_by_label(vi.hears("What is looked at")).select_option("tiep_can_ho_so.dong_y")
    vi.presses("Continue")
    vi.phone.locator("#compared-0").select_option("is")
    vi.phone.locator("#value-0").select_option("true")
    vi.presses("Keep the condition")
    assert "đồng ý nhận hỗ trợ" in vi.phone.locator("#sentence").inner_text()


def tries_it(vi: Seat) -> None:
    vi.opens(DRAFT)
    vi.follows("Dry run")
    vi.phone.locator("#entry").select_option("tu_tro_ve")
    vi.phone.locator("#area").select_option("hai_phong")
    vi.presses("Begin")
    while (asked := vi.phone.locator("a[href*='/try/asked/']")).count():
        vi.leaves_by(asked.first)
        plays_an_answer(vi)
    assert "Khám sức khỏe" in vi.phone.locator("#story").inner_text()
    vi.phone.locator("#name").fill("Tự trở về, đồng ý hỗ trợ")
    vi.presses("Keep it")


def plays_an_answer(vi: Seat) -> None:
    """As usual, but that the person agrees."""
    yes = vi.phone.locator("input[name=dong_y][value=yes]")
    if vi.phone.get_by_role("button", name=vi.hears("A second person confirms it")).count():
        vi.presses("A second person confirms it")
    elif yes.count():
        yes.check()
        for day in vi.phone.locator("input[type=date]").all():
            day.fill("2026-11-23")
        for question in ("muon_vay_von", "thieu_giay_to", "co_con"):
            for no in vi.phone.locator(f"input[name={question}][value=no]").all():
                no.check()
        vi.presses("Done, with this answer")
    else:
        vi.presses("Done, as usual")


def publishes(vi: Seat) -> None:
    vi.opens(DRAFT)
    assert "Khám sức khỏe" in vi.phone.locator("svg").inner_html()
    vi.follows("Look it through and publish")
    vi.presses("Publish it")
    assert vi.phone.get_by_role("status").is_visible()


def in_use(front: Front) -> Pathway:
    with front.place.office.store.reading() as books:
        version, pathway = pathway_in_use(books, KEY)
    assert version == 1
    return pathway


def opened_at_the_desk(front: Front, seats: Seats) -> str:
    lan = seats.of("lan", "vi", with_scripts=False)
    lan.opens("/desk/open")
    lan.phone.locator("#entry").select_option(f"{KEY}:tu_tro_ve")
    lan.phone.locator("#area").select_option("hai_phong")
    lan.presses("Open the case")
    return front.woken[-1]


def goes_until_asked(place: Bureau, journey: str, pathway: Pathway) -> str:
    place.carry(journey)
    while not (found := [one.id for one in place.requests(journey) if one.step == STEP]):
        for request in place.waiting(journey):
            with place.office.store.reading() as books:
                asked = books.requests.find(request)
            assert asked is not None
            form = pathway.by_id[asked.step].form_for(asked.item)
            place.answer_as_two(request, least(form, AGREES.get(asked.step, {})))
        place.carry(journey)
    return found[0]


def answers_on_the_phone(seats: Seats, token: str) -> None:
    agency = seats.of("", "vi", with_scripts=False)
    agency.opens(f"/a/{token}")
    assert agency.heading() == "Khám sức khỏe"
    # Asked on Monday the 23rd: the 24th is a day off, and five working days have a weekend in them.
    assert "1/12/2026" in agency.phone.locator(".deadline").inner_text()
    agency.phone.get_by_role("radio", name="Có", exact=True).check()
    agency.presses("Send the answer")
    assert agency.phone.locator(".receipt").is_visible()
