"""The directory, the calendar, policies and pathways, for programs of administrators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field as Described, JsonValue, StrictBool, StrictInt

from domain.casework.administration.keeping_policies import KeptPolicy
from domain.casework.editing.drafts import Draft
from domain.days.day_table import Day
from domain.directory.editing import Replace, tree_of as tree_of_directory
from domain.directory.files import directory_from
from domain.editing.edits import cleaned
from domain.editing.tree import Tree
from domain.frozen import Frozen
from domain.pathway.forms import FormFaults
from domain.policy.editing import tree_of as tree_of_policy
from domain.texts import Label, say
from pages.admin.routes import Admins
from pages.api.administering import Call, Clerk, NotThere, NotYours
from pages.api.shapes import Words
from pages.entrance.guarding import Door

MadeFrom = Annotated[StrictInt, Described(ge=0, le=999_999_999)]
Data = dict[str, JsonValue]


class Kept(Frozen):
    """The version that it is now."""

    version: int


class Done(Frozen):
    done: bool = True


class DirectoryTold(Frozen):
    """As its file has it. `version` is what a change has to name."""

    version: int
    directory: Data


class DirectoryGiven(Frozen):
    """All of it. `made_from`: the version that was read; if another came since, it is refused."""

    made_from: MadeFrom
    directory: Data


class CalendarTold(Frozen):
    version: int
    days: tuple[Day, ...]


class DayGiven(Frozen):
    """What a day is, over the public holidays; `source` names who decided it."""

    made_from: MadeFrom
    worked: StrictBool
    title: Label
    source: str


class VersionGiven(Frozen):
    made_from: MadeFrom


class PolicyTold(Frozen):
    """As its file has it."""

    key: str
    version: int
    policy: Data


class PoliciesTold(Frozen):
    policies: tuple[PolicyTold, ...]


class PolicyGiven(Frozen):
    """All of it. `made_from` is 0 for a new one."""

    made_from: MadeFrom
    policy: Data


class PathwayInUse(Frozen):
    key: str
    version: int
    title: Words
    published_at: datetime


class PathwaysTold(Frozen):
    pathways: tuple[PathwayInUse, ...]


class PathwayTold(Frozen):
    """As its file has it, in the version in use."""

    key: str
    version: int
    yaml: str


class DraftTold(Frozen):
    """`faults` by their places: while there are any, it cannot be published."""

    key: str
    revision: int
    pathway: Data
    proposed: bool
    faults: Mapping[str, tuple[Words, ...]]


class DraftGiven(Frozen):
    """As its file has it, under the key that it names. It need not be sound yet."""

    pathway: Data


class RevisionGiven(Frozen):
    revision: MadeFrom


class PublishingGiven(Frozen):
    """`over` is the version in use that was looked at, where another one came since the draft was
    begun; `renewed` names examples that go otherwise now, as they are meant to.
    """

    revision: MadeFrom
    over: MadeFrom | None = None
    renewed: tuple[str, ...] = ()


def administration_routes(door: Door, parts: Admins) -> APIRouter:
    clerk = Clerk(door, APIRouter(prefix="/api"))
    clerk.add_signing_in()
    _add_directory(clerk, parts)
    _add_calendar(clerk, parts)
    _add_policies(clerk, parts)
    _add_pathways(clerk, parts)
    _add_drafts(clerk, parts)
    return clerk.routes


def _add_directory(clerk: Clerk, parts: Admins) -> None:
    def show(_: Call) -> DirectoryTold:
        kept = parts.directories.kept()
        return DirectoryTold(
            version=kept.version, directory=_data(tree_of_directory(kept.directory))
        )

    def replace(call: Call) -> Kept:
        given = call.given(DirectoryGiven)
        edit = Replace(directory_from(_tree(given.directory)))
        return Kept(version=parts.directories.change(call.user, edit, given.made_from))

    clerk.answers("GET", "/directory", "define", show, DirectoryTold, "The directory in use")
    clerk.answers(
        "PUT", "/directory", "publish", replace, Kept, "Put another in its place", DirectoryGiven
    )


def _add_calendar(clerk: Clerk, parts: Admins) -> None:
    def show(_: Call) -> CalendarTold:
        kept = parts.days.kept()
        return CalendarTold(version=kept.version, days=kept.table.days)

    def keep(call: Call) -> Kept:
        given = call.given(DayGiven)
        line = _tree(given.model_dump(mode="json", exclude={"made_from"}))
        return Kept(version=parts.days.change(call.user, _day(call), line, given.made_from))

    def remove(call: Call) -> Kept:
        made_from = call.given(VersionGiven).made_from
        if _day(call) not in {one.day for one in parts.days.kept().table.days}:
            raise NotThere
        return Kept(version=parts.days.change(call.user, _day(call), None, made_from))

    day = "/calendar/days/{day}"
    clerk.answers("GET", "/calendar", "define", show, CalendarTold, "The office's table of days")
    clerk.answers("PUT", day, "publish", keep, Kept, "Say what a day is", DayGiven)
    clerk.answers(
        "POST",
        f"{day}/removal",
        "publish",
        remove,
        Kept,
        "Take out what is said of it",
        VersionGiven,
    )


def _add_policies(clerk: Clerk, parts: Admins) -> None:
    policies = parts.policies

    def every(_: Call) -> PoliciesTold:
        return PoliciesTold(policies=tuple(map(_policy, policies.every())))

    def show(call: Call) -> PolicyTold:
        kept = policies.one(call.part("key"))
        if kept is None:
            raise NotThere
        return _policy(kept)

    def keep(call: Call) -> Kept:
        given, key = call.given(PolicyGiven), call.part("key")
        policy, there = _tree(given.policy), policies.one(key)
        if policy.get("key") != key:
            raise FormFaults({"key": say("Write the key that stands in the address.")})
        area = policy.get("area")
        areas = [area if isinstance(area, str) else None]
        areas += [there.policy.area] if there is not None else []
        if not all(policies.may_keep(call.user, one) for one in areas):
            raise NotYours
        return Kept(version=policies.replace(call.user, key, policy, given.made_from))

    one = "/policies/{key}"
    clerk.answers("GET", "/policies", "define", every, PoliciesTold, "All policies")
    clerk.answers("GET", one, "define", show, PolicyTold, "One policy")
    clerk.answers("PUT", one, "define", keep, Kept, "Put another in its place", PolicyGiven)


def _add_pathways(clerk: Clerk, parts: Admins) -> None:
    def every(_: Call) -> PathwaysTold:
        return PathwaysTold(
            pathways=tuple(
                PathwayInUse(
                    key=one.key, version=one.version, title=Words.of(one.title), published_at=one.at
                )
                for one in parts.pathways.in_use()
            )
        )

    def show(call: Call) -> PathwayTold:
        key = call.part("key")
        version = parts.pathways.history(key).versions[0].number
        return PathwayTold(key=key, version=version, yaml=parts.pathways.text(key, version).body)

    clerk.answers("GET", "/pathways", "define", every, PathwaysTold, "The pathways in use")
    clerk.answers("GET", "/pathways/{key}", "define", show, PathwayTold, "One pathway")


def _add_drafts(clerk: Clerk, parts: Admins) -> None:
    drafts = parts.drafts

    def told(draft: Draft) -> DraftTold:
        faults = drafts.look(draft).reading.faults
        return DraftTold(
            key=draft.key,
            revision=draft.revision,
            pathway=_data(draft.tree),
            proposed=draft.proposed_by is not None,
            faults={
                "/".join(place): tuple(Words.of(fault.message) for fault in found)
                for place, found in faults.items()
            },
        )

    def begin(call: Call) -> DraftTold:
        tree, key = _tree(call.given(DraftGiven).pathway), call.part("key")
        if tree.get("key") != key:
            raise FormFaults({"key": say("Write the key that stands in the address.")})
        return told(drafts.start(tree, call.user))

    def throw_away(call: Call) -> Done:
        drafts.throw_away(call.part("key"), call.given(RevisionGiven).revision)
        return Done()

    def propose(call: Call) -> Done:
        drafts.propose(call.part("key"), call.given(RevisionGiven).revision, call.user)
        return Done()

    def publish(call: Call) -> Kept:
        given = call.given(PublishingGiven)
        version = drafts.publish(
            call.part("key"), given.revision, call.user, over=given.over, renewed=given.renewed
        )
        return Kept(version=version)

    draft = "/pathways/{key}/draft"
    clerk.answers(
        "GET", draft, "define", lambda call: told(drafts.find(call.part("key"))), DraftTold,
        "The draft of a pathway, with what is to be mended",
    )  # fmt: skip
    clerk.answers("PUT", draft, "define", begin, DraftTold, "Begin a draft", DraftGiven)
    clerk.answers(
        "POST", f"{draft}/removal", "define", throw_away, Done, "Throw it away", RevisionGiven
    )
    clerk.answers(
        "POST", f"{draft}/proposal", "define", propose, Done, "Propose to publish it", RevisionGiven
    )
    clerk.answers(
        "POST", f"{draft}/publication", "publish", publish, Kept, "Publish it", PublishingGiven
    )


def _policy(kept: KeptPolicy) -> PolicyTold:
    policy = _data(tree_of_policy(kept.policy))
    return PolicyTold(key=kept.policy.key, version=kept.version, policy=policy)


def _data(tree: Mapping[str, Any]) -> Data:
    return dict(tree)


def _tree(data: Mapping[str, Any]) -> Tree:
    """In NFC, without what is empty."""
    tree = cleaned(data)
    return tree if isinstance(tree, Mapping) else {}


def _day(call: Call) -> date:
    try:
        return date.fromisoformat(call.part("day"))
    except ValueError:
        raise NotThere from None
