"""Whoever reads with ears or fingers, or in the dark, has every page as others have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from domain.attachments import Attachment
from domain.casework.views import Fate, Said, Submission
from domain.texts import Language
from pages.application import create_app
from pages.letterbox import Letter
from tests.files import PDF
from tests.pages.axe import LANGUAGES, violations
from tests.pages.fakes import MORNING, FakeAnswers, asking, label
from tests.pages.forms import DAY, EVERY_KIND, FILLED
from tests.pages.phones import PHONE
from tests.pages.serving import served
from tests.pages.test_files import PAPER
from tests.pages.test_mailbox import FIRST, SECOND

RAW = {
    name: [typed] if isinstance(typed, str) else typed
    for name, typed in FILLED.items()
    if not name.startswith("_")
}

pytestmark = pytest.mark.browser


class Box:
    def messages(self) -> Sequence[Letter]:
        return (FIRST, SECOND)


@dataclass(slots=True)
class Officer:
    """With a phone in hand, and a language."""

    phone: Page
    address: str
    casework: FakeAnswers
    language: Language = "vi"

    def opens(self, path: str) -> None:
        self.phone.goto(f"{self.address}{path}?lang={self.language}")

    def sends(self) -> None:
        self.phone.locator("#answer button[type=submit]").first.click()
        self.phone.wait_for_load_state()


@pytest.fixture
def officer(browser: Browser, casework: FakeAnswers) -> Iterator[Officer]:
    app = create_app(casework, language="vi", mailbox=Box(), health=lambda: True)
    context = browser.new_context(viewport=PHONE)
    with served(app) as address:
        yield Officer(context.new_page(), address, casework)
    context.close()


def a_request(officer: Officer) -> None:
    told = asking(
        EVERY_KIND, may_lack_grounds=True, round_number=2, item=label("Học nghề", "Training")
    )
    officer.opens(f"/a/{officer.casework.ask_for(told)}")


def all_that_can_be_unfolded(officer: Officer) -> None:
    a_request(officer)
    for folded in officer.phone.locator("summary").all():
        folded.click()


def a_draft_with_a_file(officer: Officer) -> None:
    token = officer.casework.ask([PAPER, DAY])
    typed = {"_verdict": ["done"], "ngay": ["2026-11-23"]}
    officer.casework.keep_draft(token, "done", typed, {"van_ban": Attachment("pdf", PDF)})
    officer.opens(f"/a/{token}")


def a_draft_taken_up(officer: Officer) -> None:
    a_draft_with_a_file(officer)
    officer.phone.locator("button[name=_words]").click()


def what_was_said(officer: Officer) -> None:
    token = officer.casework.ask([DAY])
    officer.casework.hear(token, Said("reply", MORNING, text="Gửi về Sở."))
    officer.opens(f"/a/{token}")


def faults(officer: Officer) -> None:
    a_request(officer)
    officer.sends()


def a_receipt(officer: Officer) -> None:
    officer.opens(f"/a/{officer.casework.ask([])}")
    officer.sends()


def answered(officer: Officer) -> str:
    token = officer.casework.ask([DAY])
    officer.casework.answer(token, Submission("done", {"ngay": ["2026-11-23"]}))
    return token


def an_answered_request(officer: Officer) -> None:
    officer.opens(f"/a/{answered(officer)}")


def a_correction(officer: Officer) -> None:
    an_answered_request(officer)
    officer.phone.locator("main a.button").click()


def dead(fate: Fate) -> Callable[[Officer], None]:
    def open_it(officer: Officer) -> None:
        token = officer.casework.ask([])
        officer.casework.let_it_be(token, fate)
        officer.opens(f"/a/{token}")

    return open_it


def a_link_that_can_be_sent_anew(officer: Officer) -> None:
    token = officer.casework.ask([])
    officer.casework.let_it_be(token, "revoked", renewable=True)
    officer.opens(f"/a/{token}")


def sent_anew(officer: Officer) -> None:
    a_link_that_can_be_sent_anew(officer)
    officer.phone.locator("main button").click()


def what_takes_two(officer: Officer) -> str:
    token = officer.casework.ask(EVERY_KIND, takes_two=True)
    officer.casework.answer(token, Submission("done", RAW))
    return token


def an_answer_to_be_confirmed(officer: Officer) -> None:
    token = what_takes_two(officer)
    officer.opens(f"/a/{officer.casework.colleagues_link(token)}")


def an_answer_not_confirmed_yet(officer: Officer) -> None:
    officer.opens(f"/a/{what_takes_two(officer)}")


def a_code_is_typed(officer: Officer, *, wrong: bool = False) -> None:
    token = officer.casework.ask_about_the_person()
    code = officer.casework.code_for(token)
    officer.opens(f"/a/{token}")
    for folded in officer.phone.locator("summary").all():
        folded.click()
    officer.phone.locator("[name=_code]").fill("111111" if wrong else code)
    officer.phone.locator("form:has([name=_code]) button").first.click()


def the_person(officer: Officer) -> None:
    a_code_is_typed(officer)


def a_wrong_code(officer: Officer) -> None:
    a_code_is_typed(officer, wrong=True)


def at(path: str) -> Callable[[Officer], None]:
    return lambda officer: officer.opens(path)


@pytest.mark.parametrize(
    "comes_to",
    [
        pytest.param(a_request, id="a request"),
        pytest.param(all_that_can_be_unfolded, id="unfolded"),
        pytest.param(a_draft_with_a_file, id="a draft with a file"),
        pytest.param(a_draft_taken_up, id="a draft taken up"),
        pytest.param(what_was_said, id="what was said"),
        pytest.param(faults, id="faults"),
        pytest.param(a_receipt, id="a receipt"),
        pytest.param(an_answered_request, id="answered"),
        pytest.param(a_correction, id="a correction"),
        pytest.param(dead("withdrawn"), id="withdrawn"),
        pytest.param(dead("moved"), id="moved"),
        pytest.param(dead("revoked"), id="revoked"),
        pytest.param(dead("resting"), id="resting"),
        pytest.param(a_link_that_can_be_sent_anew, id="renewable"),
        pytest.param(sent_anew, id="sent anew"),
        pytest.param(an_answer_to_be_confirmed, id="to confirm"),
        pytest.param(an_answer_not_confirmed_yet, id="unconfirmed"),
        pytest.param(the_person, id="the person"),
        pytest.param(a_wrong_code, id="a wrong code"),
        # in both languages at once
        pytest.param(at("/a/nothing"), id="no link"),
        pytest.param(at("/"), id="home"),
        pytest.param(at("/mailbox"), id="mailbox"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(
    officer: Officer, language: Language, comes_to: Callable[[Officer], None]
) -> None:
    officer.language = language

    comes_to(officer)

    assert violations(officer.phone) == []
