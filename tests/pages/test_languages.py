from __future__ import annotations

import pytest
from starlette.testclient import TestClient

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


def test_where_typed_text_would_be_lost_there_is_no_switch(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])

    refused = client.post(f"/a/{token}", data={"_verdict": "done", "ngay": "mai"})

    assert refused.status_code == 422
    assert not any("lang=" in link for link in Page(refused.text).links())


def test_no_cookie_is_set(client: TestClient, casework: FakeAnswers) -> None:
    answer = client.get(f"/a/{casework.ask([DAY])}?lang=en")

    assert "set-cookie" not in answer.headers
