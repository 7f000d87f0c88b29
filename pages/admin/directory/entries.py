"""Adding, changing and removing one entry of the directory: an area, an agency, a contact, a role
that an agency holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.responses import Response

from domain.casework.administration.keeping_directory import ChangedByAnother, KeptDirectory
from domain.directory.addresses import CHANNEL_NAMES
from domain.directory.agencies import DirectoryFaults
from domain.directory.changes import in_titles
from domain.directory.editing import (
    AddEntry,
    DirectoryEdit,
    PutEntry,
    RemoveEntry,
    place_of_edit,
    tree_of,
)
from domain.directory.still_named import still_named
from domain.editing.tree import NoSuchPlace, Tree, at
from domain.pathway.places import Place
from domain.texts import Label, Message, say
from domain.workbook.tables import AGENCIES, AREAS, ASSIGNMENTS, CONTACTS, Column, Table
from pages.admin.directory.controls import (
    Offered,
    columns_of,
    controls,
    entry_typed,
    faults_shown,
    of_the_first,
    shown,
    typed_shown,
)
from pages.admin.directory.directories import Directories
from pages.admin.fault_words import in_the_forms, titles_in
from pages.entrance.guarding import NotThere, View, Visit
from pages.entrance.typed import is_number

DIRECTORY = "/admin/directory"
MADE_FROM = "_from"


@dataclass(frozen=True, slots=True)
class EntryKind:
    """`among` is the list that it stands in, `path` its own page, `adding` that of a new one."""

    table: Table
    among: Callable[[Mapping[str, str]], Place]
    path: str
    adding: str
    title_of_new: Message
    title: Message
    removing: Message


AREA = EntryKind(
    AREAS,
    lambda _: ("areas",),
    f"{DIRECTORY}/areas/{{area}}",
    f"{DIRECTORY}/new-area",
    say("Add an area"),
    say("Area"),
    say("Take this area out: only what nothing names can go. Otherwise give it its last day."),
)
AGENCY = EntryKind(
    AGENCIES,
    lambda _: ("agencies",),
    f"{DIRECTORY}/agencies/{{agency}}",
    f"{DIRECTORY}/new-agency",
    say("Add an agency"),
    say("Agency"),
    say("Take this agency out: only one that was never asked should go. Otherwise give it its last"
        " day."),
)  # fmt: skip
CONTACT = EntryKind(
    CONTACTS,
    lambda parts: ("agencies", parts["agency"], "contacts"),
    f"{AGENCY.path}/contacts/{{contact}}",
    f"{AGENCY.path}/new-contact",
    say("Add a contact"),
    say("Contact"),
    say("Take this contact out: nothing more is sent to them."),
)
ASSIGNMENT = EntryKind(
    ASSIGNMENTS,
    lambda _: ("assignments",),
    f"{DIRECTORY}/assignments/{{number}}",
    f"{DIRECTORY}/new-assignment",
    say("Give a role to an agency"),
    say("Role of an agency"),
    say("Take this line out, as if it had never been. What ends gets its last day instead."),
)
DONE: Mapping[str, Message] = {
    "add": say("It is added."),
    "begun": say(
        "The agency is added. Send a test message to its contact, then give it its roles below."
    ),
    "change": say("The change is kept."),
    "remove": say("It is taken out."),
    "undo": say("The directory is as it was before the last change."),
    "succeed": say("The succession is kept. What waits is passed on within a minute of that day."),
    "load": say("The file is in use."),
    "try": say("The provider took the message. Please ask them whether it came."),
}
"""What was done just now, by the last part of the address that it was sent to."""

KINDS = (AREA, AGENCY, CONTACT, ASSIGNMENT)
_OWN_PART: Mapping[str, str] = {
    "areas": "area",
    "agencies": "agency",
    "contacts": "contact",
    "assignments": "number",
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a form says beside its controls. `meanwhile`: what another has changed."""

    values: Mapping[str, str]
    beside: Mapping[str, Message] = field(default_factory=dict)
    others: Sequence[Message] = ()
    meanwhile: ChangedByAnother | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Entries:
    directories: Directories
    kind: EntryKind

    @property
    def form_of_new(self) -> View:
        def show(visit: Visit) -> Response:
            kept = self._kept_around(visit)
            columns = self._columns(None)
            # A link may say what is known already, such as the role.
            asked = visit.request.query_params
            known = {name: asked.get(name, text) for name, text in shown(columns, {}).items()}
            return self._page(visit, kept, None, columns, _Shown(known))

        return show

    @property
    def form(self) -> View:
        def show(visit: Visit) -> Response:
            kept = self.directories.kept()
            entry = self._there(visit, kept)
            columns = self._columns(entry)
            return self._page(visit, kept, entry, columns, _Shown(shown(columns, entry)))

        return show

    @property
    def add(self) -> View:
        def do(visit: Visit) -> Response:
            among = self.kind.among(visit.request.path_params)
            return self._keep(visit, None, lambda entry: AddEntry(among, entry))

        return do

    @property
    def change(self) -> View:
        def do(visit: Visit) -> Response:
            place = self._place(visit)
            entry = _entry_at(self.directories.kept(), place)
            return self._keep(visit, entry or {}, lambda entry: PutEntry(place, entry))

        return do

    @property
    def remove(self) -> View:
        def do(visit: Visit) -> Response:
            kept = self.directories.kept()
            entry = self._there(visit, kept)
            columns = self._columns(entry)
            edit = RemoveEntry(self._place(visit))
            return self._do(visit, edit, columns, entry, shown(columns, entry))

        return do

    def _keep(
        self, visit: Visit, entry: Tree | None, edit_with: Callable[[Tree], DirectoryEdit]
    ) -> Response:
        columns = self._columns(entry)
        typed, wrong = entry_typed(columns, visit.typed)
        values = typed_shown(columns, visit.typed, typed)
        if wrong:
            kept = self.directories.kept()
            return self._page(visit, kept, entry, columns, _Shown(values, wrong, status=422))
        return self._do(visit, edit_with(typed), columns, entry, values)

    def _do(
        self,
        visit: Visit,
        edit: DirectoryEdit,
        columns: Sequence[Column],
        entry: Tree | None,
        values: Mapping[str, str],
    ) -> Response:
        try:
            place = place_of_edit(tree_of(self.directories.kept().directory), edit)
            changed = self.directories.change(visit.user, edit, made_from(visit))
        except DirectoryFaults as refused:
            kept = self.directories.kept()
            titles = titles_in(kept.directory, self.directories.roles())
            named = still_named(kept.directory, place) if isinstance(edit, RemoveEntry) else ()
            wrong = faults_shown(columns, place, refused.faults, titles)
            if named:
                wrong = {}, [in_the_forms(one, titles) for one in named]
            told = _Shown(values, *wrong, status=422)
            return self._page(visit, kept, entry, columns, told)
        except ChangedByAnother as no:
            told = _Shown(values, meanwhile=no, status=409)
            return self._page(visit, self.directories.kept(), entry, columns, told)
        except NoSuchPlace as no:
            told = _Shown(values, others=[no.message], status=409)
            return self._page(visit, self.directories.kept(), entry, columns, told)
        return visit.go_to(self._afterwards(visit, values, changed.place[-1]))

    def _page(
        self, visit: Visit, kept: KeptDirectory, entry: Tree | None, columns: Sequence[Column],
        told: _Shown,
    ) -> Response:  # fmt: skip
        now = self._entry_now(visit, kept) if told.meanwhile is not None else None
        # What others have kept meanwhile is seen only once the page has told of it.
        unseen = told.status == 422  # noqa: PLR2004
        parts = visit.request.path_params
        agency, contact = parts.get("agency", ""), parts.get("contact", "")
        numbered = enumerate(kept.directory.assignments, start=1)
        roles = self.directories.roles()
        return visit.page(
            "admin/directory/entry.html",
            told.status,
            kind=self.kind, new=entry is None, told=told, kept=kept,
            seen=made_from(visit) if unseen else kept.version,
            controls=controls(columns, _offered(kept, roles)),
            now=shown(columns, now) if now is not None else {},
            path=_filled(self.kind.adding if entry is None else self.kind.path, visit),
            agency=kept.directory.agency(agency), contact=kept.directory.contact(contact),
            meanwhile=in_titles(
                told.meanwhile.changes if told.meanwhile else (), roles, kept.directory
            ),
            roles=roles, channel_names=CHANNEL_NAMES,
            areas={area.id: area.title for area in kept.directory.map.areas},
            held=[(number, one) for number, one in numbered if one.agency == agency],
            done=done_at(visit),
        )  # fmt: skip

    def _columns(self, entry: Tree | None) -> tuple[Column, ...]:
        own = columns_of(self.kind.table, entry or {})
        return (*own, *of_the_first(CONTACTS)) if self.kind is AGENCY and entry is None else own

    def _place(self, visit: Visit) -> Place:
        parts = visit.request.path_params
        return (*self.kind.among(parts), parts[_OWN_PART[self.kind.table.name]])

    def _there(self, visit: Visit, kept: KeptDirectory) -> Tree:
        """Raises NotThere."""
        entry = self._entry_now(visit, kept)
        if entry is None:
            raise NotThere
        return entry

    def _entry_now(self, visit: Visit, kept: KeptDirectory) -> Tree | None:
        if _OWN_PART[self.kind.table.name] not in visit.request.path_params:
            return None
        return _entry_at(kept, self._place(visit))

    def _kept_around(self, visit: Visit) -> KeptDirectory:
        """Raises NotThere where a new contact would be nobody's."""
        kept = self.directories.kept()
        *around, _ = self.kind.among(visit.request.path_params)
        if around and _entry_at(kept, tuple(around)) is None:
            raise NotThere
        return kept

    def _afterwards(self, visit: Visit, values: Mapping[str, str], name: str) -> str:
        done = visit.request.url.path.rpartition("/")[2]
        match self.kind.table.name:
            case "agencies" if done == "add":
                return f"{AGENCY.path.format(agency=name)}?done=begun"
            case "contacts":
                return f"{_filled(AGENCY.path, visit)}?done={done}"
            case "assignments":
                return f"{DIRECTORY}/roles/{values['role']}?done={done}"
            case "areas":
                return f"{DIRECTORY}/areas?done={done}"
        return f"{DIRECTORY}?done={done}"


def made_from(visit: Visit) -> int:
    """The version that the form was made from; 0 where it names none."""
    written = visit.typed.one(MADE_FROM)
    return int(written) if is_number(written) else 0


def done_at(visit: Visit) -> Message | None:
    return DONE.get(visit.request.query_params.get("done", ""))


def _offered(kept: KeptDirectory, roles: Mapping[str, Label]) -> Offered:
    agencies = sorted(kept.directory.agencies, key=lambda one: one.title.vi)
    areas = sorted(kept.directory.map.areas, key=lambda one: one.title.vi)
    return Offered(agencies, areas, roles)


def _entry_at(kept: KeptDirectory, place: Place) -> Tree | None:
    try:
        entry = at(tree_of(kept.directory), place)
    except NoSuchPlace:
        return None
    return entry if isinstance(entry, Mapping) else None


def _filled(path: str, visit: Visit) -> str:
    return path.format_map(visit.request.path_params)
