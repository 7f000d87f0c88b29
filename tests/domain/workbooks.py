"""Workbooks as people send them: one that is right, and what they did to it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.directory.files import read_directory
from domain.texts import Language
from domain.workbook.writing import workbook_of
from tests.domain.directory.test_directory import HAI_PHONG

AREAS = """
areas:
  - {id: xa_a, title: {vi: Xã A, en: A commune}, kind: commune, parent: hai_phong}
  - {id: xa_b, title: {vi: Xã B, en: B commune}, kind: commune, parent: hai_phong,
     valid_from: 2020-01-01, valid_to: 2027-12-31, became: xa_a}
"""
SUCCESSIONS = """
successions:
  - {agency: phong, on: 2025-03-01, to: [so_y_te, cong_an_tp], legal_basis: Nghị quyết 190}
"""
CLOSED = """
  - id: phong
    title: {vi: Phòng, en: Office}
    valid_to: 2025-02-28
    contacts: [{id: hoa, name: Hoa, channels: [{channel: email, target: hoa@example.vn}]}]
assignments:
"""
DIRECTORY = read_directory(AREAS + HAI_PHONG.replace("\nassignments:\n", CLOSED) + SUCCESSIONS)

Change = Callable[[Workbook], object]


def workbook(language: Language = "en") -> Workbook:
    return load_workbook(BytesIO(workbook_of(DIRECTORY, language)))


def sheet(book: Workbook, name: str) -> Worksheet:
    return next(one for one in book.worksheets if one.title == name)


def write(name: str, cell: str, value: object) -> Change:
    def change(book: Workbook) -> None:
        at = sheet(book, name)[cell]
        at.number_format = "General"
        at.value = value

    return change


def saved(book: Workbook, folder: Path) -> Path:
    file = folder / "directory.xlsx"
    book.save(file)
    return file
