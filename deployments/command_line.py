"""The command `referral`: exit 0 done, 1 a problem that the message explains, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from cyclopts import App, CycloptsError

from deployments import mishaps, usage
from deployments.speaking import lines_of, tell_problem
from domain.errors import ReferralError
from domain.texts import say

DONE, PROBLEM, WRONG_USAGE = 0, 1, 2

# By name, so that no command waits for what another one imports.
NOUNS = {
    "up": ("up:app", say("Start everything on this machine.")),
    "worker": ("worker:app", say("Run journeys, beside `referral up` or on another machine.")),
    "db": ("db:app", say("The database.")),
    "pathway": ("pathway:app", say("Pathways: look at them, check and publish them.")),
    "case": ("case:app", say("Cases: open one, look at them.")),
    "journey": ("journey:app", say("Pause, resume, stop or move a journey.")),
    "request": ("request:app", say("Answer for an agency, ask again, skip, withdraw.")),
    "duty": ("duty:app", say("Duties: what recurs around the journeys.")),
    "lead": ("lead:app", say("What waits for the coordinator.")),
    "directory": ("directory:app", say("The directory of agencies.")),
    "policy": ("policy:app", say("The settings of a province.")),
    "calendar": ("days:app", say("Which days are worked: the public holidays and the own table.")),
    "keys": ("keys:app", say("The keys of this site: list them, make new ones.")),
    "user": ("user:app", say("Who may sign in at the desk.")),
    "audit": ("audit:app", say("The audit trail.")),
    "doctor": ("doctor:app", say("Check that everything is in order.")),
}


def main(words: Sequence[str] | None = None) -> int:
    """`words` as typed after `referral`. Returns the exit code."""
    try:
        result = _app()(words, exit_on_error=False, print_error=False)
    except CycloptsError as wrong:
        tell_problem(usage.explained(wrong))
        return WRONG_USAGE
    except ReferralError as problem:
        return _told(problem)
    except BrokenPipeError:
        # Whoever was reading, such as `head`, has had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as problem:  # noqa: BLE001 - nobody is shown a trace-back
        if (wrong_settings := mishaps.wrong_settings(problem)) is not None:
            return _told(wrong_settings)
        tell_problem(mishaps.explained(problem))
        return PROBLEM
    return result if isinstance(result, int) else DONE


def _told(problem: ReferralError) -> int:
    for line in lines_of(problem):
        tell_problem(line)
    return PROBLEM


def _app() -> App:
    app = App(
        name="referral",
        help=str(say("Takes cases from agency to agency, along written pathways.")),
        help_format="plaintext",
        help_formatter=usage.HelpInWords(),
        version=lambda: version("referral-pathways"),
        result_action="return_value",
    )
    for noun, (place, about) in NOUNS.items():
        app.command(f"deployments.commands.{place}", name=noun, help=str(about))
    return app
