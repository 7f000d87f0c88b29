from __future__ import annotations

import unicodedata

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Receipt, Submission
from domain.journey.facts import Verdict
from domain.pathway.template import Field
from pages.application import create_app
from pages.assets import ANSWER_SCRIPT, OPENED_SCRIPT
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import (
    AGREES,
    DAY,
    EVERY_KIND,
    FILLED,
    LETTER,
    MONEY,
    NEEDED,
    NOTES,
    PLACE,
    RESULT,
    SCHOOL,
    TIMES,
)
from tests.pages.reading import Page


class Overtaken(FakeAnswers):
    """A colleague's answer always gets in between."""

    def answer(self, token: str, submission: Submission) -> Receipt:
        super().answer(self.colleagues_link(token), Submission("done", {}))
        return super().answer(token, submission)


def test_the_receipt_says_what_was_recorded_and_what_comes(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND)

    answer = client.post(f"/a/{token}", data=FILLED)

    assert answer.status_code == 200
    words = Page(answer.text).words
    assert "Đã ghi nhận câu trả lời. Xin cảm ơn! Ghi nhận lúc 10:15 thứ Hai, 23/11/2026" in words
    assert "Mã hồ sơ 7K3Q-9MXD" in words
    assert "Trả lời Đã thực hiện" in words
    assert "Việc tiếp theo" in words
    assert "?correct=1" in Page(answer.text).links()
    assert len(casework.recorded(token)) == 1


@pytest.mark.parametrize(
    ("field", "typed", "vi", "en"),
    [
        (LETTER, ["123/CATP"], "123/CATP", "123/CATP"),
        (NOTES, ["Đã gửi\r\nqua bưu điện"], "Đã gửi qua bưu điện", "Đã gửi qua bưu điện"),
        # nothing typed where nothing must be
        (NOTES, [""], "(không ghi)", "Left empty"),
        # as a date picker sends it, and as a person types it
        (DAY, ["2026-11-23"], "23 tháng 11 năm 2026", "23 November 2026"),
        (DAY, ["23/11/2026"], "23 tháng 11 năm 2026", "23 November 2026"),
        (AGREES, ["yes"], "Có", "Yes"),
        (AGREES, ["no"], "Không", "No"),
        (RESULT, ["khong_phai"], "Không phải là nạn nhân", "Is not a victim"),
        (SCHOOL, ["truong_9"], "Trường số 9", "School 9"),
        (SCHOOL, [""], "(không ghi)", "Left empty"),
        (
            NEEDED,
            ["hoc_nghe", "y_te"],
            "Hỗ trợ y tế Học nghề",
            "Medical support Vocational training",
        ),
        # none ticked is an answer
        (NEEDED, [], "Không có mục nào", "None of these"),
        (TIMES, ["1200"], "1.200", "1,200"),
        (TIMES, ["0"], "0", "0"),
        (MONEY, ["1.500.000"], "1.500.000 đồng", "VND 1,500,000"),
        (PLACE, ["lai_chau"], "Lai Châu", "Lai Châu"),
    ],
)
def test_every_kind_of_field_is_told_back_in_words(
    client: TestClient, casework: FakeAnswers, field: Field, typed: list[str], vi: str, en: str
) -> None:
    sent = {"_verdict": "done", field.id: typed}

    vietnamese = client.post(f"/a/{casework.ask([field])}", data=sent)
    english = client.post(f"/a/{casework.ask([field])}?lang=en", data=sent)

    assert f"{field.label.vi} {vi}" in Page(vietnamese.text).words
    assert f"{field.label.en} {en}" in Page(english.text).words


def test_what_was_typed_apart_comes_back_together(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([NOTES])
    apart = unicodedata.normalize("NFD", "Đã xác minh ở Thủy Nguyên")

    answer = client.post(f"/a/{token}", data={"_verdict": "done", "ghi_chu": apart})

    assert "Đã xác minh ở Thủy Nguyên" in answer.text
    assert unicodedata.is_normalized("NFC", answer.text)


@pytest.mark.parametrize(
    "sent",
    [
        {"_verdict": "done", "so_van_ban": "<script>alert(1)</script>"},
        {"_verdict": "failed", "_reason": "<script>alert(1)</script>"},
        # on the page that wants it mended, too
        {"_verdict": "done", "so_van_ban": "<script>alert(1)</script>" * 20},
        {"_verdict": "done", "so_van_ban": '"><script>alert(1)</script>' * 20},
        {"_verdict": "done", "so_van_ban": "", "ghi_chu": "</textarea><script>alert(1)</script>"},
    ],
)
def test_what_was_typed_is_text_and_nothing_else(
    client: TestClient, casework: FakeAnswers, sent: dict[str, str]
) -> None:
    token = casework.ask([LETTER, NOTES])

    answer = client.post(f"/a/{token}", data=sent)

    assert "alert(1)" in Page(answer.text).words + str(Page(answer.text).forms)
    scripts = [a.get("src") for tag, a in Page(answer.text).tags if tag == "script"]
    assert set(scripts) <= {OPENED_SCRIPT.path, ANSWER_SCRIPT.path}


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("failed", "Trả lời Đã làm nhưng không thành Lý do Chưa có hồ sơ."),
        ("lacks_grounds", "Trả lời Chưa đủ căn cứ Lý do Chưa có hồ sơ."),
    ],
)
def test_a_refusal_is_recorded_with_its_reason(
    client: TestClient, casework: FakeAnswers, verdict: Verdict, said: str
) -> None:
    token = casework.ask([DAY], may_lack_grounds=True)

    answer = client.post(
        f"/a/{token}", data={"_verdict": verdict, "_reason": " Chưa có hồ sơ.\r\n"}
    )

    assert answer.status_code == 200
    assert said in Page(answer.text).words
    assert "xem lý do" in Page(answer.text).words
    assert [each.reason for each in casework.recorded(token)] == ["Chưa có hồ sơ."]


@pytest.mark.parametrize(
    ("because", "said", "next_comes"),
    [
        # another agency is asked
        ("no_place", "Không còn chỗ hoặc không có người làm", "đề nghị cơ quan khác"),
        ("wrong_area", "Không thuộc địa bàn của chúng tôi", "đề nghị cơ quan khác"),
        # the coordinator decides, and nobody else is asked
        ("not_eligible", "Không thuộc đối tượng", "chưa hỏi cơ quan nào khác"),
        ("unsafe", "Làm lúc này không an toàn", "chưa hỏi cơ quan nào khác"),
    ],
)
def test_why_it_was_declined_is_told_back_with_what_follows(
    client: TestClient, casework: FakeAnswers, because: str, said: str, next_comes: str
) -> None:
    token = casework.ask([DAY])

    answer = client.post(f"/a/{token}", data={"_verdict": "declined", "_because": because})

    words = Page(answer.text).words
    assert f"Trả lời Chúng tôi không thực hiện được: {said}" in words
    assert next_comes in words
    assert casework.recorded(token) == [Submission("declined", {}, because=because, moved=0)]


def test_control_characters_are_not_kept(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([NOTES])

    client.post(f"/a/{token}", data={"_verdict": "done", "ghi_chu": "a\x00b\x1b[31m\tc\rd"})

    assert casework.recorded(token)[0].raw == {"ghi_chu": ("ab[31m\tc\nd",)}


def test_a_second_press_of_the_button_frightens_nobody(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([])
    client.post(f"/a/{token}", data={"_verdict": "done"})

    again = client.post(f"/a/{token}", data={"_verdict": "done"})

    assert again.status_code == 409
    words = Page(again.text).words
    assert "Câu trả lời của anh/chị đã được ghi nhận" in words
    assert "Ghi nhận lúc 10:15 thứ Hai, 23/11/2026" in words
    assert "Lần gửi vừa rồi không làm thay đổi gì" in words
    assert len(casework.recorded(token)) == 1


def test_a_colleague_who_comes_later_is_told_that_theirs_was_not_recorded(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([])
    client.post(f"/a/{token}", data={"_verdict": "done"})

    late = client.post(
        f"/a/{casework.colleagues_link(token)}", data={"_verdict": "failed", "_reason": "Bận."}
    )

    assert late.status_code == 409
    assert "Nội dung vừa gửi không được ghi nhận" in Page(late.text).words
    assert len(casework.recorded(token)) == 1


def test_of_two_who_answer_at_once_the_second_is_told() -> None:
    casework = Overtaken()
    token = casework.ask([])

    with TestClient(create_app(casework, language="vi", health=lambda: True)) as client:
        answer = client.post(f"/a/{token}", data={"_verdict": "done"})

    assert answer.status_code == 409
    assert "Nội dung vừa gửi không được ghi nhận" in Page(answer.text).words


def test_an_answered_request_says_when(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([])
    client.post(f"/a/{token}", data={"_verdict": "done"})

    answer = client.get(f"/a/{token}")

    assert answer.status_code == 200
    assert "Ghi nhận lúc 10:15 thứ Hai, 23/11/2026" in Page(answer.text).words
    assert Page(answer.text).forms == []
