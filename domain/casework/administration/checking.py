"""What a directory would change, and what in it should be looked at. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping

from domain.casework.administration.publishing import (
    directory_in_use,
    policies_in_use,
    published_pathways,
)
from domain.casework.office import Office
from domain.db.session import Books
from domain.directory.agencies import Directory
from domain.directory.changes import Change, changes
from domain.directory.doubts import directory_warnings
from domain.faults import Fault
from domain.texts import Label


def changes_by(office: Office, directory: Directory) -> tuple[Change, ...]:
    with office.store.reading() as books:
        return changes(directory_in_use(books), directory)


def warnings_of(office: Office, directory: Directory | None = None) -> tuple[Fault, ...]:
    """Of the directory in use, where none is given."""
    with office.store.reading() as books:
        found = directory or directory_in_use(books)
        return tuple(directory_warnings(found, _roles(books), policies_in_use(books)))


def changes_since(office: Office, directory: Directory) -> tuple[Change, ...]:
    """What is new in the directory in use."""
    with office.store.reading() as books:
        return changes(directory, directory_in_use(books))


def roles_known(office: Office) -> Mapping[str, Label]:
    """By id, in the order of their titles: those that the directory or a policy alone names are
    called by their ids.
    """
    with office.store.reading() as books:
        pathways = [pathway for _, pathway in published_pathways(books)]
        held = {one.role for one in directory_in_use(books).assignments}
        unnamed = {role: Label(vi=role, en=role) for role in held | _roles(books)}
    named = {role.id: role.title for pathway in pathways for role in pathway.roles}
    return dict(sorted((unnamed | named).items(), key=lambda item: item[1].vi))


def channels_of_contacts(office: Office) -> tuple[str, ...]:
    """Those on which somebody in the directory in use is to be reached."""
    with office.store.reading() as books:
        agencies = directory_in_use(books).agencies
    contacts = (contact for agency in agencies for contact in agency.contacts)
    return tuple(sorted({each.channel for contact in contacts for each in contact.channels}))


def _roles(books: Books) -> frozenset[str]:
    """Those of pathways and, beside them, those that a policy names."""
    of_pathways = {role.id for _, pathway in published_pathways(books) for role in pathway.roles}
    policies = policies_in_use(books)
    leads = {role for policy in policies for role in policy.leads.values()}
    at_night = {role for p in policies if p.standby for role in p.standby.asks.values()}
    return frozenset(of_pathways | leads | at_night)
