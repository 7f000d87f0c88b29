from __future__ import annotations

from starlette.testclient import TestClient

from tests.pages.fakes import FakeAnswers
from tests.pages.forms import DAY, LETTER
from tests.pages.reading import Page

WRONG = {"_verdict": "done", "ngay": "2026-11-13"}
RIGHT = {"_verdict": "done", "ngay": "2026-11-23"}


def answered(client: TestClient, casework: FakeAnswers) -> str:
    token = casework.ask([DAY])
    assert client.post(f"/a/{token}", data=WRONG).status_code == 200
    return token


def test_a_slip_is_corrected_by_the_same_link(client: TestClient, casework: FakeAnswers) -> None:
    token = answered(client, casework)
    settled = Page(client.get(f"/a/{token}").text)
    [to_correct] = [link for link in settled.links() if "correct" in link]
    form = Page(client.get(f"/a/{token}{to_correct}").text).form()

    answer = client.post(f"/a/{token}{to_correct}", data=form.values | RIGHT)

    assert answer.status_code == 200
    assert "Đã ghi nhận nội dung sửa" in Page(answer.text).words
    assert [each.corrects for each in casework.recorded(token)] == [None, 1]


def test_the_form_says_that_it_corrects(client: TestClient, casework: FakeAnswers) -> None:
    token = answered(client, casework)

    page = Page(client.get(f"/a/{token}?correct=1").text)

    assert "Sửa câu trả lời" in page.words
    assert "thay cho câu trả lời trước" in page.words
    assert [form.values["_corrects"] for form in page.forms] == [["1"]] * 3


def test_a_done_answer_may_be_corrected_into_a_refusal(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    form = Page(client.get(f"/a/{token}?correct=1").text).form("declined")

    answer = client.post(f"/a/{token}?correct=1", data=form.values | {"_because": "no_place"})

    assert answer.status_code == 200
    assert casework.recorded(token)[-1].verdict == "declined"


def test_a_correction_with_faults_stays_a_correction(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)

    answer = client.post(
        f"/a/{token}?correct=1", data={"_verdict": "done", "_corrects": "1", "ngay": "mai"}
    )

    assert answer.status_code == 422
    assert Page(answer.text).form().values["_corrects"] == ["1"]
    assert len(casework.recorded(token)) == 1


def test_a_correction_of_a_corrected_answer_is_too_late(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    correction = RIGHT | {"_corrects": "1"}
    client.post(f"/a/{token}", data=correction)

    again = client.post(f"/a/{token}", data=correction)

    assert again.status_code == 409
    assert len(casework.recorded(token)) == 2


def test_once_the_next_step_is_asked_nothing_can_be_corrected(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    casework.ask_what_depends(token)

    looked = client.get(f"/a/{token}?correct=1")
    sent = client.post(f"/a/{token}?correct=1", data=RIGHT | {"_corrects": "1"})

    assert (looked.status_code, sent.status_code) == (200, 409)
    for answer in (looked, sent):
        words = Page(answer.text).words
        assert "Câu trả lời này không sửa được nữa" in words
        assert "đọc mã hồ sơ 7K3Q-9MXD" in words
    assert "không được ghi nhận" in Page(sent.text).words
    for answer in (looked, sent):
        assert Page(answer.text).forms == []
        assert "xin gọi cho cán bộ điều phối" in Page(answer.text).words
    assert len(casework.recorded(token)) == 1


def test_an_answer_for_good_keeps_what_was_asked_and_nothing_of_the_answer(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    casework.ask_what_depends(token)

    words = Page(client.get(f"/a/{token}").text).words

    assert "Ghi nhận lúc" in words
    assert "7K3Q-9MXD" in words
    assert "Đề nghị xác minh" in words
    assert "13/11/2026" not in words


def test_a_colleague_sees_that_it_is_answered_and_no_more(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.colleagues_link(answered(client, casework))

    page = Page(client.get(f"/a/{token}?correct=1").text)

    assert "Yêu cầu này đã được trả lời" in page.words
    assert "Đề nghị xác minh" not in page.words
    assert page.forms == []


def test_what_waits_is_shown_as_it_is_whatever_the_address_says(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([LETTER])

    page = Page(client.get(f"/a/{token}?correct=1").text)

    assert "_corrects" not in page.form().values
    assert "Sửa câu trả lời" not in page.words


def test_a_correction_of_nothing_is_asked_as_a_first_answer(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])

    answer = client.post(f"/a/{token}", data=RIGHT | {"_corrects": "7"})

    assert answer.status_code == 409
    assert "_corrects" not in Page(answer.text).form().values
    assert "Nội dung vừa gửi không được ghi nhận." in Page(answer.text).words
    assert casework.recorded(token) == []
