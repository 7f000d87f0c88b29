from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Submission
from tests.pages.fakes import FakeAnswers, asking
from tests.pages.forms import EVERY_KIND, FILLED, LETTER, NOTES
from tests.pages.reading import Page

FORM = (LETTER, NOTES)
HALF = {"_verdict": "done", "so_van_ban": "123/CATP", "ghi_chu": ""}
LATER = HALF | {"_draft": "keep"}
TAKEN_UP = {"_words": "1"}
BY_SCRIPT = {"Accept": "application/json"}


def taken_up(client: TestClient, token: str) -> Page:
    return Page(client.post(f"/a/{token}", data=TAKEN_UP).text)


def test_what_is_saved_leads_back_to_the_page_and_comes_back_on_a_press(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)

    saved = client.post(f"/a/{token}", data=LATER, follow_redirects=False)
    opened = client.get(f"/a/{token}").text
    page = taken_up(client, token)

    assert saved.status_code == 303
    assert token not in saved.headers["Location"]
    for words in (Page(opened).words, page.words):
        assert "Đã lưu lúc 10:15 thứ Hai, 23/11/2026. Câu trả lời này chưa được gửi." in words
    assert "123/CATP" not in opened
    assert page.form().values["so_van_ban"] == ["123/CATP"]
    assert casework.recorded(token) == []


def test_that_a_draft_was_read_is_recorded_and_opening_its_link_is_no_reading(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=LATER)

    client.get(f"/a/{token}?_words=1")
    before = [*casework.words_read]
    taken_up(client, token)

    assert (before, casework.words_read) == ([], [token])


def test_no_form_that_would_overwrite_it_stands_beside_a_draft_that_is_not_shown(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=LATER)

    opened, scanned = client.get(f"/a/{token}"), client.post(f"/a/{token}", data={"a": "b"})

    assert scanned.status_code == 422
    for page in (Page(opened.text), Page(scanned.text)):
        assert [form.values for form in page.forms if "_verdict" in form.values] == []
    assert casework.words_read == []


def test_every_kind_of_field_comes_back_as_it_was_typed(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND)

    client.post(f"/a/{token}", data=FILLED | {"_draft": "keep"})
    page = taken_up(client, token)

    assert page.form().values == {
        name: [typed] if isinstance(typed, str) else typed
        for name, typed in (
            FILLED | {"_moved": "0", "ghi_chu": "Đã gửi bản chính\nqua bưu điện."}
        ).items()
    }


def test_a_reason_that_was_begun_stands_where_it_was_typed(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    begun = {"_verdict": "declined", "_reason": "Không thuộc", "_draft": "keep"}

    client.post(f"/a/{token}", data=begun)
    page = taken_up(client, token)

    assert page.form("declined").values["_reason"] == ["Không thuộc"]
    assert page.form().values["so_van_ban"] == [""]


def test_what_is_begun_in_one_form_leaves_the_others_as_they_were(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=LATER)

    asks = {"_verdict": "question", "_reason": "Bản nào ạ?", "_draft": "keep"}
    client.post(f"/a/{token}", data=asks)
    page = taken_up(client, token)

    assert page.form().values["so_van_ban"] == ["123/CATP"]
    assert page.form("question").values["_reason"] == ["Bản nào ạ?"]


def test_what_was_said_is_no_draft_any_more_and_the_rest_is(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    asks = {"_verdict": "question", "_reason": "Bản nào ạ?"}
    client.post(f"/a/{token}", data=asks | {"_draft": "keep"})
    client.post(f"/a/{token}", data=asks)
    asked_alone = client.get(f"/a/{token}").text
    for each in (LATER, asks | {"_draft": "keep"}, asks):
        client.post(f"/a/{token}", data=each)

    page = taken_up(client, token)

    assert "Đã lưu" not in asked_alone
    assert page.form().values["so_van_ban"] == ["123/CATP"]
    assert page.form("question").values["_reason"] == [""]


def test_a_fault_in_one_form_shows_the_drafts_of_the_others(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=LATER)

    page = client.post(f"/a/{token}", data={"_verdict": "question", "_reason": ""})

    assert page.status_code == 422
    assert Page(page.text).form().values["so_van_ban"] == ["123/CATP"]


def test_what_belongs_to_no_form_is_not_kept(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask(FORM)

    client.post(f"/a/{token}", data=LATER | {"khac": "x", "_anything": "y", "_corrects": "1"})

    draft = casework.draft(token)
    assert draft is not None
    assert set(draft.forms["done"]) == set(HALF)


def test_a_script_is_told_in_a_line_in_the_language_of_the_page(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)

    vietnamese = client.post(f"/a/{token}", data=LATER, headers=BY_SCRIPT)
    english = client.post(f"/a/{token}?lang=en", data=LATER, headers=BY_SCRIPT)

    assert vietnamese.json() == {"kept": "Đã lưu lúc 10:15, chưa gửi."}
    assert english.json() == {"kept": "Saved at 10:15, not sent yet."}


def test_the_language_is_kept(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask_for(asking(FORM, language="vi"))

    page = Page(client.post(f"/a/{token}?lang=en", data=LATER).text)

    assert "It is not sent yet." in page.words


def test_what_was_saved_is_discarded_at_a_press(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=LATER)

    page = Page(client.post(f"/a/{token}", data={"_draft": "discard"}).text)

    assert page.form().values["so_van_ban"] == [""]
    assert "Đã lưu" not in page.words


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT], ids=["pressed", "by the script"])
def test_who_saves_behind_the_answer_sees_what_became_of_it(
    client: TestClient, casework: FakeAnswers, headers: dict[str, str]
) -> None:
    token = casework.ask(FORM)
    casework.answer(token, Submission("done", {"so_van_ban": ["12"]}))

    late = client.post(f"/a/{token}", data=LATER, headers=headers)

    assert late.status_code == 409
    assert casework.draft(token) is None


def test_an_answer_needs_no_draft_to_be_corrected(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    casework.answer(token, Submission("done", {"so_van_ban": ["12"]}))

    page = client.get(f"/a/{token}?correct=1").text

    assert "_draft" not in page
    assert "data-draft" not in page


def test_opening_the_link_keeps_and_loses_nothing(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=LATER)
    kept = casework.draft(token)

    for query in ("", "?_draft=discard", "?_draft=keep&so_van_ban=9"):
        client.get(f"/a/{token}{query}")
        client.head(f"/a/{token}{query}")

    assert casework.draft(token) == kept


def test_a_draft_that_says_what_it_corrects_is_still_no_correction(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)

    client.post(f"/a/{token}", data=LATER | {"_corrects": "1"})

    assert "_corrects" not in taken_up(client, token).form().values
