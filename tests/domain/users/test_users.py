from __future__ import annotations

import pytest

from domain.users.user import User, WrongUser, new_user


def test_a_user_without_a_title_is_shown_by_name() -> None:
    user = new_user("lan", "  ", "coordinator", ("hai_phong", "hai_phong"))

    assert user == User("lan", "lan", "coordinator", ("hai_phong",))


@pytest.mark.parametrize("name", ["ab", "tran.thi-lan_2", "a" * 40])
def test_a_login_name_is_small_letters_and_digits(name: str) -> None:
    assert new_user(name, "Lan", "auditor", ()).name == name


@pytest.mark.parametrize(
    "name",
    [
        # too short, too long
        "a",
        "a" * 41,
        # typed differently by different people
        "Lan",
        "lân",
        # nothing that a page or a log could take for something else
        "lan minh",
        "lan/minh",
        "lan\n",
        "",
    ],
)
def test_any_other_login_name_is_refused(name: str) -> None:
    with pytest.raises(WrongUser, match="cannot be a login name"):
        new_user(name, "Lan", "auditor", ())


def test_a_title_of_a_whole_page_is_refused() -> None:
    with pytest.raises(WrongUser, match="no more than 100"):
        new_user("lan", "x" * 101, "auditor", ())
