"""What is wrong where a pathway uses another."""

from __future__ import annotations

from collections.abc import Iterator

from domain.explaining import quoted
from domain.faults import Fault
from domain.parts import Find
from domain.pathway import Part, Pathway
from domain.places import Place, fault_at
from domain.step_faults import unknown_role
from domain.texts import say

LONGEST_ID = 40


def part_faults(pathway: Pathway, find: Find) -> Iterator[Fault]:
    """What `whole` cannot show, since it is gone then."""
    for part in pathway.parts:
        place = ("parts", part.id)
        if part.id in pathway.by_id:
            yield fault_at(
                place,
                say("“{id}” stands here more than once.", id=part.id),
                say("Give each of them an id of its own."),
            )
        used = find(part.use, part.version)
        if used is None:
            yield fault_at(
                (*place, "use"),
                say(
                    "Version {version} of pathway “{key}” is not published here.",
                    version=part.version,
                    key=part.use,
                ),
                say("Publish it first, or choose another: `referral pathway list` shows them."),
            )
        elif used.parts:
            yield fault_at(
                (*place, "use"),
                say("“{key}” has parts itself.", key=part.use),
                say("Use its parts here, each on its own."),
            )
        else:
            yield from _faults_inside(pathway, part, used, place)


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
