"""The officer's page and the person: told by a code, shown once, gone with the consent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Dead, Look
from domain.casework.person.reading_views import Readable, Reading, Shown, Unshown
from pages.application import create_app
from tests.pages.fake_readings import PERSON, readable
from tests.pages.fakes import HANOI, MORNING, FakeAnswers, asking, label
from tests.pages.reading import Page

NAME, SAFE = "Lò Thị Mây", "Gọi buổi sáng, nói là bạn học"


def test_the_page_offers_to_read_and_shows_nothing_yet(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()

    text = client.get(f"/a/{token}").text

    assert "Về người được hỗ trợ: xem bằng mã" in text
    assert "Họ và tên – Để xác minh" in text
    assert NAME not in text
    assert SAFE not in text


def test_what_the_person_did_not_agree_to_stands_apart_with_its_ground(
    client: TestClient, casework: FakeAnswers
) -> None:
    safe, name = readable().fields
    offered = Readable((replace(safe, without="danger_to_life"), name), sends_codes=False)
    token = casework.ask_for(replace(asking(), readable=offered))

    text = client.get(f"/a/{token}?lang=en").text

    agreed, without = text.index("The person agreed"), text.index("did NOT agree")
    assert agreed < text.index("Full name – To verify") < without
    assert without < text.index("Safe contact – danger to life")


def test_where_the_person_agreed_to_nothing_nobody_reads_that_they_did(
    client: TestClient, casework: FakeAnswers
) -> None:
    overridden = tuple(replace(each, without="court_order") for each in readable().fields)
    offered = Readable(overridden, sends_codes=False)
    token = casework.ask_for(replace(asking(), readable=offered))

    assert "The person agreed" not in client.get(f"/a/{token}?lang=en").text


def test_a_request_that_shares_nothing_offers_nothing(
    client: TestClient, casework: FakeAnswers
) -> None:
    assert "xem bằng mã" not in client.get(f"/a/{casework.ask(())}").text


def test_the_right_code_shows_safe_contact_first_and_keeps_nothing(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)

    shown = client.post(f"/a/{token}", data={"_code": code})

    assert shown.status_code == 200
    assert 0 < shown.text.index(SAFE) < shown.text.index(NAME)
    assert shown.headers["cache-control"] == "no-store"
    assert "set-cookie" not in shown.headers
    assert NAME not in client.get(f"/a/{token}").text


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        # wrong
        ("111111", 422, "Số lần thử còn lại: 4"),
        # no code at all
        ("abc", 422, "Xin nhập đủ sáu chữ số"),
    ],
)
def test_another_code_shows_nothing(
    client: TestClient, casework: FakeAnswers, typed: str, status: int, said: str
) -> None:
    token = casework.ask_about_the_person()
    casework.code_for(token)

    refused = client.post(f"/a/{token}", data={"_code": typed})

    assert refused.status_code == status
    assert said in refused.text
    assert NAME not in refused.text
    assert 'name="_code"' in refused.text


def test_a_locked_code_and_none_at_all_send_the_officer_to_the_telephone(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    none = client.post(f"/a/{token}", data={"_code": "246801"})
    code = casework.code_for(token)
    for _ in range(5):
        locked = client.post(f"/a/{token}", data={"_code": "111111"})
    right = client.post(f"/a/{token}", data={"_code": code})

    assert [page.status_code for page in (none, locked, right)] == [403, 403, 403]
    assert "xin gọi cho cán bộ điều phối" in none.text.lower()
    assert "bị khóa" in locked.text
    assert NAME not in right.text


def test_withdrawn_consent_is_told_kindly_and_the_request_still_waits(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    casework.withdraw_consent(token)

    refused = client.post(f"/a/{token}", data={"_code": code})

    assert refused.status_code == 403
    assert "không được sử dụng hay chuyển cho ai nữa" in refused.text
    assert "vẫn chờ anh/chị trả lời" in refused.text
    assert casework.refusals(token) == 1


def test_an_answer_that_rests_on_it_is_refused_with_the_same_words(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    casework.let_it_be(token, "no_consent")

    shown = client.get(f"/a/{token}")
    answered = client.post(f"/a/{token}", data={"_verdict": "done"})

    assert (shown.status_code, answered.status_code) == (410, 409 + 1)
    assert "không được sử dụng hay chuyển cho ai nữa" in answered.text
    assert "không được ghi nhận" in answered.text
    assert (casework.refusals(token), casework.recorded(token)) == (1, [])


def test_withdrawn_between_the_look_and_the_answer_it_is_refused_too() -> None:
    class JustWithdrawn(FakeAnswers):
        looks = 0

        def look(self, token: str) -> Look:
            self.looks += 1
            if self.looks == 1:
                return super().look(token)
            return Dead("no_consent", MORNING, HANOI, "vi")

    casework = JustWithdrawn()
    token = casework.ask_about_the_person()
    with TestClient(create_app(casework, language="vi", health=lambda: True)) as client:
        answered = client.post(f"/a/{token}", data={"_verdict": "done"})

    assert "không được sử dụng" in answered.text
    assert casework.refusals(token) == 1


def test_a_code_can_be_asked_for_by_a_button(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask_about_the_person()

    offered = client.get(f"/a/{token}").text
    sent = client.post(f"/a/{token}", data={"_send": "1"})

    assert "Gửi mã đến địa chỉ khác của tôi" in offered
    assert sent.status_code == 200
    assert 'name="_code"' in sent.text


def test_the_page_speaks_english_to_who_chose_it(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)

    offered = client.get(f"/a/{token}?lang=en").text
    shown = client.post(f"/a/{token}?lang=en", data={"_code": code}).text

    assert "Read, by the code" in offered
    assert "Full name" in shown
    assert 'href="?lang=en"' in shown


@pytest.mark.parametrize("address", ["", "?person=1", "?correct=1", "?person=1&fresh=1"])
def test_behind_the_reading_an_answer_a_correction_and_a_confirmation_are_taken(
    client: TestClient, casework: FakeAnswers, address: str
) -> None:
    about_a_person = replace(asking(takes_two=True), readable=readable())
    first = casework.ask_for(about_a_person)
    second = casework.colleagues_link(first)
    code = casework.code_for(first)

    client.post(f"/a/{first}{address}", data={"_code": code})
    answered = client.post(f"/a/{first}{address}", data={"_verdict": "done"})
    client.post(f"/a/{second}{address}", data={"_code": code})
    to_read = Page(client.get(f"/a/{second}").text).form("read")
    form = Page(client.post(f"/a/{second}", data=to_read.values).text).form("confirmed")
    confirmed = client.post(f"/a/{second}{address}", data=form.values)
    declined = {"_verdict": "declined", "_because": "other", "_reason": "Nhầm.", "_corrects": "1"}
    corrected = client.post(f"/a/{second}{address}", data=declined)

    assert "action" not in form.attributes
    assert [page.status_code for page in (answered, confirmed, corrected)] == [200] * 3
    assert len(casework.recorded(first)) == 2


def test_who_has_read_has_opened_the_link(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask_about_the_person()

    client.post(f"/a/{token}", data={"_code": casework.code_for(token)})

    assert casework.is_opened(token)


def test_an_answered_request_shows_the_person_no_more(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    client.post(f"/a/{token}", data={"_verdict": "done"})

    late = client.post(f"/a/{token}", data={"_code": code})

    assert late.status_code == 409
    assert NAME not in late.text


def test_a_program_is_told_that_consent_is_gone_and_that_is_written_down_too(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    casework.let_it_be(token, "no_consent")

    told = client.post(f"/api/requests/{token}/answer", json={"verdict": "done"})

    assert (told.status_code, told.json()["fate"]) == (410, "no_consent")
    assert casework.refusals(token) == 1


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_the_address_of_a_code_reads_nothing(
    client: TestClient, casework: FakeAnswers, method: str
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)

    shown = client.request(method, f"/a/{token}?_code={code}")

    assert shown.status_code == 200
    assert NAME not in shown.text


def stands(client: TestClient, token: str, *shown: str) -> bool:
    answer = client.get(f"/a/{token}/stands", params={"shown": shown})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert list(answer.json()) == ["stands"]
    return bool(answer.json()["stands"])


def test_a_page_may_ask_whether_all_that_it_shows_may_be_shown_still(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()

    assert stands(client, token, "safe_contact", "full_name")
    assert not stands(client, token, "full_name", "address")
    assert not stands(client, casework.ask(()), "full_name")
    assert not casework.is_opened(token)


@pytest.mark.parametrize("what", ["withdrawn", "stopped", "answered"])
def test_what_may_be_shown_no_more_stands_no_more(
    client: TestClient, casework: FakeAnswers, what: str
) -> None:
    token = casework.ask_about_the_person()
    match what:
        case "withdrawn":
            casework.withdraw_consent(token)
        case "stopped":
            casework.let_it_be(token, "resting")
        case _:
            client.post(f"/a/{token}", data={"_verdict": "done"})

    assert not stands(client, token, "full_name")
    assert casework.refusals(token) == 0


def test_whether_it_stands_is_asked_of_a_link_alone(client: TestClient) -> None:
    assert client.get("/a/nothing/stands?shown=full_name").status_code == 404


def test_the_page_shows_to_what_the_person_agreed_and_names_the_rest() -> None:
    class SomeAgreed(FakeAnswers):
        def read_person(self, token: str, typed: str) -> Reading:
            (safe, first), (name, second) = PERSON
            unshown = Unshown((label("Nơi ở", "Address"),), (label("Điện thoại", "Phone"),))
            both = ((safe, first), (replace(name, without="court_order"), second))
            return Shown("7K3Q-9MXD", both, unshown)

    casework = SomeAgreed()
    token = casework.ask_about_the_person()
    with TestClient(create_app(casework, language="vi", health=lambda: True)) as client:
        words = Page(client.post(f"/a/{token}?lang=en", data={"_code": "1"}).text).words

    assert f"{SAFE} The person agreed that you read this." in words
    assert f"{NAME} The person did NOT agree to this. You read it on this ground: a court" in words
    assert "The person has not agreed to this, and it is not shown: Address." in words
    assert "agreed to this, but nobody has taken it down yet: Phone." in words


def test_without_scripts_the_page_that_shows_the_person_leads_back_by_itself(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()

    shown = client.post(f"/a/{token}?lang=en", data={"_code": casework.code_for(token)}).text

    assert '<noscript><meta http-equiv="refresh" content="120; url=?lang=en"></noscript>' in shown
