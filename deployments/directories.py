"""The directory of the administrators' pages, as casework keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from deployments.trial_messages import HandOver, NobodyReached, try_out
from domain.casework.administration.checking import (
    changes_by,
    changes_since,
    roles_known,
    warnings_of,
)
from domain.casework.administration.keeping_directory import (
    ChangedDirectory,
    KeptDirectory,
    change_directory,
    changed_directory,
    directory_before,
    directory_kept,
)
from domain.casework.journeys.going_to_pass import Goes, Split, goes_by, splits
from domain.casework.office import Office
from domain.directory.addresses import Channel
from domain.directory.agencies import Directory
from domain.directory.changes import Change
from domain.directory.editing import DirectoryEdit
from domain.faults import Fault
from domain.texts import Label, Message
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficeDirectories:
    office: Office
    hand_over: HandOver

    def kept(self) -> KeptDirectory:
        return directory_kept(self.office)

    def change(self, user: User, edit: DirectoryEdit, made_from: int) -> ChangedDirectory:
        return change_directory(self.office, edit, made_from, f"user:{user.name}")

    def changed(self, edit: DirectoryEdit) -> Directory:
        return changed_directory(self.office, edit)

    def changes_by(self, directory: Directory) -> Sequence[Change]:
        return changes_by(self.office, directory)

    def changes_since(self, directory: Directory) -> Sequence[Change]:
        return changes_since(self.office, directory)

    def before(self, version: int) -> Directory | None:
        return directory_before(self.office, version)

    def goes_by(self, directory: Directory, agency: str) -> Sequence[Goes]:
        return goes_by(self.office, directory, agency)

    def splits(self, user: User) -> Sequence[Split]:
        return splits(self.office, user)

    def warnings(self) -> Sequence[Fault]:
        return warnings_of(self.office)

    def roles(self) -> Mapping[str, Label]:
        return roles_known(self.office)

    def try_out(self, contact: str, channel: Channel) -> Message | None:
        try:
            try_out(self.office, self.hand_over, contact, channel)
        except NobodyReached as no:
            return no.message
        return None

    def today(self) -> date:
        return self.office.clock.now().astimezone(self.office.zone).date()
