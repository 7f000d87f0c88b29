"""A pathway is changed without a mouse and without a finger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator

from domain.casework.administration.publishing import pathway_in_use
from domain.casework.editing.drafts import draft_of, start
from domain.editing.starting import tree_of
from domain.editing.tree import at
from domain.texts import Label
from tests.domain.ways.way import SHIPPED
from tests.pages.admin.test_a_changed_pathway import HAI_PHONG, changing
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat, Seats, seats_at

pytestmark = pytest.mark.browser

MOST = 120
"""Presses of the Tab key: more than any of these pages takes from one thing to another."""


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with changing(tmp_path_factory.mktemp("keyboard")) as front:
        start(front.place.office, tree_of(HAI_PHONG), "user:vi")
        yield front


@pytest.fixture(scope="module")
def seats(front: Front, browser: Browser) -> Iterator[Seats]:
    with seats_at(front, browser) as seats:
        yield seats


def goes_to(seat: Seat, target: Locator) -> None:
    """By the Tab key alone."""
    for _ in range(MOST):
        if target.evaluate("one => one === document.activeElement"):
            return
        seat.phone.keyboard.press("Tab")
    raise AssertionError(f"nobody comes to {target} by the keyboard")


def presses(seat: Seat, target: Locator, key: str = "Enter") -> None:
    goes_to(seat, target)
    seat.phone.keyboard.press(key)


def follows(seat: Seat, target: Locator) -> None:
    with seat.phone.expect_navigation():
        presses(seat, target)


def test_a_run_is_played_and_the_version_published_by_the_keyboard(
    front: Front, seats: Seats
) -> None:
    common = SHIPPED["mau_chung"]
    front.place.publish(common)
    changed = common.model_copy(update={"about": Label(vi="Bản mới", en="A new one")})
    start(front.place.office, tree_of(changed), "user:vi")
    vi = seats.of("vi", "vi")
    vi.opens("/admin/pathways/mau_chung/draft")

    def button(text: str) -> Locator:
        return vi.phone.get_by_role("button", name=vi.hears(text))

    follows(vi, vi.phone.get_by_role("link", name=vi.hears("Dry run")))
    follows(vi, button("Begin"))
    follows(vi, vi.phone.locator("a[href*='/try/asked/']").first)
    follows(vi, button("Done, as usual"))
    follows(vi, button("Let it pass"))
    presses(vi, vi.phone.locator("#now > details > summary"))
    follows(vi, button("Answer the rest as usual"))
    goes_to(vi, vi.phone.locator("#name"))
    vi.phone.keyboard.type("Bằng bàn phím")
    with vi.phone.expect_navigation():
        vi.phone.keyboard.press("Enter")
    assert vi.phone.locator("#examples strong").all_inner_texts() == ["Bằng bàn phím"]

    follows(vi, vi.phone.locator("main section a[href$='/draft']").first)
    follows(vi, vi.phone.get_by_role("link", name=vi.hears("Look it through and publish")))
    follows(vi, button("Publish it"))

    with front.place.office.store.reading() as books:
        assert pathway_in_use(books, "mau_chung")[0] == 2


def test_a_step_is_added_and_given_a_deadline_by_the_keyboard(front: Front, seats: Seats) -> None:
    vi = seats.of("vi", "vi")
    vi.opens("/admin/pathways/hai_phong/draft")
    stage = vi.phone.locator("section#thong_tin")

    presses(vi, stage.locator("summary"))
    goes_to(vi, stage.get_by_label(vi.hears("In Vietnamese")))
    vi.phone.keyboard.type("Khám sức khỏe")
    with vi.phone.expect_navigation():
        presses(vi, stage.get_by_role("button", name=vi.hears("Add the step")))
    time = vi.phone.locator("section#time")
    presses(vi, time.locator("summary"))
    goes_to(vi, time.get_by_label(vi.hears("How many")))
    vi.phone.keyboard.type("5")
    goes_to(vi, time.get_by_label(vi.hears("of what")))
    vi.phone.keyboard.press("ArrowDown")
    goes_to(vi, time.get_by_label(vi.hears("The text that sets it")))
    vi.phone.keyboard.type("Quyết định 12")
    with vi.phone.expect_navigation():
        vi.phone.keyboard.press("Enter")

    tree = draft_of(front.place.office, "hai_phong").tree
    assert at(tree, ("stages", "thong_tin", "steps", "kham_suc_khoe", "limit")) == {
        "amount": 5, "unit": "working_days", "source": "Quyết định 12",
    }  # fmt: skip
