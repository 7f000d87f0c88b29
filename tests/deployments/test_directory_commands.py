from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from deployments.first_start import DEMO
from domain.directory.files import read_directory
from tests.deployments.commanding import Site

WRONG_DIRECTORY = """
agencies:
  - {id: mot, title: {vi: Một, en: One}, above: khong, contacts: []}
assignments:
  - {role: cong_an, agency: hai, area: atlantis, valid_from: 2020-01-01}
"""
ENDED = """
agencies:
  - id: so
    title: {vi: Sở, en: Department}
    contacts: [{id: lan, name: Lan, channels: [{channel: mailbox, target: lan@demo.invalid}]}]
assignments:
  - {role: vai_tro_la, area: hai_duong, agency: so, valid_from: 2020-01-01}
"""
AREAS = """
areas:
  - {id: xa_a, title: {vi: Xã A, en: A commune}, kind: commune, parent: hai_phong}
  - {id: xa_b, title: {vi: Xã B, en: B commune}, kind: commune, parent: hai_phong,
     valid_from: 2020-01-01, valid_to: 2027-12-31, became: xa_a}
agencies: []
assignments: []
"""
WRONG_POLICY = """
schema: 1
key: thu
title: {vi: Thử, en: Trial}
with_limit: [{tell: agency, at: soon}]
"""
LATER_POLICY = """
schema: 1
key: thu
title: {vi: Thử, en: Trial}
valid_from: 2030-01-01
limits:
  hai_phong:
    xac_minh: {limit: {amount: 9, unit: working_days}, source: Công văn 12, origin: province}
with_limit: [{tell: lead, at: 100%}]
"""
STANDBY = """
standby:
  opens: "7:30"
  closes: "17:00"
  asks: {cong_an: co_quan_tiep_nhan}
  source: Công văn 12
  origin: province
"""


def test_a_directory_is_loaded_and_shown(empty: Site) -> None:
    file = DEMO / "directory.yaml"
    read = read_directory(file)
    agencies, assignments = len(read.agencies), len(read.assignments)

    said = empty.done("directory", "load", file, "--by", "Lan")

    shown = empty.done("directory", "show").out
    assert said.out == (
        f"The directory is in use: {agencies} agencies, {assignments} assignments.\n"
    )
    assert "cong-an@demo.invalid" in shown
    assert "everywhere" in shown


def test_a_directory_as_data_has_areas_agencies_and_assignments(demo: Site) -> None:
    shown = demo.done("directory", "show", "--json").data

    assert set(shown) == {"areas", "agencies", "assignments", "successions"}
    assert {"id", "title", "above", "time_zone", "contacts"} <= set(shown["agencies"][0])
    assert {"role", "area", "agency", "rank", "valid_from"} <= set(shown["assignments"][0])


def test_areas_of_its_own_are_shown_with_their_days(empty: Site, tmp_path: Path) -> None:
    file = tmp_path / "directory.yaml"
    file.write_text(AREAS, encoding="utf-8")
    empty.done("directory", "load", file)

    shown = empty.done("directory", "show").out

    assert shown.splitlines() == [
        "xa_a  A commune  commune  hai_phong  … – …",
        "xa_b  B commune  commune  hai_phong  2020-01-01 – 2027-12-31  → xa_a",
    ]


def test_an_empty_directory_says_how_to_load_one(empty: Site) -> None:
    assert "`referral directory load FILE`" in empty.done("directory", "show").out


def test_a_wrong_directory_is_told_at_once_and_the_old_one_stays(
    demo: Site, tmp_path: Path
) -> None:
    before = demo.done("directory", "show", "--json").data
    file = tmp_path / "directory.yaml"
    file.write_text(WRONG_DIRECTORY, encoding="utf-8")

    said = demo.referral("directory", "load", file)

    places = [line.partition(". ")[2].partition(":")[0] for line in said.err.splitlines()[1:]]
    assert said.code == 1
    assert places == [
        "agencies › mot › contacts",
        "agencies › mot › above",
        "assignments › 1 › agency",
        "assignments › 1 › area",
    ]
    assert demo.done("directory", "show", "--json").data == before


@pytest.mark.parametrize("name", ["directory.xlsx", "directory.yaml"])
def test_a_directory_goes_out_and_comes_in_as_it_was(demo: Site, tmp_path: Path, name: str) -> None:
    before = demo.done("directory", "show", "--json").data

    demo.done("directory", "export", tmp_path / name)
    checked = demo.done("directory", "check", tmp_path / name).out
    demo.done("directory", "load", tmp_path / name)

    assert "It would change nothing.\n" in checked
    assert demo.done("directory", "show", "--json").data == before


def test_there_is_nothing_to_look_at_in_the_directory_of_the_demo(demo: Site) -> None:
    assert demo.done("directory", "check").out == (
        "There is nothing to look at in the directory in use.\n"
    )


def test_a_check_says_what_would_change_and_changes_nothing(demo: Site, tmp_path: Path) -> None:
    file = tmp_path / "directory.yaml"
    text = (DEMO / "directory.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("role: quy_pnpt,", "role: quy_pnptt,"), encoding="utf-8")
    before = demo.done("directory", "show", "--json").data

    said = demo.done("directory", "check", file)
    data = demo.done("directory", "check", file, "--json").data

    assert [(change["how"], change["name"]) for change in data["changes"]] == [
        ("added", "quy_pnptt * quy_pnpt 2011-01-01"),
        ("removed", "quy_pnpt * quy_pnpt 2011-01-01"),
    ]
    assert "It would change this:" in said.out
    assert "No published pathway has the role “quy_pnptt”." in said.out
    assert demo.done("directory", "show", "--json").data == before


def test_an_area_in_use_that_would_vanish_is_told_by_the_check_too(
    demo: Site, tmp_path: Path
) -> None:
    with_areas, without = tmp_path / "areas.yaml", tmp_path / "directory.yaml"
    with_areas.write_text(AREAS, encoding="utf-8")
    without.write_text("agencies: []\nassignments: []\n", encoding="utf-8")
    demo.done("directory", "load", with_areas)
    demo.done("case", "open", "--pathway", "hai_phong", "--entry", "tu_tro_ve", "--area", "xa_a")

    checked = demo.referral("directory", "check", without)
    loaded = demo.referral("directory", "load", without)

    assert (checked.code, loaded.code) == (1, 1)
    assert checked.err == loaded.err
    assert "areas › xa_a: It is not in this list. Open journeys name this area" in checked.err


def test_a_wrong_workbook_is_told_with_its_rows_and_the_old_directory_stays(
    demo: Site, tmp_path: Path
) -> None:
    file = tmp_path / "directory.xlsx"
    demo.done("directory", "export", file)
    before = demo.done("directory", "show", "--json").data
    book = load_workbook(file)
    book["Contacts"]["F2"] = 912345678
    book["Agencies"]["D3"] = "khong"
    book.save(file)

    said = demo.referral("directory", "load", file)

    places = [line.partition(". ")[2].partition(":")[0] for line in said.err.splitlines()[1:]]
    assert said.code == 1
    assert places == [
        "Sheet “Contacts”, row 2, column F (“Address 1”)",
        "Sheet “Agencies”, row 3, column D (“Agency above”)",
    ]
    assert demo.done("directory", "show", "--json").data == before


def test_a_template_is_an_empty_workbook(empty: Site, tmp_path: Path) -> None:
    empty.done("directory", "template", tmp_path / "new.xlsx")

    checked = empty.done("directory", "check", tmp_path / "new.xlsx").out

    assert "The directory is sound: 0 areas of its own, 0 agencies, 0 assignments." in checked


def test_the_directory_in_use_is_looked_at_too(empty: Site, tmp_path: Path) -> None:
    before = empty.done("directory", "check").out
    file = tmp_path / "directory.yaml"
    file.write_text(ENDED, encoding="utf-8")
    empty.done("directory", "load", file)

    after = empty.done("directory", "check").out
    doctor = empty.referral("doctor").out

    assert before == "There is nothing to look at in the directory in use.\n"
    assert after.startswith("Please look at this: assignments › 1 › role: No published pathway")
    assert "hai_duong ends on 30 June 2025, and this goes on." in after
    assert "! To look at in the directory: 2.\n" in doctor
    assert "`referral directory check` names them." in doctor


@pytest.mark.parametrize("verb", ["load", "check", "export", "template"])
def test_another_kind_of_file_is_refused(empty: Site, tmp_path: Path, verb: str) -> None:
    said = empty.referral("directory", verb, tmp_path / "directory.ods")

    assert said.code == 1
    assert "a directory is a file that ends in .yaml or in .xlsx" in said.err


def test_a_policy_is_loaded_and_shown(demo: Site) -> None:
    said = demo.done("policy", "load", DEMO / "policy.yaml")

    shown = demo.done("policy", "show").out
    assert said.out == "Policy mau is in use: Demo settings (sample).\n"
    assert "50% agency, 100% agency, 150% above, 200% lead  (thiết kế (mẫu))" in shown
    assert "xac_minh" in shown


def test_policies_as_data_are_as_they_were_written(demo: Site) -> None:
    (policy,) = demo.done("policy", "show", "--json").data

    assert (policy["schema"], policy["key"], policy["area"]) == (2, "mau", None)
    assert policy["limits"]["hai_phong"]["xac_minh"]["limit"] == {
        "amount": 10,
        "unit": "working_days",
    }


def test_without_a_policy_the_design_holds(empty: Site) -> None:
    assert empty.done("policy", "show").out.startswith("No policy is loaded:")
    assert empty.done("policy", "show", "--json").data == []


def test_a_wrong_policy_is_told_with_place_and_mend(empty: Site, tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(WRONG_POLICY, encoding="utf-8")

    said = empty.referral("policy", "load", file)

    assert said.code == 1
    assert "valid_from: This is missing." in said.err
    assert "“soon” is neither a share of the limit nor a time." in said.err
    assert empty.done("policy", "show", "--json").data == []


def test_a_policy_is_checked_without_being_loaded(demo: Site, tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(LATER_POLICY, encoding="utf-8")

    said = demo.done("policy", "validate", file)

    assert said.out == (
        "policy.yaml is sound: policy thu.\n"
        "with_limit: nobody can tell who decided this. "
        "Write “schema: 2”, and name its source under “sources”.\n"
    )
    assert [policy["key"] for policy in demo.done("policy", "show", "--json").data] == ["mau"]


def test_what_is_to_be_noted_of_a_policy_is_told_when_it_is_loaded(
    demo: Site, tmp_path: Path
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(LATER_POLICY, encoding="utf-8")

    said = demo.done("policy", "load", file)

    first, second = said.out.splitlines()
    assert first == "Policy thu is in use: Trial."
    assert second.startswith("with_limit: nobody can tell who decided this.")


@pytest.mark.parametrize("verb", ["validate", "load"])
def test_a_policy_that_names_what_nobody_knows_is_refused(
    demo: Site, tmp_path: Path, verb: str
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(LATER_POLICY.replace("xac_minh", "xac_min"), encoding="utf-8")

    said = demo.referral("policy", verb, file)

    assert said.code == 1
    assert "limits › hai_phong › xac_min: “hai_phong” has no step and no duty" in said.err
    assert "Perhaps this is meant: “xac_minh”" in said.err
    assert [policy["key"] for policy in demo.done("policy", "show", "--json").data] == ["mau"]


def test_the_night_of_a_policy_is_shown(demo: Site, tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(LATER_POLICY + STANDBY, encoding="utf-8")

    demo.done("policy", "load", file)

    assert "  standby: 07:30–17:00: cong_an → co_quan_tiep_nhan  (Công văn 12)\n" in (
        demo.done("policy", "show").out
    )


@pytest.mark.parametrize("noun", ["directory", "policy"])
def test_a_file_that_is_not_there_is_told(empty: Site, tmp_path: Path, noun: str) -> None:
    said = empty.referral(noun, "load", tmp_path / "nothing.yaml")

    assert said.code == 1
    assert "nothing.yaml cannot be opened" in said.err


def test_the_areas_of_the_sources_and_the_own_ones_are_listed(empty: Site, tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(AREAS, encoding="utf-8")
    empty.done("directory", "load", tmp_path / "d.yaml")

    said, data = empty.done("directory", "areas"), empty.done("directory", "areas", "--json").data

    assert {"hai_phong", "hai_duong", "xa_a", "xa_b"} <= {area["id"] for area in data}
    lines = {line.split()[0]: line for line in said.out.splitlines()}
    assert "A commune" in lines["xa_a"]
    assert lines["hai_duong"].endswith("→ hai_phong")
