"""What to say when something broke that should not have: no trace-back, but where to look."""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tomllib import TOMLDecodeError

from pydantic import ValidationError

from domain.faults import Fault, Faults, faults_of
from domain.texts import Message, say
from tasks.settings import Settings
from tasks.wiring import the_settings


class WrongSettings(Faults):
    """A `REFERRAL_*` variable, or a line of referral.toml, that cannot be used."""


def wrong_settings(problem: Exception) -> WrongSettings | None:
    """What is wrong in the settings, if that is the problem."""
    if isinstance(problem, ValidationError) and problem.title == Settings.__name__:
        return WrongSettings(
            [Fault(f"REFERRAL_{f.place.upper()}", f.problem, f.mend) for f in faults_of(problem)]
        )
    if isinstance(problem, TOMLDecodeError):
        unreadable = say("This is not TOML: {what}.", what=str(problem))
        return WrongSettings([Fault("referral.toml", unreadable, say("Please check that line."))])
    return None


def explained(problem: Exception) -> Message:
    if type(problem).__module__.startswith("sqlalchemy"):
        from deployments.database import trouble_with_database

        if (trouble := trouble_with_database(the_settings())) is not None:
            return trouble
    place = _write_down(problem)
    if place is None:
        return say("Something broke: {kind}.", kind=type(problem).__name__)
    return say("Something broke: {kind}. See {log}.", kind=type(problem).__name__, log=str(place))


def _write_down(problem: Exception) -> Path | None:
    """The frames alone: the message of an exception may name a person."""
    log = the_settings().data_dir / "logs" / "command.log"
    frames = "".join(traceback.format_tb(problem.__traceback__))
    entry = f"{datetime.now(UTC).isoformat()} {type(problem).__name__}\n{frames}\n"
    with suppress(OSError):
        log.parent.mkdir(exist_ok=True, mode=0o700)
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(entry)
        return log
    return None
