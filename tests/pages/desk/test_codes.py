"""At the desk: a code for reading about the person, told by telephone."""

from __future__ import annotations

import re

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.person.consents import withdraw
from domain.casework.person.reading import make_code, read_person
from domain.casework.person.reading_views import Shown, WrongCode
from domain.seals.reading_codes import MOST_TRIES
from tests.domain.casework.bureau import directory_for
from tests.domain.casework.sharing import ASKING, NAME, code_of
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

DIGITS = re.compile(r"\b(\d{3}) (\d{3})\b")


def digits(page: Page) -> str:
    found = DIGITS.search(page.words)
    assert found is not None
    return "".join(found.groups())


def test_the_code_is_shown_once_with_whom_to_call_and_what_to_say(
    front: Front, lan: Browser, readable: str
) -> None:
    page = lan.page(f"/desk/cases/{readable}")

    told = lan.send(form(page, "/code"))

    shown = Page(told.text)
    code = digits(shown)
    read = read_person(front.place.office, front.place.token(readable), code).outcome
    assert isinstance(read, Shown)
    assert "tel:0912345678" in shown.links()
    assert "Chỉ nói tiếp với Người trực" in shown.words
    assert NAME not in told.text
    assert told.headers["Cache-Control"] == "no-store"
    assert code not in lan.page(f"/desk/cases/{readable}").words.replace(" ", "")


def test_each_contact_has_a_button(lan: Browser, readable: str) -> None:
    page = lan.page(f"/desk/cases/{readable}")

    buttons = [one for one in page.forms if one.attributes["action"].endswith("/code")]

    assert [one.values["contact"] for one in buttons] == [["police_1"], ["police_2"]]


def test_that_it_is_locked_is_said_and_a_new_one_opens_it(
    front: Front, lan: Browser, readable: str
) -> None:
    page = lan.page(f"/desk/cases/{readable}")
    code = digits(Page(lan.send(form(page, "/code")).text))
    wrong = f"{(int(code) + 1) % 10**6:06}"
    token = front.place.token(readable)
    before = lan.page(f"/desk/cases/{readable}").words
    for _ in range(MOST_TRIES):
        read_person(front.place.office, token, wrong)

    locked = lan.page(f"/desk/cases/{readable}")
    made = Page(lan.send(form(locked, "/code")).text)

    assert "Đang có mã, dùng được đến" in before
    assert "Đã khóa: mã bị gõ sai năm lần" in locked.words
    assert read_person(front.place.office, token, code).outcome == WrongCode(MOST_TRIES - 1)
    assert isinstance(read_person(front.place.office, token, digits(made)).outcome, Shown)


def test_when_consent_is_taken_back_meanwhile_no_code_is_made(
    front: Front, lan: Browser, readable: str
) -> None:
    page = lan.page(f"/desk/cases/{readable}")
    withdraw(front.place.office, readable.partition("/")[0], (), "", "lan")

    refused = lan.send(form(page, "/code"))

    assert refused.status_code == 422
    assert "không có gì để xem" in Page(refused.text).words
    assert "code_made" not in front.kinds(readable.rpartition("/")[0])


@pytest.mark.parametrize("who", ["minh", "hoa", "vi"])
def test_nobody_else_makes_one(front: Front, lan: Browser, readable: str, who: str) -> None:
    with front.browser(who) as browser:
        token = browser.page(browser.home()).forms[0].values["_token"]

        refused = browser.client.post(
            f"/desk/cases/{readable}/code", data={"_token": token, "contact": "police_1"}
        )

    assert refused.status_code == 404
    assert "code_made" not in front.kinds(readable.rpartition("/")[0])


def test_an_auditor_sees_no_button_for_it(front: Front, readable: str) -> None:
    with front.browser("hoa") as hoa:
        page = hoa.page(f"/desk/cases/{readable}")

    assert not [one for one in page.forms if one.attributes["action"].endswith("/code")]


def test_the_page_about_the_person_leads_to_who_may_read_and_has_no_code_yet(
    lan: Browser, readable: str
) -> None:
    person = f"/desk/cases/{readable.partition('/')[0]}/person"
    before = lan.page(person)
    lan.send(form(lan.page(f"/desk/cases/{readable}"), "/code"))

    after = lan.page(person)

    assert "Việc tiếp theo: đọc mã cho các cơ quan này" in before.words
    assert f"/desk/cases/{readable}" in before.links()
    assert "Việc tiếp theo" not in after.words


def test_the_call_to_who_left_the_directory_is_noted_too(
    front: Front, lan: Browser, readable: str
) -> None:
    office, path = front.place.office, f"/desk/cases/{readable}"
    code = make_code(office, readable, "police_1", "lan").code
    read_person(office, front.place.token(readable), code)
    withdraw(office, code_of(readable), (), "", "lan")
    publish_directory(office, directory_for(ASKING).replace("police_1", "police_9"), "user:lan")

    before = lan.page(path)
    lan.send(form(before, "/called"))
    after = lan.page(path)

    assert "Danh bạ không còn “police_1”." in before.words
    assert "Tôi đã gọi cho police_1" in before.words
    assert "Tôi đã gọi" not in after.words
