from __future__ import annotations

from pathlib import Path

from tests.deployments.commanding import SHIPPED, Site

PAGES = {"mau_chung.md", "mau_chung.en.md", "mau_chung.svg", "mau_chung.en.svg"}


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_file_gets_its_pages_before_anything_is_published(empty: Site, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pages"

    said = empty.done("pathway", "document", SHIPPED["mau_chung"], "--to", folder)

    assert names(folder) == PAGES
    assert f"{folder}/mau_chung.md" in said.out


def test_a_published_pathway_gets_its_pages_by_its_key(demo: Site, tmp_path: Path) -> None:
    demo.done("pathway", "document", "mau_chung", "--to", tmp_path / "pages")

    assert names(tmp_path / "pages") == PAGES


def test_all_that_are_published_get_their_pages(demo: Site, tmp_path: Path) -> None:
    published = demo.done("pathway", "list", "--json").data

    demo.done("pathway", "document", "--all", "--to", tmp_path / "pages")

    keys = {name.partition(".")[0] for name in names(tmp_path / "pages")}
    assert keys == {one["key"] for one in published}


def test_nothing_chosen_is_said(demo: Site, tmp_path: Path) -> None:
    said = demo.referral("pathway", "document", "--to", tmp_path / "pages")

    assert said.code == 1
    assert "--all" in said.err
    assert not (tmp_path / "pages").exists()


def test_an_unknown_key_and_a_missing_file_are_said(demo: Site, tmp_path: Path) -> None:
    key = demo.referral("pathway", "document", "nobody", "--to", tmp_path / "pages")
    file = demo.referral("pathway", "document", "nobody.yaml", "--to", tmp_path / "pages")

    assert (key.code, file.code) == (1, 1)
    assert "“nobody”" in key.err
    assert "nobody.yaml" in file.err


def test_a_pathway_is_written_for_modellers_in_both_languages(demo: Site, tmp_path: Path) -> None:
    said = demo.done("pathway", "bpmn", "mau_chung", "--to", tmp_path / "models")

    assert names(tmp_path / "models") == {"mau_chung.bpmn", "mau_chung.en.bpmn"}
    assert f"{tmp_path}/models/mau_chung.bpmn" in said.out
