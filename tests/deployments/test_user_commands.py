from __future__ import annotations

import os
import subprocess
import sys

import pytest

from domain.casework.administration.signing_in import Credentials, sign_in
from domain.users.signing_in import NotSignedIn
from tasks import wiring
from tests.deployments.commanding import Site

PASSWORD = "bốn con gà mái"
ADD = ("user", "add", "lan", "--post", "coordinator", "--area", "hai_phong", "--title", "Chị Lan")
ON_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"


def add(site: Site) -> None:
    site.done(*ADD, "--by", "vi", "--password-stdin", typed=f"{PASSWORD}\n")


def test_a_user_is_made_and_listed(empty: Site) -> None:
    add(empty)

    assert empty.done("user", "list", "--json").data == [
        {
            "name": "lan",
            "title": "Chị Lan",
            "post": "coordinator",
            "areas": ["hai_phong"],
            "disabled_at": None,
        }
    ]
    assert empty.done("user", "list").out.split("  ") == [
        "lan", "coordinator", "hai_phong", "Chị Lan", "may sign in\n",
    ]  # fmt: skip


def test_without_a_user_the_list_says_how_to_make_one(empty: Site) -> None:
    assert "referral user add" in empty.done("user", "list").out


def test_a_user_is_changed(empty: Site) -> None:
    add(empty)

    empty.done("user", "change", "lan", "--area", "hai_phong", "--area", "lai_chau")
    moved = empty.done("user", "list").out
    both = empty.referral("user", "change", "lan", "--area", "lai_chau", "--everywhere")
    everywhere = empty.done("user", "change", "lan", "--everywhere", "--title", "Lan").out

    assert "hai_phong, lai_chau" in moved
    assert (both.code, "not both" in both.err) == (1, True)
    assert everywhere.split("  ") == ["lan", "coordinator", "everywhere", "Lan", "may sign in\n"]


def test_a_user_is_disabled_and_enabled(empty: Site) -> None:
    add(empty)

    empty.done("user", "disable", "lan")
    disabled = empty.done("user", "list").out
    empty.done("user", "enable", "lan")

    assert disabled.endswith("disabled\n")
    assert empty.done("user", "list").out.endswith("may sign in\n")


@pytest.mark.parametrize(
    ("words", "typed", "code", "problem"),
    [
        # a password that is guessed
        (("add", "hoa", "--post", "auditor"), "123456789012\n", 1, "tried first"),
        (("password", "lan"), "short\n", 1, "at least 12"),
        # nothing was typed
        (("password", "lan"), "", 1, "at least 12"),
        # nobody, a name that is taken, one that cannot be
        (("password", "hoa"), f"{PASSWORD}\n", 1, "no user “hoa”"),
        (("add", "lan", "--post", "auditor"), f"{PASSWORD}\n", 1, "“lan” already"),
        (("add", "Chị", "--post", "auditor"), f"{PASSWORD}\n", 1, "cannot be a login name"),
        # a place that is on no map, a post that there is not
        (("add", "hoa", "--post", "auditor", "--area", "atlantis"), f"{PASSWORD}\n", 1, "atlantis"),
        (("add", "hoa", "--post", "boss"), f"{PASSWORD}\n", 2, "coordinator, administrator"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    empty: Site, words: tuple[str, ...], typed: str, code: int, problem: str
) -> None:
    add(empty)
    before = empty.done("user", "list").out

    said = empty.referral("user", *words, "--password-stdin", typed=typed)

    assert (said.code, said.out) == (code, "")
    assert problem in said.err
    assert empty.done("user", "list").out == before


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        # nobody has that name
        (("password", "hoa"), "There is no user “hoa”."),
        # somebody has it
        (("add", "lan", "--post", "auditor"), "There is a user “lan” already."),
        # nobody has such an area
        (
            ("add", "hoa", "--post", "auditor", "--area", "hanoi"),
            "There is no area “hanoi”. `referral directory areas` lists them.",
        ),
    ],
)
def test_who_cannot_be_changed_or_made_is_told_before_anybody_types(
    empty: Site, words: tuple[str, ...], problem: str
) -> None:
    add(empty)

    said = empty.referral("user", *words)

    assert said.code == 1
    assert problem in said.err


def test_without_a_terminal_a_password_is_not_waited_for(empty: Site) -> None:
    """In a session of its own, so that it has no terminal even where whoever runs the tests has."""
    command = subprocess.run(
        [sys.executable, "-m", "deployments", *ADD],
        stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True, timeout=30,
        check=False,
    )  # fmt: skip

    assert command.returncode == 1
    assert b"Please give it with --password-stdin." in command.stderr
    assert empty.done("user", "list", "--json").data == []


def test_a_password_is_typed_on_the_terminal_whatever_the_input_is(empty: Site) -> None:
    said = b""

    with subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL, "sh", "-c", 'exec "$@" </dev/null', "sh",
         sys.executable, "-m", "deployments", *ADD],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as command:  # fmt: skip
        assert command.stdin is not None
        assert command.stdout is not None
        for prompt in (b"Password: ", b"once more: "):
            while prompt not in said:
                said += os.read(command.stdout.fileno(), 4096) or prompt
            os.write(command.stdin.fileno(), f"{PASSWORD}\n".encode())
        said += command.stdout.read()

    assert command.returncode == 0, said.decode()
    (user,) = empty.done("user", "list", "--json").data
    assert user["name"] == "lan"


def test_who_failed_to_sign_in_is_not_known(empty: Site) -> None:
    with pytest.raises(NotSignedIn):
        sign_in(wiring.the_door(), Credentials("lan", "sai mật khẩu", "198.51.100.1"))

    said = empty.done("audit", "events").out

    assert "not known who  could not sign in" in said
    assert "nobody" not in said


def test_what_was_done_to_users_is_shown(empty: Site) -> None:
    nothing = empty.done("audit", "events").out
    add(empty)

    (line,) = empty.done("audit", "events", "--json").data

    assert nothing == "Nothing was written down yet.\n"
    assert (line["actor"], line["kind"], line["about"]) == ("user:vi", "user_added", "user:lan")
    assert "user added" in empty.done("audit", "events").out


@pytest.mark.parametrize(
    ("again", "code"), [(PASSWORD, 0), (PASSWORD + "!", 1)], ids=["the same", "another"]
)
def test_a_password_is_typed_twice_on_the_terminal(empty: Site, again: str, code: int) -> None:
    """In a session of its own, so that the terminal is the one that it is given."""
    ours, theirs = os.openpty()
    said = b""

    with subprocess.Popen(
        [sys.executable, "-m", "deployments", *ADD],
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as command:  # fmt: skip
        assert command.stderr is not None
        for typed, prompt in ((PASSWORD, b"Password: "), (again, b"once more: ")):
            while prompt not in said:
                said += os.read(command.stderr.fileno(), 4096) or prompt
            os.write(ours, f"{typed}\n".encode())
        said += b"".join(command.communicate(timeout=30))

    os.close(ours)
    os.close(theirs)
    assert command.returncode == code, said.decode()
    assert PASSWORD not in said.decode()
    assert len(empty.done("user", "list", "--json").data) == 1 - code


def test_a_site_of_an_earlier_release_gets_its_new_key(demo: Site) -> None:
    demo.open()
    key = demo.folder / "keys/sessions/0001.key"
    key.unlink()

    demo.done("db", "upgrade")

    assert key.exists()
