"""What policies set for a pathway that was copied, and how it comes to hold for the copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.areas.area_map import Areas
from domain.casework.administration.checking import roles_known
from domain.casework.administration.keeping_policies import may_change, written
from domain.casework.administration.publishing import (
    PATHWAY,
    POLICY,
    areas_in_use,
    pathway_in_use,
    policies_in_use,
    replace_policy,
)
from domain.casework.office import Office
from domain.db.publications import PublishedElsewhere
from domain.db.session import Books
from domain.faults import Fault
from domain.pathway.files import read_published
from domain.pathway.template import Pathway
from domain.policy.copies import Setting, settings_of, to_take_along, yet_to_hold
from domain.policy.editing import Put, after, tree_of
from domain.policy.province_policy import Policy, PolicyFaults, read_policy
from domain.texts import Label, Message, Value
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class Lacking:
    """A policy, with what it says of the origin alone. `mine`: the user may keep it."""

    policy: Policy
    puts: Sequence[Put]
    settings: Sequence[Setting]
    mine: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """How many policies say it of the copy as well from now on, and of how many steps and duties
    they set the deadline today.
    """

    policies: int
    deadlines: int


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """By the pathway that was copied."""

    origin: Label
    policies: tuple[Lacking, ...]

    @property
    def replaces_own(self) -> bool:
        return any(each.own is not None for one in self.policies for each in one.settings)


def left_behind(office: Office, copy: Pathway, user: User) -> LeftBehind | None:
    """None where it is no copy, or no policy says more of what it was copied from."""
    with office.store.reading() as books:
        origin = _origin(books, copy.key)
        found = _lacking(office, books, copy)
    if origin is None or not found:
        return None
    roles = {**roles_known(office), **{role.id: role.title for role in copy.roles}}
    mine = {key: may_change(office, user, key) for key in {one.key for one, _ in found}}
    return LeftBehind(
        origin.title,
        tuple(
            Lacking(one, puts, settings_of(one, puts, origin.key, copy, roles), mine[one.key])
            for one, puts in found
        ),
    )


def take_along(office: Office, key: str, user: User, by: str) -> Taken:
    """Of the policies that the user may keep.

    Raises NotPublished, PolicyFaults and PublishedElsewhere, and then nothing is kept.
    """
    try:
        return _take_along(office, key, user, by)
    except PublishedElsewhere:
        return _take_along(office, key, user, by)


def _take_along(office: Office, key: str, user: User, by: str) -> Taken:
    with office.store.reading() as books:
        _, copy = pathway_in_use(books, key)
    left = left_behind(office, copy, user)
    mine = [one for one in left.policies if one.mine] if left is not None else []
    keys = {one.policy.key for one in mine}
    with office.store.writing() as books:
        for each in sorted(keys):
            _publish(office, books, each, copy, by)
    return Taken(len(keys), len(_timed_today(office, mine)))


def _timed_today(office: Office, taken: Sequence[Lacking]) -> frozenset[str | int]:
    """The steps and duties that have a deadline today by what was taken along."""
    today = _today(office)
    puts = [put for one in taken if one.policy.valid_from <= today for put in one.puts]
    return frozenset(place[-1] for place, _ in puts if place[0] == "limits")


def _publish(office: Office, books: Books, key: str, copy: Pathway, by: str) -> None:
    found = [(one, puts) for one, puts in _lacking(office, books, copy) if one.key == key]
    row = books.publications.latest(POLICY, key)
    if row is None or not found:
        return
    # What comes last is what the pages show under the key, and goes on being that.
    newest = read_policy(row.body)
    others = [one for one in found if one[0] != newest]
    last = next((one for one in found if one[0] == newest), (newest, ()))
    for policy, puts in (*others, last):
        try:
            replace_policy(office, books, written(after(tree_of(policy), puts)), by, policy)
        except PolicyFaults as no:
            raise PolicyFaults([_named(policy, fault) for fault in no.faults]) from None


def _named(policy: Policy, fault: Fault) -> Fault:
    """One of several that are kept at once, of which each has such places."""
    where: dict[str, Value] = {
        "title": policy.title, "place": fault.place, "problem": fault.problem
    }  # fmt: skip
    return Fault("", Message("{title} › {place}: {problem}", where), fault.mend)


def _lacking(office: Office, books: Books, copy: Pathway) -> Sequence[tuple[Policy, Sequence[Put]]]:
    origin = _origin(books, copy.key)
    if origin is None:
        return ()
    areas = areas_in_use(books)
    policies = yet_to_hold(policies_in_use(books), _today(office))
    puts = [(one, to_take_along(one, origin.key, copy)) for one in policies]
    return [(one, each) for one, each in puts if each and _meets(areas, one.area, copy.area)]


def _today(office: Office) -> date:
    return office.clock.now().astimezone(office.zone).date()


def _meets(areas: Areas, one: str | None, other: str | None) -> bool:
    """Whether somebody can be in both."""
    if one is None or other is None:
        return True
    return areas.lies_in(one, other) or areas.lies_in(other, one)


def _origin(books: Books, key: str) -> Pathway | None:
    """As it is in use; None where this is no copy of it."""
    draft = books.pathway_drafts.find(key)
    if draft is None or draft.copied_from is None:
        return None
    row = books.publications.latest(PATHWAY, draft.copied_from)
    return read_published(row.body) if row is not None else None
