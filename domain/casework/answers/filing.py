"""The files of answers: kept sealed, in the transaction of the answer that they belong to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.db.files import FileLine
from domain.db.session import Books
from domain.db.tables import File, Link, Request
from domain.journey.facts import Answered, Corrected, CorrectionWanted, Proposed
from domain.pathway.attachments import Attachment, FileKind, Given, KeptFile
from domain.texts import Message
from domain.values import Value


def files_of_draft(books: Books, link_id: str) -> dict[str, KeptFile]:
    """By field."""
    return _by_field(books.files.of_draft(link_id))


def keep_files_in_draft(office: Office, books: Books, link: Link, files: Given) -> None:
    """In the place of those that the draft has in the same fields."""
    request = books.requests.find(link.request)
    assert request is not None  # noqa: S101 - a foreign key holds it
    for field, file in files.items():
        if isinstance(file, Attachment):
            books.files.forget_of_draft(link.id, field)
            _add(office, books, request, field, file, draft=link.id)


def rename_files_of_draft(
    office: Office, books: Books, link_id: str, name: Callable[[str], str]
) -> None:
    """Each is sealed for its field, so it is sealed anew for the one that takes its place."""
    for row in books.files.rows_of_draft(link_id):
        if (field := name(row.field)) != row.field:
            content = content_of(office, row)
            row.sealed = office.sealer.seal_bytes(content, _context(row.request, field, row.id))
            row.field = field


def keep_files(
    dossier: Dossier, request_id: str, values: Mapping[str, Value], files: Given
) -> None:
    """Those that the answer names. To be done before the answer is written: it ends the draft."""
    books = dossier.books
    request = books.requests.find(request_id)
    assert request is not None  # noqa: S101 - the answer is one to it
    for field, file in files.items():
        if isinstance(file, Attachment | KeptFile) and values.get(field) == file.id:
            if isinstance(file, Attachment):
                _add(dossier.office, books, request, field, file, draft=None)
            books.files.record(file.id, books.files.next_number(dossier.row.case_code))


def files_among(dossier: Dossier, values: Mapping[str, Value]) -> dict[str, KeptFile]:
    """Of an answer's values those that are files, by field."""
    named = {value: field for field, value in values.items() if isinstance(value, str)}
    lines = dossier.books.files.about(named)
    # A file keeps the name of the field in which it came; a move may have given that another.
    return _by_field(replace(each, field=named[each.id]) for each in lines)


def known_by_content(dossier: Dossier, files: Given, before: Mapping[str, Value]) -> Given:
    """Each that is the same as came in its field `before` as that one, so that nothing is kept
    twice. Raises CannotUnseal.
    """
    lying = files_among(dossier, before)
    return {
        field: lying[field] if field in lying and _is(dossier, file, lying[field]) else file
        for field, file in files.items()
    }


def _is(dossier: Dossier, file: Attachment | KeptFile | Message, lying: KeptFile) -> bool:
    row = dossier.books.files.find(lying.id)
    if not isinstance(file, Attachment) or row is None or row.size != len(file.content):
        return False
    return content_of(dossier.office, row) == file.content


def content_of(office: Office, row: File) -> bytes:
    """Raises CannotUnseal."""
    return office.sealer.unseal_bytes(row.sealed, _context(row.request, row.field, row.id))


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """`name` is ours: whatever the agency called it is not known."""

    name: str
    content: bytes


def take_file(
    dossier: Dossier,
    said: Proposed | Answered | Corrected | CorrectionWanted,
    field: str,
    actor: str,
) -> OpenedFile | None:
    """That of an answer, or of what should stand in its place, which is written down. None where
    none came in that field.

    Raises CannotUnseal.
    """
    books, office = dossier.books, dossier.office
    kept = files_among(dossier, said.values).get(field)
    row = books.files.find(kept.id) if kept is not None else None
    if row is None:
        return None
    content = content_of(office, row)
    body = json.dumps({"line": dossier.line_of(said), "file": field})
    dossier.note("read", actor, body)
    return OpenedFile(f"{dossier.row.case_code}-{row.number}.{row.kind}", content)


def _by_field(lines: Iterable[FileLine]) -> dict[str, KeptFile]:
    return {each.field: KeptFile(each.id, cast("FileKind", each.kind), each.size) for each in lines}


def _add(
    office: Office, books: Books, request: Request, field: str, file: Attachment, draft: str | None
) -> None:
    sealed = office.sealer.seal_bytes(file.content, _context(request.id, field, file.id))
    books.files.add(
        File(
            id=file.id, journey=request.journey, request=request.id, field=field, draft=draft,
            number=None, kind=file.kind, size=len(file.content), sealed=sealed,
            made_at=office.clock.now(),
        )
    )  # fmt: skip


def _context(request: str, field: str, file_id: str) -> str:
    return f"file/{request}/{field}/{file_id}"
