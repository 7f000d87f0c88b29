"""A pathway as BPMN 2.0, which the usual modellers open: the process and its diagram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import get_args
from xml.etree import ElementTree as ET

from domain.documents.bpmn.places import LABEL, Places, late_of, placed, timer_of
from domain.documents.bpmn.process import Flow, Node, Process, Timer, process_of
from domain.documents.diagram.sheet import Point, Rectangle
from domain.pathway.parts import Find, whole
from domain.pathway.template import NotBefore, Pathway, Period, Step
from domain.texts import Language

_NAMESPACES: Mapping[str, str] = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_CEL = "https://cel.dev"
_FORMAL = {"xsi:type": "bpmn:tFormalExpression"}
_SUFFIX: Mapping[Language, str] = {"vi": "", "en": ".en"}
_LETTERS, _LINE = 30, 14


def bpmn_files(pathway: Pathway, find: Find) -> dict[str, str]:
    """Of a sound pathway, one in each language, by name."""
    complete = whole(pathway, find)
    return {
        f"{pathway.key}{_SUFFIX[language]}.bpmn": bpmn(complete, language)
        for language in get_args(Language)
    }


def bpmn(pathway: Pathway, language: Language) -> str:
    """Of a sound pathway without parts (`domain.pathway.parts.whole`)."""
    process = process_of(pathway, language)
    places = placed(process, [role.id for role in pathway.roles])
    root = ET.Element(
        "bpmn:definitions",
        {
            **{f"xmlns:{prefix}": uri for prefix, uri in _NAMESPACES.items()},
            "id": f"pathway-{pathway.key}",
            "name": pathway.title.in_(language),
            "targetNamespace": f"urn:referral-pathways:{pathway.key}",
            "expressionLanguage": _CEL,
            "exporter": "referral-pathways",
        },
    )
    _collaboration(root, pathway, language)
    _process(root, pathway, process, language)
    _diagram(root, process, places)
    ET.indent(root)
    return f"{_DECLARATION}\n{ET.tostring(root, encoding='unicode')}\n"


def _collaboration(root: ET.Element, pathway: Pathway, language: Language) -> None:
    collaboration = _inside(root, "bpmn:collaboration", id="collaboration")
    _documentation(collaboration, _others(pathway, language))
    name = pathway.title.in_(language)
    _inside(collaboration, "bpmn:participant", id="pool", name=name, processRef="process")


def _others(pathway: Pathway, language: Language) -> Iterator[str]:
    yield from (pathway.title.in_(one) for one in get_args(Language) if one != language)
    yield pathway.about.in_(language)


def _process(root: ET.Element, pathway: Pathway, process: Process, language: Language) -> None:
    element = _inside(root, "bpmn:process", id="process", isExecutable="false")
    lanes = _inside(element, "bpmn:laneSet", id="lanes")
    for role in pathway.roles:
        inside = [node for node in process.nodes if node.lane == role.id]
        if inside:
            title = role.title.in_(language)
            lane = _inside(lanes, "bpmn:lane", id=f"lane-{role.id}", name=title)
            for node in inside:
                late = [_late(node).source, _late(node).target] if node.timer else []
                for name in (node.id, *late):
                    _inside(lane, "bpmn:flowNodeRef").text = name
    for node in process.nodes:
        _node(element, node, process.flows)
        if node.timer:
            _timer(element, node, node.timer)
    for flow in process.flows:
        _flow(element, flow)


def _node(process: ET.Element, node: Node, flows: Sequence[Flow]) -> None:
    element = _inside(process, f"bpmn:{node.kind}", id=node.id)
    if node.name:
        element.set("name", node.name)
    _documentation(element, node.documentation)
    for flow in flows:
        if flow.target == node.id:
            _inside(element, "bpmn:incoming").text = flow.id
    for flow in flows:
        if flow.source == node.id:
            _inside(element, "bpmn:outgoing").text = flow.id
            if flow.otherwise:
                element.set("default", flow.id)
    if node.step is not None:
        _again(element, node.step)
    if node.held_back is not None:
        _held_back(element, node.held_back)
    if node.at_once:
        _inside(element, "bpmn:terminateEventDefinition", id=f"{node.id}-at-once")


def _again(task: ET.Element, step: Step) -> None:
    if step.foreach is not None:
        items = _inside(task, "bpmn:multiInstanceLoopCharacteristics", isSequential="false")
        _inside(items, "bpmn:loopCardinality", **_FORMAL).text = f"size({step.foreach})"
    elif step.repeat is not None:
        rounds = _inside(task, "bpmn:standardLoopCharacteristics", testBefore="false")
        if step.repeat.times is not None:
            rounds.set("loopMaximum", str(step.repeat.times))
        if step.repeat.until is not None:
            _inside(rounds, "bpmn:loopCondition", **_FORMAL).text = f"!({step.repeat.until})"


def _held_back(event: ET.Element, held_back: NotBefore) -> None:
    """For a time, or until a date: where answers give dates, as an expression."""
    definition = _inside(event, "bpmn:timerEventDefinition", id=f"{event.get('id')}-for")
    passed = " + ".join(filter(None, (held_back.since, _duration(held_back.period))))
    bounds = [bound for bound in (passed, held_back.until) if bound]
    kind = "timeDate" if held_back.dates else "timeDuration"
    text = bounds[0] if len(bounds) == 1 else f"max({', '.join(bounds)})"
    _inside(definition, f"bpmn:{kind}", **_FORMAL).text = text


def _duration(period: Period | None) -> str | None:
    if period is None:
        return None
    return f"P{period.days}D" if period.months is None else f"P{period.months}M"


def _timer(process: ET.Element, node: Node, timer: Timer) -> None:
    """It interrupts nothing: who is late is reminded, and may still answer."""
    late = _late(node)
    event = _inside(
        process, "bpmn:boundaryEvent", id=late.source, attachedToRef=node.id, cancelActivity="false"
    )
    event.set("name", timer.name)
    _inside(event, "bpmn:outgoing").text = late.id
    definition = _inside(event, "bpmn:timerEventDefinition", id=f"{late.source}-after")
    _inside(definition, "bpmn:timeDuration", **_FORMAL).text = timer.after
    end = _inside(process, "bpmn:endEvent", id=late.target)
    _inside(end, "bpmn:incoming").text = late.id
    _flow(process, late)


def _late(node: Node) -> Flow:
    return Flow(f"timer-{node.id}", f"late-{node.id}")


def _flow(process: ET.Element, flow: Flow) -> None:
    element = _inside(
        process, "bpmn:sequenceFlow", id=flow.id, sourceRef=flow.source, targetRef=flow.target
    )
    if flow.name:
        element.set("name", flow.name)
    if flow.condition is not None:
        _inside(element, "bpmn:conditionExpression", **_FORMAL).text = flow.condition


def _diagram(root: ET.Element, process: Process, places: Places) -> None:
    diagram = _inside(root, "bpmndi:BPMNDiagram", id="diagram")
    plane = _inside(diagram, "bpmndi:BPMNPlane", id="plane", bpmnElement="collaboration")
    _shape(plane, "pool", places.pool, isHorizontal="true")
    for role, place in places.lanes.items():
        _shape(plane, f"lane-{role}", place, isHorizontal="true")
    for node in process.nodes:
        _drawn(plane, node, places.nodes[node.id])
    for flow in process.flows:
        points = places.flows[flow.id]
        edge = _edge(plane, flow, points)
        if flow.name:
            _bounds(_inside(edge, "bpmndi:BPMNLabel"), _label(flow.name, points[-1]))


def _drawn(plane: ET.Element, node: Node, place: Rectangle) -> None:
    if node.kind == "exclusiveGateway":
        _shape(plane, node.id, place, isMarkerVisible="true")
    else:
        _shape(plane, node.id, place)
    if node.timer:
        _drawn_timer(plane, node, place)


def _drawn_timer(plane: ET.Element, node: Node, task: Rectangle) -> None:
    late, timer = _late(node), timer_of(task)
    end = late_of(timer)
    _shape(plane, late.source, timer)
    label = Rectangle(timer.right + 4, task.bottom + 4, task.right - timer.right - 4, 2 * _LINE)
    _bounds(_inside(plane[-1], "bpmndi:BPMNLabel"), label)
    _shape(plane, late.target, end)
    x = timer.x + timer.width / 2
    _edge(plane, late, [(x, timer.bottom), (x, end.y)])


def _label(text: str, finish: Point) -> Rectangle:
    """Left of where the arrow ends, and above it."""
    x, y = finish
    height = _LINE * ceil(len(text) / _LETTERS)
    return Rectangle(x - LABEL, y - height - 2, LABEL - 14, height)


def _shape(plane: ET.Element, element: str, place: Rectangle, **more: str) -> None:
    shape = _inside(plane, "bpmndi:BPMNShape", id=f"shape-{element}", bpmnElement=element, **more)
    _bounds(shape, place)


def _edge(plane: ET.Element, flow: Flow, points: Sequence[Point]) -> ET.Element:
    edge = _inside(plane, "bpmndi:BPMNEdge", id=f"edge-{flow.id}", bpmnElement=flow.id)
    for x, y in points:
        _inside(edge, "di:waypoint", x=f"{x:g}", y=f"{y:g}")
    return edge


def _bounds(element: ET.Element, place: Rectangle) -> None:
    _inside(
        element,
        "dc:Bounds",
        x=f"{place.x:g}",
        y=f"{place.y:g}",
        width=f"{place.width:g}",
        height=f"{place.height:g}",
    )


def _documentation(element: ET.Element, lines: Iterable[str]) -> None:
    text = "\n".join(lines)
    if text:
        _inside(element, "bpmn:documentation").text = text


def _inside(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)
