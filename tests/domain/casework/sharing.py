"""A case whose police are asked about a person, who agreed that they know name and safe contact."""

from __future__ import annotations

from collections.abc import Sequence

from domain.casework.administration.publishing import publish_directory
from domain.casework.person.consents import Written, enter, withdraw
from domain.casework.person.the_person import take_identity
from domain.pathway.template import End, Pathway, PersonField
from domain.person.consent import Given
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.small import ENTRY, end, pathway, step
from tests.strategies import Part, label

NAME, SAFE = "Lò Thị Mây", "Gọi buổi sáng, nói là bạn học"
KNOWN = {
    "full_name": [NAME],
    "phone": ["0912345678"],
    "safe_contact": [SAFE],
}
AGREED: Sequence[PersonField] = ("full_name", "safe_contact")


def sharing(*fields: PersonField, without_consent: str = "ask") -> Pathway:
    shares: list[Part] = [{"field": field, "why": label("To verify")} for field in fields]
    return pathway(
        step("verify", shares=shares, without_consent=without_consent),
        step("shelter", "verify", role="shelter"),
    )


ASKING = sharing("full_name", "phone", "safe_contact")
HOME: Part = {"id": "home", "label": label("Home"), "kind": "area"}
SHOWN: Part = {"field": "full_name", "why": label("To verify")}
HANDED_ON = {"area": "verify.home", "pathway": "arriving", "entry": ENTRY}
GOING_HOME = pathway(step("verify", form=[HOME], shares=[SHOWN])).model_copy(
    update={"ends": (End.model_validate(end("gone", outcome="handed_over", hands_over=HANDED_ON)),)}
)
ARRIVING = pathway(step("verify", shares=[SHOWN]))
ARRIVING = ARRIVING.model_copy(
    update={"key": "arriving", "roles": tuple(r for r in ARRIVING.roles if r.id != "shelter")}
)
"""To which the case goes on. It has no shelter."""
WAITING = sharing("full_name", "safe_contact", without_consent="wait")


def taken_down(place: Bureau, shared: Pathway, area: str | None = None) -> str:
    """A journey whose person is known, and nothing agreed to."""
    place.publish(ARRIVING)
    place.publish(shared)
    publish_directory(place.office, with_telephones(directory_for(shared)), "user:lan")
    journey = place.open(shared, area=area)
    take_identity(place.office, code_of(journey), KNOWN, "lan")
    return journey


def with_telephones(directory: str) -> str:
    """Each contact's second address."""
    return directory.replace("@example.vn}", "@example.vn}, {channel: sms, target: '0912345678'}")


def agree(place: Bureau, journey: str, **more: object) -> Written:
    given = {"roles": ("police",), "fields": AGREED, "how": "spoken", "giver": "person"}
    said = Given.model_validate(given | more)
    written = enter(place.office, code_of(journey), said, {"witness": "Bà Lụa"}, "lan")
    place.carry(journey)
    return written


def take_back(place: Bureau, journey: str) -> Written:
    """Before the flow has seen it."""
    return withdraw(place.office, code_of(journey), (), "", "lan")


def code_of(journey: str) -> str:
    return journey.partition("/")[0]


def kinds(place: Bureau, journey: str) -> list[str]:
    with place.office.store.reading() as books:
        return [line.kind for line in books.trails.lines(journey)]
