"""The directory as a file: taken along, filled in with a spreadsheet, and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from domain.casework.administration.keeping_directory import ChangedByAnother
from domain.directory.agencies import Directory, DirectoryFaults
from domain.directory.changes import Change, in_titles
from domain.directory.editing import Replace
from domain.directory.files import read_directory, write_directory
from domain.reading import NotYaml, text_in
from domain.texts import Language, Message, say
from domain.workbook.opening import NotAWorkbook
from domain.workbook.reading import read_workbook_in
from domain.workbook.writing import workbook_of
from pages.admin.directory.directories import Directories
from pages.admin.directory.entries import DIRECTORY, made_from
from pages.entrance.guarding import NotThere, Visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKBOOKS = (b"PK", b"\xd0\xcf")
"""How a workbook begins, and one of old, which is told what to do."""

EMPTY = Directory(agencies=(), assignments=())


@dataclass(frozen=True, slots=True)
class _Looked:
    """What came of looking through a file that was brought."""

    faults: Sequence[Message] = ()
    changes: Sequence[Message] | None = None


@dataclass(frozen=True, slots=True)
class Files:
    directories: Directories

    def show(self, visit: Visit) -> Response:
        return self._page(visit, _Looked())

    def take(self, visit: Visit) -> Response:
        content = self._content(visit.request.path_params["kind"], visit.language)
        if content is None:
            raise NotThere
        name, kind, body = content
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(body, media_type=kind, headers=headers)

    def load(self, visit: Visit) -> Response:
        """All of it or nothing; if it is only to be looked through, nothing."""
        brought = visit.typed.file("file")
        if brought is None:
            return self._page(visit, _Looked([say("Please choose a file.")]), 422)
        try:
            directory = _read(brought)
            self.directories.changed(Replace(directory))
            if visit.typed.one("_do") != "keep":
                found = self._told(self.directories.changes_by(directory), directory)
                return self._page(visit, _Looked(changes=found))
            self.directories.change(visit.user, Replace(directory), made_from(visit))
        except DirectoryFaults as no:
            return self._page(visit, _Looked([fault.message for fault in no.faults]), 422)
        except (NotYaml, NotAWorkbook) as no:
            return self._page(visit, _Looked([no.message]), 422)
        except ChangedByAnother as no:
            return self._page(visit, _Looked([no.message], self._told(no.changes, directory)), 409)
        return visit.go_to(f"{DIRECTORY}?done=load")

    def _told(self, found: Sequence[Change], brought: Directory) -> Sequence[Message]:
        kept = self.directories.kept().directory
        return in_titles(found, self.directories.roles(), kept, brought)

    def _content(self, kind: str, language: Language) -> tuple[str, str, bytes | str] | None:
        match kind:
            case "yaml":
                body = write_directory(self.directories.kept().directory)
                return "directory.yaml", "application/yaml; charset=utf-8", body
            case "xlsx":
                book = workbook_of(self.directories.kept().directory, language)
                return "directory.xlsx", XLSX, book
            case "template":
                return "template.xlsx", XLSX, workbook_of(EMPTY, language)
        return None

    def _page(self, visit: Visit, looked: _Looked, status: int = 200) -> Response:
        kept = self.directories.kept()
        return visit.page("admin/directory/files.html", status, kept=kept, looked=looked)


def _read(brought: bytes) -> Directory:
    """Raises NotYaml, NotAWorkbook and DirectoryFaults."""
    if brought.startswith(_WORKBOOKS):
        return read_workbook_in(brought, "directory.xlsx")
    return read_directory(text_in(brought))
