from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Submission
from domain.texts import Language
from tests.pages.fakes import FakeAnswers, asking
from tests.pages.forms import DAY
from tests.pages.reading import Page

ASKED = {
    "vi": "Đề nghị xác minh thông tin ban đầu",
    "en": "Please verify the first information",
}


@pytest.mark.parametrize(
    ("contacts", "query", "spoken"),
    [
        # the contact's language
        ("vi", "", "vi"),
        ("en", "", "en"),
        # unless the reader chose
        ("vi", "?lang=en", "en"),
        ("en", "?lang=vi", "vi"),
        # something that we speak
        ("vi", "?lang=fr", "vi"),
        ("en", "?lang=", "en"),
    ],
)
def test_a_page_speaks_its_readers_language(
    client: TestClient, casework: FakeAnswers, contacts: Language, query: str, spoken: str
) -> None:
    token = casework.ask_for(asking([DAY], language=contacts))

    html = client.get(f"/a/{token}{query}").text

    assert f'<html lang="{spoken}">' in html
    assert ASKED[spoken] in Page(html).words


def test_the_other_language_is_one_link_away(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])
    vietnamese = Page(client.get(f"/a/{token}").text)
    english = Page(client.get(f"/a/{token}{vietnamese.links()[0]}").text)

    assert ASKED["en"] in english.words
    assert english.links()[0] == "?lang=vi"


def test_a_correction_stays_one_in_the_other_language(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([])
    client.post(f"/a/{token}", data={"_verdict": "done"})
    vietnamese = Page(client.get(f"/a/{token}?correct=1").text)

    english = Page(client.get(f"/a/{token}{vietnamese.links()[0]}").text)

    assert "Correct the answer" in english.words
    assert english.form().values["_corrects"] == ["1"]


def test_the_chosen_language_lasts_through_the_sending(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([])

    answer = client.post(f"/a/{token}?lang=en", data={"_verdict": "done"})

    assert "Your answer is recorded. Thank you." in Page(answer.text).words
    assert "?lang=en&correct=1" in Page(answer.text).links()


def test_a_receipt_leads_to_what_stands_now_in_the_other_language(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([])
    client.post(f"/a/{token}", data={"_verdict": "done"})
    corrected = {"_verdict": "failed", "_reason": "Không gặp", "_corrects": "1"}

    receipt = Page(client.post(f"/a/{token}?correct=1", data=corrected).text)

    assert "Đã ghi nhận nội dung sửa" in receipt.words
    assert receipt.links()[0] == "?lang=en"
    english = Page(client.get(f"/a/{token}{receipt.links()[0]}").text)
    assert "Your answer has been recorded" in english.words


def faulty(casework: FakeAnswers, verdict: str) -> tuple[str, dict[str, str]]:
    """A link, and what is sent by it with a fault, with a word that is to be kept."""
    token = casework.ask([DAY])
    if verdict == "not_confirmed":
        token = casework.ask([DAY], takes_two=True)
        casework.answers.answer(token, Submission("done", {"ngay": ["2026-11-20"]}))
        return casework.colleagues_link(token), {"_line": "1", "_reason": " "}
    if verdict == "corrected":
        casework.answers.answer(token, Submission("done", {"ngay": ["2026-11-20"]}))
        return token, {"_verdict": "done", "_corrects": "1", "ngay": "hôm qua"}
    if verdict == "delegated":
        return token, {"_colleague_name": "Chị Hoa"}
    return token, {"ngay": "hôm qua"} if verdict == "done" else {"_reason": "Chị Hoa nghỉ"}


@pytest.mark.parametrize(
    "verdict", ["done", "declined", "more_time", "delegated", "corrected", "not_confirmed"]
)
def test_a_page_of_faults_goes_to_the_other_language_with_what_was_typed(
    client: TestClient, casework: FakeAnswers, verdict: str
) -> None:
    token, typed = faulty(casework, verdict)
    before = casework.recorded(token)
    refused = Page(client.post(f"/a/{token}", data={"_verdict": verdict} | typed).text)
    button = next(a for _, a in refused.tags if a.get("name") == "_again")
    form = next(f for f in refused.forms if f.attributes.get("id") == button["form"])

    address = f"/a/{token}{button['formaction']}"
    answer = client.post(address, data=form.values | {button["name"]: button["value"]})

    again = Page(answer.text)
    same = next(f for f in again.forms if f.attributes.get("id") == button["form"])
    assert (answer.status_code, button["lang"]) == (200, "en")
    assert '<html lang="en">' in answer.text
    assert same.values == form.values
    assert (casework.recorded(token), casework.said(token)) == (before, [])


def test_no_cookie_is_set(client: TestClient, casework: FakeAnswers) -> None:
    answer = client.get(f"/a/{casework.ask([DAY])}?lang=en")

    assert "set-cookie" not in answer.headers
