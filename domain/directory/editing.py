"""What an administrator changes in a directory: each edit is data, and makes a tree of a tree.

The tree is what the directory's file says. Each edit leaves a directory that could be whole: what
belongs together, such as a succession and the last days of what it ends, is one edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import TypeAlias

from domain.directory.agencies import Assignment, Directory
from domain.editing.edits import Put, Remove, cleaned, edited
from domain.editing.naming import id_from
from domain.editing.tree import Node, NoSuchPlace, Tree, at, changed, items_of, listed, name_of
from domain.pathway.places import Place

LONGEST_ID = 40
AGENCIES, CONTACTS = "agencies", "contacts"
ASSIGNMENTS, SUCCESSIONS = "assignments", "successions"
_WITHOUT_ID = frozenset({ASSIGNMENTS, SUCCESSIONS})


@dataclass(frozen=True, slots=True)
class PutEntry:
    """In the place of what stands there. An agency keeps its contacts, all keep their id."""

    place: Place
    entry: Tree


@dataclass(frozen=True, slots=True)
class AddEntry:
    """To the end of the list at `place`. It gets an id from what it is called."""

    place: Place
    entry: Tree


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    place: Place


@dataclass(frozen=True, slots=True)
class Succeed:
    """From the day `on`, what `agency` had is with those of `to`, and it holds nothing more.

    `takes`: of its assignments, by their number in the list, who of `to` has that role from then
    on; where there are several, the first is asked first.
    """

    agency: str
    on: date
    to: tuple[str, ...]
    legal_basis: str
    takes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Replace:
    """All of it, as from a file."""

    directory: Directory


DirectoryEdit: TypeAlias = PutEntry | AddEntry | RemoveEntry | Succeed | Replace


def tree_of(directory: Directory) -> Tree:
    tree: Tree = directory.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return tree


def after(tree: Tree, edit: DirectoryEdit) -> Tree:
    """Raises NoSuchPlace."""
    match edit:
        case PutEntry():
            return edited(tree, Put(edit.place, _as_kept(tree, edit))).tree
        case AddEntry():
            return _with(tree, edit.place, _named(tree, edit))
        case RemoveEntry():
            return edited(tree, Remove(edit.place)).tree
        case Succeed():
            return _succeeded(tree, edit)
        case Replace():
            return tree_of(edit.directory)


def place_of_edit(tree: Tree, edit: DirectoryEdit) -> Place:
    """Where that stands afterwards which it writes, as faults name it."""
    match edit:
        case PutEntry() | RemoveEntry():
            return edit.place
        case AddEntry():
            number = len(items_of(_list_at(tree, edit.place))) + 1
            return (*edit.place, name_of(_named(tree, edit)) or str(number))
        case Succeed():
            return (SUCCESSIONS, str(len(items_of(_list_at(tree, (SUCCESSIONS,)))) + 1))
        case Replace():
            return ()


def rests_on(tree: Tree, edit: DirectoryEdit) -> Node:
    """What it changes: if that is not what it was when the edit was begun, the edit is not made."""
    match edit:
        case PutEntry() | RemoveEntry():
            return _without_contacts(_or_none(tree, edit.place))
        case AddEntry():
            # Beside whatever else was added; but a contact needs its agency.
            return name_of(_or_none(tree, edit.place[:-1])) if len(edit.place) > 1 else None
        case Succeed():
            named = [entry for entry in listed(tree, (AGENCIES,)) if name_of(entry) == edit.agency]
            held: list[Node] = [list(each) for each in _held_by(tree, edit.agency)]
            return [*named, *held, *_passed_on(tree, edit.agency)]
        case Replace():
            return tree


def roles_passing(directory: Directory, agency: str, on: date) -> Mapping[str, Assignment]:
    """Of its assignments those that would hold on that day or later, by their numbers."""
    return {
        str(number): held
        for number, held in enumerate(directory.assignments, start=1)
        if held.agency == agency and (held.valid_to is None or held.valid_to >= on)
    }


def _as_kept(tree: Tree, edit: PutEntry) -> Tree:
    there = at(tree, edit.place)
    if not isinstance(there, Mapping):
        raise NoSuchPlace
    kept = ("id", CONTACTS) if edit.place[:-1] == (AGENCIES,) else ("id",)
    return {**edit.entry, **{name: there[name] for name in kept if name in there}}


def _named(tree: Tree, edit: AddEntry) -> Tree:
    cleaned_up = cleaned(edit.entry)
    entry = cleaned_up if isinstance(cleaned_up, Mapping) else {}
    if edit.place[-1] in _WITHOUT_ID or "id" in entry:
        return entry
    named = {"id": id_from(_called(entry), _taken(tree, edit.place), LONGEST_ID), **entry}
    if contacts := items_of(named.get(CONTACTS)):
        named[CONTACTS] = list(_contacts_named(tree, contacts))
    return named


def _contacts_named(tree: Tree, contacts: list[Tree]) -> Iterator[Tree]:
    taken = _taken(tree, (CONTACTS,))
    for contact in contacts:
        taken.append(id_from(_called(contact), taken, LONGEST_ID))
        yield {"id": taken[-1], **contact}


def _called(entry: Tree) -> str:
    said = entry.get("title", entry.get("name"))
    text = said.get("vi") if isinstance(said, Mapping) else said
    return text if isinstance(text, str) else ""


def _taken(tree: Tree, place: Place) -> list[str]:
    """An id of a contact is nobody else's in any agency."""
    agencies = listed(tree, (AGENCIES,))
    contacts = [each for agency in agencies for each in items_of(agency.get(CONTACTS))]
    entries = contacts if place[-1] == CONTACTS else items_of(_list_at(tree, place))
    return [name for entry in entries if (name := name_of(entry)) is not None]


def _list_at(tree: Tree, place: Place) -> Node:
    return at(tree, place) or []


def _with(tree: Tree, place: Place, entry: Tree) -> Tree:
    return changed(tree, place, lambda entries: [*items_of(entries), entry])


def _or_none(tree: Tree, place: Place) -> Node:
    try:
        return at(tree, place)
    except NoSuchPlace:
        return None


def _without_contacts(entry: Node) -> Node:
    """They have places of their own: two may change an agency and who works there."""
    if not isinstance(entry, Mapping):
        return entry
    return {name: each for name, each in entry.items() if name != CONTACTS}


def _held_by(tree: Tree, agency: str) -> list[tuple[str, Tree]]:
    entries = enumerate(listed(tree, (ASSIGNMENTS,)), start=1)
    return [(str(number), entry) for number, entry in entries if entry.get("agency") == agency]


def _passed_on(tree: Tree, agency: str) -> list[Tree]:
    entries = items_of(_list_at(tree, (SUCCESSIONS,)))
    return [entry for entry in entries if entry.get("agency") == agency]


def _succeeded(tree: Tree, edit: Succeed) -> Tree:
    agency = at(tree, (AGENCIES, edit.agency))
    if not isinstance(agency, Mapping):
        raise NoSuchPlace
    line: Tree = {
        "agency": edit.agency,
        "on": edit.on.isoformat(),
        "to": list(edit.to),
        "legal_basis": edit.legal_basis,
    }
    tree = {**tree, ASSIGNMENTS: _held_afterwards(tree, edit)}
    tree = edited(tree, Put((AGENCIES, edit.agency), _ended(agency, edit.on))).tree
    return _with(tree, (SUCCESSIONS,), line)


def _held_afterwards(tree: Tree, edit: Succeed) -> list[Tree]:
    own = dict(_held_by(tree, edit.agency))
    entries = enumerate(listed(tree, (ASSIGNMENTS,)), start=1)
    kept = [
        _ended(entry, edit.on) if str(number) in own else entry
        for number, entry in entries
        if str(number) not in own or str(entry.get("valid_from")) < edit.on.isoformat()
    ]
    for name, heirs in edit.takes.items():
        for heir in heirs:
            kept += _taken_over(kept, own[name], heir, edit) if name in own else []
    return kept


def _ended(entry: Tree, on: date) -> Tree:
    last = (on - timedelta(days=1)).isoformat()
    return {**entry, "valid_to": min(last, _last_day(entry))}


def _taken_over(kept: list[Tree], held: Tree, heir: str, edit: Succeed) -> list[Tree]:
    """Nothing where the heir holds the role there already."""
    begins = max(edit.on.isoformat(), str(held.get("valid_from")))
    there = [each for each in kept if _same_role(each, held) and _last_day(each) >= begins]
    if any(each.get("agency") == heir for each in there):
        return []
    taken = {each.get("rank", 1) for each in there}
    first = held.get("rank", 1)
    rank = next(n for n in count(first if isinstance(first, int) else 1) if n not in taken)
    return [
        {
            **held, "agency": heir, "valid_from": begins, "rank": rank,
            "legal_basis": edit.legal_basis,
        }
    ]  # fmt: skip


def _same_role(one: Tree, other: Tree) -> bool:
    return (one.get("role"), one.get("area")) == (other.get("role"), other.get("area"))


def _last_day(entry: Tree) -> str:
    return str(entry.get("valid_to") or date.max.isoformat())
