from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployments.commanding import SHIPPED, Site, site

FROM = ("--start", "2026-11-23")
SCRIPT = """
schema: 1
steps:
  tiep_can: {after: 2 hours, answer: {dong_y: yes, can_noi_o: yes}}
  xac_minh: {says: silent}
"""
ONE_WAY = ("pathway", "simulate", "mau_chung", "--entry", "tu_tro_ve", *FROM)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "kich_ban.yaml"
    file.write_text(SCRIPT, encoding="utf-8")
    return file


def test_a_play_tells_who_is_asked_by_when_and_who_is_told(demo: Site, script: Path) -> None:
    said = demo.done(*ONE_WAY, "--script", script).out

    lines = said.splitlines()
    asked = "  Asked: Commune police (sample): Verification by the police."
    assert any(line.startswith("Simpler than life: ") for line in lines)
    assert "Monday 23 November 2026, 09:00" in lines
    assert any(line.startswith(asked) for line in lines)
    assert "To be answered by the end of Tuesday 1 December 2026." in said
    assert "  Reminder 1: Commune police (sample): " in said
    assert "Told above, 1: Provincial police (sample): " in said
    assert "On the lead's list: " in said
    assert "the journey waits for the lead alone." in lines[-1]


def test_it_speaks_the_sites_language_or_the_one_that_is_asked_for(demo: Site) -> None:
    demo.office.store.close()

    with site(demo.folder, REFERRAL_LANGUAGE="vi") as place:
        in_vietnamese = place.done(*ONE_WAY).out
        in_english = place.done(*ONE_WAY, "--language", "en").out

    assert "09:00 thứ Hai, 23/11/2026" in in_vietnamese
    assert "Hành trình bắt đầu." in in_vietnamese
    assert "Monday 23 November 2026, 09:00" in in_english


def test_letters_are_shown_as_they_would_arrive(demo: Site) -> None:
    without, with_letters = demo.done(*ONE_WAY).out, demo.done(*ONE_WAY, "--letters").out

    assert "Kính gửi" not in without
    assert "    │ Kính gửi: Ủy ban nhân dân cấp xã (mẫu)" in with_letters.splitlines()
    assert "/a/…" in with_letters


def test_without_an_entry_every_way_in_is_played(demo: Site) -> None:
    found = demo.done("pathway", "simulate", "mau_chung", *FROM, "--json").data

    assert [play["entry"] for play in found] == ["tro_ve_chinh_thuc", "tu_tro_ve", "giai_cuu"]


def test_the_same_seed_says_the_same(demo: Site) -> None:
    first, again = demo.done(*ONE_WAY, "--seed", "3"), demo.done(*ONE_WAY, "--seed", "3")
    other = demo.done(*ONE_WAY, "--seed", "4")

    assert first.out == again.out
    assert first.out != other.out


def test_programs_get_every_fact_and_message(demo: Site, script: Path) -> None:
    (play,) = demo.done(*ONE_WAY, "--script", script, "--json").data

    kinds = {(one["what"], one.get("kind")) for one in play["happenings"]}
    assert {("fact", "asked"), ("message", "reminder"), ("listed", None)} <= kinds
    assert play["end"] is None
    assert play["waits_for_lead"] == [{"about": "xac_minh", "reason": "no_answer"}]


def test_many_journeys_are_summed_up(demo: Site) -> None:
    said = demo.done("pathway", "simulate", "mau_chung", "--journeys", "30", *FROM).out
    data = demo.done("pathway", "simulate", "mau_chung", "--journeys", "30", *FROM, "--json").data

    assert "30 journeys came to:" in said
    assert "Days to an end: " in said
    assert sum(one["journeys"] for one in data["ends"]) == 30


def test_a_role_that_nobody_holds_shows_in_the_sum(empty: Site) -> None:
    empty.done("pathway", "publish", SHIPPED["mau_chung"])
    empty.done("directory", "load", a_directory_of_nobody(empty.folder))

    said = empty.done("pathway", "simulate", "mau_chung", "--journeys", "3", *FROM).out

    assert "Nobody could be asked, so many times:" in said


def test_a_file_is_played_where_there_is_no_database_yet(bare: Site) -> None:
    said = bare.done("pathway", "simulate", "--file", SHIPPED["mau_chung"], *FROM).out

    assert "(mau_chung, not published)" in said
    assert "The agencies are made up: one for each role." in said


def test_made_up_agencies_take_the_directorys_place(demo: Site) -> None:
    assert "With the agencies of the directory in use." in demo.done(*ONE_WAY).out
    assert "The agencies are made up" in demo.done(*ONE_WAY, "--made-up").out


def test_nothing_is_kept(demo: Site) -> None:
    demo.done(*ONE_WAY)

    assert demo.done("case", "list", "--json").data == []


WRONG = [
    # neither a key nor a file
    (("pathway", "simulate"), 1, "Please name one pathway"),
    # both
    (("pathway", "simulate", "mau_chung", "--file", "x.yaml"), 1, "Please name one pathway"),
    # a file that is not there
    (("pathway", "simulate", "--file", "nowhere.yaml"), 1, "cannot be opened"),
    # a pathway that is not published
    (("pathway", "simulate", "nowhere"), 1, "No pathway “nowhere” is published."),
    # a version that there never was
    (("pathway", "simulate", "mau_chung", "--version", "9"), 1, "Version 9"),
    # no such way in
    (("pathway", "simulate", "mau_chung", "--entry", "by_air"), 1, "is no entry of"),
    # no such area
    (("pathway", "simulate", "mau_chung", "--area", "atlantis"), 1, "There is no area"),
    # no number of journeys
    (("pathway", "simulate", "mau_chung", "--journeys", "0"), 2, "--journeys"),
    # no date
    (("pathway", "simulate", "mau_chung", "--start", "tomorrow"), 2, "--start"),
]


@pytest.mark.parametrize(("words", "code", "told"), WRONG, ids=lambda one: str(one)[:50])
def test_what_is_wrong_is_told(demo: Site, words: tuple[str, ...], code: int, told: str) -> None:
    said = demo.referral(*words)

    assert (said.code, said.out) == (code, "")
    assert told in said.err


def test_a_wrong_script_is_told_with_its_place(demo: Site, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("schema: 1\nsteps: {tiep_can: {answer: {dong_y: perhaps}}}", encoding="utf-8")

    said = demo.referral(*ONE_WAY, "--script", file)

    assert (said.code, said.out) == (1, "")
    assert "steps › tiep_can › answer › dong_y: Please choose yes or no." in said.err


def a_directory_of_nobody(folder: Path) -> Path:
    file = folder / "nobody.yaml"
    file.write_text(
        "agencies: [{id: one, title: {vi: Một, en: One}, contacts: [{id: lan, name: Lan,"
        " channels: [{channel: email, target: lan@example.vn}]}]}]\nassignments: []\n",
        encoding="utf-8",
    )
    return file
