"""The demo's one user, whose password everybody may read: nothing that they see is real."""

from __future__ import annotations

from domain.casework.administration.signing_in import Door
from domain.casework.administration.users import add_user, disable_user, enable_user, set_password
from domain.casework.office import Office
from domain.users.user import User

NAME = "dieu_phoi"
DEMO_USER = User(NAME, "Cán bộ điều phối (mẫu)", "coordinator")
BY = "up"


def set_up_demo_user(door: Door) -> None:
    """A user of that name who is somebody else stays as they are."""
    with door.office.store.reading() as books:
        row = books.users.row(NAME)
    password = _password(door)
    if row is None:
        add_user(door.office, door.hasher, DEMO_USER, password, BY)
    elif row.title == DEMO_USER.title and not (
        row.disabled_at is None and door.hasher.fits(password, row.password)
    ):
        set_password(door, NAME, password, BY)
        enable_user(door, NAME, BY)


def retire_demo_user(office: Office) -> None:
    """Where it is no demo any more, nobody gets in by a password that was shown to all."""
    with office.store.reading() as books:
        row = books.users.row(NAME)
    if row is not None and row.title == DEMO_USER.title and row.disabled_at is None:
        disable_user(office, NAME, BY)


def demo_sign_in(door: Door) -> tuple[str, str] | None:
    """Name and password; None where the demo's user is not there."""
    with door.office.store.reading() as books:
        row = books.users.row(NAME)
    is_ours = row is not None and row.title == DEMO_USER.title and row.disabled_at is None
    return (NAME, _password(door)) if is_ours else None


def _password(door: Door) -> str:
    """The same at each start, and another on each site."""
    letters = door.signer.letters_for("demo")
    return "-".join(letters[n : n + 4] for n in range(0, 16, 4))
