from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployments.commanding import SHIPPED, Site, site

UNSOUND = """
schema: 1
key: thu
title: {vi: Thử, en: Trial}
about: {vi: Thử, en: Trial}
lead: ai
roles:
  - {id: cong_an, origin: design, title: {vi: Công an, en: Police}}
entries:
  - {id: tu_tro_ve, origin: design, title: {vi: Tự trở về, en: Self-return}}
stages:
  - id: mot
    origin: design
    title: {vi: Một, en: One}
    steps:
      - {id: hai, origin: law, title: {vi: Hai, en: Two}, role: cong_an, after: [khong]}
ends:
  - {id: xong, origin: design, title: {vi: Xong, en: Done}, outcome: completed}
"""


def test_published_pathways_are_listed_with_version_and_title(demo: Site) -> None:
    listed = demo.done("pathway", "list", "--json").data

    assert [line["key"] for line in listed] == list(SHIPPED)
    assert listed[list(SHIPPED).index("mau_chung")] == {
        "key": "mau_chung",
        "version": 1,
        "title": "Common model – reception, support and reintegration",
    }


def test_titles_are_in_the_sites_language(demo: Site) -> None:
    demo.office.store.close()

    with site(demo.folder, REFERRAL_LANGUAGE="vi") as place:
        said = place.done("pathway", "list")

    assert "Hải Phòng – hỗ trợ nạn nhân bị mua bán trở về" in said.out


def test_a_site_without_pathways_says_how_to_publish_one(empty: Site) -> None:
    assert "`referral pathway publish FILE`" in empty.done("pathway", "list").out
    assert empty.done("pathway", "list", "--json").data == []


def test_a_pathway_is_shown_with_entries_steps_roles_and_ends(demo: Site) -> None:
    said = demo.done("pathway", "show", "hai_phong")

    for part in ("version 1", "tu_tro_ve", "xac_minh", "City Police", "hoan_thanh"):
        assert part in said.out


def test_a_pathway_as_data_is_whole(demo: Site) -> None:
    shown = demo.done("pathway", "show", "hai_phong", "--json").data

    assert (shown["key"], shown["version"]) == ("hai_phong", 1)
    assert shown["pathway"]["schema"] == 1
    assert [entry["id"] for entry in shown["pathway"]["entries"]] == [
        "danh_sach_cong_an",
        "danh_sach_co_so",
        "tu_tro_ve",
    ]


def test_a_pathway_that_is_not_published_is_not_shown(empty: Site) -> None:
    said = empty.referral("pathway", "show", "hai_phong")

    assert said.code == 1
    assert said.err.startswith("No pathway “hai_phong” is published.")


@pytest.mark.parametrize("key", SHIPPED)
def test_shipped_pathways_are_sound(bare: Site, key: str) -> None:
    said = bare.done("pathway", "validate", SHIPPED[key])

    assert said.out.startswith(f"{key}.yaml is sound: pathway {key}, ")


@pytest.mark.parametrize("verb", ["validate", "publish"])
def test_all_that_is_wrong_is_listed_with_place_and_mend(
    empty: Site, tmp_path: Path, verb: str
) -> None:
    file = tmp_path / "thu.yaml"
    file.write_text(UNSOUND, encoding="utf-8")

    said = empty.referral("pathway", verb, file)

    assert said.code == 1
    assert said.err.splitlines() == [
        "To be mended: 3.",
        "1. stages › mot › steps › hai › source: This is said to come from the law, but not from "
        "which one. Name the law and its article under “source”, or write origin: design.",
        "2. stages › mot › steps › hai › after: There is no step “khong”. Check how it is spelt, "
        "or take it out of “after”.",
        "3. lead: There is no role “ai”. Choose one of these, or add it under “roles”: “cong_an”.",
    ]
    assert empty.done("pathway", "list", "--json").data == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        # no YAML
        ("key: [", "Line 1, column "),
        # not even text
        (b"\xff\xfe", "This character is not UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(
    bare: Site, tmp_path: Path, text: str | bytes, problem: str
) -> None:
    file = tmp_path / "thu.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)

    said = bare.referral("pathway", "validate", file)

    assert said.code == 1
    assert problem in said.err


def test_a_file_that_is_not_there_is_told(bare: Site, tmp_path: Path) -> None:
    said = bare.referral("pathway", "validate", tmp_path / "nothing.yaml")

    assert said.code == 1
    assert "nothing.yaml cannot be opened" in said.err


def test_the_same_text_again_is_the_same_version(demo: Site) -> None:
    said = demo.done("pathway", "publish", SHIPPED["hai_phong"])

    assert said.out == "hai_phong is published like this already: version 1.\n"


def test_a_changed_text_is_a_new_version(demo: Site, tmp_path: Path) -> None:
    changed = tmp_path / "hai_phong.yaml"
    text = SHIPPED["hai_phong"].read_text(encoding="utf-8")
    changed.write_text(text.replace("en: Loan}", "en: A loan}"), encoding="utf-8")

    said = demo.done("pathway", "publish", changed, "--by", "Lan")

    assert said.out == "hai_phong is published: version 2.\n"
    assert demo.done("pathway", "show", "hai_phong", "--json").data["version"] == 2


def test_without_prefect_a_publication_stands_and_the_sweep_tells_it_later(empty: Site) -> None:
    said = empty.done("pathway", "publish", SHIPPED["mau_chung"])

    assert said.out == "mau_chung is published: version 1.\n"
    assert said.err == ("Prefect cannot be told just now. The sweep goes on with this by itself.\n")
