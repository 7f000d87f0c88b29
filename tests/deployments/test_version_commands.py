from __future__ import annotations

from pathlib import Path

import pytest

from tasks import wiring
from tests.deployments.commanding import SHIPPED, Site

TITLE = "en: Loan}"


def publish_another(
    demo: Site, folder: Path, before: str = TITLE, after: str = "en: A loan}"
) -> None:
    """Hải Phòng's pathway, with one text in the place of another."""
    file = folder / "changed.yaml"
    text = SHIPPED["hai_phong"].read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    demo.done("pathway", "publish", file)


def version_of(demo: Site, journey: str) -> int:
    (found,) = demo.done("case", "show", journey.partition("/")[0], "--json").data
    version: int = found["version"]
    return version


def test_what_a_version_would_do_is_told_and_nothing_moves(demo: Site, tmp_path: Path) -> None:
    journey = demo.open()
    publish_another(demo, tmp_path)

    said = demo.done("pathway", "impact", "hai_phong").out
    data = demo.done("pathway", "impact", "hai_phong", "--to", "2", "--json").data

    assert "hai_phong → version 2." in said
    assert "Under way: version 1: 1." in said
    assert "Can move: 1." in said
    assert (data["to"], data["running"]) == (2, [{"version": 1, "journeys": 1}])
    (found,) = data["journeys"]
    assert (found["journey"], found["can_move"], found["asks"]) == (journey, True, [])
    assert version_of(demo, journey) == 1


def test_a_look_at_what_a_version_would_do_is_written_down_once_an_hour(demo: Site) -> None:
    demo.done("pathway", "impact", "hai_phong", "--by", "vi")
    demo.done("pathway", "impact", "hai_phong", "--by", "vi", "--json")
    demo.done("pathway", "impact", "hai_phong", "--by", "bac")

    looks = demo.done("audit", "events", "--json").data
    assert [(one["actor"], one["about"]) for one in looks if one["kind"] == "looked_at_impact"] == [
        ("user:bac", "pathway:hai_phong@1"),
        ("user:vi", "pathway:hai_phong@1"),
    ]


def test_a_journey_is_moved_and_moved_back(demo: Site, tmp_path: Path) -> None:
    journey = demo.open()
    publish_another(demo, tmp_path)

    moved = demo.done("journey", "move", journey)
    on = version_of(demo, journey)
    back = demo.done("journey", "move-back", journey.partition("/")[0])

    assert f"{journey} goes by version 2 now." in moved.out
    assert on == 2
    assert f"{journey} goes by version 1 now." in back.out
    assert version_of(demo, journey) == 1


def test_a_journey_is_moved_back_from_the_version_that_is_named_alone(
    demo: Site, tmp_path: Path
) -> None:
    journey = demo.open()
    publish_another(demo, tmp_path)
    demo.done("journey", "move", journey)
    publish_another(demo, tmp_path, after="en: One loan}")
    demo.done("journey", "move", journey)

    stays = demo.referral("journey", "move-back", journey, "--from", "2")
    back = demo.done("journey", "move-back", journey, "--from", "3")

    assert stays.code == 1
    assert "is not the one that you looked at" in stays.err
    assert f"{journey} goes by version 2 now." in back.out


def test_all_that_can_are_moved_and_of_the_others_it_is_told_why(
    demo: Site, tmp_path: Path
) -> None:
    journeys = [demo.open() for _ in range(2)]
    demo.done("journey", "stop", journeys[0], "--reason", "Moved away")
    publish_another(demo, tmp_path)

    said = demo.done("journey", "move", "--all", "hai_phong").out

    assert [version_of(demo, journey) for journey in journeys] == [1, 2]
    assert "Stay with their version: 1." in said
    assert "The journey is stopped." in said


def test_one_that_stays_keeps_no_other_from_moving(demo: Site, tmp_path: Path) -> None:
    stopped, other = demo.open(), demo.open()
    demo.done("journey", "stop", stopped, "--reason", "Moved away")
    publish_another(demo, tmp_path)

    said = demo.referral("journey", "move", stopped, other, "--to", "2")

    assert said.code == 1
    assert f"{stopped}: The journey is stopped." in said.err
    assert version_of(demo, other) == 2


def test_renamed_steps_are_named(demo: Site, tmp_path: Path) -> None:
    journey = demo.open()
    step = demo.requests(journey)[0]["step"]
    publish_another(demo, tmp_path, step, f"{step}_moi")

    without = demo.referral("journey", "move", journey)
    wrong = demo.referral("journey", "move", journey, "--step", step)
    moved = demo.done("journey", "move", journey, "--step", f"{step}={step}_moi")

    assert "does not have it" in without.err
    assert "is no pair" in wrong.err
    assert "goes by version 2" in moved.out
    assert demo.requests(journey)[0]["step"] == f"{step}_moi"


def test_a_version_is_retired(demo: Site, tmp_path: Path) -> None:
    demo.open()
    publish_another(demo, tmp_path)

    said = demo.done("pathway", "retire", "hai_phong", "1")
    again = demo.referral("pathway", "retire", "hai_phong", "2")

    assert "Version 1 of hai_phong is retired. Journeys begin with version 2 now." in said.out
    assert "Still under way with it: 1." in said.out
    assert again.code == 1
    assert "is the only one in use" in again.err


def test_where_two_publish_a_file_waits_for_the_second_or_says_alone(
    demo: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_another(demo, tmp_path)
    monkeypatch.setenv("REFERRAL_TWO_TO_PUBLISH", "true")
    wiring.the_settings.cache_clear()
    wiring.the_office.cache_clear()
    file = tmp_path / "third.yaml"
    text = (tmp_path / "changed.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("en: A loan}", "en: One loan}"), encoding="utf-8")

    refused = demo.referral("pathway", "publish", file)
    retired = demo.referral("pathway", "retire", "hai_phong", "2")
    done = demo.done("pathway", "publish", file, "--alone", "--by", "lan")
    demo.done("pathway", "publish", file, "--alone", "--by", "lan")  # nothing new

    assert (refused.code, retired.code) == (1, 1)
    assert "/admin/new-pathway" in refused.err
    assert "publish the earlier version anew" in retired.err
    assert "version 3" in done.out
    events = demo.done("audit", "events", "--json").data
    assert [(one["actor"], one["kind"], one["about"]) for one in events] == [
        ("user:lan", "published_alone", "pathway:hai_phong@3")
    ]
    assert "published alone what takes two" in demo.done("audit", "events").out


def test_neither_journeys_nor_a_pathway_is_named(demo: Site) -> None:
    said = demo.referral("journey", "move")

    assert said.code == 1
    assert "Please name journeys" in said.err
