from __future__ import annotations

from contextlib import closing
from pathlib import Path

from domain.db.migrating import is_current
from domain.db.places import is_same_database
from domain.db.session import Store
from domain.errors import ReferralError
from domain.texts import Message, say
from tasks.settings import Settings

SHARED = say(
    "Prefect's database is the same one as ours, and the tables of both would get into each"
    " other's way. Please make another one and name that in REFERRAL_PREFECT_DATABASE_URL."
)


AWAY = say("The database cannot be reached. Please check REFERRAL_DATABASE_URL.")


class SharedDatabase(ReferralError):
    """Prefect would make its tables among ours."""


def trouble_with_database(settings: Settings) -> Message | None:
    """What is to be done before it can be used; None when it answers and is up to date."""
    # Asked for its tables, SQLite would make an empty file.
    file = Path(settings.database.removeprefix("sqlite:///"))
    if settings.database_url is None and not file.exists():
        return say("There is no database yet. `referral up` makes it, or `referral db upgrade`.")
    try:
        current = is_current(settings.database)
    except Exception:  # noqa: BLE001 - whatever the driver raises, it does not answer
        return AWAY
    if current:
        return None
    return say("The database is not up to date. Please run `referral db upgrade`.")


def trouble_with_prefects_database(settings: Settings) -> Message | None:
    """None where nothing is to be done before Prefect can use it; SQLite it makes by itself."""
    theirs = settings.prefect_database
    if theirs is None:
        return None
    if is_same_database(theirs, settings.database):
        return SHARED
    if not _answers(theirs):
        return say("It cannot be reached. Please check REFERRAL_PREFECT_DATABASE_URL.")
    return None


def refuse_shared_database(settings: Settings) -> None:
    """Raises SharedDatabase."""
    theirs = settings.prefect_database
    if theirs is not None and is_same_database(theirs, settings.database):
        raise SharedDatabase(SHARED)


def kind_of(url: str) -> str:
    return "PostgreSQL" if url.startswith("postgresql") else "SQLite"


def _answers(url: str) -> bool:
    try:
        with closing(Store(url)) as store, store.reading() as books:
            books.database_now()
    except Exception:  # noqa: BLE001 - whatever the driver raises, it does not answer
        return False
    return True
