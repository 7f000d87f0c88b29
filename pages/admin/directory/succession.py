"""Who takes over what an agency had: thought out with what it will do beside it, then kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from starlette.responses import Response

from domain.casework.administration.keeping_directory import ChangedByAnother, KeptDirectory
from domain.casework.journeys.going_to_pass import Goes
from domain.directory.agencies import Agency, Assignment, DirectoryFaults
from domain.directory.changes import in_titles
from domain.directory.editing import Succeed, place_of_edit, roles_passing, tree_of
from domain.texts import Message, say
from domain.workbook.tables import SUCCESSIONS
from pages.admin.directory.controls import Offered, controls, entry_typed, faults_shown
from pages.admin.directory.directories import Directories
from pages.admin.directory.entries import DIRECTORY, made_from
from pages.admin.fault_words import titles_in
from pages.entrance.guarding import NotThere, Visit
from pages.entrance.typed import Typed

MOST_HEIRS = 4
_COLUMNS = tuple(one for one in SUCCESSIONS.columns if one.path in {("on",), ("legal_basis",)})
_HEIRS = tuple(f"to.{number}" for number in range(1, MOST_HEIRS + 1))


@dataclass(frozen=True, slots=True)
class _Thought:
    """What was typed, and what it comes to. `goes` is None before it can be said."""

    typed: Typed
    edit: Succeed | None = None
    passing: Mapping[str, Assignment] = field(default_factory=dict)
    goes: Sequence[Goes] | None = None
    beside: Mapping[str, Message] = field(default_factory=dict)
    others: Sequence[Message] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class Successions:
    directories: Directories

    def form(self, visit: Visit) -> Response:
        kept = self.directories.kept()
        return self._page(visit, kept, _Thought(visit.typed))

    def succeed(self, visit: Visit) -> Response:
        """The first time it only shows what would come of it."""
        kept = self.directories.kept()
        agency = self._agency(visit, kept)
        thought = self._think(kept, agency, visit.typed)
        certain = thought.goes is not None and visit.typed.one("_do") == "keep"
        if thought.edit is None or not certain:
            return self._page(visit, kept, thought)
        try:
            self.directories.change(visit.user, thought.edit, made_from(visit))
        except ChangedByAnother as no:
            roles = self.directories.roles()
            others = [no.message, *in_titles(no.changes, roles, kept.directory)]
            told = _Thought(visit.typed, thought.edit, thought.passing, thought.goes,
                            others=others, status=409)  # fmt: skip
            return self._page(visit, self.directories.kept(), told)
        return visit.go_to(f"{DIRECTORY}/successions?done=succeed")

    def _think(self, kept: KeptDirectory, agency: Agency, typed: Typed) -> _Thought:
        said, wrong = entry_typed(_COLUMNS, typed)
        heirs = tuple(dict.fromkeys(heir for name in _HEIRS if (heir := typed.one(name))))
        missing = {name: _MISSING for name in ("on", "legal_basis") if name not in said}
        wrong = missing | wrong | ({} if heirs else {_HEIRS[0]: _NOBODY})
        if wrong:
            return _Thought(typed, beside=wrong, status=422)
        on = date.fromisoformat(str(said["on"]))
        passing = roles_passing(kept.directory, agency.id, on)
        takes = {number: _takes(typed, number, heirs) for number in passing}
        edit = Succeed(agency.id, on, heirs, str(said["legal_basis"]), takes)
        try:
            directory = self.directories.changed(edit)
        except DirectoryFaults as refused:
            place = place_of_edit(tree_of(kept.directory), edit)
            titles = titles_in(kept.directory, self.directories.roles())
            beside, others = faults_shown(_COLUMNS, place, refused.faults, titles)
            return _Thought(typed, edit, passing, beside=beside, others=others, status=422)
        return _Thought(typed, edit, passing, self.directories.goes_by(directory, agency.id))

    def _agency(self, visit: Visit, kept: KeptDirectory) -> Agency:
        agency = kept.directory.agency(visit.request.path_params["agency"])
        if agency is None or kept.directory.succession_of(agency.id) is not None:
            raise NotThere
        return agency

    def _page(self, visit: Visit, kept: KeptDirectory, thought: _Thought) -> Response:
        agency = self._agency(visit, kept)
        others = [one for one in kept.directory.agencies if one.id != agency.id]
        others.sort(key=lambda one: one.title.vi)
        return visit.page(
            "admin/directory/succession.html",
            thought.status,
            agency=agency, others=others, thought=thought, kept=kept, heirs=_HEIRS,
            controls=controls(_COLUMNS, Offered((), (), {})),
            titles={one.id: one.title for one in kept.directory.agencies},
            areas={one.id: one.title for one in kept.directory.map.areas},
            roles=self.directories.roles(), today=self.directories.today(),
        )  # fmt: skip


def _takes(typed: Typed, number: str, heirs: tuple[str, ...]) -> tuple[str, ...]:
    """An only heir takes everything, until it is said otherwise."""
    if not typed.one("_shown"):
        return heirs if len(heirs) == 1 else ()
    return tuple(heir for heir in heirs if heir in typed.all(f"takes.{number}"))


_MISSING = say("Please fill this in.")
_NOBODY = say("Please choose who takes over.")
