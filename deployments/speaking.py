"""What the commands say: to people in the site's language, to programs as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.casework.editing.examples import BreaksExamples
from domain.errors import ReferralError
from domain.faults import Faults
from domain.pathway.forms import FormFaults
from domain.simulation.examples import Checked
from domain.texts import Language, Message, moment_text, say
from tasks.wiring import the_settings


def site_language() -> Language:
    """Known even when the settings are wrong: somebody must be told that."""
    try:
        return the_settings().language
    except ValueError:
        return "en" if os.environ.get("REFERRAL_LANGUAGE") == "en" else "vi"


def tell(message: Message, *, indent: int = 0) -> None:
    print(f"{' ' * indent}{message.in_(site_language())}", flush=True)


def tell_problem(message: Message) -> None:
    print(message.in_(site_language()), file=sys.stderr, flush=True)


def give(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2, default=_as_text))


def lay_out(rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns as wide as they must be."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def local_time(moment: datetime) -> str:
    return moment_text(moment, the_settings().zone, site_language())


def lines_of(problem: ReferralError) -> Iterator[Message]:
    """All that is wrong, each thing on its own line."""
    match problem:
        case Faults(faults=faults):
            yield say("To be mended: {n}.", n=len(faults))
            for number, fault in enumerate(faults, start=1):
                yield Message("{number}. {fault}", {"number": number, "fault": fault.message})
        case FormFaults(faults=fields):
            yield say("The answer cannot be taken as it is written:")
            for name, message in fields.items():
                yield Message("{name}: {message}", {"name": name, "message": message})
        case BreaksExamples(broken=broken):
            yield problem.message
            for one in broken:
                yield from lines_of_example(one)
        case _:
            yield problem.message


def lines_of_example(one: Checked) -> Iterator[Message]:
    """Whether it is as it was, and how it is not."""
    name = one.example.name
    yield say("“{name}” goes so.", name=name) if one.fits else say("“{name}” does not:", name=name)
    for what in one.differs:
        yield Message("  {what}", {"what": what})


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
