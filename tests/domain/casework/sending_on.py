"""Corrections that come after the next step was asked, and who sends them."""

from __future__ import annotations

from domain.casework.answers.answering import look
from domain.casework.answers.sent_corrections import send_correction
from domain.casework.answers.views import Settled, Submission
from domain.casework.desk.coordinating import Proxy
from domain.casework.desk.looking import lead_list
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import NOTE, VICTIM
from tests.domain.small import pathway, step, yes_no

NO = {"victim": ["no"], "note": ["Chị Lụa nhầm"]}
SENT = "Whoever answered says that the answer should be another."
EARLIER = "Nội dung mà yêu cầu dựa vào đã được sửa"
SHELTER_TOLD = [("shelter_1", EARLIER), ("shelter_2", EARLIER)]
VERIFIED = pathway(
    step("verify", form=[yes_no("victim"), NOTE]), step("papers", "verify", role="shelter")
)


def answered(place: Bureau, small: Pathway = VERIFIED) -> tuple[str, str]:
    """The police have verified, and the next step is asked."""
    place.publish(small)
    journey = place.open(small)
    (request,) = place.waiting(journey)
    place.answer_as_two(request, VICTIM)
    place.carry(journey)
    place.later(hours=1)
    place.pile.clear()
    return journey, request


def settled(place: Bureau, request: str, contact: int = 1) -> Settled:
    seen = look(place.office, place.token(request, contact))
    assert isinstance(seen, Settled)
    return seen


def correction(
    place: Bureau, request: str, raw: dict[str, list[str]] | None = None, contact: int = 1
) -> Submission:
    line = settled(place, request, contact).for_the_coordinator
    return Submission("done", raw or NO, corrects=line)


def send(place: Bureau, request: str, contact: int = 1) -> None:
    wanted = correction(place, request, contact=contact)
    place.carry(send_correction(place.office, place.token(request, contact), wanted).journey)


def phoned(place: Bureau, request: str, raw: dict[str, list[str]]) -> Proxy:
    """What the coordinator writes down in the place of the answer that stands."""
    line = settled(place, request).for_the_coordinator
    return Proxy("done", raw, "", "Nguyễn Văn An", "phone", corrects=line)


def on_the_list(place: Bureau) -> list[str]:
    return [line.why.partition(". ")[0] + "." for line in lead_list(place.office, "en")]
