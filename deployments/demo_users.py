"""The demo's users, whose password everybody may read: nothing that they see is real."""

from __future__ import annotations

from domain.casework.administration.signing_in import Door
from domain.casework.administration.users import add_user, disable_user, enable_user, set_password
from domain.casework.office import Office
from domain.db.user_tables import UserRow
from domain.users.user import User
from pages.demo import DemoSignIn

COORDINATOR, ADMINISTRATOR = "dieu_phoi", "quan_tri"
DEMO_USERS = (
    User(COORDINATOR, "Cán bộ điều phối (mẫu)", "coordinator"),
    User(ADMINISTRATOR, "Cán bộ quản trị (mẫu)", "administrator"),
)
BY = "up"


def set_up_demo_users(door: Door) -> None:
    """A user of such a name who is somebody else stays as they are."""
    password = _password(door)
    for user in DEMO_USERS:
        row = _row(door.office, user.name)
        if row is None:
            add_user(door.office, door.hasher, user, password, BY)
        elif row.title == user.title and not (
            row.disabled_at is None and door.hasher.fits(password, row.password)
        ):
            set_password(door, user.name, password, BY)
            enable_user(door, user.name, BY)


def retire_demo_users(office: Office) -> None:
    """Where it is no demo any more, nobody gets in by a password that was shown to all."""
    for user in DEMO_USERS:
        if _is_ours(office, user):
            disable_user(office, user.name, BY)


def demo_sign_ins(door: Door) -> tuple[DemoSignIn, ...]:
    """Of each demo user that is there."""
    return tuple(
        DemoSignIn(user.name, _password(door), user.post)
        for user in DEMO_USERS
        if _is_ours(door.office, user)
    )


def _is_ours(office: Office, user: User) -> bool:
    row = _row(office, user.name)
    return row is not None and row.title == user.title and row.disabled_at is None


def _row(office: Office, name: str) -> UserRow | None:
    with office.store.reading() as books:
        return books.users.row(name)


def _password(door: Door) -> str:
    """The same at each start, and another on each site."""
    letters = door.signer.letters_for("demo")
    return "-".join(letters[n : n + 4] for n in range(0, 16, 4))
