from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from domain.casework.administration.auditing import site_events
from domain.casework.administration.signing_in import (
    Credentials,
    Door,
    SignedIn,
    sign_in,
    sign_out,
    whose,
)
from domain.casework.administration.users import add_user, disable_user, enable_user, set_password
from domain.seals.sealing import KEY_BYTES, KeyRing
from domain.users.passwords import PasswordHasher
from domain.users.sessions import SessionSigner
from domain.users.signing_in import NotSignedIn, TooManyTries
from domain.users.user import User
from tests.domain.casework.bureau import Bureau

LAN = User("lan", "Trần Thị Lan", "coordinator", ("hai_phong",))
MINH = User("minh", "Minh", "auditor")
PASSWORD = "bốn con gà mái"
OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


class Office:
    """A bureau with two users at its door."""

    def __init__(self, place: Bureau) -> None:
        self.place = place
        hasher = PasswordHasher(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))
        signer = SessionSigner(KeyRing({"0001": bytes([7]) * KEY_BYTES}))
        self.door = Door(place.office, hasher, signer)
        for user in (LAN, MINH):
            add_user(place.office, hasher, user, PASSWORD, "vi")

    def sign_in(
        self, name: str = "lan", password: str = PASSWORD, address: str = OFFICE, mark: str = ""
    ) -> SignedIn:
        return sign_in(self.door, Credentials(name, password, address, mark))

    def fail(self, times: int, name: str = "lan", address: str = OFFICE, mark: str = "") -> None:
        for _ in range(times):
            with pytest.raises(NotSignedIn):
                self.sign_in(name, "wrong", address, mark)


@pytest.fixture
def office(here: Bureau) -> Office:
    return Office(here)


def test_who_knows_the_password_is_signed_in(anywhere: Bureau) -> None:
    office = Office(anywhere)

    signed_in = office.sign_in(" Lan ")

    assert signed_in.user == LAN
    assert whose(office.door, signed_in.secret) == LAN


@pytest.mark.parametrize(
    ("name", "password"),
    [("lan", "bốn con gà trống"), ("lan", ""), ("nobody", PASSWORD), ("", ""), ("x" * 9999, "x")],
    ids=["wrong", "empty", "nobody", "nothing", "long"],
)
def test_all_others_get_one_answer(office: Office, name: str, password: str) -> None:
    with pytest.raises(NotSignedIn, match="name or the password"):
        office.sign_in(name, password)


def test_each_signing_in_has_a_session_of_its_own(office: Office) -> None:
    first, second = office.sign_in(), office.sign_in()

    assert first.secret != second.secret
    assert whose(office.door, first.secret) == whose(office.door, second.secret) == LAN


def test_the_database_holds_no_secret(office: Office) -> None:
    signed_in = office.sign_in()

    with office.place.office.store.reading() as books:
        assert books.sessions.find(signed_in.secret) is None
    assert whose(office.door, signed_in.secret[:-1]) is None
    assert signed_in.secret not in repr(signed_in)


def test_a_session_ends_half_an_hour_after_its_last_use(office: Office) -> None:
    secret = office.sign_in().secret
    for _ in range(3):
        office.place.later(minutes=29)
        assert whose(office.door, secret) == LAN

    office.place.later(minutes=30)

    assert whose(office.door, secret) is None


def test_a_session_ends_after_twelve_hours_of_use(office: Office) -> None:
    secret = office.sign_in().secret
    for _ in range(12 * 3 - 1):
        office.place.later(minutes=20)
        assert whose(office.door, secret) == LAN

    office.place.later(minutes=20)

    assert whose(office.door, secret) is None


def leave(office: Office, secret: str) -> None:
    sign_out(office.door, secret)


def get_a_new_password(office: Office, secret: str) -> None:
    set_password(office.door, "lan", "năm con vịt bầu", "vi")


def be_disabled(office: Office, secret: str) -> None:
    disable_user(office.place.office, "lan", "vi")


@pytest.mark.parametrize("end", [leave, get_a_new_password, be_disabled])
def test_a_session_ends_at_once(office: Office, end: Callable[[Office, str], None]) -> None:
    secret, other = office.sign_in().secret, office.sign_in("minh").secret

    end(office, secret)

    assert whose(office.door, secret) is None
    assert whose(office.door, other) == MINH


def test_who_is_disabled_gets_the_answer_of_a_wrong_password(office: Office) -> None:
    disable_user(office.place.office, "lan", "vi")
    office.fail(1)
    with pytest.raises(NotSignedIn):
        office.sign_in()

    enable_user(office.door, "lan", "vi")

    assert office.sign_in().user == LAN


def test_guessing_one_account_slows_down(office: Office) -> None:
    office.fail(5)

    with pytest.raises(TooManyTries):
        office.sign_in()
    office.place.later(minutes=1)

    assert office.sign_in().user == LAN


@pytest.mark.parametrize("name", ["lan", "nobody"])
def test_the_wait_does_not_tell_whether_there_is_such_a_user(office: Office, name: str) -> None:
    office.fail(5, name)

    with pytest.raises(TooManyTries, match="1 min"):
        office.sign_in(name, "wrong")


def test_no_guessing_locks_out_a_browser_that_is_known(office: Office) -> None:
    mark = office.sign_in().mark
    office.fail(5, address=OFFICE)
    for _ in range(20):
        office.place.later(minutes=15)
        office.fail(1, address=ELSEWHERE)

    assert office.sign_in(mark=mark).user == LAN


def test_a_known_browser_has_tries_of_its_own(office: Office) -> None:
    mark = office.sign_in().mark
    office.fail(10, mark=mark)

    with pytest.raises(TooManyTries):
        office.sign_in(mark=mark)
    assert office.sign_in().user == LAN


def test_signing_in_gives_a_known_browser_its_tries_back(office: Office) -> None:
    mark = office.sign_in().mark
    for _ in range(3):
        office.fail(9, mark=mark)
        mark = office.sign_in(mark=mark).mark

    assert office.sign_in(mark=mark).user == LAN


def test_a_new_password_need_not_wait_for_tries_with_the_old_one(anywhere: Bureau) -> None:
    office = Office(anywhere)
    office.fail(5)
    with pytest.raises(TooManyTries):
        office.sign_in()

    set_password(office.door, "lan", "năm con vịt bầu", "vi")

    assert office.sign_in(password="năm con vịt bầu").user == LAN


def test_a_known_browser_that_has_to_wait_is_not_told_that_it_need_not(office: Office) -> None:
    mark = office.sign_in().mark
    office.fail(10, mark=mark)

    with pytest.raises(TooManyTries) as known:
        office.sign_in(mark=mark)

    assert "need not wait" not in str(known.value)
    assert "Please wait 1 min" in str(known.value)


def test_spraying_one_password_over_many_names_slows_down_its_address_alone(
    office: Office,
) -> None:
    mark = office.sign_in().mark
    for number in range(100):
        office.fail(1, f"user{number}")

    with pytest.raises(TooManyTries):
        office.sign_in("minh")
    assert office.sign_in("minh", address=ELSEWHERE).user == MINH
    assert office.sign_in(mark=mark).user == LAN


def test_an_office_of_many_may_mistype(office: Office) -> None:
    for number in range(24):
        office.fail(4, f"user{number}")

    assert office.sign_in().user == LAN


def test_of_many_tries_at_once_none_goes_uncounted(anywhere: Bureau) -> None:
    office = Office(anywhere)

    def guess(number: int) -> type[Exception] | None:
        try:
            office.sign_in(password=f"guess {number}")
        except (NotSignedIn, TooManyTries) as no:
            return type(no)
        return None

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(24)))

    assert answers.count(NotSignedIn) == 5
    assert answers.count(TooManyTries) == 19


def test_signing_in_and_failing_to_are_written_down(office: Office) -> None:
    office.fail(1)
    office.fail(1, "a password typed as a name")
    leave(office, office.sign_in().secret)

    lines = [(line.actor, line.kind, line.about) for line in site_events(office.place.office.store)]
    assert lines[:4] == [
        ("user:lan", "signed_out", None),
        ("user:lan", "signed_in", None),
        ("nobody", "sign_in_failed", None),
        ("nobody", "sign_in_failed", "user:lan"),
    ]


class HeldUp(SessionSigner):
    """Whoever signs in is held up at the last moment, while somebody else acts."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__(KeyRing({"0001": bytes([7]) * KEY_BYTES}))
        self._pool, self._act = ThreadPoolExecutor(1), act
        self.acted: Future[None] | None = None

    def browser_mark(self, user: str) -> str:
        self.acted = self._pool.submit(self._act)
        wait([self.acted], timeout=1)
        return super().browser_mark(user)


def take_the_password_away(office: Office) -> None:
    set_password(office.door, "lan", "năm con vịt bầu", "vi")


def disable_and_enable(office: Office) -> None:
    disable_user(office.place.office, "lan", "vi")
    enable_user(office.door, "lan", "vi")


@pytest.mark.parametrize("act", [take_the_password_away, disable_and_enable])
def test_no_session_of_the_old_password_outlives_the_new_one(
    anywhere: Bureau, act: Callable[[Office], None]
) -> None:
    office = Office(anywhere)
    signer = HeldUp(lambda: act(office))
    office.door = replace(office.door, signer=signer)

    signed_in = office.sign_in()

    assert signer.acted is not None
    signer.acted.result(10)
    assert whose(office.door, signed_in.secret) is None
