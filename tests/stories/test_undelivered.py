"""A message that its provider does not take."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.desk.coordinating import Proxy, answer_for_agency, ask_again, skip
from domain.casework.journeys.sweeping import unsent_notices
from tasks import notices, wiring
from tests.prefect_server import PrefectServer
from tests.stories.people import act
from tests.stories.province import Province, directory_of, province, shipped

MAU_CHUNG = shipped("mau_chung")
BY_MAILBOX = directory_of([MAU_CHUNG])
BY_EMAIL = BY_MAILBOX.replace(
    "{channel: mailbox, target: cong_an@", "{channel: email, target: cong_an@"
)
PHONED = Proxy("done", {"ngay": ["2026-11-20"]}, "", given_by="Anh trực ban", how="phone")

Settle = Callable[[Province, str], None]


@pytest.fixture
def without_email(prefect: PrefectServer, tmp_path: Path) -> Iterator[Province]:
    """The police can only be written to by email, which nobody has set up."""
    with province(tmp_path, directory=BY_EMAIL) as place:
        place.publish(MAU_CHUNG)
        yield place


def test_it_is_tried_again_ever_more_seldom(without_email: Province) -> None:
    journey = without_email.open("mau_chung", "giai_cuu")

    waits = [minutes_to_next_try(without_email, journey)]
    for _ in range(4):
        try_again(without_email, journey)
        without_email.sweep()
        waits.append(minutes_to_next_try(without_email, journey))

    assert waits == [2, 4, 8, 16, 32]
    assert without_email.lead_list() == ()


def test_it_arrives_once_the_channel_is_set_up(without_email: Province) -> None:
    journey = without_email.open("mau_chung", "giai_cuu")

    with email_set_up("cong_an@demo.invalid"):
        let_its_time_come(without_email, journey)
        for _ in range(2):
            without_email.sweep()

    assert len(without_email.mail("cong_an")) == 1
    without_email.answer("cong_an", ngay="2026-11-20")
    assert without_email.asked(journey) == ["dua_ve_an_toan", "tiep_can"]


def by_phone(place: Province, reference: str) -> None:
    act(place, answer_for_agency, reference, PHONED, "lan")


def with_another_agency(place: Province, reference: str) -> None:
    act(place, ask_again, reference, "lan", "tren")


def without_it(place: Province, reference: str) -> None:
    act(place, skip, reference, "Đã ở nơi an toàn", "lan")


@pytest.mark.parametrize("settle", [by_phone, with_another_agency, without_it])
def test_refused_at_last_it_stands_on_the_leads_list_until_somebody_goes_on(
    without_email: Province, settle: Settle
) -> None:
    place = without_email
    journey = place.open("mau_chung", "giai_cuu")
    for _ in range(5):
        try_again(place, journey)

    for _ in range(2):
        place.sweep()
    stands = [(line.reference, line.why) for line in place.lead_list()]
    settle(place, f"{journey}:dua_ve_an_toan")

    assert stands == [
        (
            f"{journey}:dua_ve_an_toan",
            "Có thư không gửi được. Xin liên hệ cơ quan bằng cách khác.",
        )
    ]
    assert len(place.mail("dieu_phoi")) == 1
    assert place.lead_list() == ()
    assert "waiting:lead" not in place.run(journey).tags


def test_it_stands_beside_what_nobody_answers(without_email: Province) -> None:
    place = without_email
    journey = place.open("mau_chung", "giai_cuu")
    for _ in range(5):
        try_again(place, journey)

    place.later(days=28)
    place.sweep()

    assert sorted(line.why for line in place.lead_list()) == [
        "Có thư không gửi được. Xin liên hệ cơ quan bằng cách khác.",
        "Vẫn chưa có câu trả lời. Xin gọi điện cho cơ quan.",
    ]
    assert len(place.mail("dieu_phoi")) == 2


def test_an_address_that_left_the_directory_before_the_message_is_left_to_the_lead(
    without_email: Province,
) -> None:
    place = without_email
    journey = place.open("mau_chung", "giai_cuu")
    publish_directory(place.office, BY_MAILBOX, "user:lan")

    let_its_time_come(place, journey)
    for _ in range(2):
        place.sweep()

    assert [notice.status for notice in place.case(journey).requests[0].notices] == ["refused"]
    assert [line.reference for line in place.lead_list()] == [f"{journey}:dua_ve_an_toan"]
    act(place, ask_again, f"{journey}:dua_ve_an_toan", "lan", "cong_an")
    place.answer("cong_an", ngay="2026-11-20")
    assert place.asked(journey)[-1] == "tiep_can"


def minutes_to_next_try(place: Province, journey: str) -> int:
    with place.office.store.reading() as books:
        (notice,) = books.notices.of_journey(journey)
        assert notice.lease_until is not None
        return round((notice.lease_until - books.database_now()) / timedelta(minutes=1))


def try_again(place: Province, journey: str) -> None:
    """What the sweep does with it when its time has come."""
    let_its_time_come(place, journey)
    for notice in unsent_notices(place.office):
        notices.deliver(notice)


def let_its_time_come(place: Province, journey: str) -> None:
    """Next tries go by the database's own clock, which no story moves."""
    with place.office.store.writing() as books:
        for notice in books.notices.of_journey(journey):
            notice.lease_until = books.database_now() - timedelta(minutes=1)


@contextmanager
def email_set_up(target: str) -> Iterator[None]:
    """Emails go where the mailbox can be read."""
    os.environ["REFERRAL_EMAIL_URL"] = f"mailbox://{target.replace('@', '%40')}"
    forget_settings()
    yield
    del os.environ["REFERRAL_EMAIL_URL"]
    forget_settings()


def forget_settings() -> None:
    wiring.the_settings.cache_clear()
    notices.the_channels.cache_clear()
