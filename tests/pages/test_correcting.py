from __future__ import annotations

from starlette.testclient import TestClient

from domain.casework.answers.views import Said
from domain.pathway.attachments import Attachment
from domain.pathway.template import Field
from tests.files import PDF
from tests.pages.fakes import FakeAnswers, label
from tests.pages.forms import DAY, LETTER
from tests.pages.reading import Page

WRONG = {"_verdict": "done", "ngay": "2026-11-13"}
RIGHT = {"_verdict": "done", "ngay": "2026-11-23"}

PAPER = Field(id="van_ban", label=label("Bản chụp", "Scan"), kind="file", required=False)


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


def test_once_the_next_step_is_asked_a_correction_goes_to_the_coordinator(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    casework.ask_what_depends(token)
    settled = Page(client.get(f"/a/{token}").text)
    [to_correct] = [link for link in settled.links() if "correct" in link]
    shown = Page(client.get(f"/a/{token}{to_correct}").text)

    answer = client.post(f"/a/{token}{to_correct}", data=shown.form().values | RIGHT)

    assert answer.status_code == 200
    assert "Câu trả lời giữ nguyên đến khi có quyết định" in shown.words
    assert "Nội dung sửa đã được gửi đến cán bộ điều phối" in Page(answer.text).words
    assert [each.corrects for each in casework.sent_on(token)] == [1]
    assert len(casework.recorded(token)) == 1
    [_, back] = Page(answer.text).links()
    after = Page(client.get(f"/a/{token}{back}").text)
    assert "đã gửi nội dung sửa cho cán bộ điều phối" in after.words
    assert "đang chờ cán bộ điều phối quyết định" in after.words
    assert not [link for link in after.links() if "correct" in link]
    assert Page(client.get(f"/a/{token}?correct=1").text).words == after.words


def test_what_was_begun_as_a_correction_is_not_sent_elsewhere_unasked(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    begun = Page(client.get(f"/a/{token}?correct=1").text).form().values | RIGHT
    casework.ask_what_depends(token)

    answer = client.post(f"/a/{token}?correct=1", data=begun)

    page = Page(answer.text)
    assert answer.status_code == 409
    assert "Chưa gửi: trong lúc đó bước sau đã được gửi đi." in page.words
    assert casework.sent_on(token) == []
    assert page.form().values["ngay"] == ["2026-11-23"]
    assert client.post(f"/a/{token}?correct=1", data=page.form().values).status_code == 200
    assert len(casework.sent_on(token)) == 1


def test_a_file_that_cannot_go_to_the_coordinator_is_named(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY, PAPER])
    client.post(f"/a/{token}", data=WRONG, files={PAPER.id: ("x.pdf", PDF)})
    begun = Page(client.get(f"/a/{token}?correct=1").text).form().values | RIGHT
    casework.ask_what_depends(token)

    page = Page(client.post(f"/a/{token}", data=begun, files={PAPER.id: ("x.pdf", PDF)}).text)

    assert "Bản chụp – Tệp này chưa được gửi" in page.words
    assert page.words.count("Tệp này chưa được gửi") == 2
    assert "Tệp của câu trả lời trước vẫn giữ nguyên." in page.words
    assert "#f-van_ban" in page.links()
    assert "f-van_ban" in page.ids
    assert [name for name, control in page.form().controls if control.get("type") == "file"] == []
    assert client.post(f"/a/{token}", data=page.form().values).status_code == 200
    assert len(casework.sent_on(token)) == 1


def test_a_late_correction_brings_a_file_where_the_answer_had_none(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY, PAPER])
    client.post(f"/a/{token}", data=WRONG)
    begun = Page(client.get(f"/a/{token}?correct=1").text).form().values | RIGHT
    casework.ask_what_depends(token)
    letter = {PAPER.id: ("x.pdf", PDF)}

    asked = Page(client.post(f"/a/{token}", data=begun, files=letter).text)
    sent = client.post(f"/a/{token}", data=asked.form().values, files=letter)

    assert "Bản chụp – Xin chọn lại tệp này: tệp chưa được lưu." in asked.words
    assert asked.form().attributes["enctype"] == "multipart/form-data"
    assert sent.status_code == 200
    (wanted,) = casework.sent_on(token)
    file = wanted.files[PAPER.id]
    assert isinstance(file, Attachment)
    assert file.content == PDF


def test_each_form_of_a_late_correction_says_to_whom_it_goes(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    casework.ask_what_depends(token)

    page = client.get(f"/a/{token}?correct=1").text

    assert len(Page(page).forms) == page.count("Gửi cho cán bộ điều phối</button>") == 3


def test_of_what_takes_two_a_late_correction_goes_to_the_coordinator_first(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY], takes_two=True)
    client.post(f"/a/{token}", data=WRONG | {"_verdict": "failed", "_reason": "Không gặp"})
    casework.ask_what_depends(token)

    words = Page(client.get(f"/a/{token}?correct=1").text).words

    assert "khi cán bộ điều phối đã lấy nội dung sửa, người thứ hai" in words
    assert "đề nghị xác nhận câu trả lời" not in words


def test_the_page_says_that_a_correction_was_taken_over(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    casework.ask_what_depends(token)
    casework.hear(token, Said("correction_taken", casework.now))

    words = Page(client.get(f"/a/{token}").text).words

    assert "10:15 thứ Hai, 23/11/2026: nội dung sửa đã thay cho câu trả lời trước." in words


def test_faults_of_a_correction_for_the_coordinator_are_shown_in_its_form(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    casework.ask_what_depends(token)
    form = Page(client.get(f"/a/{token}?correct=1").text).form()

    answer = client.post(f"/a/{token}?correct=1", data=form.values | RIGHT | {"ngay": "mai"})

    assert answer.status_code == 422
    assert Page(answer.text).form().values["_sent_on"] == ["1"]
    assert casework.sent_on(token) == []


def test_why_the_coordinator_left_the_answer_is_read_on_a_press(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = answered(client, casework)
    casework.ask_what_depends(token)
    casework.hear(token, Said("correction_left", casework.now, text="Đã có giấy của xã"))
    looked = Page(client.get(f"/a/{token}").text)

    read = client.post(f"/a/{token}", data={"_words": "1"})

    assert "cán bộ điều phối giữ nguyên câu trả lời" in looked.words
    assert "Đã có giấy của xã" not in looked.words
    assert (read.status_code, "Đã có giấy của xã" in Page(read.text).words) == (200, True)
    assert casework.words_read == [token]


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
