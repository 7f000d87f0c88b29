from __future__ import annotations

from pathlib import Path

from tests.deployments.commanding import SHIPPED, Site, site


def changed(folder: Path, before: str = "en: Loan}", after: str = "en: A loan}") -> Path:
    """Hải Phòng's pathway, with one text in the place of another."""
    file = folder / "changed.yaml"
    text = SHIPPED["hai_phong"].read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    return file


def test_a_file_is_compared_with_the_published_one_of_its_key(demo: Site, tmp_path: Path) -> None:
    file = changed(tmp_path)

    said = demo.done("pathway", "diff", file).out.splitlines()

    assert said[0] == f"hai_phong@1 → {file}, differences: 1."
    assert said[2] == "Step “A loan”"
    assert said[3] == "  title, in English: “Loan” → “A loan”"


def test_a_key_is_compared_with_the_version_before(demo: Site, tmp_path: Path) -> None:
    demo.done("pathway", "publish", changed(tmp_path))

    said = demo.done("pathway", "diff", "hai_phong")

    assert said.out.startswith("hai_phong@1 → hai_phong@2, differences: 1.\n")
    assert demo.done("pathway", "diff", "hai_phong@2").out == said.out
    assert demo.done("pathway", "diff", "hai_phong@1", "hai_phong").out == said.out


def test_the_other_way_round_is_told_the_other_way_round(demo: Site, tmp_path: Path) -> None:
    said = demo.done("pathway", "diff", changed(tmp_path), "hai_phong")

    assert "title, in English: “A loan” → “Loan”" in said.out


def test_nothing_that_differs_is_said(demo: Site) -> None:
    said = demo.done("pathway", "diff", SHIPPED["hai_phong"])

    assert said.out == f"Nothing differs between hai_phong@1 and {SHIPPED['hai_phong']}.\n"
    assert demo.done("pathway", "diff", SHIPPED["hai_phong"], "--json").data == []


def test_differences_as_data_have_their_place_in_ids_and_in_words(
    demo: Site, tmp_path: Path
) -> None:
    file = changed(tmp_path, "lead: so_ldtbxh", "lead: chi_cuc")

    assert demo.done("pathway", "diff", file, "--json").data == [
        {
            "at": ["lead"],
            "place": "The pathway",
            "what": "who answers for the journeys: Department of Labour, Invalids and Social"
            " Affairs → Sub-department for Social Evils Prevention",
        }
    ]


def test_differences_are_told_in_the_sites_language(demo: Site, tmp_path: Path) -> None:
    file = changed(tmp_path)
    demo.office.store.close()

    with site(demo.folder, REFERRAL_LANGUAGE="vi") as place:
        said = place.done("pathway", "diff", file)

    assert said.out.startswith(f"hai_phong@1 → {file}: khác nhau 1 chỗ.\n")
    assert "  tên, bằng tiếng Anh: “Loan” → “A loan”\n" in said.out


def test_two_pathways_may_be_compared(demo: Site) -> None:
    said = demo.done("pathway", "diff", "ca_mau", "lai_chau")

    assert "key: ca_mau → lai_chau" in said.out


def test_a_first_version_has_none_before_it(demo: Site) -> None:
    said = demo.referral("pathway", "diff", "hai_phong")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("hai_phong@1 is the first version: name what it is to be compared")


def test_what_is_not_published_and_what_is_no_file_is_said(demo: Site, tmp_path: Path) -> None:
    version = demo.referral("pathway", "diff", "hai_phong@7")
    key = demo.referral("pathway", "diff", "hai_phong", "nobody")
    file = demo.referral("pathway", "diff", "nobody.yaml")
    new = demo.referral("pathway", "diff", changed(tmp_path, "key: hai_phong", "key: hai_phong_2"))

    assert [said.code for said in (version, key, file, new)] == [1, 1, 1, 1]
    assert version.err.startswith("Pathway “hai_phong” has no version 7.")
    assert key.err.startswith("No pathway “nobody” is published.")
    assert "nobody.yaml cannot be opened" in file.err
    assert new.err.startswith("No pathway “hai_phong_2” is published.")
