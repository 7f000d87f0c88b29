from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from domain.db.migrating import is_current
from domain.db.session import Store
from domain.texts import Message, say
from tasks.settings import Settings

POSTGRES_PORT = 5432


def trouble_with_database(settings: Settings) -> Message | None:
    """What is to be done before it can be used; None when it answers and is up to date."""
    # Asked for its tables, SQLite would make an empty file.
    file = Path(settings.database.removeprefix("sqlite:///"))
    if settings.database_url is None and not file.exists():
        return say("There is no database yet. `referral up` makes it, or `referral db upgrade`.")
    try:
        current = is_current(settings.database)
    except Exception:  # noqa: BLE001 - whatever the driver raises, it does not answer
        return say("The database cannot be reached. Please check REFERRAL_DATABASE_URL.")
    if current:
        return None
    return say("The database is not up to date. Please run `referral db upgrade`.")


def trouble_with_prefects_database(settings: Settings) -> Message | None:
    """None where nothing is to be done before Prefect can use it; SQLite it makes by itself."""
    theirs = settings.prefect_database
    if theirs is None:
        return None
    if _place(theirs) == _place(settings.database):
        return say(
            "It is the same one as ours, and the tables of both would get into each other's way."
            " Please make another one and name that in REFERRAL_PREFECT_DATABASE_URL."
        )
    if not _answers(theirs):
        return say("It cannot be reached. Please check REFERRAL_PREFECT_DATABASE_URL.")
    return None


def kind_of(url: str) -> str:
    return "PostgreSQL" if url.startswith("postgresql") else "SQLite"


def _place(url: str) -> tuple[str, int, str]:
    """Where a PostgreSQL listens, and the name of the database there."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    near = host in {"localhost", "127.0.0.1", "::1"}
    return "localhost" if near else host, parts.port or POSTGRES_PORT, parts.path


def _answers(url: str) -> bool:
    store = Store(url)
    try:
        with store.reading() as books:
            books.database_now()
    except Exception:  # noqa: BLE001 - whatever the driver raises, it does not answer
        return False
    finally:
        store.close()
    return True
