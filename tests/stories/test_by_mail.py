"""The police are asked by mail, and answer by the link in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.casework.desk.looking import lead_list
from domain.db.tables import Notice
from domain.letters.notices import WAITS_FOR_LEAD
from tasks.notices import deliver
from tests.domain.db.dump import dump_of
from tests.prefect_server import PrefectServer
from tests.stories.by_mail import POLICE, SENDER, MailedProvince, link_in, province_by_mail

pytestmark = pytest.mark.letters

HEADERS = {
    "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To",
    "Message-ID", "Date", "X-Application",
}  # fmt: skip
SAYS_TOO_MUCH = ("nạn nhân", "mua bán", "giải cứu", "công an", "xác minh", "hỗ trợ", "victim")


@pytest.fixture
def mailed(prefect: PrefectServer, tmp_path: Path) -> Iterator[MailedProvince]:
    with province_by_mail(tmp_path) as place:
        yield place


def test_the_police_get_one_letter_in_plain_vietnamese(mailed: MailedProvince) -> None:
    journey = mailed.place.open("mau_chung", "giai_cuu", "hai_phong")
    mailed.place.sweep()

    (letter,) = mailed.mail.letters
    text, subject = letter.get_content(), letter["Subject"]
    assert (letter["To"], letter["From"]) == (POLICE, SENDER)
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content_charset() == "utf-8"
    assert not list(letter.iter_attachments())
    assert text.splitlines()[0] == "Kính gửi: Cơ quan cong_an (mẫu)"
    assert "Xin xác nhận đã đưa người được hỗ trợ đến nơi an toàn" in text
    assert unicodedata.is_normalized("NFC", text + subject)
    assert subject == f"[{journey.partition('/')[0]}] Có yêu cầu đang chờ cơ quan trả lời"
    assert not any(word in subject.lower() for word in SAYS_TOO_MUCH)


def test_the_letters_head_tells_no_more_than_its_subject(mailed: MailedProvince) -> None:
    journey = mailed.place.open("mau_chung", "giai_cuu", "hai_phong")

    (letter,) = mailed.mail.letters
    del letter["Subject"]
    head = "\n".join(f"{name}: {value}" for name, value in letter.items())
    token = link_in(letter).removeprefix("/a/")
    assert set(letter.keys()) <= HEADERS
    for secret in (journey.partition("/")[0], token, "mau_chung", "giai_cuu", "hai_phong"):
        assert secret not in head


def test_the_link_in_it_answers_once(mailed: MailedProvince) -> None:
    journey = mailed.place.open("mau_chung", "giai_cuu")
    link = mailed.link(POLICE)

    first = mailed.place.answer("cong_an", link=link, ngay="2026-11-20")
    second = mailed.place.client.post(link, data={"_verdict": "declined", "_because": "no_place"})
    mailed.place.work()
    mailed.place.sweep()

    assert (first.status_code, second.status_code) == (200, 409)
    assert "Câu trả lời đó vẫn giữ nguyên" in second.text
    statuses = [(r.step, r.status) for r in mailed.place.case(journey).requests]
    assert statuses == [("dua_ve_an_toan", "done"), ("tiep_can", "waiting")]
    assert [letter["To"] for letter in mailed.mail.letters] == [
        POLICE,
        "co_quan_tiep_nhan@demo.invalid",
    ]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_ten_looks_of_a_mail_scanner_change_nothing(mailed: MailedProvince, method: str) -> None:
    journey = mailed.place.open("mau_chung", "giai_cuu")
    link, tasks = mailed.link(POLICE), mailed.place.run(journey).tasks()
    before = dump_of(mailed.place.office.store)

    looks = [mailed.place.client.request(method, link) for _ in range(10)]
    worked = mailed.place.work()

    assert {look.status_code for look in looks} == {200}
    assert dump_of(mailed.place.office.store) == before
    assert (worked, mailed.place.run(journey).tasks()) == ([], tasks)
    assert mailed.place.answer("cong_an", link=link, ngay="2026-11-20").status_code == 200


def test_a_refused_letter_keeps_its_reason_and_is_not_taken_for_silence(
    mailed: MailedProvince,
) -> None:
    mailed.mail.refuses.add(POLICE)
    journey = mailed.place.open("mau_chung", "giai_cuu")
    refused_once = _only_notice(mailed)

    for _ in range(5):
        _let_the_pause_between_tries_end(mailed)
        deliver(refused_once.id)
    mailed.place.sweep()

    given_up = _notice(mailed, refused_once.id)
    assert (refused_once.status, refused_once.tries) == ("queued", 1)
    assert (given_up.status, given_up.tries, given_up.handed_over_at) == ("refused", 6, None)
    for notice in (refused_once, given_up):
        assert notice.refusal is not None
        assert "550" in notice.refusal
        assert "Mailbox unavailable" in notice.refusal
    (line,) = lead_list(mailed.place.office, "vi")
    assert line.reference == f"{journey}:dua_ve_an_toan"
    assert line.why == WAITS_FOR_LEAD["not_delivered"].in_("vi")
    (told,) = mailed.mail.letters
    assert told["To"] == "dieu_phoi@demo.invalid"
    assert WAITS_FOR_LEAD["not_delivered"].in_("vi") in told.get_content()


def test_a_letter_that_was_refused_for_a_while_arrives_once(mailed: MailedProvince) -> None:
    mailed.mail.refuses.add(POLICE)
    mailed.place.open("mau_chung", "giai_cuu")
    mailed.mail.refuses.clear()

    mailed.place.sweep()
    too_early = len(mailed.mail.letters)
    _let_the_pause_between_tries_end(mailed)
    mailed.place.sweep()
    mailed.place.sweep()

    assert too_early == 0
    assert [letter["To"] for letter in mailed.mail.letters] == [POLICE]
    assert mailed.place.answer("cong_an", link=mailed.link(POLICE), ngay="2026-11-20").is_success


def _let_the_pause_between_tries_end(mailed: MailedProvince) -> None:
    """Leases and pauses go by the database's own time, which no story can move."""
    with mailed.place.office.store.writing() as books:
        for notice in _notices(mailed):
            row = books.notices.find(notice.id)
            assert row is not None
            row.lease_until = None


def _only_notice(mailed: MailedProvince) -> Notice:
    (notice,) = _notices(mailed)
    return notice


def _notice(mailed: MailedProvince, notice_id: str) -> Notice:
    return next(notice for notice in _notices(mailed) if notice.id == notice_id)


def _notices(mailed: MailedProvince) -> list[Notice]:
    with mailed.place.office.store.reading() as books:
        rows = [books.notices.of_journey(journey.id) for journey in books.journeys.every()]
    return [notice for row in rows for notice in row]
