from __future__ import annotations

import pytest

from domain.casework.administration.signing_in import Credentials, sign_in, whose
from domain.texts import MOST_MARKS
from domain.users.signing_in import OF_AN_ADDRESS, NotSignedIn
from pages.pacing import neighbourhood
from tests.domain.small import pathway, step
from tests.pages.desk.front import PASSWORD, Browser, Front, form
from tests.pages.reading import Page
from tests.pages.serving import all_logs

SMALL = pathway(step("verify"))


def cookies_set(browser: Browser, name: str = "lan") -> list[str]:
    page = browser.page("/desk/sign-in")
    answer = browser.send(page.forms[0], name=name, password=PASSWORD)
    return answer.headers.get_list("Set-Cookie")


@pytest.mark.parametrize(
    ("name", "home"), [("lan", "/desk"), ("hoa", "/desk"), ("vi", "/admin"), ("bac", "/admin")]
)
def test_each_comes_in_where_their_work_is(stranger: Browser, name: str, home: str) -> None:
    signed_in = stranger.sign_in(name)
    asked_again = stranger.client.get("/desk/sign-in")
    desk = stranger.client.get("/desk")

    assert signed_in.headers["Location"] == home
    assert asked_again.headers["Location"] == home
    assert (desk.status_code, desk.headers.get("Location", "/desk")) == (
        (200, "/desk") if home == "/desk" else (303, home)
    )


def test_a_user_signs_in_and_out(stranger: Browser) -> None:
    answer = stranger.sign_in("lan")
    desk = stranger.follow(answer)
    out = stranger.send(form(desk, "/desk/sign-out"))

    assert answer.headers["Location"] == "/desk"
    assert "Trần Thị Lan" in desk.words
    assert out.headers["Location"] == "/desk/sign-in"
    assert stranger.client.get("/desk").headers["Location"] == "/desk/sign-in"


def test_who_is_not_signed_in_is_asked_to(stranger: Browser) -> None:
    answer = stranger.client.get("/desk")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/sign-in")


@pytest.mark.parametrize("path", ["/desk/cases", "/desk/cases/7K3Q-9MXD/1/service[health]"])
def test_who_signs_in_comes_to_the_page_that_they_wanted(stranger: Browser, path: str) -> None:
    sign_in = stranger.follow(stranger.client.get(path))
    wrong = stranger.send(sign_in.forms[0], name="lan", password="wrong")

    answer = stranger.send(Page(wrong.text).forms[0], name="lan", password=PASSWORD)

    assert answer.headers["Location"] == path


@pytest.mark.parametrize(
    "wanted",
    [
        # another site, in the ways in which browsers read one
        "https://evil.example/desk", "//evil.example", "/\\evil.example", "/desk//evil.example",
        "\t//evil.example", "javascript:alert(1)", "/desk@evil.example", "desk.evil.example",
        # out of the desk
        "/a/token", "/desk/../a/token", "/desk/%2e%2e/a/token", "/desk/..;/a", "/desk/cases?x=1",
        "/admin/../a/token", "/admin//evil.example", "/administrator/a", "/api/requests",
        # another line of the answer's head
        "/desk/cases\r\nSet-Cookie: a=b", "/admin/pathways\r\nSet-Cookie: a=b",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere_by_signing_in(stranger: Browser, wanted: str) -> None:
    sign_in = Page(stranger.client.get("/desk/sign-in", params={"next": wanted}).text)

    crafted = {"name": "lan", "password": PASSWORD, "next": wanted}
    answer = stranger.send(sign_in.forms[0], **crafted)

    assert sign_in.forms[0].values["next"] == [""]
    assert answer.headers["Location"] == "/desk"


def test_the_language_that_was_chosen_holds_on_every_page_after(
    front: Front, stranger: Browser
) -> None:
    sign_in = stranger.page("/desk/sign-in?lang=en")

    desk = stranger.follow(stranger.send(sign_in.forms[0], name="lan", password=PASSWORD))
    refused = stranger.send(form(stranger.page("/desk/open"), "/desk/open"))
    home_again = stranger.page("/desk?lang=vi")

    assert "Sign out" in desk.words
    assert "Please choose how the person comes in." in Page(refused.text).words
    assert "Đăng xuất" in home_again.words
    assert "Đăng xuất" in stranger.page("/desk/open").words


@pytest.mark.parametrize("kept", ["fr", "", "<script>", "vi, en"])
def test_a_language_that_nobody_speaks_here_is_the_sites(stranger: Browser, kept: str) -> None:
    stranger.client.cookies.set("referral-language", kept)

    assert "Đăng nhập" in stranger.page("/desk/sign-in?lang=fr").words


def test_who_is_signed_in_is_not_asked_again(lan: Browser) -> None:
    answer = lan.client.get("/desk/sign-in")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk")


def test_a_wrong_password_is_told_beside_the_form(stranger: Browser) -> None:
    answer = stranger.sign_in("lan", "năm con vịt bầu")

    page = Page(answer.text)
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page.words
    assert page.forms[0].values["name"] == ["lan"]
    assert "năm con vịt bầu" not in answer.text


def test_a_heap_of_marks_holds_nobody_up(stranger: Browser) -> None:
    heap = "a" + "\u0315" * 16_000 + "\u0300" * 16_000

    named, spoken = stranger.sign_in(heap, "wrong"), stranger.sign_in("lan", heap)

    assert (named.status_code, spoken.status_code) == (422, 422)
    assert Page(named.text).forms[0].values["name"] == ["a" + "\u0315" * MOST_MARKS]


def test_too_many_tries_are_told_with_the_wait(stranger: Browser) -> None:
    for _ in range(5):
        stranger.sign_in("lan", "wrong")

    answer = stranger.sign_in("lan")

    assert answer.status_code == 429
    assert "1 phút" in Page(answer.text).words


def test_a_browser_that_is_known_goes_on_where_others_wait(front: Front) -> None:
    with front.browser("lan") as known, front.browser() as guesser:
        known.send(form(known.page("/desk"), "/desk/sign-out"))
        for _ in range(6):
            last = guesser.sign_in("lan", "wrong")

        assert last.status_code == 429
        assert known.sign_in("lan").status_code == 303


def test_all_addresses_of_one_household_have_its_tries_together(front: Front) -> None:
    for number in range(OF_AN_ADDRESS):
        address = neighbourhood(f"2001:db8::{number:x}")
        with pytest.raises(NotSignedIn):
            sign_in(front.door, Credentials(f"user{number}", "wrong", address))

    with (
        front.browser(address="2001:db8::ffff") as guesser,
        front.browser(address="2001:db8:0:1::1") as other,
    ):
        assert guesser.sign_in("lan").status_code == 429
        assert other.sign_in("lan").status_code == 303


def test_a_session_that_was_there_before_signing_in_is_not_taken_over(stranger: Browser) -> None:
    chosen = {"name": "referral", "value": "chosen-by-somebody-else", "domain": "testserver.local"}
    stranger.client.cookies.set(**chosen)

    stranger.sign_in("lan")

    assert stranger.client.cookies["referral"] != chosen["value"]
    stranger.client.cookies.set(**chosen)
    assert stranger.client.get("/desk").status_code == 303


def test_signing_in_again_ends_the_session_before(front: Front, stranger: Browser) -> None:
    """From a form that was open in a second tab."""
    page = stranger.page("/desk/sign-in")
    stranger.send(page.forms[0], name="lan", password=PASSWORD)
    former = stranger.client.cookies["referral"]

    stranger.send(page.forms[0], name="lan", password=PASSWORD)

    assert whose(front.door, former) is None
    assert whose(front.door, stranger.client.cookies["referral"]) is not None


def test_each_signing_in_brings_a_new_cookie(stranger: Browser) -> None:
    stranger.sign_in("lan")
    first = stranger.client.cookies["referral"]
    stranger.client.cookies.delete("referral")

    stranger.sign_in("lan")

    assert stranger.client.cookies["referral"] != first


@pytest.mark.parametrize("token", [{}, {"_token": ""}, {"_token": "0" * 64}])
def test_a_form_of_somebody_elses_page_signs_nobody_in(
    stranger: Browser, token: dict[str, str]
) -> None:
    stranger.page("/desk/sign-in")

    answer = stranger.client.post(
        "/desk/sign-in", data={"name": "lan", "password": PASSWORD, **token}
    )

    assert answer.status_code == 403
    assert "referral" not in stranger.client.cookies


def test_a_token_of_another_browser_signs_nobody_in(front: Front, stranger: Browser) -> None:
    with front.browser() as other:
        page = other.page("/desk/sign-in")

    answer = stranger.send(page.forms[0], name="lan", password=PASSWORD)

    assert answer.status_code == 403


def test_a_form_is_taken_without_an_origin(stranger: Browser) -> None:
    """The pages tell no other site where their reader comes from, and so not themselves either."""
    sent = stranger.page("/desk/sign-in").forms[0]

    answer = stranger.client.post(
        "/desk/sign-in",
        data={**sent.values, "name": "lan", "password": PASSWORD},
        headers={"Origin": "null"},
    )

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("base_url", "name", "path"),
    [
        # on this machine alone
        ("http://testserver", "referral=", "/"),
        # by https: nobody under the same domain can set it
        ("https://testserver", "__Host-referral=", "/"),
        # beside others on one host
        ("https://testserver/referral", "__Secure-referral=", "/referral"),
    ],
)
def test_the_cookie_of_a_session_is_nobody_elses(
    front: Front, base_url: str, name: str, path: str
) -> None:
    front.base_url = base_url
    with front.browser(root_path=path.rstrip("/")) as browser:
        set_cookie = browser.client.get(f"{base_url}/desk/sign-in").headers["Set-Cookie"]

    parts = {part.strip().lower() for part in set_cookie.split(";")}
    assert set_cookie.startswith(name.replace("=", "-form="))
    assert {"httponly", "samesite=lax", f"path={path}"} <= parts
    assert ("secure" in parts) == base_url.startswith("https")


def test_a_session_lasts_no_longer_than_the_browser_and_its_mark_does(stranger: Browser) -> None:
    secret, mark = cookies_set(stranger)

    assert secret.startswith("referral=")
    assert "Max-Age" not in secret
    assert mark.startswith("referral-known-")
    assert "Max-Age=34560000" in mark
    assert "lan" not in mark.partition("=")[0]


def test_neither_password_nor_cookie_is_in_any_log(front: Front) -> None:
    with all_logs() as written, front.browser() as browser:
        browser.sign_in("lan", "năm con vịt bầu")
        browser.sign_in("lan")
        browser.page("/desk")
        secret = browser.client.cookies["referral"]

    assert secret not in written.getvalue()
    assert PASSWORD not in written.getvalue()
    assert "vịt" not in written.getvalue()


def test_an_ended_session_says_that_nothing_was_recorded(front: Front, lan: Browser) -> None:
    sent = form(lan.page("/desk/open"), "/desk/open")
    front.place.later(minutes=31)

    answer = lan.send(sent, entry="small:self_return", area="hai_phong")

    assert answer.headers["Location"] == "/desk/sign-in?unsent=1"
    assert "CHƯA được ghi nhận" in lan.page(answer.headers["Location"]).words


def test_who_has_sent_a_form_too_late_comes_back_to_its_page(front: Front, lan: Browser) -> None:
    front.place.publish(SMALL)
    journey = front.place.open(SMALL, area="hai_phong")
    sent = form(lan.page(f"/desk/cases/{journey}"), "/pause")
    front.place.later(minutes=31)

    sign_in = lan.follow(lan.send(sent))
    answer = lan.send(sign_in.forms[0], name="lan", password=PASSWORD)

    assert answer.headers["Location"] == f"/desk/cases/{journey}"


def test_a_password_is_taken_as_it_was_typed(front: Front, stranger: Browser) -> None:
    """Spaces at its ends belong to it."""
    answer = stranger.sign_in("lan", f" {PASSWORD}")

    assert answer.status_code == 422
