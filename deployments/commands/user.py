from __future__ import annotations

import sys
import warnings
from dataclasses import asdict
from getpass import GetPassWarning, getpass
from typing import Annotated

from cyclopts import App, Parameter

from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, site_language, tell
from domain.casework.administration import users
from domain.errors import ReferralError
from domain.texts import say
from domain.users.passwords import PasswordHasher, WeakPassword
from domain.users.user import POSTS, Post, User, WrongUser, new_user
from tasks.wiring import the_door, the_office

app = App(name="user")
_FIRST, _AGAIN = say("Password:"), say("The same once more:")
FromStdin = Annotated[
    bool,
    Parameter(
        name="--password-stdin",
        negative="",
        help=str(say("Read the password from the first line of the standard input.")),
    ),
]


class NoTerminal(ReferralError):
    """A password is to be typed, and there is no terminal."""


@app.command(help=str(say("Let somebody sign in at the desk.")))
def add(
    name: str,
    /,
    *,
    post: Annotated[Post, Parameter(help=str(say("What they are here for.")))],
    area: Annotated[
        tuple[str, ...],
        Parameter(
            negative="", help=str(say("An area that they are for. Without any: everywhere."))
        ),
    ] = (),
    title: Annotated[str, Parameter(help=str(say("Their name as others read it.")))] = "",
    from_stdin: FromStdin = False,
    by: By = None,
) -> None:
    user = new_user(name, title, post, area)
    users.check_new(the_office(), user)
    password = _password(from_stdin=from_stdin)
    users.add_user(the_office(), PasswordHasher(), user, password, acting(by))
    tell(say("The user {name} can sign in now.", name=name))


@app.command(name="list", help=str(say("Everybody who may sign in at the desk.")))
def list_users(*, as_json: AsJson = False) -> None:
    found = users.every_user(the_office())
    if as_json:
        give([asdict(user) for user in found])
    elif found:
        lay_out([_row(user) for user in found])
    else:
        tell(say("There is no user yet. `referral user add` makes one."))


@app.command(help=str(say("Change a user's title, post or areas. What is not named stays.")))
def change(
    name: str,
    /,
    *,
    title: Annotated[str | None, Parameter(help=str(say("Their name as others read it.")))] = None,
    post: Annotated[Post | None, Parameter(help=str(say("What they are here for.")))] = None,
    area: Annotated[
        tuple[str, ...],
        Parameter(negative="", help=str(say("The areas that they are for from now on."))),
    ] = (),
    everywhere: Annotated[
        bool, Parameter(negative="", help=str(say("They are for every area from now on.")))
    ] = False,
    by: By = None,
) -> None:
    if area and everywhere:
        raise WrongUser(say("Please name areas or --everywhere, not both."))
    areas = area if area or everywhere else None
    changed = users.change_user(the_office(), name, users.Changes(title, post, areas), acting(by))
    lay_out([_row(changed)])


@app.command(help=str(say("Set a new password. Whoever is signed in with the old one is out.")))
def password(name: str, /, *, from_stdin: FromStdin = False, by: By = None) -> None:
    users.check_known(the_office(), name)
    chosen = _password(from_stdin=from_stdin)
    users.set_password(the_door(), name, chosen, acting(by))
    tell(say("The new password of {name} holds.", name=name))


@app.command(help=str(say("Let somebody sign in no more, at once.")))
def disable(name: str, /, *, by: By = None) -> None:
    users.disable_user(the_office(), name, acting(by))
    tell(say("{name} cannot sign in any more.", name=name))


@app.command(help=str(say("Let somebody sign in again.")))
def enable(name: str, /, *, by: By = None) -> None:
    users.enable_user(the_door(), name, acting(by))
    tell(say("{name} can sign in again.", name=name))


def _password(*, from_stdin: bool) -> str:
    """Raises WeakPassword where the second typing is another, NoTerminal where nobody can type."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    language = site_language()
    chosen = _typed(f"{_FIRST.in_(language)} ")
    if _typed(f"{_AGAIN.in_(language)} ") != chosen:
        raise WeakPassword(say("The two passwords differ. Nothing was changed."))
    return chosen


def _typed(prompt: str) -> str:
    """On the terminal of whoever runs this, wherever the standard input comes from."""
    with warnings.catch_warnings():
        # Without a terminal it would warn, and read what everybody sees.
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(prompt)
        except GetPassWarning as none:
            raise NoTerminal(
                say("Nobody can type a password here. Please give it with --password-stdin.")
            ) from none


def _row(user: User) -> tuple[str, ...]:
    language = site_language()
    state = say("may sign in") if user.disabled_at is None else say("disabled")
    areas = ", ".join(user.areas) or say("everywhere").in_(language)
    return (user.name, POSTS[user.post].in_(language), areas, user.title, state.in_(language))
