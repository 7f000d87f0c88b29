"""A directory is the same after it was a workbook or a YAML file, and the other way round."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import load_workbook

from domain.days.quiet_hours import QuietHours
from domain.directory.agencies import Directory, DirectoryFaults
from domain.directory.files import read_directory, write_directory
from domain.texts import Language, nfc
from domain.workbook.reading import read_workbook
from domain.workbook.writing import workbook_of
from tests.domain.workbooks import DIRECTORY, saved, workbook

IDS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
# Not those that XML has no way to write, nor line ends, which it writes all in one way.
TEXTS = st.text(
    st.characters(exclude_categories=["C"]), min_size=1, max_size=40
).map(nfc).filter(lambda text: text == text.strip() != "")  # fmt: skip
LOOKS_LIKE_ANOTHER = st.sampled_from(
    ["=1+1", "#N/A", "0912345678", "1", "2025-07-01", "no", "true", "null", "~", "16:30", "- a: b"]
)
WORDS = TEXTS | LOOKS_LIKE_ANOTHER
DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
ADDRESSES = st.one_of(
    st.builds(lambda name: {"channel": "email", "target": f"{name}@example.vn"}, IDS),
    st.from_regex(r"0[0-9]{9}", fullmatch=True).map(lambda n: {"channel": "sms", "target": n}),
    st.just({"channel": "webhook", "target": "https://example.vn/thu?khoa=1"}),
)
QUIET = st.sampled_from([{}, {"quiet_hours": {"from": "21:00", "until": "06:30"}}])


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Sound ones: everything has its own id, every assignment its own rank."""
    areas, agencies = draw(_ids(3)), draw(_ids(4, least=1))
    places = st.sampled_from([None, "hai_phong", *(f"a_{name}" for name in areas)])
    contacts = iter(draw(st.lists(IDS, min_size=8, max_size=8, unique=True)))
    label = st.fixed_dictionaries({"vi": WORDS, "en": WORDS})
    data = {
        "areas": [
            {"id": f"a_{name}", "title": draw(label), "kind": "commune", "parent": "hai_phong"}
            | draw(_days())
            for name in areas
        ],
        "agencies": [
            {"id": name, "title": draw(label), "above": agencies[0] if place else None}
            | {"time_zone": draw(st.sampled_from(["Asia/Ho_Chi_Minh", "Asia/Tokyo"]))}
            | {
                "contacts": [
                    {
                        "id": next(contacts),
                        "name": draw(WORDS),
                        "language": draw(st.sampled_from(["vi", "en"])),
                        "channels": draw(st.lists(ADDRESSES, min_size=1, max_size=5)),
                    }
                    | draw(QUIET)
                    for _ in range(draw(st.integers(1, 2)))
                ]
            }
            for place, name in enumerate(agencies)
        ],
        "assignments": [
            {
                "role": f"role_{rank}",
                "area": draw(places),
                "agency": draw(st.sampled_from(agencies[:2])),
                "rank": rank,
                "legal_basis": draw(st.none() | WORDS),
                "valid_from": draw(DAYS),
            }
            for rank in range(1, draw(st.integers(1, 4)))
        ],
        "successions": [
            {"agency": name, "on": draw(DAYS), "to": agencies[:2], "legal_basis": draw(WORDS)}
            for name in agencies[2:]
        ],
    }
    return Directory.model_validate(data)


def _ids(most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(IDS, min_size=least, max_size=most, unique=True)


def _days() -> st.SearchStrategy[dict[str, date]]:
    both = st.tuples(DAYS, DAYS).map(sorted)
    ended = both.map(lambda days: {"valid_from": days[0], "valid_to": days[1]})
    return st.just({}) | DAYS.map(lambda day: {"valid_from": day}) | ended


@given(directories(), st.sampled_from(["vi", "en"]))
@settings(deadline=None, max_examples=60)
def test_nothing_is_lost_in_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, directory: Directory, language: Language
) -> None:
    file = tmp_path_factory.mktemp("book") / "directory.xlsx"
    file.write_bytes(workbook_of(directory, language))

    assert read_workbook(file) == directory


@given(directories())
@settings(deadline=None, max_examples=60)
def test_nothing_is_lost_in_yaml(directory: Directory) -> None:
    assert read_directory(write_directory(directory)) == directory


def test_a_workbook_that_was_opened_and_saved_is_the_same(tmp_path: Path) -> None:
    assert read_workbook(saved(workbook("vi"), tmp_path)) == DIRECTORY


def test_a_filled_in_template_is_a_directory(tmp_path: Path) -> None:
    empty = Directory(agencies=(), assignments=())
    book = load_workbook(BytesIO(workbook_of(empty, "vi")))
    book["Cơ quan"].append(["so_y_te", "Sở Y tế", "Department of Health"])
    lan = ["so_y_te", "lan", "Nguyễn Thị Lan", None, "sms", "0912345678"]
    book["Người liên hệ"].append([*lan, *[None] * 4, "21:00", time(6, 30)])
    book["Phân công"].append(["y_te", None, "so_y_te", None, "01/07/2025"])

    directory = read_workbook(saved(book, tmp_path))

    (agency,) = directory.holders("y_te", [], date(2025, 7, 1))
    assert agency.title.vi == "Sở Y tế"
    (contact,) = agency.contacts
    assert [address.target for address in contact.channels] == ["0912345678"]
    assert contact.quiet_hours == QuietHours(begin="21:00", until="06:30")


def test_excel_is_asked_to_keep_what_is_typed_as_it_is() -> None:
    contacts = workbook().worksheets[2]

    assert contacts.column_dimensions["F"].number_format == "@"


def test_a_character_that_no_workbook_holds_is_told() -> None:
    (agency, *others) = DIRECTORY.agencies
    title = agency.title.model_copy(update={"vi": "Sở\x07"})
    strange = (agency.model_copy(update={"title": title}), *others)

    with pytest.raises(DirectoryFaults, match="has a character that cannot be shown"):
        workbook_of(DIRECTORY.model_copy(update={"agencies": strange}), "vi")
