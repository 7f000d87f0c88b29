from __future__ import annotations

from dataclasses import replace

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from domain.areas.area_map import UnknownArea
from domain.casework.administration.auditing import site_events
from domain.casework.administration.signing_in import Door
from domain.casework.administration.users import (
    Changes,
    add_user,
    change_user,
    disable_user,
    enable_user,
    every_user,
    set_password,
)
from domain.seals.sealing import KEY_BYTES, KeyRing
from domain.users.passwords import PasswordHasher, WeakPassword
from domain.users.sessions import SessionSigner
from domain.users.user import NoSuchUser, User, WrongUser
from tests.domain.casework.bureau import MORNING, Bureau

PASSWORD = "bốn con gà mái"
LAN = User("lan", "Trần Thị Lan", "coordinator", ("hai_phong", "lai_chau"))
MINH = User("minh", "Minh", "auditor")


@pytest.fixture
def hasher() -> PasswordHasher:
    return PasswordHasher(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))


def door_of(place: Bureau, hasher: PasswordHasher) -> Door:
    return Door(place.office, hasher, SessionSigner(KeyRing({"0001": bytes([7]) * KEY_BYTES})))


def kept_password(place: Bureau, name: str) -> str:
    with place.office.store.reading() as books:
        row = books.users.row(name)
        assert row is not None
        return row.password


def test_users_are_kept_as_they_were_made(anywhere: Bureau, hasher: PasswordHasher) -> None:
    add_user(anywhere.office, hasher, MINH, PASSWORD, "vi")
    add_user(anywhere.office, hasher, LAN, PASSWORD, "vi")

    assert every_user(anywhere.office) == [LAN, MINH]
    assert hasher.fits(PASSWORD, kept_password(anywhere, "lan"))


def test_a_name_is_given_once(anywhere: Bureau, hasher: PasswordHasher) -> None:
    add_user(anywhere.office, hasher, LAN, PASSWORD, "vi")

    with pytest.raises(WrongUser, match="“lan” already"):
        add_user(anywhere.office, hasher, LAN, PASSWORD, "vi")


def test_nobody_is_made_with_a_weak_password_or_for_no_place(
    here: Bureau, hasher: PasswordHasher
) -> None:
    with pytest.raises(WeakPassword):
        add_user(here.office, hasher, LAN, "123", "vi")
    with pytest.raises(UnknownArea, match="atlantis"):
        add_user(here.office, hasher, User("a1", "A", "auditor", ("atlantis",)), PASSWORD, "vi")

    assert every_user(here.office) == []


def test_a_new_password_takes_the_place_of_the_old(here: Bureau, hasher: PasswordHasher) -> None:
    add_user(here.office, hasher, LAN, PASSWORD, "vi")

    set_password(door_of(here, hasher), "lan", "năm con vịt bầu", "vi")

    assert not hasher.fits(PASSWORD, kept_password(here, "lan"))
    assert hasher.fits("năm con vịt bầu", kept_password(here, "lan"))


def test_who_is_disabled_is_so_until_enabled(here: Bureau, hasher: PasswordHasher) -> None:
    add_user(here.office, hasher, LAN, PASSWORD, "vi")

    disable_user(here.office, "lan", "vi")
    (disabled,) = every_user(here.office)
    enable_user(door_of(here, hasher), "lan", "vi")

    assert disabled.disabled_at == MORNING
    assert every_user(here.office) == [LAN]


def test_a_user_is_changed_in_what_is_named_alone(anywhere: Bureau, hasher: PasswordHasher) -> None:
    add_user(anywhere.office, hasher, LAN, PASSWORD, "vi")

    moved = change_user(anywhere.office, "lan", Changes(areas=("lai_chau",)), "vi")
    named = change_user(anywhere.office, "lan", Changes("Chị Lan", "auditor", ()), "vi")

    assert moved == replace(LAN, areas=("lai_chau",))
    assert named == User("lan", "Chị Lan", "auditor")
    assert every_user(anywhere.office) == [named]
    assert hasher.fits(PASSWORD, kept_password(anywhere, "lan"))
    newest = site_events(anywhere.office.store)[0]
    assert (newest.actor, newest.kind, newest.about) == ("user:vi", "user_changed", "user:lan")


def test_nobody_comes_to_be_for_no_place_or_back_by_a_change(
    here: Bureau, hasher: PasswordHasher
) -> None:
    add_user(here.office, hasher, LAN, PASSWORD, "vi")
    disable_user(here.office, "lan", "vi")

    with pytest.raises(UnknownArea, match="atlantis"):
        change_user(here.office, "lan", Changes(areas=("lai_chau", "atlantis")), "vi")
    with pytest.raises(NoSuchUser, match="“hoa”"):
        change_user(here.office, "hoa", Changes(title="Hoa"), "vi")
    change_user(here.office, "lan", Changes(title="Chị Lan"), "vi")

    assert every_user(here.office) == [replace(LAN, title="Chị Lan", disabled_at=MORNING)]


def test_nobody_can_be_changed_who_is_not_there(here: Bureau, hasher: PasswordHasher) -> None:
    with pytest.raises(NoSuchUser, match="“lan”"):
        disable_user(here.office, "lan", "vi")
    with pytest.raises(NoSuchUser, match="“lan”"):
        enable_user(door_of(here, hasher), "lan", "vi")
    with pytest.raises(NoSuchUser, match="“lan”"):
        set_password(door_of(here, hasher), "lan", PASSWORD, "vi")


def test_each_change_is_written_down_without_the_password(
    anywhere: Bureau, hasher: PasswordHasher
) -> None:
    add_user(anywhere.office, hasher, LAN, PASSWORD, "vi")
    set_password(door_of(anywhere, hasher), "lan", "năm con vịt bầu", "vi")
    disable_user(anywhere.office, "lan", "hoa")
    enable_user(door_of(anywhere, hasher), "lan", "hoa")

    lines = site_events(anywhere.office.store)
    assert [(line.actor, line.kind, line.about) for line in lines] == [
        ("user:hoa", "user_enabled", "user:lan"),
        ("user:hoa", "user_disabled", "user:lan"),
        ("user:vi", "password_set", "user:lan"),
        ("user:vi", "user_added", "user:lan"),
    ]
