"""The page of the second of two."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from domain.casework.person.reading_views import Readable
from domain.texts import Language, date_text
from pages.assets import OPENED_SCRIPT
from tests.files import PDF
from tests.pages.fake_readings import readable
from tests.pages.fakes import FakeAnswers, asking
from tests.pages.forms import DAY, LETTER
from tests.pages.reading import Page
from tests.pages.test_files import PAPER, part

SENT = {"_verdict": "done", "ngay": "2026-11-23"}
WITH_LETTER = {**SENT, "so_van_ban": "123/CATP"}


def links(casework: FakeAnswers, *form: object, language: str = "vi") -> tuple[str, str]:
    """The first one's and the other's."""
    token = casework.ask(form or (DAY,), takes_two=True)  # type: ignore[arg-type]  # fields
    return (
        f"/a/{token}?lang={language}",
        f"/a/{casework.colleagues_link(token)}?lang={language}",
    )


def line_in(html: str) -> str:
    found = re.search(r'name="_line" value="([0-9]+)"', html)
    assert found is not None
    return found[1]


def read_by(client: TestClient, link: str) -> str:
    """The page once the answer was asked for."""
    line = line_in(client.get(link).text)
    return client.post(link, data={"_verdict": "read", "_line": line}).text


@pytest.mark.parametrize(
    ("language", "before", "receipt", "again", "asked", "done"),
    [
        (
            "vi",
            "Việc này cần hai người",
            "Đã ghi nhận. Câu trả lời có giá trị khi người thứ hai của cơ quan xác nhận.",
            "Câu trả lời của anh/chị đang chờ người thứ hai xác nhận",
            "Chị Lan đã trả lời lúc",
            "Đã ghi nhận việc xác nhận. Xin cảm ơn.",
        ),
        (
            "en",
            "This takes two",
            "Recorded. It counts once a second person of your agency has confirmed it.",
            "Your answer awaits a second person",
            "Chị Lan gave this answer on",
            "Your confirmation is recorded. Thank you.",
        ),
    ],
)
def test_the_first_answers_and_the_second_confirms(
    client: TestClient,
    casework: FakeAnswers,
    language: Language,
    before: str,
    receipt: str,
    again: str,
    asked: str,
    done: str,
) -> None:
    first, other = links(casework, language=language)

    shown = Page(client.get(first).text).words
    sent = Page(client.post(first, data=SENT).text).words
    mine = Page(client.get(first).text).words
    theirs = read_by(client, other)
    confirmed = client.post(other, data={"_verdict": "confirmed", "_line": line_in(theirs)})

    assert before in shown
    assert receipt in sent
    assert again in mine
    assert asked in Page(theirs).words
    assert date_text(date(2026, 11, 23), language) in Page(theirs).words
    assert confirmed.status_code == 200
    assert done in Page(confirmed.text).words


def test_the_answer_is_shown_on_purpose_and_before_it_is_confirmed(
    client: TestClient, casework: FakeAnswers
) -> None:
    first, other = links(casework, LETTER, DAY)
    client.post(first, data=WITH_LETTER)

    looked = client.get(other)
    read = client.post(other, data={"_verdict": "read", "_line": line_in(looked.text)})

    assert "123/CATP" not in looked.text
    assert date_text(date(2026, 11, 23), "vi") not in looked.text
    assert "Đã thực hiện" not in looked.text
    assert 'value="confirmed"' not in looked.text
    assert "123/CATP" in Page(read.text).words
    assert 'value="confirmed"' in read.text


def test_of_a_correction_both_answers_are_shown(client: TestClient, casework: FakeAnswers) -> None:
    first, other = links(casework, LETTER, DAY, language="en")
    client.post(first, data={**WITH_LETTER, "ngay": "2026-11-19"})
    line = line_in(client.get(other).text)
    client.post(other, data={"_verdict": "confirmed", "_line": line})
    client.post(other, data={**SENT, "_corrects": "1", "ngay": "2026-11-20", "so_van_ban": "7/X"})

    looked = client.get(first)

    words = Page(read_by(client, first)).words
    days = [date_text(date(2026, 11, day), "en") for day in (20, 19)]
    assert "Please confirm a correction" in words
    assert words.index(days[0]) < words.index("As it stands now") < words.index(days[1])
    assert "Anh Minh answered on" in words
    assert ("7/X" in looked.text, "123/CATP" in looked.text) == (False, False)


def test_what_is_not_confirmed_is_said_to_both(client: TestClient, casework: FakeAnswers) -> None:
    first, other = links(casework, language="en")
    client.post(first, data=SENT)
    line = line_in(client.get(other).text)

    without = client.post(other, data={"_verdict": "not_confirmed", "_line": line})
    refused = client.post(
        other, data={"_verdict": "not_confirmed", "_line": line, "_reason": "Wrong day"}
    )

    assert without.status_code == 422
    assert "Please say briefly why." in Page(without.text).words
    assert date_text(date(2026, 11, 23), "en") in Page(without.text).words
    assert "Recorded: you did not confirm the answer." in Page(refused.text).words
    assert "A second person did not confirm" in Page(client.get(first).text).words
    assert "Wrong day" not in client.get(first).text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        # an answer, where one was given before
        (SENT, "An answer was given before yours"),
        # something else than what stands there by now
        ({"_verdict": "confirmed", "_line": "77"}, "An answer was given before yours"),
        ({"_verdict": "confirmed", "_line": "x"}, "An answer was given before yours"),
    ],
    ids=["answer", "other_line", "no_line"],
)
def test_what_comes_too_late_is_not_recorded(
    client: TestClient, casework: FakeAnswers, sent: dict[str, str], said: str
) -> None:
    first, other = links(casework, language="en")
    client.post(first, data=SENT)

    late = client.post(other, data=sent)

    assert late.status_code == 409
    assert said in Page(late.text).words


def test_looking_confirms_nothing(client: TestClient, casework: FakeAnswers) -> None:
    first, other = links(casework, language="en")
    client.post(first, data=SENT)

    for method in ("GET", "HEAD"):
        client.request(method, f"{other}&_verdict=confirmed&_line=1")

    assert "Please confirm an answer" in Page(client.get(other).text).words


def test_the_page_of_the_second_tells_that_a_person_has_it_before_them(
    client: TestClient, casework: FakeAnswers
) -> None:
    first, other = links(casework)
    client.post(first, data=SENT)

    assert OPENED_SCRIPT.path in client.get(other).text


@pytest.mark.parametrize("sent", ["confirmed", "read", "not_confirmed"])
def test_what_was_refused_meanwhile_is_not_recorded(
    client: TestClient, casework: FakeAnswers, sent: str
) -> None:
    first, other = links(casework, language="en")
    client.post(first, data=SENT)
    line = line_in(client.get(other).text)
    client.post(other, data={"_verdict": "not_confirmed", "_line": line, "_reason": "Wrong day"})

    late = client.post(other, data={"_verdict": sent, "_line": line, "_reason": "Wrong"})

    assert late.status_code == 409
    assert "What you have just sent was not recorded." in Page(late.text).words


def test_the_second_takes_the_file_on_a_press(client: TestClient, casework: FakeAnswers) -> None:
    first, other = links(casework, PAPER, DAY)
    client.post(first, data=SENT, files=[part("van_ban", PDF)])
    form = Page(read_by(client, other)).form("take")

    taken = client.post(other, data={name: texts[0] for name, texts in form.values.items()})

    assert taken.content == PDF
    assert taken.headers["Content-Disposition"] == 'attachment; filename="7K3Q-9MXD-1.pdf"'
    assert taken.headers["Content-Type"] == "application/octet-stream"
    assert taken.headers["Cache-Control"] == "no-store"


def test_a_field_without_a_file_gives_the_second_none(
    client: TestClient, casework: FakeAnswers
) -> None:
    first, other = links(casework, PAPER, DAY)
    client.post(first, data=SENT)
    looked = read_by(client, other)

    asked = {"_verdict": "take", "_line": line_in(looked), "_field": "van_ban"}
    page = client.post(other, data=asked)

    assert 'value="take"' not in looked
    assert page.status_code == 200
    assert "Content-Disposition" not in page.headers


def test_the_second_reads_of_the_person_by_a_code(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_for(replace(asking((DAY,), takes_two=True), readable=readable()))
    code, other = casework.code_for(token), casework.colleagues_link(token)
    client.post(f"/a/{token}", data=SENT)

    looked = client.get(f"/a/{other}").text
    shown = client.post(f"/a/{other}", data={"_code": code})

    assert "Về người được hỗ trợ: xem bằng mã" in looked
    assert "Lò Thị Mây" not in looked
    assert "Lò Thị Mây" in Page(shown.text).words


@pytest.mark.parametrize(
    ("of_it", "told"),
    [
        # Whatever may be read is offered here as on the page of who is first.
        (replace(readable(), locked=True), "Mã đã bị nhập sai quá nhiều lần"),
        (None, "Nếu chưa ai gọi, xin gọi cho cán bộ điều phối."),
    ],
    ids=["a locked code", "no consent yet"],
)
def test_the_second_one_is_told_what_stands_against_reading(
    client: TestClient, casework: FakeAnswers, of_it: Readable | None, told: str
) -> None:
    about = replace(asking(takes_two=True), readable=of_it, untold=of_it is None)
    first = casework.ask_for(about)
    client.post(f"/a/{first}", data={"_verdict": "done"})

    page = client.get(f"/a/{casework.colleagues_link(first)}")

    assert page.status_code == 200
    assert told in Page(page.text).words
