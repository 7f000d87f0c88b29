"""Who would take over what an agency has, and whether a contact is reached, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import Field as Described

from domain.directory.addresses import Channel
from domain.directory.agencies import Assignment
from domain.directory.editing import Succeed, roles_passing, tree_of
from domain.frozen import Frozen
from domain.pathway.forms import FormFaults
from domain.texts import say
from pages.admin.directory.directories import Directories
from pages.api.administering import Call, Clerk, NotThere
from pages.api.common import Data, as_data
from pages.api.shapes import Words

EARLIEST = date(1900, 1, 1)


class SuccessionGiven(Frozen):
    """`takes`: of the assignments that pass, by their numbers, who of `to` has that role from then
    on. Without it an only heir takes all, and several take none.
    """

    on: Annotated[date, Described(ge=EARLIEST)]
    to: Annotated[tuple[str, ...], Described(min_length=1)]
    legal_basis: str
    takes: Mapping[str, tuple[str, ...]] | None = None


class PassingTold(Frozen):
    """An assignment of the agency that would hold on that day or later."""

    number: str
    role: str
    area: str | None

    @classmethod
    def of(cls, number: str, held: Assignment) -> Self:
        return cls(number=number, role=held.role, area=held.area)


class GoesTold(Frozen):
    """So many of the requests that wait go to this agency; without one, a person decides."""

    to: Words | None
    requests: int


class SuccessionTold(Frozen):
    """Nothing is kept. `directory` is what it would be: put in the place of `version`, it is."""

    version: int
    passing: tuple[PassingTold, ...]
    goes: tuple[GoesTold, ...]
    changes: tuple[Words, ...]
    directory: Data


class TestMessageGiven(Frozen):
    """Without a channel, on the first that the contact has."""

    channel: Channel | None = None


class TestMessageTold(Frozen):
    """Whether its provider took the message, and `why` not."""

    taken: bool
    why: Words | None


def add_agencies(clerk: Clerk, directories: Directories) -> None:
    def think(call: Call) -> SuccessionTold:
        given, agency = call.given(SuccessionGiven), call.part("agency")
        kept = directories.kept()
        known = kept.directory.agency(agency) is not None
        if not known or kept.directory.succession_of(agency) is not None:
            raise NotThere
        passing = roles_passing(kept.directory, agency, given.on)
        edit = Succeed(agency, given.on, given.to, given.legal_basis, _takes(given, passing))
        directory = directories.changed(edit)
        return SuccessionTold(
            version=kept.version,
            passing=tuple(PassingTold.of(number, held) for number, held in passing.items()),
            goes=tuple(
                GoesTold(to=Words.of(one.to) if one.to is not None else None, requests=one.number)
                for one in directories.goes_by(directory, agency)
            ),
            changes=tuple(Words.of(one.message) for one in directories.changes_by(directory)),
            directory=as_data(tree_of(directory)),
        )

    def try_out(call: Call) -> TestMessageTold:
        contact = directories.kept().directory.contact(call.part("contact"))
        if contact is None:
            raise NotThere
        channel = call.given(TestMessageGiven).channel or contact.channels[0].channel
        refused = directories.try_out(contact.id, channel)
        return TestMessageTold(
            taken=refused is None, why=Words.of(refused) if refused is not None else None
        )

    clerk.answers(
        "POST", "/directory/agencies/{agency}/succession/preview", "publish", think, SuccessionTold,
        "What would come of a succession; keeps nothing", SuccessionGiven,
    )  # fmt: skip
    clerk.answers(
        "POST", "/directory/contacts/{contact}/test-message", "publish", try_out, TestMessageTold,
        "Send a message that is only a test", TestMessageGiven,
    )  # fmt: skip


def _takes(
    given: SuccessionGiven, passing: Mapping[str, Assignment]
) -> Mapping[str, tuple[str, ...]]:
    """Raises FormFaults."""
    if given.takes is None:
        return dict.fromkeys(passing, given.to if len(given.to) == 1 else ())
    heirs = {heir for each in given.takes.values() for heir in each}
    if not (given.takes.keys() <= passing.keys() and heirs <= set(given.to)):
        raise FormFaults(
            {"takes": say("Name only roles that pass, by their numbers, and only heirs in “to”.")}
        )
    return given.takes
