"""An agency of old that is asked to verify, and those that succeed it in March and in July 2025."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from domain.casework.administration.publishing import publish_directory
from domain.casework.desk.looking import LeadLine, RequestLine, lead_list
from domain.casework.journeys.advancing import look_at
from domain.casework.journeys.passing_on import to_pass_on
from domain.journey.facts import Reassigned
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau, directory_with
from tests.domain.small import pathway, step

FEBRUARY = datetime(2025, 2, 20, 2, tzinfo=UTC)
MARCH = datetime(2025, 2, 28, 17, tzinfo=UTC)  # 1 March, 0:00 in Việt Nam
JULY = datetime(2025, 6, 30, 17, tzinfo=UTC)
LAW = "Nghị quyết mẫu"
TO_THE_LEAD = "Hồ sơ đang chờ cơ quan chủ trì quyết định"
REQUEST = "Có yêu cầu đang chờ cơ quan trả lời"

VERIFY = pathway(step("verify"))
VERIFY_THEN_PAPERS = pathway(step("verify"), step("papers", "verify"))

OLD = "{role: police, agency: old, valid_from: 2020-01-01, valid_to: 2025-02-28}"
NEW = "{role: police, agency: new, valid_from: 2025-03-01}"
NEWER = "{role: police, agency: newer, valid_from: 2025-07-01}"
NEW_UNTIL_JULY = NEW.replace("}", ", valid_to: 2025-06-30}")
TO_NEW = f"{{agency: old, on: 2025-03-01, to: [new, other], legal_basis: {LAW}}}"
TO_NEWER = "{agency: new, on: 2025-07-01, to: [newer], legal_basis: Luật mẫu}"
IN_A_CHAIN = ((OLD, NEW_UNTIL_JULY, NEWER), (TO_NEW, TO_NEWER))


def reorganise(
    place: Bureau, assignments: Sequence[str] = (OLD, NEW), successions: Sequence[str] = (TO_NEW,)
) -> None:
    agencies = ("old", "new", "newer", "other", "labour")
    lead = "{role: labour, agency: labour, valid_from: 2020-01-01}"
    body = directory_with(agencies, (*assignments, lead), successions)
    publish_directory(place.office, body, "user:lan")


def asked(
    place: Bureau,
    which: Pathway = VERIFY,
    assignments: Sequence[str] = (OLD, NEW),
    successions: Sequence[str] = (TO_NEW,),
) -> tuple[str, str]:
    """In February a journey in which the old agency is asked first, and the id of that request."""
    place.clock.moment = FEBRUARY
    place.publish(which)
    reorganise(place, assignments, successions)
    journey = place.open(which)
    return journey, place.waiting(journey)[0]


def pass_all_on(place: Bureau) -> int:
    """As each sweep does; how many journeys it looked at for that."""
    journeys = to_pass_on(place.office)
    for journey in journeys:
        look_at(place.office, journey)
    place.send()
    return len(journeys)


def moves(place: Bureau, journey: str) -> list[tuple[str | None, str, str | None, str]]:
    with place.office.store.reading() as books:
        facts = [record.fact for record in books.trails.facts(journey)]
    return [(f.before, f.agency, f.legal_basis, f.by) for f in facts if isinstance(f, Reassigned)]


def told(place: Bureau) -> list[tuple[str, str]]:
    """Which agency's first contact each letter was for, and its subject without the code."""
    letters = [(one.target.partition("@")[0], one.letter.subject) for one in place.pile]
    return [
        (contact.removesuffix("_1"), subject.partition("] ")[2])
        for contact, subject in letters
        if contact.endswith("_1")
    ]


def shown(place: Bureau, journey: str) -> RequestLine:
    [request] = place.requests(journey)
    return request


def on_the_list(place: Bureau) -> list[LeadLine]:
    return list(lead_list(place.office, "en"))
