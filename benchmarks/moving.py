"""Very many journeys are moved in the browser's pages, and back: `python -m benchmarks.moving`.

Our own code alone, in one process: the journeys stand at their first step of a shipped pathway, and
what is pressed is what an administrator presses or the page's script does. Nobody is woken.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median

from cyclopts import run

from benchmarks.databases import Kind
from benchmarks.processes import machine
from benchmarks.report import lay_out, save, say
from benchmarks.site import BY
from domain.casework.administration.publishing import publish_pathway
from domain.pathway.files import read_pathway, shipped_pathways
from tests.domain.casework.bureau import Bureau, bureau
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page
from tests.postgres import running_postgres

PATHWAY = "hai_phong"
IMPACT = f"/admin/pathways/{PATHWAY}/impact"
LOOKS = 5


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds by the clock and of CPU time for each page that came."""

    what: str
    seconds: list[float]
    cpu: list[float]


def moving(*, journeys: int = 2000, database: Kind = "sqlite", json: Path | None = None) -> None:
    """Measure how long an administrator waits who moves very many journeys.

    Parameters
    ----------
    journeys:
        that are under way
    json:
        a file for everything that was measured
    """
    with _office(database) as place:
        say(f"{journeys} journeys are opened")
        _have_under_way(place, journeys)
        with Front(place).browser("vi") as browser:
            gc.freeze()  # as the process of the pages does
            waited = [*_measured(browser)]
    print(", ".join(f"{name} {value}" for name, value in machine().items()), end="\n\n")
    lay_out([
        ("database", "what is pressed", "pages", "each: s", "longest", "CPU s", "in all: s"),
        *((database, one.what, str(len(one.seconds)), f"{median(one.seconds):.2f}",
           f"{max(one.seconds):.2f}", f"{median(one.cpu):.2f}", f"{sum(one.seconds):.0f}")
          for one in waited),
    ])  # fmt: skip
    if json is not None:
        measured = [asdict(one) for one in waited]
        save(json, {"where": machine(), "database": database, "measured": measured})


def _have_under_way(place: Bureau, journeys: int) -> None:
    pathway = next(read_pathway(path) for path in shipped_pathways() if path.stem == PATHWAY)
    place.publish(pathway)
    for _ in range(journeys):
        place.open(pathway, area=PATHWAY)
    publish_pathway(place.office, pathway.model_copy(update={"describes": None}), BY)


def _measured(browser: Browser) -> Iterator[Waited]:
    look = Waited("a look", [], [])
    for _ in range(LOOKS):
        page = _waited(look, partial(browser.page, IMPACT))
    yield look
    for what, act in (("move all", "/impact/move-all"), ("move all back", "/impact/undo-all")):
        say(what)
        going = Waited(what, [], [])
        while _pressed(page, act):
            page = _waited(going, partial(_press, browser, page, act))
        yield going


def _pressed(page: Page, act: str) -> bool:
    return any(one.attributes.get("action", "").endswith(act) for one in page.forms)


def _press(browser: Browser, page: Page, act: str) -> Page:
    answer = browser.send(form(page, act))
    return browser.follow(answer) if answer.is_redirect else browser.read(answer)


def _waited(kept: Waited, act: Callable[[], Page]) -> Page:
    begun, before = time.perf_counter(), time.process_time()
    page = act()
    kept.seconds.append(time.perf_counter() - begun)
    kept.cpu.append(time.process_time() - before)
    return page


@contextmanager
def _office(database: Kind) -> Iterator[Bureau]:
    if database == "postgresql":
        with running_postgres() as server, bureau(server.fresh_database()) as place:
            yield place
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        bureau(f"sqlite:///{folder}/referral.sqlite") as place,
    ):
        yield place


if __name__ == "__main__":
    run(moving)
