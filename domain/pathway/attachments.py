"""Files of answers. What one is, its content says: no name is looked at, and none is kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from domain.seals.links import new_link_id
from domain.texts import Message, say

FileKind = Literal["pdf", "jpeg", "png"]

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
MOST_FILES = 3
"""In one form: each field takes one."""

_HEADS: Mapping[bytes, FileKind] = {
    b"%PDF-": "pdf",
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
}
_END_OF_PDF = b"%%EOF"
_WHITE = b"\x00\t\n\x0c\r "

EMPTY = say("This file is empty. Please choose it again.")
TOO_LARGE = say("This file is larger than 10 MB. Please send a smaller one.")
NOT_OF_THESE = say(
    "Only PDF, JPEG and PNG are taken, and this is none of them. "
    "Please take a photo of the paper, or save it as PDF."
)
BROKEN_PDF = say(
    "This PDF is not whole, or something else is hidden in it. Please save it as PDF again."
)
ONE_ONLY = say("Please send one file here.")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is in our database. `size` is in bytes."""

    id: str
    kind: FileKind
    size: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that may be kept as it is."""

    kind: FileKind
    content: bytes = field(repr=False)
    id: str = field(default_factory=new_link_id)

    @property
    def about(self) -> KeptFile:
        return KeptFile(self.id, self.kind, len(self.content))


Given = Mapping[str, Attachment | KeptFile | Message]
"""By field: what was sent now, what a draft has kept, or why what was sent cannot be taken."""


def told_by_content(content: bytes) -> FileKind | Message:
    """Which kind it begins as, or why it is not taken. Of a PDF it looks at the end as well."""
    if not content:
        return EMPTY
    if len(content) > LARGEST_FILE:
        return TOO_LARGE
    kind = next((kind for head, kind in _HEADS.items() if content.startswith(head)), None)
    if kind is None:
        return NOT_OF_THESE
    if kind == "pdf" and not _is_only_pdf(content):
        return BROKEN_PDF
    return kind


def _is_only_pdf(content: bytes) -> bool:
    """Nothing stands behind its end, and no program would take it for an archive."""
    ends = content.rstrip(_WHITE).endswith(_END_OF_PDF)
    return ends and not zipfile.is_zipfile(io.BytesIO(content))
