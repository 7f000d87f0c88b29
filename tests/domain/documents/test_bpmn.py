from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import get_args
from xml.etree import ElementTree as ET

import pytest

from domain.documents.bpmn.writing import bpmn, bpmn_files
from domain.pathway.files import no_pathways, read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from domain.texts import Language
from tests.domain.small import choices, end, pathway, step, yes_no
from tests.strategies import label, named

SHIPPED = [read_pathway(file) for file in shipped_pathways()]
NAMES = {
    "b": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}


class Model:
    """What a modeller reads."""

    def __init__(self, text: str) -> None:
        self.root = ET.fromstring(text)  # noqa: S314 - we wrote it
        self.by_id = {found.get("id", ""): found for found in self.root.iter() if found.get("id")}

    def all(self, kind: str) -> list[ET.Element]:
        return self.root.findall(f".//b:{kind}", NAMES)

    def ids(self, kind: str) -> set[str]:
        return {found.get("id", "") for found in self.all(kind)}

    def kind(self, name: str) -> str:
        return self.by_id[name].tag.rpartition("}")[2]

    def after(self, name: str) -> list[str]:
        """What the arrows from here lead to."""
        flows = self.all("sequenceFlow")
        return [flow.get("targetRef", "") for flow in flows if flow.get("sourceRef") == name]

    def flow(self, source: str, target: str) -> ET.Element:
        return self.by_id[f"flow-{source}-to-{target}"]

    def condition(self, source: str, target: str) -> str | None:
        return self.flow(source, target).findtext("b:conditionExpression", None, NAMES)

    def told(self, name: str) -> str:
        return self.by_id[name].findtext("b:documentation", "", NAMES)

    def place(self, name: str) -> tuple[float, float, float, float]:
        bounds = self.by_id[f"shape-{name}"].find("dc:Bounds", NAMES)
        assert bounds is not None
        x, y, width, height = (float(bounds.attrib[k]) for k in ("x", "y", "width", "height"))
        return x, y, x + width, y + height

    def points(self, flow: str) -> list[tuple[float, float]]:
        found = self.by_id[f"edge-{flow}"].findall("di:waypoint", NAMES)
        return [(float(one.attrib["x"]), float(one.attrib["y"])) for one in found]


def model(shown: Pathway) -> Model:
    return Model(bpmn(shown, "en"))


def models() -> Iterator[Model]:
    for one in SHIPPED:
        yield from map(Model, bpmn_files(one, no_pathways).values())


def within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and inner[2] <= outer[2] and inner[3] <= outer[3]
    )  # fmt: skip


@pytest.mark.parametrize("shown", SHIPPED, ids=lambda one: one.key)
def test_every_way_in_step_and_end_is_there_in_both_languages(shown: Pathway) -> None:
    for language, text in zip(
        get_args(Language), bpmn_files(shown, no_pathways).values(), strict=True
    ):
        found = Model(text)
        for kind, stated in (("entry", shown.entries), ("step", shown.steps), ("end", shown.ends)):
            names = {one.id: found.by_id[f"{kind}-{one.id}"].get("name") for one in stated}
            assert names == {one.id: one.title.in_(language) for one in stated}


def test_the_other_language_stands_in_the_documentation() -> None:
    shown = pathway(step("meet", title={"vi": "Gặp", "en": "Meet"}, ask=label("Please meet")))

    told = model(shown).told("step-meet").splitlines()

    assert told[:2] == ["Gặp", "Please meet"]


def test_who_is_asked_is_the_lane() -> None:
    found = model(pathway(step("meet"), step("shelter", "meet", role="health")))

    lanes = {
        lane.get("name"): [ref.text for ref in lane.findall("b:flowNodeRef", NAMES)]
        for lane in found.all("lane")
    }

    assert "step-meet" in lanes["police"]
    assert "step-shelter" in lanes["health"]
    assert "end-finished" in lanes["labour"]


def test_a_condition_stands_at_its_arrow_and_else_nothing_is_waited_for() -> None:
    meet = step("meet", form=[yes_no("agrees")])
    found = model(pathway(meet, step("help", "meet", when="meet.agrees == true")))

    assert found.after("step-meet") == ["after-step-meet"]
    assert found.kind("after-step-meet") == "exclusiveGateway"
    assert found.condition("after-step-meet", "step-help") == "meet.agrees == true"
    assert found.flow("after-step-meet", "step-help").get("name") == "If “agrees”: yes"
    default = found.by_id["after-step-meet"].get("default")
    assert default == "flow-after-step-meet-to-settled"


def test_of_several_conditions_more_than_one_may_hold() -> None:
    meet = step("meet", form=[yes_no("ill"), yes_no("poor")])
    ill = step("doctor", "meet", when="meet.ill == true")
    poor = step("money", "meet", when="meet.poor == true")

    found = model(pathway(meet, ill, poor))

    assert found.kind("after-step-meet") == "inclusiveGateway"


def test_a_step_after_several_waits_for_those_that_are_under_way() -> None:
    found = model(pathway(step("meet"), step("visit"), step("write", "meet", "visit")))

    assert found.after("step-meet") == found.after("step-visit") == ["before-step-write"]
    assert found.kind("before-step-write") == "inclusiveGateway"
    assert found.after("before-step-write") == ["step-write"]


def test_the_first_end_that_fits_is_taken_once_all_is_settled() -> None:
    meet = step("meet", form=[yes_no("agrees")])
    refused = end("refused", "meet", when="meet.agrees == false")

    found = model(pathway(meet, ends=[refused]))

    assert found.after("step-meet") == ["settled"]
    assert found.after("settled") == ["decided"]
    assert found.after("decided") == ["end-refused", "end-finished"]
    assert found.condition("decided", "end-refused") == "(meet != null) && (meet.agrees == false)"
    assert found.by_id["decided"].get("default") == "flow-decided-to-end-finished"


def test_an_end_at_once_waits_for_nothing_and_withdraws_the_rest() -> None:
    meet = step("meet", form=[yes_no("agrees")])
    named_step = end("refused", "meet", when="meet.agrees == false", at_once=True)
    looked_at = end("refused", when="meet.agrees == false", at_once=True)

    for refused in (named_step, looked_at):
        found = model(pathway(meet, step("shelter", "meet"), ends=[refused]))
        assert "end-refused" in found.after("after-step-meet")
        assert found.by_id["end-refused"].find("b:terminateEventDefinition", NAMES) is not None


def test_a_step_for_each_thing_chosen_is_done_several_times() -> None:
    meet = step("meet", form=[choices("needs", "bed", "food")])
    found = model(pathway(meet, step("help", "meet", foreach="meet.needs")))

    (several,) = found.all("multiInstanceLoopCharacteristics")
    assert several.findtext("b:loopCardinality", "", NAMES) == "size(meet.needs)"


def test_rounds_go_on_until_their_condition_holds() -> None:
    repeat = {"every": {"months": 1}, "until": "visit.over == true", "times": 12}
    found = model(pathway(step("visit", form=[yes_no("over")], repeat=repeat)))

    (rounds,) = found.all("standardLoopCharacteristics")
    assert rounds.get("loopMaximum") == "12"
    assert rounds.findtext("b:loopCondition", "", NAMES) == "!(visit.over == true)"
    assert "Again every month" in found.told("step-visit")


def test_who_is_asked_jointly_has_a_task_and_only_all_together_go_on() -> None:
    found = model(pathway(step("meet", jointly=["health"]), step("write", "meet")))

    assert found.after("opens-step-meet") == ["step-meet", "step-meet-health"]
    assert found.after("step-meet") == found.after("step-meet-health") == ["closes-step-meet"]
    assert found.kind("closes-step-meet") == "parallelGateway"
    assert found.after("closes-step-meet") == ["step-write"]


@pytest.mark.parametrize(
    ("amount", "unit", "duration"),
    [(36, "hours", "PT36H"), (3, "calendar_days", "P3D"), (3, "working_days", None)],
)
def test_a_deadline_is_a_timer_unless_only_a_calendar_knows_it(
    amount: int, unit: str, duration: str | None
) -> None:
    limit = {"amount": amount, "unit": unit, "source": "Law"}

    found = model(pathway(step("meet", limit=limit)))

    assert [one.text for one in found.all("timeDuration")] == ([duration] if duration else [])
    assert [one.get("cancelActivity") for one in found.all("boundaryEvent")] == (
        ["false"] if duration else []
    )
    assert "Deadline: " in found.told("step-meet")


def test_each_way_in_leads_to_its_own_first_steps() -> None:
    shown = pathway(
        step("meet", when="entry == 'self_return'"), step("call", when="entry == 'hotline'")
    )
    shown = Pathway.model_validate(
        shown.model_dump(by_alias=True) | {"entries": [named("self_return"), named("hotline")]}
    )

    found = model(shown)

    assert found.after("entry-self_return") == ["step-meet"]
    assert found.after("entry-hotline") == ["step-call"]


def test_every_arrow_runs_from_one_node_to_another_and_both_know_it() -> None:
    for found in models():
        for flow in found.all("sequenceFlow"):
            source, target = (found.by_id[flow.attrib[end]] for end in ("sourceRef", "targetRef"))
            name = flow.get("id")
            assert name in [one.text for one in source.findall("b:outgoing", NAMES)]
            assert name in [one.text for one in target.findall("b:incoming", NAMES)]


def test_everything_has_a_place_within_its_lane_and_apart_from_others() -> None:
    for found in models():
        pool = found.place("pool")
        nodes = []
        for lane in found.all("lane"):
            place = found.place(lane.attrib["id"])
            assert within(place, pool)
            for ref in lane.findall("b:flowNodeRef", NAMES):
                nodes.append(found.place(ref.text or ""))
                assert within(nodes[-1], place)
        timers = {found.place(name) for name in found.ids("boundaryEvent")}
        for one, other in combinations([node for node in nodes if node not in timers], 2):
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_arrows_begin_and_end_at_what_they_connect() -> None:
    for found in models():
        for flow in found.all("sequenceFlow"):
            points = found.points(flow.attrib["id"])
            for point, name in ((points[0], "sourceRef"), (points[-1], "targetRef")):
                x, y, right, bottom = found.place(flow.attrib[name])
                assert x <= point[0] <= right
                assert y <= point[1] <= bottom


def test_what_is_written_is_the_same_each_time() -> None:
    assert [bpmn_files(one, no_pathways) for one in SHIPPED] == [
        bpmn_files(one, no_pathways) for one in SHIPPED
    ]


def test_the_file_says_which_encoding_it_has() -> None:
    assert re.match(r'<\?xml version="1.0" encoding="UTF-8"\?>\n', bpmn(SHIPPED[0], "vi"))
