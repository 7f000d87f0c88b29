"""The files in bpmn-js, on which the usual modellers are built."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import get_args

import pytest
from playwright.sync_api import Page

from benchmarks.editing import sixty_steps
from domain.documents.bpmn.writing import bpmn_files
from domain.pathway.files import no_pathways, read_pathway, shipped_pathways
from domain.pathway.template import End, Entry, Pathway, Step
from domain.texts import Language
from tests.browsers import chromium
from tests.house.source import ROOT

pytestmark = pytest.mark.browser

SHIPPED = [read_pathway(file) for file in shipped_pathways()]
ELSEWHERE = read_pathway(ROOT / "tests" / "stories" / "england_and_wales.yaml")
LONG = sixty_steps()
VIEWER = "package/dist/bpmn-viewer.production.min.js"
OPEN = """async text => {
  document.body.innerHTML = "<div id='canvas' style='height: 100vh'></div>";
  const viewer = new BpmnJS({container: "#canvas"});
  return (await viewer.importXML(text)).warnings.map(warning => warning.message);
}"""
SHOWN = "texts => texts.map(text => text.textContent.replace(/\\s/g, ''))"


@pytest.fixture(scope="module")
def viewer() -> Iterator[Page]:
    """A page with the viewer alone, which `make build/bpmn-js.tgz` brings."""
    with tarfile.open(ROOT / "build" / "bpmn-js.tgz") as package, chromium() as browser:
        script = package.extractfile(VIEWER)
        assert script is not None
        page = browser.new_page()
        page.add_script_tag(content=script.read().decode())
        yield page


@pytest.mark.parametrize(
    "pathway",
    [*SHIPPED, ELSEWHERE, LONG],
    ids=[*(one.key for one in SHIPPED), "another country's", "of sixty steps"],
)
def test_every_way_in_step_and_end_is_shown_in_both_languages(
    viewer: Page, pathway: Pathway
) -> None:
    texts = bpmn_files(pathway, no_pathways).values()
    for language, text in zip(get_args(Language), texts, strict=True):
        warnings = viewer.evaluate(OPEN, text)

        stated: list[Entry | Step | End] = [*pathway.entries, *pathway.steps, *pathway.ends]
        names = ["".join(one.title.in_(language).split()) for one in stated]
        shown = viewer.locator("svg text").evaluate_all(SHOWN)
        assert (warnings, [name for name in names if name not in shown]) == ([], [])


def test_the_viewer_says_what_it_cannot_show(viewer: Page) -> None:
    text = bpmn_files(SHIPPED[0], no_pathways)[f"{SHIPPED[0].key}.bpmn"]

    assert viewer.evaluate(OPEN, text.replace('bpmnElement="step-', 'bpmnElement="stop-'))
