"""Whoever reads with ears or fingers, or in the dark, has every page as others have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from playwright.sync_api import Browser

from domain.casework.answers.views import Delegation, Fate, Look, Said, Submission
from domain.pathway.attachments import Attachment
from domain.seals.reading_codes import MOST_TRIES
from domain.texts import Language
from pages.application import create_app
from pages.letterbox import Letter
from pages.limits import LARGEST_BODY
from pages.pacing import Pace, Rates
from tests.files import PDF
from tests.pages.axe import LANGUAGES, violations
from tests.pages.fakes import MORNING, MOST_A_DAY, FakeAnswers, asking, label
from tests.pages.forms import DAY, EVERY_KIND, RAW
from tests.pages.officers import Officer
from tests.pages.phones import a_phone, unfit
from tests.pages.serving import served
from tests.pages.test_files import PAPER
from tests.pages.test_mailbox import FIRST, SECOND

pytestmark = pytest.mark.browser

BROKEN = "broken"
SENDINGS = 3
"""In a minute by one link: more than any page here takes, and soon more than enough."""


class Box:
    def messages(self) -> Sequence[Letter]:
        return (FIRST, SECOND)


class Answers(FakeAnswers):
    """With a link behind which something of ours is broken."""

    def look(self, token: str) -> Look:
        if token == BROKEN:
            raise RuntimeError(token)
        return super().look(token)


@pytest.fixture(scope="module")
def officer(browser: Browser) -> Iterator[Officer]:
    """One for all, as in life: what each is asked is its own."""
    casework, pace = Answers(), Pace(Rates(sendings_by_a_link=SENDINGS))
    app = create_app(casework, language="vi", mailbox=Box(), health=lambda: True, pace=pace)
    with served(app) as address, a_phone(browser, with_scripts=True) as phone:
        yield Officer(phone, address, "vi", casework)


def a_request(officer: Officer) -> None:
    told = asking(
        EVERY_KIND, may_lack_grounds=True, round_number=2, item=label("Học nghề", "Training")
    )
    officer.opens(f"/a/{officer.casework.ask_for(told)}")


def all_that_can_be_unfolded(officer: Officer) -> None:
    a_request(officer)
    officer.unfolds_all()


def a_draft_with_a_file(officer: Officer) -> None:
    token = officer.casework.ask([PAPER, DAY])
    typed = {"_verdict": ["done"], "ngay": ["2026-11-23"]}
    officer.casework.keep_draft(token, "done", typed, {"van_ban": Attachment("pdf", PDF)})
    officer.opens(f"/a/{token}")


def a_draft_taken_up(officer: Officer) -> None:
    a_draft_with_a_file(officer)
    officer.presses("Go on with what was saved")


def remarks(officer: Officer) -> None:
    token = officer.casework.ask([DAY])
    officer.casework.hear(token, Said("question", MORNING, text="Gửi hồ sơ về đâu?"))
    officer.casework.hear(token, Said("reply", MORNING, text="Về chị Lụa."))
    officer.opens(f"/a/{token}")


def remarks_with_their_words(officer: Officer) -> None:
    remarks(officer)
    officer.presses("Show what was written")


def noted(officer: Officer) -> None:
    officer.is_asked([DAY])
    officer.unfolds("We have a question")
    officer.phone.locator("#reason-question").fill("Gửi hồ sơ về đâu?")
    officer.presses("Send the question")


def faults(officer: Officer) -> None:
    a_request(officer)
    officer.sends()


def a_decline_without_a_reason(officer: Officer) -> None:
    officer.is_asked([DAY])
    officer.unfolds("We cannot do this")
    officer.presses("Send: we cannot do this")


def a_receipt(officer: Officer) -> None:
    officer.is_asked([])
    officer.sends()


def answered(officer: Officer) -> str:
    token = officer.casework.ask([DAY])
    officer.casework.answer(token, Submission("done", {"ngay": ["2026-11-23"]}))
    return token


def an_answered_request(officer: Officer) -> None:
    officer.opens(f"/a/{answered(officer)}")


def a_correction(officer: Officer) -> None:
    an_answered_request(officer)
    officer.follows("Correct the answer")


def passed_on(colleague: str) -> Callable[[Officer], None]:
    """To one whom the directory has, or with '' to nobody yet."""

    def pass_it_on(officer: Officer) -> None:
        officer.is_asked([])
        officer.unfolds("A colleague of ours should answer this")
        officer.phone.locator(f"[name=_colleague][value='{colleague}']").check()
        officer.presses("Pass it on to this colleague")

    return pass_it_on


def a_new_colleague_is_named(officer: Officer) -> None:
    officer.is_asked([])
    officer.unfolds("A colleague of ours should answer this")
    officer.phone.locator("#colleague_name").fill("Chị Hoa")
    officer.phone.locator("#colleague_address").fill("hoa@tinh.example")
    officer.presses("Pass it on to this colleague")


def a_new_colleague_is_not_confirmed_yet(officer: Officer) -> None:
    token = officer.casework.ask([])
    officer.casework.delegate(token, Delegation("", "Chị Hoa", "hoa@tinh.example"))
    officer.opens(f"/a/{token}")
    officer.unfolds("A colleague of ours should answer this")


def passed_on_already(officer: Officer) -> None:
    token = officer.casework.ask([])
    officer.casework.delegate(token, Delegation("minh"))
    officer.opens(f"/a/{token}")


def dead(fate: Fate) -> Callable[[Officer], None]:
    def open_it(officer: Officer) -> None:
        token = officer.casework.ask([])
        officer.casework.let_it_be(token, fate)
        officer.opens(f"/a/{token}")

    return open_it


def a_link_that_can_be_sent_anew(officer: Officer, times: int = 0) -> None:
    token = officer.casework.ask([])
    officer.casework.let_it_be(token, "revoked", renewable=True)
    for _ in range(times):
        officer.casework.send_afresh(token)
    officer.opens(f"/a/{token}")


def sent_anew(officer: Officer) -> None:
    a_link_that_can_be_sent_anew(officer)
    officer.presses("Send a fresh link")


def sent_anew_too_often(officer: Officer) -> None:
    a_link_that_can_be_sent_anew(officer, times=MOST_A_DAY)
    officer.presses("Send a fresh link")


def what_takes_two(officer: Officer) -> str:
    token = officer.casework.ask(EVERY_KIND, takes_two=True)
    officer.casework.answer(token, Submission("done", RAW))
    return token


def an_answer_to_be_confirmed(officer: Officer) -> None:
    token = what_takes_two(officer)
    officer.opens(f"/a/{officer.casework.colleagues_link(token)}")


def confirmed(officer: Officer) -> None:
    an_answer_to_be_confirmed(officer)
    officer.presses("Show the answer")
    officer.presses("I confirm this answer")


def not_confirmed(officer: Officer, why: str = "Sai ngày.") -> None:
    an_answer_to_be_confirmed(officer)
    officer.unfolds("I do not confirm this answer")
    officer.phone.locator("#reason").fill(why)
    officer.presses("Send: not confirmed")


def not_confirmed_without_a_reason(officer: Officer) -> None:
    not_confirmed(officer, why="")


def an_answer_not_confirmed_yet(officer: Officer) -> None:
    officer.opens(f"/a/{what_takes_two(officer)}")


def asked_about_the_person(officer: Officer) -> str:
    token = officer.casework.ask_about_the_person()
    officer.opens(f"/a/{token}")
    officer.unfolds("About the person: read with a code")
    return token


def types_the_code(officer: Officer, code: str) -> None:
    officer.phone.locator("#code").fill(code)
    officer.presses("Read, by the code")


def the_person(officer: Officer) -> None:
    token = asked_about_the_person(officer)
    types_the_code(officer, officer.casework.code_for(token))


def a_wrong_code(officer: Officer) -> None:
    officer.casework.code_for(asked_about_the_person(officer))
    types_the_code(officer, "111111")


def a_locked_code(officer: Officer) -> None:
    token = asked_about_the_person(officer)
    officer.casework.code_for(token)
    for _ in range(MOST_TRIES):
        officer.casework.read_person(token, "111111")
    types_the_code(officer, "111111")


def no_code(officer: Officer) -> None:
    asked_about_the_person(officer)
    types_the_code(officer, "111111")


def a_code_is_sent(officer: Officer) -> None:
    asked_about_the_person(officer)
    officer.presses("Send me a code to my other address")


def consent_is_withdrawn(officer: Officer) -> None:
    token = asked_about_the_person(officer)
    officer.casework.withdraw_consent(token)
    types_the_code(officer, officer.casework.code_for(token))


def at(path: str) -> Callable[[Officer], None]:
    return lambda officer: officer.opens(path)


def too_much(officer: Officer) -> None:
    officer.is_asked([])
    officer.unfolds("We have a question")
    field = officer.phone.locator("#reason-question")
    field.evaluate("(field, size) => { field.value = 'x'.repeat(size); }", LARGEST_BODY + 1)
    officer.presses("Send the question")


def too_fast(officer: Officer) -> None:
    officer.is_asked([DAY])
    for _ in range(SENDINGS + 1):
        officer.sends()


@pytest.mark.parametrize(
    "comes_to",
    [
        pytest.param(a_request, id="a request"),
        pytest.param(all_that_can_be_unfolded, id="unfolded"),
        pytest.param(a_draft_with_a_file, id="a draft with a file"),
        pytest.param(a_draft_taken_up, id="a draft taken up"),
        pytest.param(remarks, id="remarks"),
        pytest.param(remarks_with_their_words, id="remarks with their words"),
        pytest.param(noted, id="noted"),
        pytest.param(faults, id="faults"),
        pytest.param(a_decline_without_a_reason, id="another form's fault"),
        pytest.param(a_receipt, id="a receipt"),
        pytest.param(an_answered_request, id="answered"),
        pytest.param(a_correction, id="a correction"),
        pytest.param(passed_on("minh"), id="passed on"),
        pytest.param(passed_on(""), id="passed on to nobody"),
        pytest.param(a_new_colleague_is_named, id="a new colleague"),
        pytest.param(a_new_colleague_is_not_confirmed_yet, id="a new colleague, unconfirmed"),
        pytest.param(passed_on_already, id="delegated"),
        pytest.param(dead("withdrawn"), id="withdrawn"),
        pytest.param(dead("moved"), id="moved"),
        pytest.param(dead("revoked"), id="revoked"),
        pytest.param(dead("resting"), id="resting"),
        pytest.param(dead("no_consent"), id="no consent"),
        pytest.param(a_link_that_can_be_sent_anew, id="renewable"),
        pytest.param(sent_anew, id="sent anew"),
        pytest.param(sent_anew_too_often, id="sent anew too often"),
        pytest.param(an_answer_to_be_confirmed, id="to confirm"),
        pytest.param(confirmed, id="confirmed"),
        pytest.param(not_confirmed, id="not confirmed"),
        pytest.param(not_confirmed_without_a_reason, id="not confirmed, and not why"),
        pytest.param(an_answer_not_confirmed_yet, id="unconfirmed"),
        pytest.param(the_person, id="the person"),
        pytest.param(a_wrong_code, id="a wrong code"),
        pytest.param(a_locked_code, id="a locked code"),
        pytest.param(no_code, id="no code"),
        pytest.param(a_code_is_sent, id="a code is sent"),
        pytest.param(consent_is_withdrawn, id="consent is withdrawn"),
        # in both languages at once
        pytest.param(at("/a/nothing"), id="no link"),
        pytest.param(too_much, id="too much"),
        pytest.param(too_fast, id="too fast"),
        pytest.param(at(f"/a/{BROKEN}"), id="our fault"),
        pytest.param(at("/"), id="home"),
        pytest.param(at("/mailbox"), id="mailbox"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_the_page_fits_the_phone(
    officer: Officer, language: Language, comes_to: Callable[[Officer], None]
) -> None:
    officer.language = language

    comes_to(officer)

    assert violations(officer.phone) == []
    assert unfit(officer.phone) == []
