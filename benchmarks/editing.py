"""A pathway of sixty steps is edited in the browser's pages: `python -m benchmarks.editing`.

Our own code alone, in one process: what a press costs from the form that is sent to the last letter
of the page that comes back, which is what an administrator waits for but for the network.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from pathlib import Path

from cyclopts import run

from benchmarks.databases import Kind
from benchmarks.processes import machine
from benchmarks.report import lay_out, percentile, save, say
from benchmarks.site import BY
from domain.casework.editing.drafts import draft_of, save as save_draft, start
from domain.editing.edits import Remove
from domain.editing.starting import tree_of
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.parts import whole
from domain.pathway.template import Part, Pathway
from tests.domain.casework.bureau import Bureau, bureau
from tests.pages.desk.front import Browser, Front, form
from tests.postgres import running_postgres

STEPS = 60
FIRST, BEHIND_IT = "quang_nam", ("ca_mau", "hai_phong", "lai_chau", "molisa_person")


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds by the clock and of CPU time for each press, with the page that it comes to."""

    what: str
    seconds: list[float]
    cpu: list[float]


def editing(*, presses: int = 30, database: Kind = "sqlite", json: Path | None = None) -> None:
    """Measure how long an administrator waits who edits a pathway of sixty steps.

    Parameters
    ----------
    presses:
        of each kind
    json:
        a file for everything that was measured
    """
    with _office(database) as place:
        pathway = sixty_steps()
        say(f"a draft of {len(pathway.steps)} steps is begun")
        begun = start(place.office, tree_of(pathway), BY)
        draft = f"/admin/pathways/{begun.key}/draft"
        with Front(place).browser("vi") as browser:
            gc.freeze()  # as the process of the pages does
            waited = [_waited(browser, draft, pathway, press, presses) for press in PRESSES]
            newest = draft_of(place.office, begun.key).revision
            save_draft(place.office, begun.key, newest, [Remove(NAMED_ELSEWHERE)], BY)
            waited.append(_waited(browser, draft, pathway, AFTER_A_REMOVAL, presses))
    print(", ".join(f"{name} {value}" for name, value in machine().items()), end="\n\n")
    lay_out([
        ("database", "what is kept", "p50 ms", "p95 ms", "longest ms", "CPU ms: p50", "p95"),
        *((database, one.what, *_times(one.seconds), *_times(one.cpu)[:2]) for one in waited),
    ])  # fmt: skip
    if json is not None:
        measured = [asdict(one) for one in waited]
        save(json, {"where": machine(), "database": database, "measured": measured})


def sixty_steps() -> Pathway:
    """Five of the shipped ones behind each other, with all their forms and conditions."""
    shipped = {path.stem: read_pathway(path) for path in shipped_pathways()}
    first, after, parts = shipped[FIRST], shipped[FIRST].steps[-1].id, list[Part]()
    for key in BEHIND_IT:
        entry = shipped[key].entries[0].id
        parts.append(
            Part(id=key[:8], origin="design", use=key, version=1, entry=entry, after=(after,))
        )
        after = key[:8]
    joined = whole(
        first.model_copy(update={"parts": tuple(parts)}), lambda key, _version: shipped.get(key)
    )
    stages = tuple(
        stage.model_copy(
            update={"steps": tuple(step.model_copy(update={"part": None}) for step in stage.steps)}
        )
        for stage in joined.stages
    )
    return joined.model_copy(update={"stages": stages})


@dataclass(frozen=True, slots=True)
class _Press:
    """`path` and `ending`: of the page on which it is pressed, and of the form's address."""

    what: str
    path: str
    ending: str
    typed: str


PRESSES = (
    _Press("a section of a step", "/steps/{step}", "/save", "title.vi"),
    _Press("a condition", "/steps/{step}/condition", "/write", "text"),
    _Press("a field of a form", "/steps/{step}/form", "/add", "title.vi"),
    _Press("the words of a request", "/steps/{step}/wording", "/save", "ask.vi"),
    _Press("the order, with the diagram", "", "/down", ""),
)
AFTER_A_REMOVAL = replace(PRESSES[0], what="a section, while something removed is still named")
NAMED_ELSEWHERE = (
    "stages", "chuyen_tuyen", "steps", "dua_ve", "form", "noi_den", "options", "co_so",
)  # fmt: skip


def _waited(browser: Browser, draft: str, pathway: Pathway, press: _Press, presses: int) -> Waited:
    waited = Waited(press.what, [], [])
    for number in range(presses):
        step = pathway.steps[number * 7 % len(pathway.steps)].id
        page = browser.page(draft + press.path.format(step=step))
        typed = f"entry != 'x{number}'" if press.typed == "text" else f"Lần {number}"
        begun, before = time.perf_counter(), time.process_time()
        answer = browser.send(form(page, press.ending), **{press.typed: typed})
        shown = browser.client.get(answer.headers["Location"])
        waited.seconds.append(time.perf_counter() - begun)
        waited.cpu.append(time.process_time() - before)
        assert shown.status_code == HTTPStatus.OK, shown.text
    return waited


def _times(seconds: list[float]) -> list[str]:
    shown = (percentile(seconds, 50), percentile(seconds, 95), max(seconds))
    return [f"{1000 * each:.0f}" for each in shown]


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
    run(editing)
