from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.seals.sealing import KEY_BYTES, KeyRing
from domain.users.sessions import SessionSigner, digest_of, new_secret, still_holds

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
OLD, NEW = bytes([1]) * KEY_BYTES, bytes([2]) * KEY_BYTES


@pytest.fixture
def signer() -> SessionSigner:
    return SessionSigner(KeyRing({"0001": OLD}))


def test_a_secret_is_long_and_never_the_same() -> None:
    secrets = {new_secret() for _ in range(100)}

    assert len(secrets) == 100
    assert all(len(secret) == 43 for secret in secrets)


def test_the_secret_cannot_be_read_from_what_is_kept() -> None:
    secret = new_secret()

    assert secret not in digest_of(secret)
    assert digest_of(secret) == digest_of(secret) != digest_of(new_secret())


@pytest.mark.parametrize(
    ("begun", "used", "holds"),
    [
        # just now
        (0, 0, True),
        # idle for almost half an hour, and for half an hour
        (29, 29, True),
        (30, 30, False),
        # always in use, for almost twelve hours, and for twelve hours
        (12 * 60 - 1, 0, True),
        (12 * 60, 0, False),
    ],
)
def test_a_session_ends_idle_or_after_a_day_of_work(begun: int, used: int, *, holds: bool) -> None:
    begun_at, used_at = NOON - timedelta(minutes=begun), NOON - timedelta(minutes=used)

    assert still_holds(begun_at, used_at, NOON) is holds


def test_a_forms_token_belongs_to_one_session(signer: SessionSigner) -> None:
    secret = new_secret()
    token = signer.form_token(secret)

    assert signer.is_form_token(secret, token)
    assert not signer.is_form_token(new_secret(), token)
    assert not signer.is_form_token(secret, "")
    assert not signer.is_form_token(secret, "ế")


def test_a_known_browser_is_known_to_one_account(signer: SessionSigner) -> None:
    mark = signer.browser_mark("lan")

    assert signer.known_browser("lan", mark) == mark.partition(".")[0]
    assert signer.known_browser("minh", mark) is None
    assert signer.known_browser("lan", f"other.{mark.partition('.')[2]}") is None
    assert signer.known_browser("lan", "") is None


def test_what_was_signed_before_a_new_key_still_holds(signer: SessionSigner) -> None:
    later = SessionSigner(KeyRing({"0002": NEW, "0001": OLD}))

    assert later.is_form_token("secret", signer.form_token("secret"))
    assert later.known_browser("lan", signer.browser_mark("lan")) is not None
    assert later.form_token("secret") != signer.form_token("secret")


def test_what_is_counted_on_gives_nothing_away(signer: SessionSigner) -> None:
    counted = signer.counted_on("address", "203.0.113.7")

    assert "203.0.113.7" not in counted
    assert counted != signer.counted_on("account", "203.0.113.7")
    assert counted == signer.counted_on("address", "203.0.113.7")


def test_one_kind_of_signature_is_no_other(signer: SessionSigner) -> None:
    mark = signer.browser_mark("lan")
    browser, _, signature = mark.partition(".")

    assert not signer.is_form_token(f"lan\n{browser}", signature)
    assert signer.counted_on("lan", browser).partition(":")[2] != signature
