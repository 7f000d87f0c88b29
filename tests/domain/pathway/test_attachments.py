from __future__ import annotations

import pytest

from domain.pathway.attachments import (
    BROKEN_PDF,
    EMPTY,
    LARGEST_FILE,
    NOT_OF_THESE,
    TOO_LARGE,
    Attachment,
    told_by_content,
)
from domain.texts import Message
from tests.files import GIF, PDF, SVG, archive, picture


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        # as some programs end it
        (PDF.rstrip(b"\n") + b"\r\n\x00", "pdf"),
        (picture("JPEG"), "jpeg"),
        (picture("PNG"), "png"),
    ],
    ids=["pdf", "pdf of another program", "jpeg", "png"],
)
def test_a_file_is_told_by_its_content(content: bytes, kind: str) -> None:
    assert told_by_content(content) == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", EMPTY),
        (PDF + bytes(LARGEST_FILE), TOO_LARGE),
        # other kinds, whatever they are called
        (GIF, NOT_OF_THESE),
        (SVG, NOT_OF_THESE),
        (archive(), NOT_OF_THESE),
        (b"<html>%PDF-1.7\n%%EOF", NOT_OF_THESE),
        (b"MZ\x90\x00", NOT_OF_THESE),
        # cut off on its way
        (PDF[:-20], BROKEN_PDF),
        # two files in one
        (PDF + archive(), BROKEN_PDF),
        (PDF + SVG, BROKEN_PDF),
        (b"%PDF-1.7\n" + archive()[:-2] + b"\x06\x00\n%%EOF", BROKEN_PDF),
    ],
    ids=[
        "empty", "eleven megabytes", "gif", "svg", "zip", "html first", "program", "cut off",
        "zip behind", "svg behind", "zip whose comment is the end",
    ],
)  # fmt: skip
def test_what_is_not_taken_is_told_why(content: bytes, why: Message) -> None:
    assert told_by_content(content) == why


def test_ten_megabytes_are_taken() -> None:
    filling = bytes(LARGEST_FILE - len(PDF))

    assert told_by_content(PDF[:9] + filling + PDF[9:]) == "pdf"


def test_a_file_shows_nothing_of_itself_where_it_is_logged() -> None:
    assert "Mai" not in repr(Attachment("pdf", b"%PDF- Mai"))
