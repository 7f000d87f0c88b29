"""The administrators' pages on a small phone in both languages, over a shipped pathway."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from domain.casework.administration.publishing import publish_pathway
from domain.casework.editing.drafts import save, start
from domain.casework.journeys.halting import stop
from domain.casework.versions.moving import move_journey
from domain.casework.versions.naming import Names
from domain.editing.edits import Add, Edit, Put
from domain.editing.starting import tree_of
from domain.pathway.files import read_pathway, shipped_pathways
from domain.texts import Language
from tests.pages.axe import LANGUAGES, violations
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat, Seats, seats_at, shipped_front
from tests.pages.phones import unfit

pytestmark = pytest.mark.browser

HAI_PHONG = next(read_pathway(path) for path in shipped_pathways() if path.stem == "hai_phong")
PATHWAY = "/admin/pathways/hai_phong"
DRAFT = f"{PATHWAY}/draft"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Hải Phòng's pathway has two versions, and a draft with something to be mended. Of three
    journeys one can move, one was moved and one stays.
    """
    with shipped_front(tmp_path_factory.mktemp("admin")) as front:
        office = front.place.office
        _, moved, stays = (front.place.open(HAI_PHONG, area="hai_phong") for _ in range(3))
        later = HAI_PHONG.model_copy(update={"describes": None})
        publish_pathway(office, later, "user:vi")
        move_journey(office, moved, 2, Names(), "vi")
        stop(office, stays, "Đã chuyển đi", "lan", unsafe=False)
        draft = start(office, tree_of(later), "user:vi")
        edits: list[Edit] = [
            Put(("stages", "xac_minh_nan_nhan", "steps", "xac_minh", "role"), None),
            Add(("duties",), {"title": {"vi": "Họp giao ban"}, "origin": "design"}),
            Add(("parts",), {"use": "mau_chung", "version": 1, "origin": "design"}),
        ]
        save(office, "hai_phong", draft.revision, edits, "user:vi")
        yield front


@pytest.fixture(scope="module")
def seats(front: Front, browser: Browser) -> Iterator[Seats]:
    with seats_at(front, browser) as seats:
        yield seats


def at(path: str) -> Callable[[Seat], None]:
    return lambda seat: seat.opens(path)


def a_pathway_without_a_name(seat: Seat) -> None:
    seat.opens("/admin/new-pathway")
    seat.phone.locator("#new-vi").evaluate("one => one.required = false")
    seat.presses("Begin a draft")


def what_was_kept(seat: Seat) -> None:
    seat.opens(f"{DRAFT}/roles/so_ldtbxh")
    seat.unfolds_all()
    seat.leaves_by(seat.phone.locator("#name button"))


def a_row_without_its_value(seat: Seat) -> None:
    seat.opens(f"{DRAFT}/steps/thiet_yeu/condition")
    seat.phone.locator("#field-0").select_option("don_de_nghi.dong_y")
    seat.presses("Continue")
    seat.presses("Keep the condition")


def a_condition_that_rows_cannot_show(seat: Seat) -> None:
    seat.opens(f"{DRAFT}/steps/tiep_can_ho_so/condition")
    seat.unfolds("For who writes CEL")
    seat.phone.locator("#text").fill("!(entry == 'tu_tro_ve' && don_de_nghi.dong_y == true)")
    seat.presses("Keep it as written")


@pytest.mark.parametrize(
    "comes_to",
    [
        pytest.param(at("/admin"), id="home"),
        pytest.param(at("/admin/pathways"), id="pathways"),
        pytest.param(at(PATHWAY), id="versions and differences"),
        pytest.param(at(f"{PATHWAY}/versions/1"), id="a version"),
        pytest.param(at(f"{PATHWAY}/impact"), id="journeys under way"),
        pytest.param(at("/admin/new-pathway"), id="a new pathway"),
        pytest.param(a_pathway_without_a_name, id="a new pathway without a name"),
        pytest.param(at(DRAFT), id="a draft"),
        pytest.param(at(f"{DRAFT}/about"), id="about"),
        pytest.param(at(f"{DRAFT}/roles"), id="roles"),
        pytest.param(at(f"{DRAFT}/parts"), id="parts"),
        pytest.param(at(f"{DRAFT}/steps/xac_minh"), id="a step with a fault"),
        pytest.param(at(f"{DRAFT}/steps/ho_tro"), id="a step for each thing chosen"),
        pytest.param(at(f"{DRAFT}/ends/khong_phai_nan_nhan"), id="an end"),
        pytest.param(at(f"{DRAFT}/duties/hop_giao_ban"), id="recurring work"),
        pytest.param(at(f"{DRAFT}/parts/mau_chung"), id="a part"),
        pytest.param(what_was_kept, id="kept"),
        pytest.param(at(f"{DRAFT}/publish"), id="publishing"),
        pytest.param(at(f"{DRAFT}/steps/chi_dao/condition"), id="a condition of two rows"),
        pytest.param(a_row_without_its_value, id="a condition's fault"),
        pytest.param(a_condition_that_rows_cannot_show, id="a condition in CEL"),
        pytest.param(at(f"{DRAFT}/steps/xac_minh/form"), id="a form"),
        pytest.param(at(f"{DRAFT}/steps/xac_minh/form/ket_qua"), id="a field with options"),
        pytest.param(at(f"{DRAFT}/steps/xac_minh/form/ngay_tra_loi"), id="a field for a date"),
        pytest.param(at(f"{DRAFT}/steps/xac_minh/shares"), id="what is shared"),
        pytest.param(at(f"{DRAFT}/steps/xac_minh/wording"), id="the words of a request"),
        pytest.param(at(f"{DRAFT}/steps/nothing"), id="nothing"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_the_page_fits_the_phone(
    seats: Seats, language: Language, comes_to: Callable[[Seat], None]
) -> None:
    seat = seats.of("vi", language)

    comes_to(seat)
    seat.unfolds_all()

    assert seat.is_signed_in()
    assert violations(seat.phone) == []
    assert unfit(seat.phone) == []
