"""A journey by mail in which everything was said that people can say, each thing once."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

import httpx2

from domain.casework.answers.confirming import refuse_for_agency
from domain.casework.answers.delegating import reject_colleague
from domain.casework.answers.replying import refuse_more_time, reply
from domain.casework.desk.coordinating import Proxy, answer_for_agency, ask_again, skip
from domain.casework.journeys.halting import stop
from domain.casework.person.consents import enter, withdraw
from domain.casework.person.reading import make_code
from domain.casework.person.the_person import take_identity
from domain.pathway.files import read_published, write_pathway
from domain.pathway.template import Deadline, Field, Pathway, PersonField, Step
from domain.person.consent import Given, Overridden
from domain.seals.links import new_link_id
from domain.texts import Label
from tasks.wiring import the_settings
from tests.files import PDF
from tests.needles import Needles
from tests.prefect_server import send_what_is_left
from tests.stories.by_mail import PASSWORD, POLICE, MailedProvince, province_by_mail
from tests.stories.people import act
from tests.stories.province import LINK, shipped

TALKED: Needles = {
    "a question": "Có phải cháu bà Tẩn Tả Mẩy không?",
    "a reply": "Đúng, nhà bà Mẩy, đầu suối Nậm Ban",
    "why more time is wanted": "Chờ bưu điện Mường Tè gửi bản sao",
    "why there is no more time": "Anh trai tên Phàn A Sử sắp về",
}
SAID: Needles = TALKED | {
    "a date that is none": "31/02 Phạm Thị Hoà",
    "why an agency declined": "Bà Lụa ở số 7 ngõ Đá",
    "who answered by phone": "0912 345 678 – chị Quý",
    "the number of a letter": "Số 88 về Quàng Thị Đ.",
    "who did not confirm it": "Thượng úy Hà Văn Púa",
    "why it was not confirmed": "Ảnh không giống em Đào",
    "why grounds lack": "Ông Tâm «nói» chưa rõ & <chưa tin>",
    "a note": "bồ câu 🕊️ עברית ｎｇｕｙｅn 𠀋 zô\u200dng",
    "a note corrected": "Cháu Bống, con chị Hoà",
    "what was tried in vain": "Gọi ba lần, mẹ chồng Giàng Thị Say nghe máy",
    "why a step is skipped": "Anh Đẩu nhận đưa về",
    "why all is stopped": "Chồng cũ tên Khoái biết chỗ",
    "who witnessed the consent": "Trưởng bản Quàng Văn Ơn",
    "why it is shown without consent": "Ngất ở chợ Bản Cườm, chưa tỉnh",
    "how the consent was taken back": "Đào nói với cô Lò Thị Pản",
    "a new colleague": "Lù Thị Viên",
    "a new colleague's address": "lu.vien@xa-nam-khoa.example.vn",
    "why the colleague is not confirmed": "Viên là chị dâu của Đào",
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
FILED: Needles = {
    "what a file has": "Hộ chiếu C7719034, Vàng Thị Sáo",
    "a file's name": "ho-chieu-cua-Sao.pdf",
}
COUNTED: Needles = {
    "an amount": "731840467", "an amount as typed": "731.840.467",
    "a date": "2019-03-27", "a date as shown": "27/03/2019",
}  # fmt: skip
"""What the fold goes by stands in our database as it is, and nowhere else."""
SEALED: Needles = SAID | DRAFTED | FILED | {f"her {field}": text for field, text in WHO.items()}
PLANTED: Needles = SEALED | COUNTED
LEAD = "dieu_phoi@demo.invalid"
WRITTEN: Needles = {
    "what the database refused": "Lương Thị Sen đã có ở dòng 5",
    "the password of the mail server": PASSWORD,
    "an address": POLICE,
    "an address that the mail server refused": LEAD,
}
ID_LENGTH = len(new_link_id())
CLIENTS = ("httpx", "httpx2")
_LINKED = re.compile(r'(?:href|action|src)="([^"]*)"')


@dataclass
class Told:
    """A journey in which all of it was said. `addresses` are the URLs of all that was asked of our
    pages and of Prefect, `linked` those that our pages name. `opened` are the pages that the
    police's links showed whoever opened them, with half an answer and with questions behind them;
    `pressed` those that they showed at a press that is written down.
    """

    mailed: MailedProvince
    journey: str = ""
    lines: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)
    opened: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)
    read_of_her: str = ""

    @property
    def code(self) -> str:
        return self.journey.partition("/")[0]

    @property
    def books(self) -> Path:
        return Path(the_settings().database.removeprefix("sqlite:///"))

    def links(self) -> Needles:
        found = [LINK.search(letter.get_content()) for letter in self.mailed.mail.letters]
        tokens = {link[1].removeprefix("/a/") for link in found if link}
        ids = {f"id of {token}": token[:ID_LENGTH] for token in tokens}
        return ids | {f"signature of {token}": token[ID_LENGTH:] for token in tokens}

    def post(self, agency: str, **form: str) -> httpx2.Response:
        """By the last link that came."""
        link = self.mailed.link(f"{agency}@demo.invalid")
        sent = self.mailed.place.client.post(link, data=form)
        assert sent.status_code == 200, sent.text
        return sent


@contextmanager
def everything_said(folder: Path) -> Iterator[Told]:
    with province_by_mail(folder, _pathway()) as mailed:
        told = Told(mailed)
        with _overheard(told):
            mailed.mail.refuses.add(LEAD)
            told.journey = mailed.place.open("mau_chung", "giai_cuu", "hai_phong")
            _take_down(told)
            _rescue(told)
            mailed.mail.refuses.clear()
            _receive(told)
            _talk(told)
            _verify(told)
            _care_and_stop(told)
            send_what_is_left()
        yield told


def _pathway() -> Pathway:
    """The common model, with a deadline that can be too short, a file and an amount."""
    common = shipped("mau_chung")
    a_file = Field(id="ban_sao", kind="file", required=False, label=Label(vi="Bản sao", en="Copy"))
    amount = Field(id="so_tien", kind="money", required=False, label=Label(vi="Tiền", en="Money"))
    verify, help_ = common.by_id["xac_minh"], common.by_id["dich_vu"]
    limit = Deadline.model_validate({"amount": 5, "unit": "working_days", "source": "Made up"})
    changed: Mapping[str, Mapping[str, object]] = {
        verify.id: {"form": (*verify.form, a_file), "limit": limit},
        help_.id: {"form": (*help_.form, amount)},
    }

    def changing(step: Step) -> Step:
        return step.model_copy(update=changed.get(step.id, {}))

    stages = tuple(
        stage.model_copy(update={"steps": tuple(map(changing, stage.steps))})
        for stage in common.stages
    )
    return read_published(write_pathway(common.model_copy(update={"stages": stages})))


def _take_down(told: Told) -> None:
    office = told.mailed.place.office
    take_identity(office, told.code, {field: [text] for field, text in WHO.items()}, "lan")
    given = Given(roles=("cong_an",), fields=tuple(WHO), how="spoken", giver="person")
    enter(office, told.code, given, {"witness": SAID["who witnessed the consent"]}, "lan")


def _rescue(told: Told) -> None:
    place, here = told.mailed.place, f"{told.journey}:dua_ve_an_toan"
    assert place.answer("cong_an", link=told.mailed.link(POLICE), quietly=True,
                        ngay=SAID["a date that is none"]).status_code == 422  # fmt: skip
    begun = {"_draft": "keep", "_verdict": "declined", "_reason": DRAFTED["a draft"]}
    told.post("cong_an", **begun)
    _look(told)
    told.post("cong_an", _verdict="delegated", _colleague="",
              _colleague_name=SAID["a new colleague"],
              _colleague_address=SAID["a new colleague's address"])  # fmt: skip
    reject_colleague(place.office, here, SAID["why the colleague is not confirmed"], "lan")
    place.answer("cong_an", "declined", link=told.mailed.link(POLICE), _because="other",
                 _reason=SAID["why an agency declined"])  # fmt: skip
    act(place, ask_again, here, "lan")
    phone = Proxy("done", {"ngay": ["2026-11-20"]}, "", SAID["who answered by phone"], "phone")
    act(place, answer_for_agency, here, phone, "lan")


def _receive(told: Told) -> None:
    place = told.mailed.place
    with _database_that_refuses(told, WRITTEN["what the database refused"]):
        place.answer(
            "co_quan_tiep_nhan", link=told.mailed.link("co_quan_tiep_nhan@demo.invalid"),
            ngay="2026-11-20", dong_y="yes", duoi_18="no", can_noi_o="no", co_giay_to="no",
            nhu_cau=["y_te", "tam_ly"],
        )  # fmt: skip
    place.sweep()


def _talk(told: Told) -> None:
    place, here = told.mailed.place, f"{told.journey}:xac_minh"
    told.post("cong_an", _verdict="question", _reason=TALKED["a question"])
    told.post("cong_an", _verdict="more_time", _until="2026-12-20",
              _reason=TALKED["why more time is wanted"])  # fmt: skip
    reply(place.office, here, TALKED["a reply"], "lan")
    act(place, refuse_more_time, here, TALKED["why there is no more time"], "lan")
    _look(told)


def _verify(told: Told) -> None:
    place, here = told.mailed.place, f"{told.journey}:xac_minh"
    told.read_of_her = _read_of_her(told)
    link, said = told.mailed.link(POLICE), f"% {FILED['what a file has']}\n".encode()
    found = {"_verdict": "done", "ket_qua": "la_nan_nhan", "ngay": "2026-11-20",
             "so_van_ban": SAID["the number of a letter"]}  # fmt: skip
    files = {
        "ban_sao": (
            FILED["a file's name"],
            PDF.replace(b"trailer", said + b"trailer"),
            "application/pdf",
        )
    }
    proposed = place.client.post(link, data=found, files=files)
    assert proposed.status_code == 200, proposed.text
    act(place, refuse_for_agency, here, SAID["who did not confirm it"], "phone",
        SAID["why it was not confirmed"], "mai")  # fmt: skip
    place.answer("cong_an", "lacks_grounds", link=told.mailed.link(POLICE),
                 _reason=SAID["why grounds lack"])  # fmt: skip
    act(place, skip, here, SAID["why a step is skipped"], "lan")


def _read_of_her(told: Told) -> str:
    """What the police's page shows them, by a wrong code and then by the right one."""
    place, link = told.mailed.place, told.mailed.link(POLICE)
    code = make_code(place.office, f"{told.journey}:xac_minh", "cong_an_1", "lan").code
    for typed in ("000000" if code != "000000" else "111111", code):
        shown = place.client.post(link, data={"_code": typed})
    return shown.text


def _look(told: Told) -> None:
    """At what whoever has the police's link is shown."""
    told.opened.append(told.mailed.place.client.get(told.mailed.link(POLICE)).text)
    told.pressed.append(told.post("cong_an", _words="1").text)


class _Helped(TypedDict):
    _verdict: str
    ket_qua: str
    ngay: str
    so_tien: str


def _care_and_stop(told: Told) -> None:
    place, office = told.mailed.place, told.mailed.place.office
    helped: _Helped = {
        "_verdict": "done", "ket_qua": "da_ho_tro", "ngay": COUNTED["a date"],
        "so_tien": COUNTED["an amount as typed"],
    }  # fmt: skip
    receipt = told.post("y_te", **helped, ghi_chu=SAID["a note"])
    assert SAID["a note"] in receipt.text
    line = str(_trail_length(told))
    told.post("y_te", **helped, ghi_chu=SAID["a note corrected"], _corrects=line)
    told.post("tu_van_tam_ly", _verdict="failed", _reason=SAID["what was tried in vain"])
    withdraw(office, told.code, (), SAID["how the consent was taken back"], "lan")
    ground = Overridden(roles=("y_te",), fields=("phone",), basis="danger_to_life")
    enter(office, told.code, ground, {"reason": SAID["why it is shown without consent"]}, "lan")
    act(place, stop, told.journey, SAID["why all is stopped"], "lan", unsafe=True)


def _trail_length(told: Told) -> int:
    with told.mailed.place.office.store.reading() as books:
        return len(books.trails.lines(told.journey))


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
def _overheard(told: Told) -> Iterator[None]:
    """What this process logs, but for the agencies' mail server, which is no part of ours; the
    clients of our pages and of Prefect name there each URL, which they are told to keep quiet of.
    """

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.name in CLIENTS and isinstance(record.args, tuple):
                told.addresses.append(str(record.args[1]))
            elif record.name != "mail.log":
                told.lines.append(self.format(record))

    def note_links(response: httpx2.Response) -> None:
        told.linked.update(_LINKED.findall(response.read().decode()))

    # Prefect's does not hand its lines on to the root.
    names = ("", "prefect", *CLIENTS)
    keep, loggers = Keep(logging.INFO), [logging.getLogger(name) for name in names]
    for logger in loggers:
        logger.addHandler(keep)
    for name in CLIENTS:
        logging.getLogger(name).setLevel(logging.INFO)
        logging.getLogger(name).propagate = False
    told.mailed.place.client.event_hooks["response"].append(note_links)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(keep)
        for name in CLIENTS:
            logging.getLogger(name).setLevel(logging.NOTSET)
            logging.getLogger(name).propagate = True
