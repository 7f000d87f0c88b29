"""What people say of a person stays under seal: not in Prefect, not in a log, not in clear."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.casework.consents import enter
from domain.casework.coordinating import Proxy, answer_for_agency, ask_again, skip
from domain.casework.dossier import Dossier
from domain.casework.halting import stop
from domain.casework.reading import make_code
from domain.casework.replying import reply
from domain.casework.the_person import take_identity
from domain.consent import Given
from domain.links import new_link_id
from domain.pathway import PersonField
from tasks.wiring import the_settings
from tests.needles import Needles, found_in, found_in_files, found_in_tables
from tests.prefect_server import PrefectServer, send_what_is_left
from tests.stories.by_mail import PASSWORD, POLICE, MailedProvince, province_by_mail
from tests.stories.people import act
from tests.stories.province import LINK

pytestmark = pytest.mark.letters

SAID: Needles = {
    "a date that is none": "31/02 Phạm Thị Hoà",
    "why an agency declined": "Bà Lụa ở số 7 ngõ Đá",
    "who answered by phone": "0912 345 678 – chị Quý",
    "why grounds lack": "Ông Tâm «nói» chưa rõ & <chưa tin>",
    "a note": "bồ câu 🕊️ עברית ｎｇｕｙｅn 𠀋 zô\u200dng",
    "a note corrected": "Cháu Bống, con chị Hoà",
    "why a step is skipped": "Anh Đẩu nhận đưa về",
    "why all is stopped": "Chồng cũ tên Khoái biết chỗ",
    "who witnessed the consent": "Trưởng bản Quàng Văn Ơn",
    "what an agency asked": "Chị Nhàn bên sông phải không",
    "what the coordinator replied": "Phải, con ông Páo Chợ",
}
WHO: Mapping[PersonField, str] = {
    "full_name": "Quàng Thị Bích Đào",
    "birth_date": "17/08/1999",
    "papers": "CCCD 014199007761 Điện Biên",
    "address": "Bản Pá Khoang, nhà thứ chín",
    "phone": "0868 119 447",
    "safe_contact": "Gọi lúc chợ phiên, xưng là cô giáo",
}
DRAFTED: Needles = {"a draft": "Nháp: cô Thắm, xã Bãi Bồi"}
PLANTED: Needles = SAID | DRAFTED | {f"her {field}": text for field, text in WHO.items()}
LEAD = "dieu_phoi@demo.invalid"
WRITTEN: Needles = {
    "what the database refused": "Lương Thị Sen đã có ở dòng 5",
    "the password of the mail server": PASSWORD,
    "an address": POLICE,
    "an address that the mail server refused": LEAD,
}
ID_LENGTH = len(new_link_id())


@dataclass
class Told:
    """A journey in which all of it was said."""

    mailed: MailedProvince
    journey: str
    log: str
    shown: str = ""

    @property
    def books(self) -> Path:
        return Path(the_settings().database.removeprefix("sqlite:///"))

    def links(self) -> Needles:
        found = [LINK.search(letter.get_content()) for letter in self.mailed.mail.letters]
        tokens = {link[1].removeprefix("/a/") for link in found if link}
        ids = {f"id of {token}": token[:ID_LENGTH] for token in tokens}
        return ids | {f"signature of {token}": token[ID_LENGTH:] for token in tokens}


@pytest.fixture(scope="module")
def told(prefect_server: PrefectServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    prefect_server.forget("flow_runs")
    prefect_server.belong_to_nobody()
    with province_by_mail(tmp_path_factory.mktemp("leaks")) as mailed, _log() as lines:
        mailed.mail.refuses.add(LEAD)
        journey = mailed.place.open("mau_chung", "giai_cuu", "hai_phong")
        told = Told(mailed, journey, "")
        _take_down(told)
        _rescue(told)
        _verify(told)
        _care_and_stop(told)
        send_what_is_left()
        told.log = "\n".join(lines)
        yield told


def _take_down(told: Told) -> None:
    office, code = told.mailed.place.office, told.journey.partition("/")[0]
    take_identity(office, code, {field: [text] for field, text in WHO.items()}, "lan")
    given = Given(roles=("cong_an",), fields=tuple(WHO), how="spoken", giver="person")
    enter(office, code, given, {"witness": SAID["who witnessed the consent"]}, "lan")


def _read_of_her(told: Told) -> str:
    """What the police's page shows them, by a wrong code and then by the right one."""
    place, link = told.mailed.place, told.mailed.link(POLICE)
    code = make_code(place.office, f"{told.journey}:xac_minh", "cong_an_1", "lan").code
    for typed in ("000000" if code != "000000" else "111111", code):
        shown = place.client.post(f"{link}", data={"_code": typed})
    return shown.text


def _rescue(told: Told) -> None:
    place, here = told.mailed.place, f"{told.journey}:dua_ve_an_toan"
    assert place.answer("cong_an", link=told.mailed.link(POLICE), quietly=True,
                        ngay=SAID["a date that is none"]).status_code == 422  # fmt: skip
    _talk(told, here)
    place.answer("cong_an", "declined", link=told.mailed.link(POLICE), _because="other",
                 _reason=SAID["why an agency declined"])  # fmt: skip
    act(place, ask_again, here, "lan")
    phone = Proxy("done", {"ngay": ["2026-11-20"]}, "", SAID["who answered by phone"], "phone")
    act(place, answer_for_agency, here, phone, "lan")


def _talk(told: Told, here: str) -> None:
    """Whoever has the link sees that there were words, and which by a press alone."""
    place, link = told.mailed.place, told.mailed.link(POLICE)
    asks = {"_verdict": "question", "_reason": SAID["what an agency asked"]}
    place.client.post(link, data=asks)
    act(place, reply, here, SAID["what the coordinator replied"], "lan")
    begun = {"_draft": "keep", "_verdict": "declined", "_reason": DRAFTED["a draft"]}
    place.client.post(link, data=begun)
    opened, pressed = place.client.get(link), place.client.post(link, data={"_words": "1"})
    words = {"a draft", "what an agency asked", "what the coordinator replied"}
    assert found_in(opened.content, PLANTED) == set()
    assert found_in(pressed.content, PLANTED) == words


def _verify(told: Told) -> None:
    place = told.mailed.place
    with _database_that_refuses(told, WRITTEN["what the database refused"]):
        place.answer(
            "co_quan_tiep_nhan", link=told.mailed.link("co_quan_tiep_nhan@demo.invalid"),
            ngay="2026-11-20", dong_y="yes", duoi_18="no", can_noi_o="no", co_giay_to="no",
            nhu_cau="y_te",
        )  # fmt: skip
    place.sweep()
    told.shown = _read_of_her(told)
    place.answer("cong_an", "lacks_grounds", link=told.mailed.link(POLICE),
                 _reason=SAID["why grounds lack"])  # fmt: skip
    act(place, skip, f"{told.journey}:xac_minh", SAID["why a step is skipped"], "lan")


def _care_and_stop(told: Told) -> None:
    place = told.mailed.place
    helped = {"_verdict": "done", "ket_qua": "da_ho_tro", "ngay": "2026-11-20"}
    link = told.mailed.link("y_te@demo.invalid")
    receipt = place.client.post(link, data=helped | {"ghi_chu": SAID["a note"]})
    assert SAID["a note"] in receipt.text
    line = str(_trail_length(told))
    place.client.post(link, data=helped | {"ghi_chu": SAID["a note corrected"], "_corrects": line})
    act(place, stop, told.journey, SAID["why all is stopped"], "lan", unsafe=True)


@contextmanager
def _database_that_refuses(told: Told, why: str) -> Iterator[None]:
    """Whoever makes a link is told `why`, as the driver of a database quotes what it has."""
    with closing(sqlite3.connect(told.books, timeout=30)) as books:
        books.execute(
            f"CREATE TRIGGER refuse BEFORE INSERT ON links BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        books.commit()
        yield
        books.execute("DROP TRIGGER refuse")
        books.commit()


@contextmanager
def _log() -> Iterator[list[str]]:
    """What this process logs, but for the agencies' mail server, which is no part of ours."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.name != "mail.log":
                lines.append(self.format(record))

    # Prefect's does not hand its lines on to the root.
    keep, loggers = Keep(logging.INFO), [logging.getLogger(name) for name in ("", "prefect")]
    for logger in loggers:
        logger.addHandler(keep)
    try:
        yield lines
    finally:
        for logger in loggers:
            logger.removeHandler(keep)


def test_nothing_of_it_is_in_prefect(prefect_server: PrefectServer, told: Told) -> None:
    secrets = PLANTED | WRITTEN | told.links()
    files = [file for file in prefect_server.home.rglob("*") if file.is_file()]

    assert found_in_files(files, secrets) == {}
    assert found_in_tables(prefect_server.database, secrets) == {}


def test_nothing_of_it_is_in_a_log(told: Told) -> None:
    secrets = PLANTED | WRITTEN | told.links()

    assert found_in(told.log.encode(), secrets) == set()


def test_our_database_keeps_it_under_seal(told: Told) -> None:
    signatures = {name: text for name, text in told.links().items() if "signature" in name}
    secrets = PLANTED | signatures | {"password": PASSWORD}
    files = [told.books, told.books.with_name(f"{told.books.name}-wal")]

    assert found_in_files([file for file in files if file.exists()], secrets) == {}
    assert found_in_tables(told.books, secrets) == {}


def test_it_is_all_there_for_whoever_has_the_key(told: Told) -> None:
    with told.mailed.place.office.store.reading() as books:
        dossier = Dossier.read(told.mailed.place.office, books, told.journey)
        opened = [dossier.texts(line.seq) for line in books.trails.lines(told.journey)]

    kept = {text for texts in opened for text in texts.values()}
    assert kept == set(SAID.values()) - {SAID["a date that is none"]}


def test_who_may_read_of_her_saw_what_the_step_shares_and_no_more(told: Told) -> None:
    shown = {field for field, text in WHO.items() if text in told.shown}

    assert shown == {"full_name", "birth_date", "papers"}


def test_whoever_finds_the_link_sees_the_request_and_nothing_of_her(told: Told) -> None:
    links = [LINK.search(letter.get_content()) for letter in told.mailed.mail.letters]
    pages = [told.mailed.place.client.get(link[1]).text for link in links if link]

    assert len(pages) > 1
    assert set().union(*(found_in(page.encode(), PLANTED) for page in pages)) == set()


def test_what_is_looked_for_can_be_found_there(prefect_server: PrefectServer, told: Told) -> None:
    shown = {"code": told.journey.partition("/")[0], "badge": "Chờ Cơ quan", "task": "Gửi yêu cầu"}

    in_prefect = found_in_tables(prefect_server.database, shown)
    assert {"flow_run", "flow_run_state", "task_run", "artifact"} <= in_prefect.keys()
    assert {"journeys", "requests"} <= found_in_tables(told.books, shown).keys()
    assert "notices" in found_in_tables(told.books, {"a refusal": "Mailbox unavailable"})
    assert "IntegrityError at " in told.log
    assert len(told.links()) >= 2 * len(("dua_ve_an_toan", "tiep_can", "dich_vu", "xac_minh"))


def _trail_length(told: Told) -> int:
    with told.mailed.place.office.store.reading() as books:
        return len(books.trails.lines(told.journey))
