"""What people do in stories: officials answer what a message asks, coordinators act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Concatenate, ParamSpec

from domain.casework.desk.looking import RequestLine
from domain.casework.office import Office
from domain.pathway.template import Field, FieldKind, Pathway, Step
from domain.values import Value, Values
from tasks.journeys import wake
from tests.stories.province import LINK, Province
from tests.stories.seconding import second_by_phone
from tests.walking import Says

P = ParamSpec("P")
Typed = str | list[str]

ITEM, PART = "Nội dung: ", "Phần xác nhận của: "

_LEAST: Mapping[FieldKind, Typed] = {
    "text": "12/CV",
    "long_text": "Đã gặp.",
    "date": "2025-10-01",  # over in the pilot of 2025 too
    "yes_no": "no",
    "choices": [],
    "whole_number": "1",
    "money": "1.000",
    "area": "hai_phong",
}


def act(
    place: Province,
    deed: Callable[Concatenate[Office, P], str],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """What a command does: the deed, and then the journey is woken."""
    wake(deed(place.office, *args, **kwargs))
    place.work()


def answer_all(place: Province, journey: str, pathway: Pathway, says: Says) -> None:
    """Everybody who is asked answers by their link; then the flow runs once."""
    for request in waiting(place, journey):
        given = says.get(name_of(request), {})
        values = given if isinstance(given, Mapping) else given[request.occurrence - 1]
        step = pathway.by_id[request.step]
        link = link_in_message(place, pathway, step, request.item)
        sent = place.client.post(
            link, data={"_verdict": "done", **filled(step, request.item, values)}
        )
        assert sent.status_code == 200, sent.text
        second_by_phone(place.office, link)
    place.work()


def waiting(place: Province, journey: str) -> list[RequestLine]:
    return [request for request in place.case(journey).requests if request.status == "waiting"]


def name_of(request: RequestLine) -> str:
    """`step` or `step[item]`."""
    return f"{request.step}[{request.item}]" if request.item else request.step


def link_in_message(place: Province, pathway: Pathway, step: Step, item: str | None = None) -> str:
    """The link in the last message that asks for this."""
    label = pathway.item_label(step, item)
    items = [f"{PART if item in step.jointly else ITEM}{label.vi}"] if label else []
    with place.office.store.reading() as books:
        texts = [message.text for message in books.mailbox.messages()]
    asked = [
        text
        for text in texts
        if step.request.vi in (lines := text.splitlines())
        and [line for line in lines if line.startswith((ITEM, PART))] == items
    ]
    return [link[1] for text in asked if (link := LINK.search(text)) is not None][-1]


def filled(step: Step, item: str | None, says: Values) -> dict[str, Typed]:
    """The form of a step: what is to be said, and else as little as it takes."""
    form = step.form_for(item)
    assert says.keys() <= {field.id for field in form}, f"{step.id} has no such field: {says}"
    return {field.id: _typed(field, says) for field in form}


def _typed(field: Field, says: Values) -> Typed:
    if field.id in says:
        return _as_typed(says[field.id])
    if not field.required:
        return ""
    return field.options[0].id if field.kind == "choice" else _LEAST[field.kind]


def _as_typed(value: Value) -> Typed:
    match value:
        case bool(yes):
            return "yes" if yes else "no"
        case (*several,):
            return [str(each) for each in several]
        case one:
            return str(one)
