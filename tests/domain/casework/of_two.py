"""A finding of the police that takes two, and what the two do."""

from __future__ import annotations

from collections.abc import Sequence

from domain.casework.administration.publishing import publish_directory, publish_pathway
from domain.casework.answers.answering import answer, look
from domain.casework.answers.views import (
    Submission,
    ToConfirm,
)
from domain.casework.desk.coordinating import Proxy
from domain.journey.facts import AnyFact
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau, directory_with
from tests.domain.small import pathway, step, yes_no
from tests.strategies import label

NOTE = {"id": "note", "label": label("note"), "kind": "text", "required": False}
VICTIM = {"victim": ["yes"]}
PHONED = Proxy("done", VICTIM, "", "Nguyễn Văn An", "phone")


def finding_pathway() -> Pathway:
    verify = step("verify", form=[yes_no("victim"), NOTE], second_person=True)
    return pathway(verify, step("papers", "verify", role="shelter"))


def asked(place: Bureau, finding: Pathway) -> tuple[str, str]:
    place.publish(finding)
    journey = place.open(finding)
    (request,) = place.waiting(journey)
    place.pile.clear()
    return journey, request


def asked_of_one(place: Bureau, finding: Pathway) -> tuple[str, str]:
    """An agency with a single contact."""
    publish_pathway(place.office, finding, "user:lan")
    body = directory_with(
        ["police", "shelter", "labour"],
        [
            f"{{role: {role}, agency: {role}, valid_from: 2020-01-01}}"
            for role in ("police", "shelter", "labour")
        ],
    )
    second = (
        ", {id: police_2, name: Người trực,"
        " channels: [{channel: email, target: police_2@example.vn}]}"
    )
    assert second in body
    publish_directory(place.office, body.replace(second, ""), "user:lan")
    journey = place.open(finding)
    (request,) = place.waiting(journey)
    place.pile.clear()
    return journey, request


def propose(place: Bureau, request: str, contact: int = 1, **raw: Sequence[str]) -> int:
    """The trail line of what was proposed."""
    given = VICTIM | {name: list(typed) for name, typed in raw.items()}
    taken = answer(place.office, place.token(request, contact), Submission("done", given))
    assert taken.receipt.awaits_second
    return seen_line(place, request, 3 - contact)


def seen_line(place: Bureau, request: str, contact: int = 2) -> int:
    seen = look(place.office, place.token(request, contact))
    assert isinstance(seen, ToConfirm)
    return seen.proposed.line


def facts(place: Bureau, journey: str, *kinds: type[AnyFact]) -> list[AnyFact]:
    with place.office.store.reading() as books:
        found = [record.fact for record in books.trails.facts(journey)]
    return [fact for fact in found if isinstance(fact, kinds)]


def told(place: Bureau, journey: str) -> list[tuple[str, str]]:
    """To whom letters went since, and the ends of their subjects."""
    place.carry(journey)
    said = [
        (one.target.partition("@")[0], one.letter.subject.partition("] ")[2]) for one in place.pile
    ]
    place.pile.clear()
    return sorted(said)


def asked_steps(place: Bureau, journey: str) -> list[str]:
    return [request.step for request in place.requests(journey)]
