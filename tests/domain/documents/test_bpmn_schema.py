from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from lxml import etree

from benchmarks.editing import sixty_steps
from domain.documents.bpmn.writing import bpmn, bpmn_files
from domain.pathway.files import no_pathways, read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from tests.domain.small import choices, end, pathway, step, yes_no
from tests.house.source import ROOT

SHIPPED = [read_pathway(file) for file in shipped_pathways()]
ELSEWHERE = read_pathway(ROOT / "tests" / "stories" / "england_and_wales.yaml")
LONG = sixty_steps()


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The OMG's own of BPMN 2.0, as an engine brings it along."""
    with as_file(files("SpiffWorkflow") / "bpmn" / "parser" / "schema") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd")))


@pytest.mark.parametrize(
    "shown",
    [*SHIPPED, ELSEWHERE, LONG],
    ids=[*(one.key for one in SHIPPED), "another country's", "of sixty steps"],
)
def test_a_whole_pathway_is_bpmn_in_both_languages(schema: etree.XMLSchema, shown: Pathway) -> None:
    for text in bpmn_files(shown, no_pathways).values():
        schema.assertValid(etree.fromstring(text.encode()))


def test_so_is_all_that_a_step_may_be(schema: etree.XMLSchema) -> None:
    limit = {"amount": 3, "unit": "calendar_days", "source": "Law"}
    repeat = {"every": {"months": 1}, "until": "visit.over == true", "times": 12}
    shown = pathway(
        step("meet", form=[choices("needs", "bed", "food"), yes_no("agrees")], limit=limit),
        step("visit", form=[yes_no("over")], repeat=repeat),
        step("help", "meet", foreach="meet.needs"),
        step("write", "meet", "visit", when="meet.agrees == true", jointly=["health"]),
        ends=[end("refused", "meet", when="meet.agrees == false", at_once=True)],
    )

    schema.assertValid(etree.fromstring(bpmn(shown, "en").encode()))


def test_the_schema_refuses_what_is_no_bpmn(schema: etree.XMLSchema) -> None:
    text = bpmn(SHIPPED[0], "en").replace("bpmn:userTask", "bpmn:usersTask")

    assert not schema.validate(etree.fromstring(text.encode()))
