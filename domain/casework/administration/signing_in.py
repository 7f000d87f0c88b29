"""Signing in and out. A password is looked at between two transactions, since it takes long."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import uuid4

from domain.casework.office import Office
from domain.db.session import Books
from domain.texts import nfc
from domain.users.passwords import PasswordHasher
from domain.users.sessions import (
    IDLE,
    LONGEST,
    NOTED_EVERY,
    SessionSigner,
    digest_of,
    new_secret,
    still_holds,
)
from domain.users.signing_in import (
    FORGOTTEN_AFTER,
    OF_A_KNOWN_BROWSER,
    OF_AN_ACCOUNT,
    NotSignedIn,
    TooManyTries,
    wait_after,
    wait_of_address,
)
from domain.users.user import User

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Door:
    office: Office
    hasher: PasswordHasher
    signer: SessionSigner


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody typed, from where. `mark` is that of a known browser, if it brought one."""

    name: str
    password: str = field(repr=False)
    address: str
    mark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`secret` goes into the session's cookie, `mark` into that of a known browser."""

    user: User
    secret: str = field(repr=False)
    mark: str = field(repr=False)


def sign_in(door: Door, typed: Credentials) -> SignedIn:
    """Raises NotSignedIn and TooManyTries."""
    name = nfc(typed.name).strip().lower()[:LONGEST_NAME]
    browser = door.signer.known_browser(name, typed.mark)
    attempt = uuid4().hex
    # Counted before it is looked at: of many tries at once none goes uncounted.
    kept = _count(door, attempt, name, browser, typed.address)
    fits = door.hasher.fits(typed.password, kept)
    with door.office.store.writing() as books:
        now = door.office.clock.now()
        # Held, or a new password could come between this look and the session that follows it.
        row = books.users.lock(name)
        user = books.users.find(name)
        if not fits or row is None or user is None or row.password != kept or user.disabled_at:
            about = f"user:{name}" if user is not None else None
            books.site_events.add(now, "nobody", "sign_in_failed", about)
        else:
            return _let_in(door, books, user, attempt, browser, typed.mark)
    raise NotSignedIn


def whose(door: Door, secret: str) -> User | None:
    """Who is signed in with this secret, if it still holds. Notes that it was used."""
    now = door.office.clock.now()
    with door.office.store.reading() as books:
        row = books.sessions.find(digest_of(secret))
        user = books.users.find(row.user) if row is not None else None
    if row is None or user is None or user.disabled_at is not None:
        return None
    if not still_holds(row.begun_at, row.used_at, now):
        return None
    if now >= row.used_at + NOTED_EVERY:
        with door.office.store.writing() as books:
            if (used := books.sessions.find(row.digest)) is not None:
                used.used_at = now
    return user


def sign_out(door: Door, secret: str) -> None:
    with door.office.store.writing() as books:
        row = books.sessions.find(digest_of(secret))
        if row is not None:
            books.sessions.end(row.digest)
            books.site_events.add(door.office.clock.now(), f"user:{row.user}", "signed_out")


def _count(door: Door, attempt: str, name: str, browser: str | None, address: str) -> str | None:
    """What is kept of the password. Raises TooManyTries, and then this one is not counted."""
    counted_on = _counted_on(door, name, browser, address)
    with door.office.store.writing() as books:
        failures = books.sign_in_failures
        failures.hold(counted_on)
        now = door.office.clock.now()
        failures.forget(now - FORGOTTEN_AFTER)
        if browser is not None:
            waits = [wait_after(failures.of(counted_on[0]), OF_A_KNOWN_BROWSER)]
        else:
            of_account, of_address = map(failures.of, counted_on)
            waits = [wait_after(of_account, OF_AN_ACCOUNT), wait_of_address(of_address, now)]
        until = max((wait for wait in waits if wait is not None), default=now)
        if until > now:
            raise TooManyTries(until, now, known=browser is not None)
        failures.add(attempt, counted_on, now)
        row = books.users.row(name)
        return row.password if row is not None else None


def _counted_on(door: Door, name: str, browser: str | None, address: str) -> tuple[str, ...]:
    count = door.signer.counted_on
    if browser is not None:
        return (count("browser", browser),)
    return count("account", name), count("address", address)


def _let_in(
    door: Door, books: Books, user: User, attempt: str, browser: str | None, mark: str
) -> SignedIn:
    """A session of its own each time: what a browser brought before is worth nothing."""
    now = door.office.clock.now()
    books.sign_in_failures.take_back(attempt)
    if browser is None:
        mark = door.signer.browser_mark(user.name)
    else:
        books.sign_in_failures.forgive(door.signer.counted_on("browser", browser))
    books.sessions.forget(begun_before=now - LONGEST, used_before=now - IDLE)
    secret = new_secret()
    books.sessions.begin(digest_of(secret), user.name, now)
    books.site_events.add(now, f"user:{user.name}", "signed_in")
    return SignedIn(user, secret, mark)
