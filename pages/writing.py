"""What people write into forms, as it is taken from a browser or a program."""

from __future__ import annotations

import re

from domain.pathway.forms import LONGEST_LONG_TEXT
from domain.texts import nfc

LONGEST_TYPED = 5 * LONGEST_LONG_TEXT
"""In characters. Of four at most NFC makes one, so that what is cut is too long for any field."""

# A line break and a tab are writing; the other control characters are not.
_NOT_WRITING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """In NFC, with line breaks as one character; cut off at LONGEST_TYPED."""
    whole_lines = nfc(text[:LONGEST_TYPED]).replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_WRITING.sub("", whole_lines)
