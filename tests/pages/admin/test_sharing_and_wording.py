"""What a step shares of the person, and how its request reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pages.admin.editor import DRAFT, STEPS, editing, stands
from tests.pages.desk.front import Browser, Front, form

TRIP = f"{DRAFT}/steps/trip"


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    with editing(front) as browser:
        yield browser


def test_what_is_shared_says_why(front: Front, vi: Browser) -> None:
    typed = {
        "share.full_name": "yes", "why.full_name.vi": "Để đón đúng người",
        "share.phone": "yes", "why.phone.vi": "Để gọi", "without_consent": "wait",
    }  # fmt: skip
    page = vi.follow(vi.send(form(vi.page(f"{TRIP}/shares"), "/save"), **typed))

    why = {"vi": "Để đón đúng người", "en": "Để đón đúng người"}
    assert stands(front, *STEPS, "trip", "shares", "full_name", "why") == why
    assert stands(front, *STEPS, "trip", "without_consent") == "wait"
    assert "Xin chia sẻ cả cách liên lạc an toàn" in page.words

    page = vi.page(f"{TRIP}/shares")
    vi.send(form(page, "/save"), **{"share.phone": "", "share.full_name": ""})
    assert stands(front, *STEPS, "trip", "shares") == []


def test_a_reason_that_is_missing_is_told_where_it_is_to_be_written(vi: Browser) -> None:
    sent = vi.send(form(vi.page(f"{TRIP}/shares"), "/save"), **{"share.full_name": "yes"})
    page = vi.follow(sent)

    assert page.with_id("why-full_name-vi")["aria-invalid"] == "true"
    assert "fault-full_name.why" in page.with_id("why-full_name-vi")["aria-describedby"]
    assert "trip › Họ và tên" in vi.page(DRAFT).words


def test_english_that_is_not_written_is_said_with_where_to_write_it(vi: Browser) -> None:
    page = vi.page(f"{TRIP}/wording")
    assert "Chưa có tiếng Anh" in page.words
    assert f"{TRIP}#name" in page.links()

    page = vi.follow(vi.send(form(page, "/save"), **{"ask.vi": "Xin đưa đi."}))
    assert "#ask-en" in page.links()

    typed = {"ask.vi": "Xin đưa đi.", "ask.en": "Please take them."}
    page = vi.follow(vi.send(form(page, "/save"), **typed))
    assert "Chưa có tiếng Anh" not in page.words


def test_the_words_of_a_request_are_seen_as_they_arrive(front: Front, vi: Browser) -> None:
    typed = {"ask.vi": "Xin đưa người đi an toàn.", "ask.en": "Please take them safely."}
    page = vi.follow(vi.send(form(vi.page(f"{TRIP}/wording"), "/save"), **typed))

    assert page.words.count("Xin đưa người đi an toàn.") >= 2
    assert "Please take them safely." in page.words
    assert "0000-000V" in page.words


def test_a_step_whose_role_is_not_chosen_yet_has_a_preview_all_the_same(
    front: Front, vi: Browser
) -> None:
    page = vi.page(TRIP)
    who = next(one for one in page.forms if one.values.get("_section") == ["who"])
    vi.send(who, role="")

    assert "Chưa chọn" in vi.page(f"{TRIP}/wording").words


def test_a_preview_says_that_another_deadline_may_be_set_elsewhere(vi: Browser) -> None:
    assert "thiết lập của tỉnh có thể đặt thời hạn khác" in vi.page(f"{TRIP}/wording").words


def test_the_page_of_a_step_leads_to_all_that_it_holds(front: Front, vi: Browser) -> None:
    words = vi.page(TRIP).words

    for said in (
        "Chỉ thực hiện khi",
        "Không có điều kiện.",
        "Chỉ cần xác nhận.",
        "Không chia sẻ gì.",
    ):
        assert said in words


def test_a_pathway_that_nobody_has_drafted_has_no_such_pages(front: Front) -> None:
    with front.browser("vi") as browser:
        for name in ("condition", "form", "shares", "wording"):
            browser.page(f"{TRIP}/{name}", 404)
