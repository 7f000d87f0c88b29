"""A coordinator presses what Prefect's pages offer. What is sent is what those pages send."""

from __future__ import annotations

import httpx
import pytest

from domain.casework.desk.looking import every_case
from domain.casework.journeys.halting import resume as undo
from domain.casework.journeys.running import run_of
from tests.prefect_server import PrefectServer
from tests.stories.buttons import (
    Press,
    cancel,
    change_to_completed,
    change_to_failed,
    delete,
    pressed,
    resume,
    retry,
)
from tests.stories.people import act
from tests.stories.province import Province

RESCUED = {"entry": "giai_cuu", "area": "hai_phong"}
WAITS_FOR_POLICE = "Chờ Cơ quan công an"


def run_form(browser: httpx.Client, filled: object, key: str = "mau_chung") -> httpx.Response:
    deployment = browser.get(f"/deployments/name/journey/{key}").raise_for_status().json()
    form = {
        "parameters": filled,
        "tags": deployment["tags"],
        "enforce_parameter_schema": deployment["enforce_parameter_schema"],
        "state": {"type": "SCHEDULED", "message": "Run from the Prefect UI"},
    }
    return browser.post(f"/deployments/{deployment['id']}/create_flow_run", json=form)


def test_resume_with_no_answer_there_does_no_harm_twice_in_a_row(
    prefect: PrefectServer, anywhere: Province
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    before = anywhere.run(journey)
    tasks, tags, mail = before.tasks(), before.tags, anywhere.everyones_mail()

    with prefect.browser() as browser:
        for _ in range(2):
            pressed(resume, browser, before.id)
            assert anywhere.work() == [WAITS_FOR_POLICE]

    after = anywhere.run(journey)
    assert (after.id, after.badge, after.tags) == (before.id, WAITS_FOR_POLICE, tags)
    assert after.tasks() == tasks == ["Gửi yêu cầu: Đưa người được giải cứu đến nơi an toàn"]
    assert anywhere.everyones_mail() == mail


@pytest.mark.parametrize(
    "filled",
    [
        RESCUED,
        # the fixed parameter sent along
        {**RESCUED, "pathway": "mau_chung"},
        # the area left empty
        {"entry": "giai_cuu"},
    ],
)
def test_run_pressed_twice_is_two_journeys(
    prefect: PrefectServer, anywhere: Province, filled: dict[str, str]
) -> None:
    with prefect.browser() as browser:
        pressed = [run_form(browser, filled).raise_for_status().json()["id"] for _ in range(2)]
    anywhere.work()

    journeys = [line.id for line in every_case(anywhere.office)]
    assert len(set(journeys)) == 2
    assert {anywhere.run(journey).id for journey in journeys} == set(pressed)
    for journey in journeys:
        assert anywhere.asked(journey) == ["dua_ve_an_toan"]
        assert anywhere.run(journey).badge == WAITS_FOR_POLICE
        assert anywhere.run(journey).name.startswith(journey)
        assert anywhere.case(journey).area == filled.get("area")
    assert len(anywhere.mail("cong_an")) == 2


@pytest.mark.parametrize(
    "filled",
    [
        # an entry of another pathway
        {"entry": "danh_sach_cong_an"},
        # none
        {},
        {"entry": ""},
        {"entry": None},
        # something else than a name
        {"entry": ["giai_cuu"]},
        # an area off the map
        {"entry": "giai_cuu", "area": "atlantis"},
    ],
)
def test_a_wrong_entry_is_refused_by_the_form(
    prefect: PrefectServer, anywhere: Province, filled: dict[str, object]
) -> None:
    with prefect.browser() as browser:
        refused = run_form(browser, filled)

    assert refused.status_code == 409, refused.text
    assert anywhere.work() == []
    assert every_case(anywhere.office) == ()


def test_a_form_sent_around_its_schema_opens_nothing_and_says_why(
    prefect: PrefectServer, anywhere: Province
) -> None:
    with prefect.browser() as browser:
        deployment = browser.get("/deployments/name/journey/mau_chung").json()["id"]
        wrong = {"parameters": {"entry": "Nguyễn Thị Hoa"}, "enforce_parameter_schema": False}
        run = browser.post(f"/deployments/{deployment}/create_flow_run", json=wrong).json()["id"]
        anywhere.work()
        state = browser.get(f"/flow_runs/{run}").json()["state"]

    assert every_case(anywhere.office) == ()
    assert state["type"] == "FAILED"
    assert "giai_cuu" in state["message"]


@pytest.mark.parametrize(
    ("first", "opened"),
    [
        # something broke in it
        (change_to_failed, "by the form"),
        # somebody thought that it was done
        (change_to_completed, "by the command"),
        # or cancelled it, and thought better of it
        (cancel, "by the form"),
    ],
)
def test_a_run_that_is_retried_is_no_second_journey(
    prefect: PrefectServer, anywhere: Province, first: Press, opened: str
) -> None:
    with prefect.browser() as browser:
        journey = _open(anywhere, browser, opened)
        run, mail = anywhere.run(journey), anywhere.everyones_mail()
        tasks = run.tasks()
        pressed(first, browser, run.id)

        pressed(retry, browser, run.id)
        worked = anywhere.work()

    assert worked == [WAITS_FOR_POLICE]
    assert [line.id for line in every_case(anywhere.office)] == [journey]
    assert (anywhere.run(journey).id, anywhere.run(journey).tasks()) == (run.id, tasks)
    assert anywhere.everyones_mail() == mail


def test_a_run_that_has_ended_and_is_retried_changes_nothing(
    prefect: PrefectServer, anywhere: Province
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    anywhere.answer("cong_an", ngay="2026-11-20")
    anywhere.answer(
        "co_quan_tiep_nhan", ngay="2026-11-20", dong_y="no", duoi_18="no", can_noi_o="no",
        co_giay_to="no",
    )  # fmt: skip
    run, mail = anywhere.run(journey), anywhere.everyones_mail()
    tasks = run.tasks()

    with prefect.browser() as browser:
        pressed(retry, browser, run.id)
    anywhere.work()

    assert anywhere.case(journey).end == "tu_choi_ho_tro"
    assert anywhere.run(journey).badge == run.badge == "Đã kết thúc"
    assert anywhere.run(journey).tasks() == tasks
    assert anywhere.everyones_mail() == mail


@pytest.mark.parametrize(
    ("press", "opened"),
    [
        (delete, "by the command"),
        (delete, "by the form"),
        (change_to_failed, "by the command"),
    ],
)
def test_what_was_deleted_or_failed_goes_on_in_a_new_run(
    prefect: PrefectServer, anywhere: Province, press: Press, opened: str
) -> None:
    with prefect.browser() as browser:
        journey = _open(anywhere, browser, opened)
        lost, link = anywhere.run(journey), anywhere.link("cong_an")
        mail = anywhere.everyones_mail()
        pressed(press, browser, lost.id)

        anywhere.sweep()

        replaced, run = run_of(anywhere.office, journey), anywhere.run(journey)
        assert replaced is not None
        assert (replaced.generation, run.badge) == (2, WAITS_FOR_POLICE)
        assert run.id != lost.id
        assert anywhere.everyones_mail() == mail

        # The old run, pressed once more, finds that another carries the journey.
        if press is not delete:
            pressed(retry, browser, lost.id)
        anywhere.work()

    assert anywhere.everyones_mail() == mail
    assert anywhere.answer("cong_an", link=link, ngay="2026-11-20").status_code == 200
    assert anywhere.asked(journey) == ["dua_ve_an_toan", "tiep_can"]
    assert anywhere.run(journey).id == run.id


def test_cancel_stops_the_journey_in_sight_and_can_be_undone(
    prefect: PrefectServer, anywhere: Province
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    cancelled, link = anywhere.run(journey), anywhere.link("cong_an")

    with prefect.browser() as browser:
        pressed(cancel, browser, cancelled.id)
        anywhere.sweep()
        resting = anywhere.client.get(link)
        badge = anywhere.run(journey).badge
        # Too late to take it back so: another run carries the journey now.
        pressed(retry, browser, cancelled.id)
        retried = anywhere.work()
    act(anywhere, undo, journey, "lan")

    assert (resting.status_code, badge) == (410, "Đã dừng, có thể hoàn tác đến 09:10")
    assert retried == ["Lượt chạy khác đang phụ trách"]
    assert anywhere.run(journey).badge == WAITS_FOR_POLICE
    assert len(anywhere.mail("cong_an")) == 1
    assert anywhere.answer("cong_an", link=link, ngay="2026-11-20").status_code == 200


def test_cancel_pressed_again_neither_stops_anew_nor_gives_more_time(
    prefect: PrefectServer, anywhere: Province
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")

    with prefect.browser() as browser:
        for _ in range(2):
            pressed(cancel, browser, anywhere.run(journey).id)
            anywhere.later(minutes=4)
            anywhere.sweep()
        anywhere.later(minutes=6)
        anywhere.sweep()

    assert anywhere.case(journey).status == "stopped"
    assert len(anywhere.mail("cong_an")) == 2


def _open(place: Province, browser: httpx.Client, how: str) -> str:
    if how == "by the command":
        return place.open("mau_chung", "giai_cuu", "hai_phong")
    run_form(browser, RESCUED).raise_for_status()
    place.work()
    (line,) = every_case(place.office)
    return line.id
