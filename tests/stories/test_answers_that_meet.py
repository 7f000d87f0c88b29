"""Answers that come at the same instant, or just when the flow does not look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path
from threading import Barrier

import httpx
import pytest

import flows.journey
from deployments.answers import OfficeAnswers
from domain.casework.journeys.advancing import has_unseen
from domain.casework.office import Office
from pages.application import create_app
from tasks.journeys import wake
from tests.pages.serving import served
from tests.prefect_server import PrefectServer
from tests.stories.by_mail import POLICE, MailedProvince, link_in, province_by_mail
from tests.stories.province import Province

DONE = {"_verdict": "done", "ngay": "2026-11-20"}
WAITS_FOR_NEXT = "Chờ Cơ quan tiếp nhận"


@pytest.fixture
def mailed(prefect: PrefectServer, tmp_path: Path) -> Iterator[MailedProvince]:
    with province_by_mail(tmp_path) as place:
        yield place


def test_of_two_answers_at_the_same_instant_one_is_recorded(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    link, start = anywhere.link("cong_an"), Barrier(2)
    app = create_app(OfficeAnswers(anywhere.office, wake), language="vi", health=lambda: True)

    with served(app) as address, ThreadPoolExecutor(2) as threads:

        def send(_: int) -> httpx.Response:
            with httpx.Client(base_url=address, timeout=30) as browser:
                browser.get(link)
                start.wait()
                return browser.post(link, data=DONE)

        recorded, too_late = sorted(threads.map(send, range(2)), key=lambda r: r.status_code)

    assert (recorded.status_code, too_late.status_code) == (200, 409)
    assert "Câu trả lời đó vẫn giữ nguyên" in too_late.text
    assert anywhere.work() == [WAITS_FOR_NEXT]
    assert anywhere.asked(journey) == ["dua_ve_an_toan", "tiep_can"]
    assert anywhere.run(journey).tasks() == [
        "Gửi yêu cầu: Gặp gỡ, giải thích quyền và hỏi nhu cầu",
        "Gửi yêu cầu: Đưa người được giải cứu đến nơi an toàn",
        "Đã thực hiện: Đưa người được giải cứu đến nơi an toàn",
    ]


@pytest.mark.letters
def test_an_answer_that_comes_while_the_flow_is_sending_is_not_forgotten(
    mailed: MailedProvince,
) -> None:
    answers = []

    def answer_at_once(letter: EmailMessage) -> None:
        if letter["To"] == POLICE:
            answers.append(mailed.place.client.post(link_in(letter), data=DONE).status_code)

    mailed.mail.while_taking = answer_at_once
    journey = mailed.place.open("mau_chung", "giai_cuu")

    assert answers == [200]
    assert mailed.place.asked(journey) == ["dua_ve_an_toan", "tiep_can"]
    assert mailed.place.run(journey).badge == WAITS_FOR_NEXT
    assert len(mailed.mail.to(POLICE)) == 1


def answer_then_look(place: Province, office: Office, journey: str) -> bool:
    _answer_once(place)
    return has_unseen(office, journey)


def look_then_answer(place: Province, office: Office, journey: str) -> bool:
    seen = has_unseen(office, journey)
    _answer_once(place)
    return seen


@pytest.mark.parametrize(
    "meanwhile",
    [
        # the run waits already and has not yet asked whether something came
        answer_then_look,
        # it has asked, and is about to leave
        look_then_answer,
    ],
)
def test_an_answer_that_falls_into_the_suspension_is_not_forgotten(
    anywhere: Province,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Province, Office, str], bool],
) -> None:
    monkeypatch.setattr(
        flows.journey, "has_unseen", lambda office, journey: meanwhile(anywhere, office, journey)
    )

    journey = anywhere.open("mau_chung", "giai_cuu")

    assert anywhere.asked(journey) == ["dua_ve_an_toan", "tiep_can"]
    assert anywhere.run(journey).badge == WAITS_FOR_NEXT
    assert len(anywhere.mail("cong_an")) == len(anywhere.mail("co_quan_tiep_nhan")) == 1
    assert anywhere.work() == []


def test_an_answer_whose_page_died_before_it_woke_anybody_is_found_by_the_sweep(
    anywhere: Province,
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    silent = create_app(
        OfficeAnswers(anywhere.office, lambda _: None), language="vi", health=lambda: True
    )
    with served(silent) as address:
        sent = httpx.post(f"{address}{anywhere.link('cong_an')}", data=DONE)

    before = (anywhere.work(), anywhere.asked(journey))
    anywhere.sweep()

    assert (sent.status_code, before) == (200, ([], ["dua_ve_an_toan"]))
    assert anywhere.asked(journey) == ["dua_ve_an_toan", "tiep_can"]


def _answer_once(place: Province) -> None:
    link = place.link("cong_an")
    if "_verdict" in place.client.get(link).text:
        assert place.client.post(link, data=DONE).status_code == 200
