"""The directory, the calendar, policies and pathways, for programs of administrators."""

from __future__ import annotations

from datetime import date, datetime

from fastapi import APIRouter
from pydantic import StrictBool

from domain.casework.administration.keeping_policies import KeptPolicy
from domain.days.day_table import Day
from domain.directory.editing import Replace, tree_of as tree_of_directory
from domain.directory.files import directory_from
from domain.frozen import Frozen
from domain.pathway.forms import FormFaults
from domain.policy.editing import tree_of as tree_of_policy
from domain.texts import Label, say
from pages.admin.routes import Admins
from pages.api.administering import Call, Clerk, NotThere, NotYours
from pages.api.agencies import add_agencies
from pages.api.common import Data, Kept, MadeFrom, as_data, as_tree
from pages.api.copies import add_copies
from pages.api.drafts import add_drafts, add_editing, add_examples
from pages.api.shapes import Words
from pages.api.under_way import add_moves
from pages.entrance.guarding import Door


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


def administration_routes(door: Door, parts: Admins) -> APIRouter:
    clerk = Clerk(door, APIRouter(prefix="/api"))
    clerk.add_signing_in()
    _add_directory(clerk, parts)
    _add_calendar(clerk, parts)
    _add_policies(clerk, parts)
    _add_pathways(clerk, parts)
    add_drafts(clerk, parts)
    add_editing(clerk, parts)
    add_examples(clerk, parts)
    add_copies(clerk, parts)
    add_moves(clerk, parts.pathways, parts.moves)
    add_agencies(clerk, parts.directories)
    return clerk.routes


def _add_directory(clerk: Clerk, parts: Admins) -> None:
    def show(_: Call) -> DirectoryTold:
        kept = parts.directories.kept()
        return DirectoryTold(
            version=kept.version, directory=as_data(tree_of_directory(kept.directory))
        )

    def replace(call: Call) -> Kept:
        given = call.given(DirectoryGiven)
        edit = Replace(directory_from(as_tree(given.directory)))
        return Kept(version=parts.directories.change(call.user, edit, given.made_from).version)

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
        line = as_tree(given.model_dump(mode="json", exclude={"made_from"}))
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
        policy = as_tree(given.policy)
        if policy.get("key") != key:
            raise FormFaults({"key": say("Write the key that stands in the address.")})
        named = policy.get("area")
        area = named if isinstance(named, str) else None
        if not (policies.may_keep(call.user, area) and policies.may_change(call.user, key)):
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


def _policy(kept: KeptPolicy) -> PolicyTold:
    policy = as_data(tree_of_policy(kept.policy))
    return PolicyTold(key=kept.policy.key, version=kept.version, policy=policy)


def _day(call: Call) -> date:
    try:
        return date.fromisoformat(call.part("day"))
    except ValueError:
        raise NotThere from None
