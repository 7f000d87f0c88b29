"""What was typed and not sent yet: kept sealed, for its link alone, and never an answer.

It is gone once the request is answered, its link is dead, or nobody has come back to it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from domain.casework.answers.answering import journey_of, link_of, look_through
from domain.casework.answers.filing import (
    files_of_draft,
    keep_files_in_draft,
    rename_files_of_draft,
)
from domain.casework.answers.views import Open, TooLate
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Draft as DraftRow, Link
from domain.journey.facts import Moved
from domain.journey.renaming import field_named
from domain.pathway.attachments import Given, KeptFile
from domain.pathway.forms import NO_FILES, Raw
from domain.seals.sealing import CannotUnseal

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Draft:
    """`forms` is what each form of the page sent, by the names of its controls, and `files` came
    along, by field. `saved_at` is UTC.
    """

    forms: Mapping[str, Raw]
    saved_at: datetime
    files: Mapping[str, KeptFile] = field(default_factory=dict)


def draft_of(office: Office, books: Books, link: Link) -> Draft | None:
    row = books.drafts.of_link(link.id)
    forms = _forms(office, link, row) if row is not None else None
    if row is None or forms is None:
        return None
    return Draft(forms, row.saved_at, files_of_draft(books, link.id))


def keep_draft(
    office: Office,
    token: str,
    form: str,
    typed: Raw,
    files: Given = NO_FILES,
    without: Collection[str] = (),
) -> Draft:
    """Keep what was typed into this form in the place of what it had before, and each file in that
    of its field. Fields that are `without` a file lose theirs.

    Raises NotALink, and TooLate when the request waits no more: then nothing is kept.
    """
    signed, now = office.links.read(token), office.clock.now()
    with office.store.writing() as books:
        link = link_of(books, signed)
        seen = look_through(Dossier.locked(office, books, journey_of(books, link)), link)
        if not isinstance(seen, Open):
            raise TooLate(seen)
        forms = {**_kept(office, books, link), form: typed}
        _keep(office, books, link, forms, now)
        for field_id in without:
            books.files.forget_of_draft(link.id, field_id)
        keep_files_in_draft(office, books, link, files)
        return Draft(forms, now, files_of_draft(books, link.id))


def forget_form(office: Office, books: Books, link: Link, form: str) -> None:
    """What was typed into it was sent; what the link's other forms have stays."""
    row = books.drafts.of_link(link.id)
    if row is None:
        return
    forms = {each: typed for each, typed in _kept(office, books, link).items() if each != form}
    if forms or files_of_draft(books, link.id):
        _keep(office, books, link, forms, row.saved_at)
    else:
        books.drafts.forget(link.id)


def take_over(office: Office, books: Books, link: Link) -> None:
    """What was typed behind the link in whose place this one is sent: it was for a dead battery."""
    row = books.drafts.before(link)
    former = books.requests.link(row.link) if row is not None else None
    if row is None or former is None:
        return
    forms = _forms(office, former, row)
    if forms is not None:
        _keep(office, books, link, forms, row.saved_at)
        books.drafts.take_files(link.id, former.id)
    books.drafts.forget(former.id)


def rename_files_of_drafts(dossier: Dossier, move: Moved) -> None:
    """Each stays with its field. To be done before the move is written."""
    office, books = dossier.office, dossier.books
    for request in dossier.state.waiting if move.fields else ():
        name = partial(field_named, move, request.key.step)
        for link, _ in books.drafts.of_request(dossier.request_row(request.key).id):
            rename_files_of_draft(office, books, link.id, name)


def discard_draft(office: Office, token: str) -> None:
    """Raises NotALink. Without a draft it does nothing."""
    signed = office.links.read(token)
    with office.store.writing() as books:
        books.drafts.forget(link_of(books, signed).id)


def forget_stale_drafts(office: Office) -> None:
    with office.store.writing() as books:
        books.drafts.forget_stale(office.clock.now() - KEPT_FOR)


def _kept(office: Office, books: Books, link: Link) -> Mapping[str, Raw]:
    row = books.drafts.of_link(link.id)
    return (_forms(office, link, row) or {}) if row is not None else {}


def _forms(office: Office, link: Link, row: DraftRow) -> Mapping[str, Raw] | None:
    """None where its key is gone: a form can be filled in anew, and the page must go on to work."""
    try:
        forms: Mapping[str, Raw] = json.loads(office.sealer.unseal(row.sealed, _context(link)))
    except CannotUnseal:
        return None
    return forms


def _keep(office: Office, books: Books, link: Link, forms: Mapping[str, Raw], at: datetime) -> None:
    plain = {form: {k: list(texts) for k, texts in typed.items()} for form, typed in forms.items()}
    text = json.dumps(plain, ensure_ascii=False)
    books.drafts.keep(link.id, office.sealer.seal(text, _context(link)), at)


def _context(link: Link) -> str:
    return f"draft/{link.id}"
