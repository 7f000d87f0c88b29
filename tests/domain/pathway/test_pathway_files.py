from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from domain.pathway.files import PathwayFaults, read_pathway, shipped_pathways, write_pathway
from domain.pathway.template import Pathway
from domain.reading import NotYaml, read_yaml
from domain.texts import nfc
from tests.strategies import pathways

FILES = shipped_pathways()
HAI_PHONG = next(path for path in FILES if path.stem == "hai_phong")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_pathway_reads_back_as_it_was_written(path: Path) -> None:
    pathway = read_pathway(path)

    written = write_pathway(pathway)

    assert read_pathway(written) == pathway


@given(pathways())
def test_whatever_pathway_there_is_reads_back_as_it_was_written(pathway: Pathway) -> None:
    assert Pathway.model_validate(read_yaml(write_pathway(pathway))) == pathway


def test_writing_what_was_read_from_writing_changes_nothing() -> None:
    written = write_pathway(read_pathway(HAI_PHONG))

    assert write_pathway(read_pathway(written)) == written


@pytest.mark.parametrize(
    "text",
    [
        "no",  # a word of YAML 1.1
        "2026-11-23",  # a date
        "0912",  # digits that are a text
        "16:30",  # sixty times sixteen, once
        "- một\n- hai: # ba",  # what would be read as structure
        "“Không” & 'có' \\ \"\t😀",  # quotes, a backslash, a tab
        "~",  # nothing
    ],
)
def test_a_title_of_any_wording_reads_back(text: str) -> None:
    pathway = read_pathway(HAI_PHONG)
    title = pathway.title.model_copy(update={"vi": text})

    written = write_pathway(pathway.model_copy(update={"title": title}))

    assert read_pathway(written).title.vi == text


def test_what_is_written_begins_as_people_know_it() -> None:
    written = write_pathway(read_pathway(HAI_PHONG))

    assert written.startswith("schema: 1\nkey: hai_phong\n")
    assert "\n    with:\n" in written
    assert "format:" not in written
    assert "informed:" not in written


def test_vietnamese_is_written_as_it_stands_and_in_nfc() -> None:
    decomposed = HAI_PHONG.read_text(encoding="utf-8").replace("ạ", "a\u0323")

    written = write_pathway(read_pathway(decomposed))

    assert "nạn nhân" in written
    assert written == nfc(written)


def test_a_file_that_is_no_yaml_is_told_with_its_line() -> None:
    with pytest.raises(NotYaml, match="Line 2"):
        read_pathway("schema: 1\nkey: [hai_phong\n")


def test_a_part_that_is_missing_or_unknown_is_told_by_the_ids_around_it() -> None:
    text = HAI_PHONG.read_text(encoding="utf-8").replace("role: cong_an_tp", "rolle: cong_an_tp", 1)

    with pytest.raises(PathwayFaults) as raised:
        read_pathway(text)

    step = "stages › xac_minh_nan_nhan › steps › xac_minh"
    assert {fault.place for fault in raised.value.faults} == {f"{step} › role", f"{step} › rolle"}


def test_an_unsound_pathway_is_refused_with_every_fault_in_its_message() -> None:
    text = (
        HAI_PHONG.read_text(encoding="utf-8")
        .replace("role: cong_an_tp", "role: cong_an_xa", 1)
        .replace("after: [nhan_thong_tin]", "after: [nhan_tin]")
    )

    with pytest.raises(PathwayFaults) as raised:
        read_pathway(text)

    assert len(raised.value.faults) == 2
    assert "“cong_an_xa”" in str(raised.value)
    assert "“nhan_tin”" in str(raised.value)


def test_the_shipped_pathways_are_named_as_their_keys_and_in_order() -> None:
    shipped = shipped_pathways()

    assert [path.stem for path in shipped] == [
        "ca_mau",
        "hai_phong",
        "lai_chau",
        "luat_53_2024",
        "mau_chung",
        "molisa_person",
        "molisa_site",
        "quang_nam",
    ]
    assert [read_pathway(path).key for path in shipped] == [path.stem for path in shipped]
