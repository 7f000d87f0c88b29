"""What was typed and not sent yet: kept sealed, for its link alone, and never an answer.

It is gone once the request is answered, its link is dead, or nobody has come back to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.attachments import Given, KeptFile
from domain.casework.answering import journey_of, link_of, look_through
from domain.casework.dossier import Dossier
from domain.casework.filing import files_of_draft, keep_files_in_draft
from domain.casework.office import Office
from domain.casework.views import Open, TooLate
from domain.db.tables import Link
from domain.forms import NO_FILES, Raw
from domain.sealing import CannotUnseal

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Draft:
    """`typed` is all that the form sent, by the names of its controls, and `files` came along, by
    field. `saved_at` is UTC.
    """

    typed: Raw
    saved_at: datetime
    files: Mapping[str, KeptFile] = field(default_factory=dict)


def draft_of(office: Office, token: str) -> Draft | None:
    """The draft of a link whose request waits. Raises NotALink. Changes nothing."""
    signed = office.links.read(token)
    with office.store.reading() as books:
        link = link_of(books, signed)
        row = books.drafts.of_link(link.id)
        if row is None:
            return None
        try:
            typed = json.loads(office.sealer.unseal(row.sealed, _context(link)))
        except CannotUnseal:
            # Its key is gone. The form can be filled in anew, and the page must go on to work.
            return None
        return Draft(typed, row.saved_at, files_of_draft(books, link.id))


def keep_draft(office: Office, token: str, typed: Raw, files: Given = NO_FILES) -> Draft:
    """Keep what was typed in the place of what was kept before, and each file in that of its field.

    Raises NotALink, and TooLate when the request waits no more: then nothing is kept.
    """
    signed, now = office.links.read(token), office.clock.now()
    text = json.dumps({name: list(texts) for name, texts in typed.items()}, ensure_ascii=False)
    with office.store.writing() as books:
        link = link_of(books, signed)
        seen = look_through(Dossier.locked(office, books, journey_of(books, link)), link)
        if not isinstance(seen, Open):
            raise TooLate(seen)
        books.drafts.keep(link.id, office.sealer.seal(text, _context(link)), now)
        keep_files_in_draft(office, books, link, files)
        return Draft(typed, now, files_of_draft(books, link.id))


def discard_draft(office: Office, token: str) -> None:
    """Raises NotALink. Without a draft it does nothing."""
    signed = office.links.read(token)
    with office.store.writing() as books:
        books.drafts.forget(link_of(books, signed).id)


def forget_stale_drafts(office: Office) -> None:
    with office.store.writing() as books:
        books.drafts.forget_stale(office.clock.now() - KEPT_FOR)


def _context(link: Link) -> str:
    return f"draft/{link.id}"
