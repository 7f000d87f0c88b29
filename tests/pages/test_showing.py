from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from domain.journey.facts import Verdict
from domain.texts import Language
from tests.pages.fakes import MORNING, FakeAnswers, asking, label
from tests.pages.forms import DAY, EVERY_KIND, FILLED, LETTER, NOTES, PLANNED
from tests.pages.reading import Page


def test_the_page_says_who_asks_what_of_whom_by_when(
    client: TestClient, casework: FakeAnswers
) -> None:
    answer = client.get(f"/a/{casework.ask([DAY])}")

    assert answer.status_code == 200
    words = Page(answer.text).words
    assert "Mã hồ sơ 7K3Q-9MXD" in words
    assert "Đề nghị xác minh thông tin ban đầu" in words
    assert "Thời hạn trả lời đến 17:00 thứ Sáu, 27/11/2026" in words
    assert "Bên yêu cầu Sở Nội vụ" in words
    assert "Kính gửi Công an thành phố" in words
    assert "Gửi lúc 09:15 thứ Hai, 23/11/2026" in words
    assert "Đồng gửi để biết Hội Liên hiệp Phụ nữ" in words


def test_the_page_says_that_the_file_is_paused(client: TestClient, casework: FakeAnswers) -> None:
    paused = casework.ask_for(replace(asking(), paused_at=MORNING))

    words = Page(client.get(f"/a/{paused}").text).words

    assert "Hồ sơ tạm dừng từ 09:15 thứ Hai, 23/11/2026: không ai bị nhắc." in words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Thời hạn trả lời đến hết thứ Hai, 30/11/2026"),
        ("en", "Please answer by the end of Monday 30 November 2026"),
    ],
)
def test_a_deadline_at_the_end_of_a_day_is_told_as_that_day(
    client: TestClient, casework: FakeAnswers, language: Language, said: str
) -> None:
    due_at = datetime(2026, 11, 30, 16, 59, 59, tzinfo=UTC)

    page = client.get(f"/a/{casework.ask_for(asking([DAY], due_at=due_at))}?lang={language}")

    assert said in Page(page.text).words


def test_the_round_and_the_item_are_said_where_there_are_any(
    client: TestClient, casework: FakeAnswers
) -> None:
    repeated = asking(round_number=3, item=label("Học nghề", "Vocational training"))

    words = Page(client.get(f"/a/{casework.ask_for(repeated)}?lang=en").text).words

    assert "What for Vocational training" in words
    assert "Round 3" in words


def test_who_confirms_together_with_others_sees_whose_part_it_is(
    client: TestClient, casework: FakeAnswers
) -> None:
    shared = asking(item=label("Công an cấp tỉnh", "Provincial police"), jointly=True)

    words = Page(client.get(f"/a/{casework.ask_for(shared)}").text).words

    assert "Phần xác nhận của Công an cấp tỉnh" in words
    assert "Nội dung" not in words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        # the contact's own language decides
        ("vi", "Chưa đặt thời hạn. Xin trả lời sớm nhất có thể."),
        ("en", "No deadline is set. Please answer as soon as you can."),
    ],
)
def test_without_a_deadline_the_page_says_so(
    client: TestClient, casework: FakeAnswers, language: Language, said: str
) -> None:
    token = casework.ask_for(asking(due_at=None, language=language))

    assert said in Page(client.get(f"/a/{token}").text).words


def test_what_is_due_as_it_is_asked_is_due_at_once(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_for(asking(due_at=MORNING))

    assert "Thời hạn trả lời trả lời ngay" in Page(client.get(f"/a/{token}").text).words


def test_a_day_after_today_is_offered_only_where_it_may_lie_ahead(
    client: TestClient, casework: FakeAnswers
) -> None:
    page = Page(client.get(f"/a/{casework.ask([DAY, PLANNED])}").text)

    assert page.with_id("f-ngay")["max"] == "2026-11-23"
    assert "max" not in page.with_id("f-tu_ngay")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_mail_scanners_change_nothing(
    client: TestClient, casework: FakeAnswers, method: str
) -> None:
    token = casework.ask(EVERY_KIND)
    before = client.get(f"/a/{token}").text

    for query in ("", "?correct=1", "?lang=en", "?_verdict=done", "?_verdict=declined&_reason=x"):
        for _ in range(2):
            answer = client.request(method, f"/a/{token}{query}", follow_redirects=False)
            assert answer.status_code == 200

    assert casework.recorded(token) == []
    assert client.get(f"/a/{token}").text == before


@pytest.mark.parametrize("more", [[], ["lacks_grounds"]])
def test_only_what_the_step_allows_can_be_answered(
    client: TestClient, casework: FakeAnswers, more: list[Verdict]
) -> None:
    waits = ["accepted", "question", "more_time"]
    ways = ["done", waits[0], "declined", "failed", *more, *waits[1:]]
    token = casework.ask([DAY], may_lack_grounds="lacks_grounds" in ways)

    page = Page(client.get(f"/a/{token}").text)

    offered = [*ways, "delegated"]
    assert [form.values["_verdict"] for form in page.forms] == [[way] for way in offered]


def test_a_form_goes_back_to_where_it_came_from_without_naming_it(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND, may_lack_grounds=True)

    html = client.get(f"/a/{token}?lang=en").text

    assert token not in html
    assert {form.attributes.get("action") for form in Page(html).forms} == {None}
    assert {form.attributes["method"] for form in Page(html).forms} == {"post"}


def test_every_field_has_its_native_control(client: TestClient, casework: FakeAnswers) -> None:
    page = Page(client.get(f"/a/{casework.ask(EVERY_KIND)}").text)

    kinds = {
        (attributes["name"], tag if tag != "input" else attributes["type"])
        for tag, attributes in page.form().controls
        if not attributes["name"].startswith("_")
    }

    assert kinds == {
        ("so_van_ban", "text"),
        ("ghi_chu", "textarea"),
        ("ngay", "date"),
        ("dong_y", "radio"),
        ("ket_qua", "radio"),
        ("truong", "select"),
        ("nhu_cau", "checkbox"),
        ("so_luot", "text"),
        ("so_tien", "text"),
        ("noi", "select"),
    }
    assert page.with_id("f-so_tien")["inputmode"] == "numeric"


def test_every_control_has_a_label_and_an_id_of_its_own(
    client: TestClient, casework: FakeAnswers
) -> None:
    page = Page(client.get(f"/a/{casework.ask(EVERY_KIND, may_lack_grounds=True)}").text)
    labelled = {attributes.get("for") for tag, attributes in page.tags if tag == "label"}
    standing_alone = {
        attributes["id"]
        for form in page.forms
        for _, attributes in form.controls
        if attributes.get("type") not in ("hidden", "radio", "checkbox")
    }

    assert standing_alone <= labelled
    assert len(page.ids) == len(set(page.ids))


def test_required_is_said_in_words(client: TestClient, casework: FakeAnswers) -> None:
    words = Page(client.get(f"/a/{casework.ask([LETTER, NOTES])}").text).words

    assert "Số văn bản (bắt buộc)" in words
    assert "Ghi chú (có thể để trống)" in words


def test_free_text_asks_for_no_names(client: TestClient, casework: FakeAnswers) -> None:
    without, with_text = casework.ask([DAY]), casework.ask([DAY, NOTES])
    kind_word = "Xin không ghi họ tên"

    # the reasons of a refusal are free text too
    assert Page(client.get(f"/a/{without}").text).words.count(kind_word) == 4
    assert Page(client.get(f"/a/{with_text}").text).words.count(kind_word) == 5


def test_an_optional_choice_can_be_left_open_again(
    client: TestClient, casework: FakeAnswers
) -> None:
    optional = DAY.model_copy(update={"id": "dong_y", "kind": "yes_no", "required": False})

    page = Page(client.get(f"/a/{casework.ask([optional])}").text)

    choices = [a["value"] for _, a in page.form().controls if a["name"] == "dong_y"]
    assert choices == ["yes", "no", ""]


@pytest.mark.parametrize("query", ["", "?lang=en", "?correct=1"])
def test_pages_have_nothing_but_our_own(
    client: TestClient, casework: FakeAnswers, query: str
) -> None:
    token = casework.ask(EVERY_KIND)
    client.post(f"/a/{token}", data=FILLED)

    page = Page(client.get(f"/a/{token}{query}").text)

    assert {"img", "iframe", "style"}.isdisjoint(tag for tag, _ in page.tags)
    assert all("src" in attributes for tag, attributes in page.tags if tag == "script")
    assert not any("autofocus" in attributes for _, attributes in page.tags)
    assert not any("style" in attributes for _, attributes in page.tags)
    addresses = [a[name] for _, a in page.tags for name in ("href", "src") if name in a]
    assert all(address.startswith(("/static/", "?", "#")) for address in addresses)


@pytest.mark.parametrize(
    ("takes_two", "advice"),
    [
        # the finding, the return home
        (True, "Please call the coordinator before you answer"),
        (False, "Please call the coordinator before you do anything that cannot be taken back"),
    ],
)
def test_what_it_rests_on_is_said_to_be_looked_at_again(
    client: TestClient, casework: FakeAnswers, *, takes_two: bool, advice: str
) -> None:
    asked = replace(asking([DAY], takes_two=takes_two), looked_at_again=True)

    words = Page(client.get(f"/a/{casework.ask_for(asked)}?lang=en").text).words

    assert "An answer that this request rests on is being looked at again" in words
    assert advice in words


def test_what_it_rests_on_is_said_to_have_been_corrected(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_for(replace(asking([DAY]), earlier_corrected_at=MORNING))

    words = Page(client.get(f"/a/{token}?lang=en").text).words
    told = client.get(f"/api/requests/{token}").json()["request"]

    assert "an answer that this request rests on was corrected The request still stands" in words
    assert (told["looked_at_again"], told["earlier_corrected_at"]) == (
        False,
        "2026-11-23T02:15:00Z",
    )
