from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from deployments import pages_app
from deployments.demo_users import (
    ADMINISTRATOR,
    COORDINATOR,
    demo_sign_ins,
    retire_demo_users,
    set_up_demo_users,
)
from domain.casework.administration.signing_in import Credentials, sign_in
from domain.users.signing_in import NotSignedIn
from tasks.wiring import the_door
from tests.deployments.commanding import Site, site


@pytest.fixture
def demo_site(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path / "data", REFERRAL_DEMO="1") as here:
        here.done("db", "upgrade")
        yield here


def shown(name: str = COORDINATOR) -> Credentials:
    (told,) = (each for each in demo_sign_ins(the_door()) if each.name == name)
    return Credentials(told.name, told.password, address="127.0.0.1")


@pytest.mark.parametrize(
    ("name", "post"), [(COORDINATOR, "coordinator"), (ADMINISTRATOR, "administrator")]
)
def test_who_tries_the_demo_signs_in_with_what_is_shown(
    demo_site: Site, name: str, post: str
) -> None:
    set_up_demo_users(the_door())

    signed_in = sign_in(the_door(), shown(name))

    assert (signed_in.user.name, signed_in.user.post) == (name, post)


def test_a_second_start_signs_nobody_out_and_shows_the_same(demo_site: Site) -> None:
    set_up_demo_users(the_door())
    first = shown()
    sign_in(the_door(), first)

    set_up_demo_users(the_door())

    assert shown() == first
    events = demo_site.done("audit", "events", "--json").data
    assert [event["kind"] for event in events] == ["signed_in", "user_added", "user_added"]


def test_a_password_that_was_changed_is_again_the_one_that_is_shown(demo_site: Site) -> None:
    set_up_demo_users(the_door())
    demo_site.done("user", "password", COORDINATOR, "--password-stdin", typed="bốn con gà mái\n")

    set_up_demo_users(the_door())

    assert sign_in(the_door(), shown()).user.name == COORDINATOR


def test_where_it_is_no_demo_any_more_the_user_is_out(demo_site: Site) -> None:
    set_up_demo_users(the_door())
    before = shown()

    retire_demo_users(demo_site.office)

    assert demo_sign_ins(the_door()) == ()
    with pytest.raises(NotSignedIn):
        sign_in(the_door(), before)


def test_a_real_user_of_that_name_is_left_alone(demo_site: Site) -> None:
    demo_site.done(
        "user", "add", COORDINATOR, "--post", "auditor", "--title", "Chị Lan", "--password-stdin",
        typed="bốn con gà mái\n",
    )  # fmt: skip
    before = demo_site.done("user", "list", "--json").data

    set_up_demo_users(the_door())
    retire_demo_users(demo_site.office)

    after = demo_site.done("user", "list", "--json").data
    assert [user for user in after if user["name"] == COORDINATOR] == before
    assert demo_sign_ins(the_door()) == ()


def test_the_first_page_of_the_demo_says_how_to_sign_in(demo_site: Site) -> None:
    set_up_demo_users(the_door())

    with TestClient(pages_app.create()) as client:
        page = client.get("/").text

    assert shown().password in page
    assert "/desk" in page


def test_no_other_site_shows_a_password(empty: Site) -> None:
    set_up_demo_users(the_door())
    password = shown().password

    with TestClient(pages_app.create()) as client:
        page = client.get("/").text

    assert password not in page
    assert COORDINATOR not in page
