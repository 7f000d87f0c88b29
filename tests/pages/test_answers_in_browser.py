"""Each kind of answer given on a small phone, in both languages, without JavaScript and with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.casework.answers.views import Dead, Open, Submission
from domain.texts import say, vnd_text
from pages.answer.sending import (
    ACCEPTED,
    DECLINED,
    FAILED,
    LACKS_GROUNDS,
    MORE_TIME,
    QUESTION,
    Way,
)
from pages.application import create_app
from tests.pages.answering_world import FORM, GIVEN
from tests.pages.axe import LANGUAGES
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import (
    DAY,
    EVERY_KIND,
    LETTER,
    MONEY,
    NEEDS,
    NOTES,
    PLACE,
    RAW,
    SCHOOL,
    TIMES,
    YES_OR_NOT,
)
from tests.pages.officers import Officer
from tests.pages.phones import a_phone, unfit
from tests.pages.serving import served
from tests.pages.test_files import PAPER, PHOTO
from tests.pages.test_files_in_browser import LETTER_PDF, SNAPSHOT

pytestmark = pytest.mark.browser

NAME, SAFE = "Lò Thị Mây", "Gọi buổi sáng, nói là bạn học"


@pytest.fixture(scope="module")
def pages() -> Iterator[tuple[str, FakeAnswers]]:
    """One for all, as in life: what each is asked is its own."""
    casework = FakeAnswers()
    with served(create_app(casework, language="vi", health=lambda: True)) as address:
        yield address, casework


@pytest.fixture(scope="module", params=[False, True], ids=["without scripts", "with scripts"])
def same_phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with a_phone(browser, with_scripts=request.param) as page:
        yield page


@pytest.fixture(params=LANGUAGES)
def officer(
    same_phone: Page, pages: tuple[str, FakeAnswers], request: pytest.FixtureRequest
) -> Officer:
    address, casework = pages
    return Officer(same_phone, address, request.param, casework)


def test_done(officer: Officer) -> None:
    token = officer.is_asked(EVERY_KIND)
    before = unfit(officer.phone)

    for field in (LETTER, DAY, TIMES, MONEY):
        officer.types(field, RAW[field.id][0])
    officer.types(NOTES, "Đã gửi bản chính\nqua bưu điện.")
    for field in (SCHOOL, PLACE):
        officer.picks(field, RAW[field.id][0])
    for label in (say("Yes"), YES_OR_NOT[0].label, NEEDS[0].label, NEEDS[2].label):
        officer.ticks(label)
    officer.presses("Send the answer")

    assert officer.heading() == officer.hears("Your answer is recorded. Thank you.")
    assert officer.phone.get_by_text(vnd_text(1_500_000, officer.language)).is_visible()
    assert before == unfit(officer.phone) == []
    assert [each.raw for each in officer.casework.recorded(token)] == [RAW]


@pytest.mark.parametrize(
    ("opens", "needs"),
    [
        (ACCEPTED, {"until": "2026-11-30"}),
        (DECLINED, {"because": "no_place"}),
        (FAILED, {"reason": "Đã đến, không gặp."}),
        (LACKS_GROUNDS, {"reason": "Chưa có hồ sơ."}),
        (QUESTION, {"reason": "Gửi về đâu?"}),
        (MORE_TIME, {"until": "2026-12-20", "reason": "Chờ giấy tờ."}),
    ],
    ids=lambda one: one.verdict if isinstance(one, Way) else "",
)
def test_otherwise(officer: Officer, opens: Way, needs: dict[str, str]) -> None:
    token, phone = officer.is_asked(FORM), officer.phone

    officer.unfolds(opens.title.text)
    if "because" in needs:
        phone.locator(f"input[name=_because][value={needs['because']}]").check()
    for name in needs.keys() - {"because"}:
        phone.locator(f"#{name}-{opens.verdict}").fill(needs[name])
    unfolded = unfit(phone)
    officer.presses(opens.send.text)

    said = [each.verdict for each in officer.casework.recorded(token)]
    assert phone.get_by_role("status").is_visible()
    assert unfolded == unfit(phone) == []
    assert [*said, *(each.kind for each in officer.casework.said(token))] == [opens.verdict]


def test_a_correction(officer: Officer) -> None:
    token = officer.casework.ask(FORM)
    officer.casework.answer(token, Submission("done", GIVEN))
    officer.opens(f"/a/{token}")

    officer.follows("Correct the answer")
    opened = unfit(officer.phone)
    officer.types(LETTER, "124/CATP")
    officer.types(DAY, "2026-11-20")
    officer.presses("Send the answer")

    sent = officer.casework.recorded(token)[-1]
    assert officer.heading() == officer.hears("Your correction is recorded. Thank you.")
    assert opened == unfit(officer.phone) == []
    assert (sent.corrects, sent.raw["so_van_ban"]) == (1, ("124/CATP",))


def test_passed_on_to_a_colleague(officer: Officer) -> None:
    token = officer.is_asked(FORM)

    officer.unfolds("A colleague of ours should answer this")
    unfolded = unfit(officer.phone)
    officer.phone.get_by_label("Anh Minh").check()
    officer.presses("Pass it on to this colleague")

    look = officer.casework.look(token)
    assert officer.heading() == officer.hears("Passed on to your colleague")
    assert unfolded == unfit(officer.phone) == []
    assert isinstance(look, Dead)
    assert look.fate == "delegated"


def test_passed_on_to_somebody_new(officer: Officer) -> None:
    token = officer.is_asked(FORM)

    officer.unfolds("A colleague of ours should answer this")
    officer.ticks(say("Somebody else, whom I name below"))
    officer.phone.locator("#colleague_name").fill("Chị Hoa")
    officer.phone.locator("#colleague_address").fill("hoa@tinh.example")
    officer.presses("Pass it on to this colleague")

    look = officer.casework.look(token)
    assert officer.heading() == officer.hears("The coordinator is asked")
    assert unfit(officer.phone) == []
    assert isinstance(look, Open)
    assert look.asking.newcomer_since is not None


def opens_as_the_second(officer: Officer) -> str:
    """A colleague has answered what takes two."""
    token = officer.casework.ask(FORM, takes_two=True)
    officer.casework.answer(token, Submission("done", GIVEN))
    officer.opens(f"/a/{officer.casework.colleagues_link(token)}")
    return token


def test_a_second_person_confirms(officer: Officer) -> None:
    token = opens_as_the_second(officer)
    before = unfit(officer.phone)

    officer.presses("Show the answer")
    expect(officer.phone.get_by_text(GIVEN["so_van_ban"][0])).to_be_visible()
    officer.presses("I confirm this answer")

    assert officer.heading() == officer.hears("Your confirmation is recorded. Thank you.")
    assert before == unfit(officer.phone) == []
    assert len(officer.casework.recorded(token)) == 1


def test_a_second_person_does_not_confirm(officer: Officer) -> None:
    token = opens_as_the_second(officer)

    officer.unfolds("I do not confirm this answer")
    unfolded = unfit(officer.phone)
    officer.phone.locator("#reason").fill("Sai ngày.")
    officer.presses("Send: not confirmed")

    assert officer.heading() == officer.hears("Recorded: you did not confirm the answer.")
    assert unfolded == unfit(officer.phone) == []
    assert isinstance(officer.casework.look(token), Open)


def test_with_a_letter_and_a_photo(officer: Officer) -> None:
    token, phone = officer.is_asked((LETTER, PAPER, PHOTO)), officer.phone
    before = unfit(phone)

    officer.types(LETTER, "123/CATP")
    for field, file in ((PAPER, LETTER_PDF), (PHOTO, SNAPSHOT)):
        phone.get_by_label(field.label.in_(officer.language)).set_input_files(file)
    officer.presses("Send the answer")

    assert phone.get_by_text("1 KB").first.is_visible()
    assert before == unfit(phone) == []
    assert set(officer.casework.recorded(token)[0].files) == {PAPER.id, PHOTO.id}


def test_saved_and_sent_later(officer: Officer) -> None:
    token = officer.is_asked((LETTER,))
    officer.types(LETTER, "123/CATP")

    officer.presses("Save and finish later")
    saved = unfit(officer.phone)
    officer.opens(f"/a/{token}")
    officer.presses("Go on with what was saved")
    officer.presses("Send the answer")

    assert officer.heading() == officer.hears("Your answer is recorded. Thank you.")
    assert saved == []
    assert [each.raw for each in officer.casework.recorded(token)] == [{LETTER.id: ("123/CATP",)}]


def test_after_reading_about_the_person_by_a_code(officer: Officer) -> None:
    token, phone = officer.casework.ask_about_the_person(), officer.phone
    code = officer.casework.code_for(token)
    officer.opens(f"/a/{token}")

    officer.unfolds("About the person: read with a code")
    unfolded = unfit(phone)
    phone.locator("#code").fill(code)
    officer.presses("Read, by the code")
    expect(phone.get_by_text(SAFE)).to_be_visible()
    shown = unfit(phone)
    officer.follows("Back to the request")
    assert NAME not in phone.content()
    officer.presses("Confirm that it is done")

    assert unfolded == shown == []
    assert len(officer.casework.recorded(token)) == 1
