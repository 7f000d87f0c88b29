"""Making users, and changing them. Each change is an event of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.casework.administration.publishing import areas_in_use
from domain.casework.administration.signing_in import Door
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.user_tables import UserRow
from domain.texts import say
from domain.users.passwords import PasswordHasher, check_password
from domain.users.user import NoSuchUser, Post, User, WrongUser, new_user


def check_new(office: Office, user: User) -> None:
    """Before a password is asked for. Raises WrongUser where the name is taken, and UnknownArea."""
    with office.store.reading() as books:
        _check_new(books, user)


def check_known(office: Office, name: str) -> None:
    """Likewise. Raises NoSuchUser."""
    with office.store.reading() as books:
        if books.users.find(name) is None:
            raise _no_such_user(name)


def add_user(office: Office, hasher: PasswordHasher, user: User, password: str, by: str) -> None:
    """Raises WrongUser where the name is taken, UnknownArea and WeakPassword."""
    check_password(password, user.name)
    kept = hasher.hash(password)
    with office.store.writing() as books:
        _check_new(books, user)
        now = office.clock.now()
        books.users.add(user, kept, now)
        books.site_events.add(now, f"user:{by}", "user_added", f"user:{user.name}")


@dataclass(frozen=True, slots=True)
class Changes:
    """None: as it is. Without any of `areas`: everywhere."""

    title: str | None = None
    post: Post | None = None
    areas: tuple[str, ...] | None = None


def change_user(office: Office, name: str, changes: Changes, by: str) -> User:
    """It holds at once, whoever is signed in. Raises NoSuchUser, WrongUser and UnknownArea."""
    with office.store.writing() as books:
        before = books.users.read(_known(books, name))
        title = before.title if changes.title is None else changes.title
        areas_then = before.areas if changes.areas is None else changes.areas
        wanted = new_user(name, title, changes.post or before.post, areas_then)
        changed = replace(wanted, disabled_at=before.disabled_at)
        known = areas_in_use(books)
        for area in changes.areas or ():
            known.within(area)
        books.users.change(changed)
        books.site_events.add(office.clock.now(), f"user:{by}", "user_changed", f"user:{name}")
        return changed


def every_user(office: Office) -> Sequence[User]:
    with office.store.reading() as books:
        return books.users.every()


def set_password(door: Door, name: str, password: str, by: str) -> None:
    """Whoever is signed in under that name is so no more; nobody waits for tries with the old one.

    Raises NoSuchUser and WeakPassword.
    """
    check_password(password, name)
    kept = door.hasher.hash(password)
    with door.office.store.writing() as books:
        _known(books, name).password = kept
        books.sessions.end_of(name)
        books.sign_in_failures.forgive(door.signer.counted_on("account", name))
        now = door.office.clock.now()
        books.site_events.add(now, f"user:{by}", "password_set", f"user:{name}")


def disable_user(office: Office, name: str, by: str) -> None:
    """They are signed out at once. Raises NoSuchUser."""
    with office.store.writing() as books:
        row, now = _known(books, name), office.clock.now()
        row.disabled_at = row.disabled_at or now
        books.sessions.end_of(name)
        books.site_events.add(now, f"user:{by}", "user_disabled", f"user:{name}")


def enable_user(door: Door, name: str, by: str) -> None:
    """Nor do they wait for tries that failed before. Raises NoSuchUser."""
    with door.office.store.writing() as books:
        _known(books, name).disabled_at = None
        books.sign_in_failures.forgive(door.signer.counted_on("account", name))
        now = door.office.clock.now()
        books.site_events.add(now, f"user:{by}", "user_enabled", f"user:{name}")


def _check_new(books: Books, user: User) -> None:
    if books.users.row(user.name) is not None:
        raise WrongUser(say("There is a user “{name}” already.", name=user.name))
    areas = areas_in_use(books)
    for area in user.areas:
        areas.within(area)


def _known(books: Books, name: str) -> UserRow:
    row = books.users.lock(name)
    if row is None:
        raise _no_such_user(name)
    return row


def _no_such_user(name: str) -> NoSuchUser:
    return NoSuchUser(say("There is no user “{name}”. `referral user list` shows them.", name=name))
