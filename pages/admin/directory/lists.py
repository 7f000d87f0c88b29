"""What the directory holds: its agencies, areas, roles over time, and who succeeds whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from domain.casework.administration.keeping_directory import ChangedByAnother
from domain.directory.agencies import Agency, Directory, DirectoryFaults
from domain.directory.changes import in_titles
from domain.directory.editing import Replace
from domain.editing.naming import without_marks
from domain.texts import Label, Message, say
from pages.admin.directory.directories import Directories
from pages.admin.directory.entries import DIRECTORY, done_at, made_from
from pages.admin.directory.files import EMPTY
from pages.admin.directory.timeline import Standing, timeline_of
from pages.entrance.guarding import NotThere, Visit, address

STANDINGS: Mapping[Standing, Message] = {
    "ended": say("ended"),
    "now": say("holds the role now"),
    "to_come": say("still to come"),
}


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """With the roles that it has today."""

    agency: Agency
    roles: tuple[Label, ...]

    def is_meant_by(self, sought: str) -> bool:
        titles = (self.agency.title, *self.roles)
        said = (*(text for one in titles for text in (one.vi, one.en)), *self._names)
        text = without_marks(" ".join(said))
        return all(word in text for word in without_marks(sought).split())

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(contact.name for contact in self.agency.contacts)


@dataclass(frozen=True, slots=True)
class Lists:
    directories: Directories

    def overview(self, visit: Visit) -> Response:
        return self._overview(visit)

    def search(self, visit: Visit) -> Response:
        """What is sought may be the name of a person, which belongs in no address."""
        return self._overview(visit, sought=visit.typed.one("q"))

    def undo(self, visit: Visit) -> Response:
        """What others changed after this page was shown is not undone."""
        before = self.directories.before(made_from(visit))
        if before is None:
            return self._overview(visit, say("There is nothing to undo."))
        try:
            self.directories.change(visit.user, Replace(before), made_from(visit))
        except (DirectoryFaults, ChangedByAnother) as no:
            return self._overview(visit, no.message)
        return visit.go_to(f"{DIRECTORY}?done=undo")

    def _overview(self, visit: Visit, problem: Message | None = None, sought: str = "") -> Response:
        kept, roles = self.directories.kept(), self.directories.roles()
        before = self.directories.before(kept.version)
        found = self.directories.changes_since(before) if before is not None else ()
        lines = _agencies(kept.directory, roles, self.directories.today())
        return visit.page(
            "admin/directory/overview.html",
            409 if problem else 200,
            kept=kept, today=self.directories.today(),
            agencies=[one for one in lines if one.is_meant_by(sought)], sought=sought,
            changed=in_titles(found, roles, before or EMPTY, kept.directory),
            undoes=before is not None,
            warnings=self.directories.warnings(), splits=self.directories.splits(visit.user),
            problem=problem, done=done_at(visit), opens_at=address(visit.request, DIRECTORY),
        )  # fmt: skip

    def areas(self, visit: Visit) -> Response:
        kept = self.directories.kept()
        own = {area.id for area in kept.directory.areas}
        areas = sorted(kept.directory.map.areas, key=lambda one: one.title.vi)
        titles = {area.id: area.title for area in areas}
        return visit.page(
            "admin/directory/areas.html",
            areas=areas, own=own, titles=titles, today=self.directories.today(),
            done=done_at(visit),
        )  # fmt: skip

    def roles(self, visit: Visit) -> Response:
        directory, today = self.directories.kept().directory, self.directories.today()
        return visit.page(
            "admin/directory/roles.html",
            roles=self.directories.roles(),
            held={one.role for one in directory.assignments if one.in_force(today)},
        )

    def role(self, visit: Visit) -> Response:
        role = visit.request.path_params["role"]
        title = self.directories.roles().get(role)
        if title is None:
            raise NotThere
        directory = self.directories.kept().directory
        return visit.page(
            "admin/directory/role.html",
            role=role, title=title, standings=STANDINGS, done=done_at(visit),
            timeline=timeline_of(directory, role, self.directories.today()),
        )  # fmt: skip

    def successions(self, visit: Visit) -> Response:
        directory = self.directories.kept().directory
        return visit.page(
            "admin/directory/successions.html",
            lines=sorted(directory.successions, key=lambda one: one.on, reverse=True),
            titles={agency.id: agency.title for agency in directory.agencies},
            roles=self.directories.roles(), splits=self.directories.splits(visit.user),
            agencies=sorted(directory.agencies, key=lambda one: one.title.vi),
            today=self.directories.today(), done=done_at(visit),
        )  # fmt: skip


def _agencies(
    directory: Directory, roles: Mapping[str, Label], today: date
) -> Iterator[AgencyLine]:
    """By their titles."""
    held = {(one.agency, one.role) for one in directory.assignments if one.in_force(today)}
    for each in sorted(directory.agencies, key=lambda one: one.title.vi):
        own = (title for role, title in roles.items() if (each.id, role) in held)
        yield AgencyLine(each, tuple(own))
