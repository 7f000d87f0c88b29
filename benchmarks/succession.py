"""An agency is succeeded on a day when many wait for it: `python -m benchmarks.succession`.

Our own code alone, in one process, as the sweep calls it: each request is moved in a transaction of
its own, and each letter written and noted as handed over, none joined to another. Neither Prefect
nor a provider has a part in it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cyclopts import run

from benchmarks.databases import Kind
from benchmarks.processes import machine
from benchmarks.report import lay_out, save, say
from benchmarks.site import BY, ENTRY, HERE, LENGTHS, pathway_of
from domain.casework.administration.publishing import publish_directory, publish_pathway
from domain.casework.journeys.advancing import advance, look_at
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.passing_on import to_pass_on
from domain.journey.facts import Reassigned
from tests.domain.casework.bureau import Bureau, bureau
from tests.postgres import running_postgres

BEFORE = datetime(2025, 2, 20, 2, tzinfo=UTC)
MARCH = datetime(2025, 2, 28, 17, tzinfo=UTC)  # 1 March in Việt Nam
HELD = "{role: tiep_nhan, agency: tiep_nhan, valid_from: 2020-01-01"
EACH_ALONE = timedelta(0)
REORGANISED = f"""  - {HELD}, valid_to: 2025-02-28}}
  - {{role: tiep_nhan, agency: phu_nu, valid_from: 2025-03-01}}
successions:
  - {{agency: tiep_nhan, on: 2025-03-01, to: [phu_nu], legal_basis: made up}}
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of this process's CPU time."""

    seconds: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} ({self.cpu:.2f})"


@dataclass(frozen=True, slots=True)
class Measured:
    """Until all has moved, until all letters are out, and to find that nothing is left."""

    moved: int
    told: int
    moving: Took
    telling: Took
    again: Took


def succession(*, requests: int = 500, database: Kind = "sqlite", json: Path | None = None) -> None:
    """Measure how long it takes until what an agency had is its successor's.

    Parameters
    ----------
    requests:
        that wait for the agency, each of another journey
    json:
        a file for everything that was measured
    """
    with _office(database) as place:
        say(f"{requests} journeys are to wait")
        _have_waiting(place, requests)
        say("the agency is succeeded")
        measured = _measure(place)
    print(", ".join(f"{name} {value}" for name, value in machine().items()), end="\n\n")
    lay_out([
        ("database", "moved", "told", "moving: s (CPU s)", "telling", "once more"),
        (database, f"{measured.moved:,}", f"{measured.told:,}", str(measured.moving),
         str(measured.telling), str(measured.again)),
    ])  # fmt: skip
    if json is not None:
        save(json, {"where": machine(), "database": database, "measured": asdict(measured)})


@contextmanager
def _office(database: Kind) -> Iterator[Bureau]:
    if database == "postgresql":
        with running_postgres() as server, bureau(server.fresh_database(), EACH_ALONE) as place:
            yield place
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        bureau(f"sqlite:///{folder}/referral.sqlite", EACH_ALONE) as place,
    ):
        yield place


def _have_waiting(place: Bureau, requests: int) -> None:
    place.clock.moment = BEFORE
    pathway = pathway_of(LENGTHS[-1])
    publish_pathway(place.office, pathway, BY)
    directory = (HERE / "directory.yaml").read_text(encoding="utf-8")
    publish_directory(place.office, directory.replace(f"  - {HELD}}}\n", "") + REORGANISED, BY)
    for _ in range(requests):
        advance(place.office, open_case(place.office, pathway.key, ENTRY, None, by=BY))
    place.send()
    place.pile.clear()


def _measure(place: Bureau) -> Measured:
    place.clock.moment = MARCH
    moving = _took(lambda: _pass_all_on(place))
    telling = _took(place.send)
    again = _took(lambda: _pass_all_on(place))
    with place.office.store.reading() as books:
        facts = (
            record.fact for row in books.journeys.every() for record in books.trails.facts(row.id)
        )
        moved = sum(isinstance(fact, Reassigned) for fact in facts)
    return Measured(moved, len(place.pile), moving, telling, again)


def _pass_all_on(place: Bureau) -> None:
    for journey in to_pass_on(place.office):
        look_at(place.office, journey)


def _took(act: Callable[[], object]) -> Took:
    begun, before = time.perf_counter(), time.process_time()
    act()
    return Took(time.perf_counter() - begun, time.process_time() - before)


if __name__ == "__main__":
    run(succession)
