"""Policies as administrators keep them on pages: one form at a time, each a version."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import yaml

from domain.casework.administration.publishing import (
    POLICY,
    Overtaken,
    areas_in_use,
    faults_of_policies,
    notes_of_kept,
    pathway_versions,
    policies_in_use,
    replace_policy,
)
from domain.casework.desk.stories import name_of
from domain.casework.office import Office
from domain.db.publications import PublishedElsewhere
from domain.db.session import Books
from domain.db.tables import Publication
from domain.editing.naming import id_from
from domain.faults import parts_of
from domain.pathway.places import Place
from domain.pathway.template import Duty, Step
from domain.policy.editing import Put, Tree, after, tree_of, value_at
from domain.policy.policy_faults import asked_in
from domain.policy.province_policy import Policy, read_policy
from domain.texts import Label, Message, say
from domain.users.rights import covers, may
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class KeptPolicy:
    """What was published last under a key."""

    policy: Policy
    version: int
    at: datetime
    by: Label | Message


def policies_kept(office: Office) -> tuple[KeptPolicy, ...]:
    with office.store.reading() as books:
        return tuple(_kept(books, row) for row in books.publications.all_latest(POLICY))


def policy_kept(office: Office, key: str) -> KeptPolicy | None:
    with office.store.reading() as books:
        row = books.publications.latest(POLICY, key)
        return _kept(books, row) if row is not None else None


def may_keep(office: Office, user: User, area: str | None) -> bool:
    """A policy for some area is kept by who is there for it; one for everywhere, by who is so."""
    with office.store.reading() as books:
        areas = areas_in_use(books)
    today = office.clock.now().astimezone(office.zone).date()
    return may(user, "define") and covers(user, area, areas, today)


def may_change(office: Office, user: User, key: str) -> bool:
    """Whether the user may keep all that is or will be in force under the key: a version may take
    the place of any of them.
    """
    with office.store.reading() as books:
        there = [policy.area for policy in policies_in_use(books) if policy.key == key]
    return all(may_keep(office, user, area) for area in there)


def add_policy(office: Office, title: str, entry: Tree, by: str) -> str:
    """Its key, which comes from its title. Raises PolicyFaults."""
    with office.store.writing() as books:
        taken = [row.key for row in books.publications.all_latest(POLICY)]
        key = id_from(title, taken)
        replace_policy(office, books, written({"schema": 2, "key": key, **entry}), by)
    return key


def change_policy(office: Office, key: str, puts: Sequence[Put], made_from: int, by: str) -> int:
    """The version that it makes. `made_from` is the one that was looked at.

    Raises PolicyFaults, and Overtaken where another has changed the same since.
    """
    try:
        return _change(office, key, puts, made_from, by)
    except PublishedElsewhere:
        return _change(office, key, puts, made_from, by)


def replace_whole(office: Office, key: str, tree: Tree, made_from: int, by: str) -> int:
    """`made_from` is 0 where there is none yet. Raises PolicyFaults and Overtaken."""
    with office.store.writing() as books:
        row = books.publications.latest(POLICY, key)
        if made_from != (row.version if row is not None else 0):
            raise Overtaken(say("The policy was changed meanwhile. Please read it once more."))
        before = read_policy(row.body) if row is not None else None
        return replace_policy(office, books, written(tree), by, before)


def load_policy(office: Office, body: str, seen: Mapping[str, int], by: str) -> KeptPolicy:
    """From a file, in the place of the policy of the same key. `seen`: the version of each policy
    that was there to be seen. Raises NotYaml, PolicyFaults and Overtaken.
    """
    with office.store.writing() as books:
        key = read_policy(body).key
        before = books.publications.latest(POLICY, key)
        if before is not None and before.version != seen.get(key):
            raise Overtaken(say("The policy was changed meanwhile. Please read it once more."))
        replaced = read_policy(before.body) if before is not None else None
        replace_policy(office, books, body, by, replaced)
        row = books.publications.latest(POLICY, key)
        assert row is not None  # noqa: S101 - it was just published
        return _kept(books, row)


def notes_of(office: Office, key: str) -> tuple[Message, ...]:
    """What is no fault and may surprise, of what was published last under this key; and what it
    names that is gone.
    """
    with office.store.reading() as books:
        row = books.publications.latest(POLICY, key)
    if row is None:
        return ()
    gone = [f.message for f in faults_of_policies(office) if parts_of(f.place)[0] == key]
    return (*gone, *notes_of_kept(office, read_policy(row.body)))


def asked_before(office: Office, key: str, names: Collection[str]) -> tuple[Step | Duty, ...]:
    """What earlier versions of that pathway ask under these names, each as the last of them has
    it.
    """
    found: dict[str, Step | Duty] = {}
    if not names:
        return ()
    with office.store.reading() as books:
        for pathway in pathway_versions(books, key):
            found = {one.id: one for one in asked_in(pathway) if one.id in names} | found
            if found.keys() >= set(names):
                break
    return tuple(found.values())


def written(tree: Tree) -> str:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=100)


def _change(office: Office, key: str, puts: Sequence[Put], made_from: int, by: str) -> int:
    with office.store.writing() as books:
        row = books.publications.latest(POLICY, key)
        seen = books.publications.version(POLICY, key, made_from)
        if row is None or seen is None or _disturbed(seen, row, [place for place, _ in puts]):
            raise Overtaken(
                say(
                    "Another administrator has changed this meanwhile. Nothing was kept yet of what"
                    " you typed; it still stands here. Please look at what is there now, and keep"
                    " yours if it is right."
                )
            )
        policy = read_policy(row.body)
        tree = tree_of(policy)
        made = after(tree, puts)
        if made == tree:
            return row.version
        return replace_policy(office, books, written(made), by, policy)


def _disturbed(seen: Publication, now: Publication, places: Sequence[Place]) -> bool:
    before, there = tree_of(read_policy(seen.body)), tree_of(read_policy(now.body))
    return any(value_at(before, place) != value_at(there, place) for place in places)


def _kept(books: Books, row: Publication) -> KeptPolicy:
    who = name_of(books, row.published_by)
    return KeptPolicy(read_policy(row.body), row.version, row.published_at, who)
