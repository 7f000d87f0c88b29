"""What the pages of the directory need of casework. All of it may block: called in a thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from domain.casework.administration.keeping_directory import ChangedDirectory, KeptDirectory
from domain.casework.journeys.going_to_pass import Goes, Split
from domain.directory.addresses import Channel
from domain.directory.agencies import Directory
from domain.directory.changes import Change
from domain.directory.editing import DirectoryEdit
from domain.faults import Fault
from domain.texts import Label, Message
from domain.users.user import User


class Directories(Protocol):
    def kept(self) -> KeptDirectory: ...

    def change(self, user: User, edit: DirectoryEdit, made_from: int) -> ChangedDirectory:
        """What it makes of the version that was looked at. Raises DirectoryFaults,
        NoSuchPlace and ChangedByAnother, and then nothing is kept.
        """
        ...

    def changed(self, edit: DirectoryEdit) -> Directory:
        """As it would be. Raises DirectoryFaults and NoSuchPlace."""
        ...

    def changes_by(self, directory: Directory) -> Sequence[Change]:
        """What it would change in the one in use."""
        ...

    def changes_since(self, directory: Directory) -> Sequence[Change]:
        """What is new in the one in use."""
        ...

    def before(self, version: int) -> Directory | None:
        """The one before this version; None where there is none."""
        ...

    def goes_by(self, directory: Directory, agency: str) -> Sequence[Goes]:
        """What waits for this agency, by the succession that this directory has for it."""
        ...

    def splits(self, user: User) -> Sequence[Split]:
        """What a person has to decide, of the journeys in the user's areas."""
        ...

    def warnings(self) -> Sequence[Fault]: ...

    def roles(self) -> Mapping[str, Label]:
        """Those of the published pathways and of the directory, by id."""
        ...

    def try_out(self, contact: str, channel: Channel) -> Message | None:
        """Sends a message that is only a test; why it was not taken, if it was not."""
        ...

    def today(self) -> date:
        """By the site's clock."""
        ...
