"""What people and Excel do to a workbook: mended where it is certain, else told with its row."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from domain.directory.agencies import DirectoryFaults
from domain.workbook.opening import NotAWorkbook
from domain.workbook.reading import read_workbook
from tests.domain.workbooks import DIRECTORY, Change, saved, sheet, workbook, write


def _append_again(name: str, **other: object) -> Change:
    """The first row once more, but for some cells by their letters."""

    def change(book: Workbook) -> None:
        table = sheet(book, name)
        letters = [get_column_letter(at) for at in range(1, table.max_column + 1)]
        table.append([other.get(at, table[f"{at}2"].value) for at in letters])

    return change


def _title_above(book: Workbook) -> None:
    sheet(book, "Assignments").insert_rows(1)
    write("Assignments", "A1", "DANH BẠ NĂM 2026")(book)
    sheet(book, "Assignments").merge_cells("A1:D1")


def _hidden_rows_of_spaces(book: Workbook) -> None:
    sheet(book, "Agencies").append([None, " ", "\u00a0"])
    sheet(book, "Agencies").row_dimensions[5].hidden = True


@pytest.mark.parametrize(
    "change",
    [
        # a day typed as a text, day first
        write("Agencies", "E3", "01/07/2025"),
        write("Agencies", "E3", "1/7/2025"),
        # or as ISO has it
        write("Agencies", "E3", "2025-07-01"),
        # a day that Excel keeps with its midnight
        write("Agencies", "E3", datetime(2025, 7, 1)),  # noqa: DTZ001 - so Excel keeps it
        # spaces around, one of them such as web pages have
        write("Contacts", "A2", "\u00a0so_y_te "),
        # accents apart from their letters
        write("Agencies", "B2", unicodedata.normalize("NFD", "Sở Y tế")),
        # the number 1 in other forms
        write("Assignments", "D2", 1.0),
        write("Assignments", "D2", "1"),
        # agencies with other marks and spaces between
        write("Successions", "C2", "so_y_te ;cong_an_tp,"),
        # a capital that a spreadsheet put there
        write("Areas", "D2", "Commune"),
        # rows that look empty
        _hidden_rows_of_spaces,
        # a title above the headings
        _title_above,
        # an empty sheet that Excel added
        lambda book: book.create_sheet("Sheet1"),
        # headings as in the YAML file, or in other letters
        write("Assignments", "G1", "legal_basis"),
        write("Assignments", "G1", " LEGAL  basis"),
        # or in the other language
        write("Assignments", "G1", "Căn cứ pháp lý"),
    ],
    ids=range(16),
)
def test_what_is_certain_is_mended(change: Change, tmp_path: Path) -> None:
    book = workbook()
    change(book)

    assert read_workbook(saved(book, tmp_path)) == DIRECTORY


@pytest.mark.parametrize(
    ("change", "said"),
    [
        # a year of which only half is there
        (
            write("Agencies", "E3", "01/07/25"),
            "Sheet “Agencies”, row 3, column E (“First day”): It is not clear which year is meant "
            "by “01/07/25”. Write the year with four digits, for example: 02/09/2026.",
        ),
        # the month before the day
        (
            write("Agencies", "E3", "07/13/2025"),
            "Sheet “Agencies”, row 3, column E (“First day”): “07/13/2025” is not a date. "
            "Write the day, the month and the year, for example: 02/09/2026.",
        ),
        # a day that lost its format
        (
            write("Agencies", "E3", 45839),
            "Sheet “Agencies”, row 3, column E (“First day”): “45839” is not a date. "
            "Write the day, the month and the year, for example: 02/09/2026.",
        ),
        # a phone number that lost its zero
        (
            write("Contacts", "F3", 912345678),
            "Sheet “Contacts”, row 3, column F (“Address 1”): “912345678” is a number here: Excel "
            "takes the 0 from the front of phone numbers. Format the column as text, then write "
            "the number anew, for example: 0912345678.",
        ),
        # a name that Excel took for something else
        (
            write("Contacts", "C2", True),  # noqa: FBT003 - so Excel keeps the word TRUE
            "Sheet “Contacts”, row 2, column C (“Full name”): Excel took “True” for a number or a "
            "date, and may have changed it. Format the column as text, then write it anew.",
        ),
        # a formula
        (
            write("Contacts", "C2", "=B2"),
            "Sheet “Contacts”, row 2, column C (“Full name”): A formula stands here, and what it "
            "comes to is not certain. Copy the cell and paste it over itself as a value.",
        ),
        # what a formula left behind
        (
            write("Assignments", "B2", "#N/A"),
            "Sheet “Assignments”, row 2, column B (“Area (empty: everywhere)”): Excel shows an "
            "error here: #N/A. Write the value itself.",
        ),
        # a number that is no rank
        (
            write("Assignments", "D2", 1.5),
            "Sheet “Assignments”, row 2, column D (“Rank”): “1.5” is not a whole number. Write it "
            "in digits alone, without quotes, for example: 3.",
        ),
        # merged cells
        (
            lambda book: sheet(book, "Assignments").merge_cells("B2:B3"),
            "Sheet “Assignments”, row 2, column B: The cells B2:B3 are merged. "
            "Split them, and write the value in each row that it is meant for.",
        ),
        # a column of their own
        (
            write("Contacts", "K1", "Ghi chú"),
            "Sheet “Contacts”, row 1, column K: No column is called “Ghi chú”. Put its heading "
            "back as it was, or delete the column. There are: Agency, Id, Full name, Language, "
            "Quiet from, Quiet until.",
        ),
        # a column twice
        (
            write("Contacts", "K1", "Full name"),
            "Sheet “Contacts”, row 1, column K: The heading “Full name” stands there twice. "
            "Keep one of the two columns.",
        ),
        # a note beside the table
        (
            write("Agencies", "J3", "hỏi lại"),
            "Sheet “Agencies”, row 3, column J: Something stands here in a column without a "
            "heading. Delete it, or move it into a column of the table.",
        ),
        # a column that is gone
        (
            lambda book: sheet(book, "Agencies").delete_cols(1),
            "Sheet “Agencies”, row 1: The column “Id” is missing. "
            "Add it, or put its heading back as it was.",
        ),
        # no headings at all
        (
            lambda book: sheet(book, "Contacts").delete_rows(1),
            "Sheet “Contacts”: The row with the headings is missing. "
            "Write them above the table: Agency, Id, Full name, Language, Quiet from, Quiet until.",
        ),
        # a sheet that is gone
        (
            lambda book: book.remove(sheet(book, "Contacts")),
            "The sheet “Contacts” is missing. "
            "`referral directory template FILE.xlsx` makes a workbook with all sheets.",
        ),
        # a sheet that was given another name, though nothing needs it
        (
            lambda book: setattr(sheet(book, "Areas"), "title", "Khu vực"),
            "Sheet “Khu vực”: No sheet of this name is known. Put its name back as it was, or "
            "delete it. There are: {sheets}.",
        ),
        # a stray cell far below
        (
            write("Agencies", "A20000", "x"),
            "Sheet “Agencies”: Something stands very far down or to the right: in row 20000 or "
            "column G. Delete the empty rows and columns behind the table, then save.",
        ),
        # a row twice
        (
            _append_again("Agencies"),
            "Sheet “Agencies”, row 5: The id “so_y_te” stands in row 2 already. "
            "Delete one of the two rows, or give it an id of its own.",
        ),
        (
            _append_again("Assignments"),
            "Sheet “Assignments”, row 4: so_y_te has the role so_ldtbxh (hai_phong) twice on the "
            "same days, from 1 July 2025. Keep one of the two.",
        ),
        # two of the same rank
        (
            _append_again("Assignments", C="cong_an_tp"),
            "Sheet “Assignments”, row 4: so_y_te and cong_an_tp both have the role so_ldtbxh "
            "(hai_phong) with rank 1 on the same days, from 1 July 2025. "
            "Give one of them a last day, or say with “rank” who is asked first.",
        ),
        # a contact of nobody
        (
            _append_again("Contacts", A="so_y", B="hai"),
            "Sheet “Contacts”, row 5, column A (“Agency”): No agency here has the id “so_y”. "
            "Check how it is spelt, or add the agency.",
        ),
        # an assignment before its agency was there
        (
            write("Assignments", "E3", date(2024, 7, 1)),
            "Sheet “Assignments”, row 3: This assignment goes beyond the days of cong_an_tp. Give "
            "it days within those of the agency; without a last day it ends with it.",
        ),
        # a second address behind an empty first one
        (
            _append_again("Contacts", B="hai", E=None, F=None, I="email", J="hoa"),
            "Sheet “Contacts”, row 5, column J (“Address 3”): “hoa” is not a mail address. "
            "Write it in the form name@agency.gov.vn, without spaces or accents.",
        ),
        # a successor that nobody knows
        (
            write("Successions", "C2", "so_y_te; so_y"),
            "Sheet “Successions”, row 2, column C (“To (agencies, with commas)”): No agency here "
            "has the id “so_y”. Check how it is spelt, or add the agency.",
        ),
        # a text that cannot be a code
        (
            write("Areas", "D2", "xã"),
            "Sheet “Areas”, row 2, column D (“Kind”): “xã” is not one of the choices here. "
            "Choose one of these: “province”, “district”, “commune”.",
        ),
        # an area of no map
        (
            write("Areas", "E2", "hai_fong"),
            "Sheet “Areas”, row 2, column E (“Part of”): There is no area “hai_fong” in the list "
            "of areas. Check how it is spelt, or add it to the areas.",
        ),
        # a name that was left out
        (
            write("Agencies", "C2", None),
            "Sheet “Agencies”, row 2, column C (“Name in English”): This is missing. Add it.",
        ),
    ],
)
def test_what_is_not_certain_is_told_with_its_place(
    change: Change, said: str, tmp_path: Path
) -> None:
    book = workbook()
    change(book)
    sheets = "Areas, Agencies, Contacts, Assignments, Successions"

    with pytest.raises(DirectoryFaults) as refused:
        read_workbook(saved(book, tmp_path))

    (fault,) = refused.value.faults
    assert fault.message.in_("en") == said.format(sheets=sheets)
    assert fault.message.in_("vi").startswith(("Trang tính “", "Thiếu trang tính “"))


def test_everything_wrong_is_told_at_once_in_vietnamese(tmp_path: Path) -> None:
    book = workbook("vi")
    write("Người liên hệ", "F3", 912345678)(book)
    write("Cơ quan", "E3", "01/07/25")(book)
    write("Phân công", "B2", "hai_fong")(book)

    with pytest.raises(DirectoryFaults) as refused:
        read_workbook(saved(book, tmp_path))

    assert [fault.message.in_("vi") for fault in refused.value.faults] == [
        "Trang tính “Cơ quan”, dòng 3, cột E (“Từ ngày”): Không rõ “01/07/25” là năm nào. "
        "Hãy ghi năm đủ bốn chữ số, ví dụ: 02/09/2026.",
        "Trang tính “Người liên hệ”, dòng 3, cột F (“Địa chỉ 1”): “912345678” ở đây là một con "
        "số: Excel bỏ mất số 0 ở đầu số điện thoại. Hãy định dạng cột là văn bản (Text) rồi ghi "
        "lại số, ví dụ: 0912345678.",
        "Trang tính “Phân công”, dòng 2, cột B (“Địa bàn (để trống: mọi nơi)”): Danh sách địa bàn "
        "không có “hai_fong”. Hãy chọn một địa bàn trong danh sách, hoặc bỏ trống nếu áp dụng cho "
        "mọi nơi.",
    ]


def _zip(**parts: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


def _with_sheet(text: str) -> bytes:
    """A workbook whose first sheet says that."""
    file, changed = BytesIO(), BytesIO()
    workbook().save(file)
    with ZipFile(file) as whole, ZipFile(changed, "w", ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            is_first = name == "xl/worksheets/sheet1.xml"
            archive.writestr(name, text if is_first else whole.read(name))
    return changed.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        # what Excel wrote before 2007, and what it writes with a password
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "is an old .xls workbook"),
        # a text that was given another ending
        (b"agencies: []", "is damaged, or is no workbook"),
        # nothing
        (b"", "is damaged, or is no workbook"),
        # an archive of something else
        (_zip(hello="<a/>"), "is damaged, or is no workbook"),
        # one that was cut off
        (_with_sheet("<worksheet/>")[:2000], "is damaged, or is no workbook"),
        # a small file that would unpack to a large one
        (_zip(xl__workbook="0" * 40_000_000), "The workbook is too large."),
        # a file that is large itself
        (bytes(2_000_001), "The workbook is too large."),
        # two letters that stand for all cells that there are
        (
            _with_sheet(
                f'<worksheet xmlns="{_MAIN}"><sheetData/><mergeCells>'
                '<mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
            ),
            "The workbook is too large.",
        ),
        # more cells than a directory can have
        (
            _with_sheet(
                f'<worksheet xmlns="{_MAIN}"><sheetData><row>{"<c/>" * 200_001}</row></sheetData>'
                "</worksheet>"
            ),
            "The workbook is too large.",
        ),
        # a name that stands for ten others, and so on
        (
            _with_sheet(f'<!DOCTYPE a [<!ENTITY a0 "ha">{_LAUGHS}]><worksheet>&a11;</worksheet>'),
            "is damaged, or is no workbook",
        ),
    ],
    ids=range(10),
)
def test_what_is_no_workbook_is_told(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "danh_ba.xlsx"
    file.write_bytes(content)

    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(file)

    assert said in refused.value.message.in_("en")
    assert refused.value.message.in_("vi") != refused.value.message.in_("en")


def test_a_workbook_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook, match="cannot be opened"):
        read_workbook(tmp_path / "nothing.xlsx")
