"""What a coordinator sees of duties in a terminal, and how one is asked today."""

from __future__ import annotations

from pathlib import Path

from tests.deployments.commanding import SHIPPED, Site

DUTIES = """
area: hai_phong
duties:
  - id: review
    origin: design
    title: {vi: Rà soát, en: Review}
    role: so_ldtbxh
  - id: meeting
    origin: article
    source: Bài báo
    title: {vi: Sinh hoạt, en: Meeting}
    role: so_ldtbxh
    every: {months: 1}
"""


def _with_duties(site: Site, folder: Path) -> None:
    head, _, _ = SHIPPED["hai_phong"].read_text(encoding="utf-8").partition("\nduties:")
    file = folder / "own.yaml"
    own = head.replace("key: hai_phong", "key: own", 1).replace("\narea: hai_phong", "")
    file.write_text(own + DUTIES, encoding="utf-8")
    site.done("pathway", "publish", file)


def test_the_list_says_how_often_and_what_is_not_set(demo: Site, tmp_path: Path) -> None:
    _with_duties(demo, tmp_path)

    shown = demo.done("duty", "list").out.splitlines()
    data = demo.done("duty", "list", "--json").data

    own = [line for line in shown if line.startswith("own ")]
    assert "not set, places: 1, open: 0" in own[0]
    assert "every month, next on 1 " in own[1]
    assert [line["months"] for line in data if line["pathway"] == "own"] == [None, 1]


def test_asking_today_opens_a_round_that_is_shown(demo: Site, tmp_path: Path) -> None:
    _with_duties(demo, tmp_path)

    asked = demo.done("duty", "ask", "own", "review").out
    again = demo.done("duty", "ask", "own", "review").out

    (shown,) = demo.done("duty", "show", "own", "review", "--json").data
    assert asked == f"Asked: {shown['journey']}\n"
    assert again.startswith("Nothing was asked")
    assert (shown["area"], shown["status"]) == ("Hải Phòng", "open")
    assert "under way" in demo.done("duty", "show", "own", "review").out


def test_what_was_never_asked_says_how_to_ask_it(demo: Site, tmp_path: Path) -> None:
    _with_duties(demo, tmp_path)

    assert "`referral duty ask`" in demo.done("duty", "show", "own", "meeting").out


def test_a_duty_that_is_not_there_is_told(demo: Site) -> None:
    said = demo.referral("duty", "ask", "mau_chung", "dance")

    assert (said.code, "no duty “dance”" in said.err) == (1, True)


def test_a_site_whose_pathways_have_no_duties_says_so(empty: Site) -> None:
    assert empty.done("duty", "list").out == "No published pathway has duties.\n"
