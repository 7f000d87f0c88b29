from __future__ import annotations

from pathlib import Path

from domain.db.migrating import is_current
from domain.texts import Message, say
from tasks.settings import Settings


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
