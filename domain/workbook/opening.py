"""Opening a workbook that somebody sent: bounded before it is read, whatever it is."""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import range_boundaries

from domain.errors import ReferralError
from domain.texts import say

LARGEST_FILE = 2_000_000
LARGEST_UNPACKED = 30_000_000
MOST_CELLS = 200_000

_BEFORE_XLSX = b"\xd0\xcf\x11\xe0"


class NotAWorkbook(ReferralError):
    """The file is no workbook that could be read; the message says what to do."""


def open_workbook(path: Path) -> Workbook:
    """Raises NotAWorkbook for what is no .xlsx, is damaged, or would be too large once unpacked."""
    return workbook_in(_bytes_of(path), path.name)


def workbook_in(raw: bytes, name: str) -> Workbook:
    """Likewise; `name` is what messages call the file."""
    if len(raw) > LARGEST_FILE:
        raise NotAWorkbook(_TOO_LARGE)
    if raw.startswith(_BEFORE_XLSX):
        raise NotAWorkbook(
            say("{file} is an old .xls workbook, or has a password. In Excel, save it as “Excel"
                " Workbook (.xlsx)”, without a password.", file=name)
        )  # fmt: skip
    try:
        _refuse_too_large(raw)
        with warnings.catch_warnings():
            # Of what else Excel keeps in a workbook: none of it is ours.
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(raw), keep_links=False)
    except NotAWorkbook:
        raise
    except Exception as error:  # there is no end of what damage and other programs lead to
        raise NotAWorkbook(
            say("{file} is damaged, or is no workbook. In Excel, save it anew as “Excel Workbook"
                " (.xlsx)”.", file=name)
        ) from error  # fmt: skip


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise NotAWorkbook(
            say("The file {file} cannot be opened. Please check its name.", file=str(path))
        ) from error
    if size > LARGEST_FILE:
        raise NotAWorkbook(_TOO_LARGE)
    return raw


def _refuse_too_large(raw: bytes) -> None:
    """What is unpacked never exceeds the sizes that the archive declares."""
    with ZipFile(BytesIO(raw)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
            raise NotAWorkbook(_TOO_LARGE)
        cells = 0
        for entry in archive.infolist():
            with archive.open(entry) as part, suppress(ParseError):
                # Expat itself, as Python has it, refuses entities that grow beyond measure.
                for _, element in iterparse(part):  # noqa: S314
                    cells += _cells_made_of(element)
                    if cells > MOST_CELLS:
                        raise NotAWorkbook(_TOO_LARGE)


def _cells_made_of(element: Element) -> int:
    """As many as opening a workbook will make of it: ranges are a few letters, and huge."""
    name = element.tag.rpartition("}")[2]
    if name == "row":
        element.clear()
    if name in {"mergeCell", "hyperlink"} and ":" in element.get("ref", ""):
        left, top, right, bottom = range_boundaries(element.get("ref", ""))
        return ((right or 1) - (left or 1) + 1) * ((bottom or 1) - (top or 1) + 1)
    return int(name == "c")


_TOO_LARGE = say(
    "The workbook is too large. Delete the empty rows and columns beside the tables, and all that"
    " does not belong to the directory."
)
