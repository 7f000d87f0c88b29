"""What is wrong where a pathway uses another."""

from __future__ import annotations

from collections.abc import Iterator

from domain.explaining import quoted
from domain.faults import Fault
from domain.pathway.parts import Find
from domain.pathway.places import Place, fault_at
from domain.pathway.step_faults import unknown_role
from domain.pathway.template import Part, Pathway
from domain.texts import say

LONGEST_ID = 40


def part_faults(pathway: Pathway, find: Find) -> Iterator[Fault]:
    """What `whole` cannot show, since it is gone then."""
    for number, part in enumerate(pathway.parts):
        place = ("parts", part.id)
        earlier = {one.id for one in pathway.parts[:number]}
        if part.id in pathway.by_id or part.id in earlier:
            yield fault_at(
                place,
                say("“{id}” stands here more than once.", id=part.id),
                say("Give each of them an id of its own."),
            )
        yield from _after_faults(pathway, part, (*place, "after"))
        used = find(part.use, part.version)
        unusable = _unusable(pathway, part, used, (*place, "use"))
        if unusable is not None:
            yield unusable
        elif used is not None:
            yield from _faults_inside(pathway, part, used, place)


def _after_faults(pathway: Pathway, part: Part, place: Place) -> Iterator[Fault]:
    known = {*pathway.by_id, *(one.id for one in pathway.parts)}
    for name in part.after:
        if name not in known:
            yield fault_at(
                place,
                say("There is no step “{step}”.", step=name),
                say("Check how it is spelt, or take it out of “after”."),
            )


def _unusable(pathway: Pathway, part: Part, used: Pathway | None, place: Place) -> Fault | None:
    if part.use == pathway.key:
        return fault_at(
            place, say("A pathway cannot use itself."), say("Name another one under “use”.")
        )
    if used is None:
        return fault_at(
            place,
            say(
                "Version {version} of pathway “{key}” is not published here.",
                version=part.version,
                key=part.use,
            ),
            say("Publish it first, or choose another: `referral pathway list` shows them."),
        )
    if used.parts:
        return fault_at(
            place,
            say("“{key}” has parts itself.", key=part.use),
            say("Use its parts here, each on its own."),
        )
    if used.subject != pathway.subject:
        return fault_at(
            place,
            say("One of them is about a person, the other about a place."),
            say("Use a pathway about the same: “subject” says what it is about."),
        )
    return None


def _faults_inside(pathway: Pathway, part: Part, used: Pathway, place: Place) -> Iterator[Fault]:
    entries = [entry.id for entry in used.entries]
    if part.entry not in entries:
        yield fault_at(
            (*place, "entry"),
            say("“{key}” has no entry “{entry}”.", key=part.use, entry=part.entry),
            say("Choose one of these: {choices}.", choices=quoted(entries)),
        )
    theirs = [role.id for role in used.roles]
    for role, ours in part.roles.items():
        here = (*place, "roles", role)
        if role not in theirs:
            yield fault_at(
                here,
                say("“{key}” has no role “{role}”.", key=part.use, role=role),
                say("Choose one of these: {choices}.", choices=quoted(theirs)),
            )
        yield from unknown_role(pathway, ours, here)
    longest = max((step.id for step in used.steps), key=len)
    if len(part.id) + 1 + len(longest) > LONGEST_ID:
        yield fault_at(
            place,
            say("“{id}” is too long before “{step}”.", id=part.id, step=longest),
            say("Choose a shorter id for the part."),
        )
