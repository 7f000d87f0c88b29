from __future__ import annotations

from pathlib import Path
from stat import S_IMODE

from deployments.first_start import DEMO, make_data_dir, publish_shipped, set_up_demo
from domain.casework.administration.publishing import (
    directory_in_use,
    policies_in_use,
    publish_directory,
)
from domain.casework.desk.looking import every_case
from tests.deployments.commanding import SHIPPED, Site

ONE_AGENCY = """
agencies:
  - id: mot
    title: {vi: Một, en: One}
    contacts: [{id: lan, name: Lan, channels: [{channel: email, target: lan@example.vn}]}]
assignments: []
"""


def test_the_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "srv/data"

    make_data_dir(folder)

    assert S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    make_data_dir(tmp_path)

    assert S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_each_shipped_pathway_is_published_once(empty: Site) -> None:
    publish_shipped(empty.office)
    publish_shipped(empty.office)

    listed = empty.done("pathway", "list", "--json").data
    assert {(line["key"], line["version"]) for line in listed} == {(key, 1) for key in SHIPPED}


def test_what_a_province_changed_stays_changed(empty: Site, tmp_path: Path) -> None:
    changed = tmp_path / "hai_phong.yaml"
    text = SHIPPED["hai_phong"].read_text(encoding="utf-8")
    changed.write_text(text.replace("en: Loan}", "en: A loan}"), encoding="utf-8")
    publish_shipped(empty.office)
    empty.done("pathway", "publish", changed)

    publish_shipped(empty.office)

    assert empty.done("pathway", "show", "hai_phong", "--json").data["version"] == 2


def test_the_demo_opens_two_journeys_that_somebody_is_asked_about(empty: Site) -> None:
    publish_shipped(empty.office)

    set_up_demo(empty.office)

    opened = every_case(empty.office)
    for journey in opened:
        empty.go_on(journey.id)
    assert [(j.pathway, j.entry) for j in opened] == [
        ("mau_chung", "tu_tro_ve"),
        ("hai_phong", "tu_tro_ve"),
    ]
    assert all(empty.requests(journey.id) for journey in opened)
    assert empty.done("lead", "list", "--json").data == []


def test_a_second_start_of_the_demo_adds_nothing(empty: Site) -> None:
    publish_shipped(empty.office)
    set_up_demo(empty.office)

    set_up_demo(empty.office)

    assert len(every_case(empty.office)) == 2


def test_the_demo_leaves_a_real_directory_alone(empty: Site) -> None:
    publish_shipped(empty.office)
    publish_directory(empty.office, ONE_AGENCY, "user:lan")

    set_up_demo(empty.office)

    with empty.office.store.reading() as books:
        agencies = directory_in_use(books).agencies
        policies = policies_in_use(books)
    assert [agency.id for agency in agencies] == ["mot"]
    assert [policy.key for policy in policies] == ["mau"]
    assert (DEMO / "policy.yaml").exists()


def test_lost_keys_are_never_replaced_where_there_are_cases(demo: Site) -> None:
    demo.open()
    (demo.folder / "keys/fields/0001.key").unlink()

    said = demo.referral("db", "upgrade")

    assert said.code == 1
    assert said.err.startswith(f"There are cases, but the keys in {demo.folder / 'keys'} are gone.")
    assert not (demo.folder / "keys/fields/0001.key").exists()


def test_keys_are_made_again_as_long_as_nothing_depends_on_them(empty: Site) -> None:
    (empty.folder / "keys/fields/0001.key").unlink()

    empty.done("db", "upgrade")

    assert (empty.folder / "keys/fields/0001.key").exists()


def test_a_purpose_that_came_with_a_later_release_gets_its_first_key(demo: Site) -> None:
    demo.open()
    (demo.folder / "keys/identity/0001.key").unlink()

    demo.done("db", "upgrade")

    assert (demo.folder / "keys/identity/0001.key").exists()
