"""The police have a system of their own, which is posted to, and answer by the link in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prefect_server import PrefectServer
from tests.stories.province import LINK, Province, directory_of, province, shipped
from tests.web_server import WebServer, web_server


@pytest.fixture
def police() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.fixture
def posted(prefect: PrefectServer, tmp_path: Path, police: WebServer) -> Iterator[Province]:
    """The common model, where the police are reached by webhook first, then by mail."""
    pathway = shipped("mau_chung")
    mailed = "{channel: mailbox, target: cong_an@demo.invalid}"
    directory = directory_of([pathway])
    assert mailed in directory
    webhook = f"{{channel: webhook, target: '{police.url}/thu/3f9a?khoa=1'}}"
    with province(tmp_path, directory=directory.replace(mailed, f"{webhook}, {mailed}")) as place:
        place.publish(pathway)
        yield place


def test_the_link_in_what_was_posted_answers(posted: Province, police: WebServer) -> None:
    journey = posted.open("mau_chung", "giai_cuu")

    (letter,) = police.posted
    found = LINK.search(letter["text"])
    assert found is not None
    answered = posted.answer("cong_an", link=found[1], ngay="2026-11-20")

    assert police.paths == ["/thu/3f9a?khoa=1"]
    assert letter["subject"].startswith(f"[{journey.partition('/')[0]}]")
    assert answered.status_code == 200
    assert posted.mail("cong_an") == []
    assert [(r.step, r.status) for r in posted.case(journey).requests] == [
        ("dua_ve_an_toan", "done"),
        ("tiep_can", "waiting"),
    ]


def test_the_program_that_was_posted_to_answers_by_itself(
    posted: Province, police: WebServer
) -> None:
    journey = posted.open("mau_chung", "giai_cuu")
    (letter,) = police.posted
    found = LINK.search(letter["text"])
    assert found is not None
    request = f"{letter['api']}/requests/{found[1].rpartition('/')[2]}"

    form = posted.client.get(request).json()["request"]["form"]
    values = {field["id"]: "2026-11-20" for field in form if field["kind"] == "date"}
    given = {"verdict": "done", "values": values}
    recorded = posted.client.post(f"{request}/answer", json=given)
    posted.work()

    assert recorded.json()["values"]["ngay"] == "2026-11-20"
    assert [(r.step, r.status) for r in posted.case(journey).requests] == [
        ("dua_ve_an_toan", "done"),
        ("tiep_can", "waiting"),
    ]


def test_a_system_that_is_down_is_no_silence_and_its_reason_is_kept(
    posted: Province, police: WebServer
) -> None:
    police.answers = 503

    journey = posted.open("mau_chung", "giai_cuu")

    (request,) = posted.case(journey).requests
    (notice,) = request.notices
    assert (notice.channel, notice.status) == ("webhook", "queued")
    assert notice.refusal is not None
    assert "error=503" in notice.refusal
    assert "3f9a" not in notice.refusal
