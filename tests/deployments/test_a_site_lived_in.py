"""A site of real processes, lived in by two journeys, that loses Prefect's database half way.

It is lived through once; each test then looks at what is left.
"""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import chain
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.casework.answers.confirming import confirm_for_agency
from domain.casework.desk.coordinating import Proxy, answer_for_agency, ask_again
from domain.casework.journeys.running import run_of
from domain.db.session import Store
from domain.seals.links import new_link_id
from tests.deployments.commanding import site
from tests.deployments.machine import START_SECONDS, Machine, said_until
from tests.needles import Needles, found_in_files, found_in_tables
from tests.patience import T, eventually
from tests.stories.by_mail import PASSWORD, SENDER, USER, link_in
from tests.stories.mail_server import MailServer, mail_server
from tests.stories.province import LINK, directory_of, shipped

pytestmark = [pytest.mark.kill, pytest.mark.letters, pytest.mark.timeout(600)]

POLICE, RECEPTION, HEALTH, LEAD = (
    f"{name}@demo.invalid" for name in ("cong_an", "co_quan_tiep_nhan", "y_te", "dieu_phoi")
)
SAID: Needles = {
    "a date that is none": "31/02 Phạm Thị Hoà",
    "why an agency declined": "Bà Lụa ở số 7 ngõ Đá",
    "who answered by phone": "0912 345 678 – chị Quý",
    "who confirmed": "Đại úy Ngô Bích Liên",
    "why grounds lack": "Ông Tâm «nói» chưa rõ & <chưa tin>",
    "the number of a letter": "12/CV Đặng Mỹ Ý",
    "a note": "bồ câu 🕊️ \u202eעברית\u202c ｎｇｕｙｅn 𠀋 zô\u200dng",
}
WRITTEN: Needles = {
    "what the database refused": "Lương Thị Sen đã có ở dòng 5",
    "an official": "Thượng uý Bế Văn Kiên",
    "an agency's address": POLICE,
    "an address that the mail server refused": LEAD,
    "the password of the mail server": PASSWORD,
}
ID_LENGTH = len(new_link_id())
DONE = {"_verdict": "done", "ngay": "2026-11-20"}
MET = DONE | {"dong_y": "yes", "duoi_18": "no", "can_noi_o": "no", "co_giay_to": "no"}


@dataclass
class Life:
    machine: Machine
    mail: MailServer
    journeys: tuple[str, ...] = ()
    said: str = ""

    @property
    def lost(self) -> Path:
        """Prefect's files from before the loss."""
        return self.machine.folder / "lost"

    @property
    def books(self) -> Path:
        return self.machine.data / "referral.sqlite"

    def letter(self, address: str, number: int, journey: str) -> EmailMessage:
        """The n-th to an address that has a link, about a journey, once it is there."""

        def look() -> EmailMessage | None:
            to = [letter for letter in self.mail.to(address) if LINK.search(letter.get_content())]
            about = [letter for letter in to if _code(journey) in letter["Subject"]]
            return about[number - 1] if len(about) >= number else None

        return soon(look)

    def send(self, letter: EmailMessage, sent: dict[str, str]) -> int:
        page = self.machine.page(link_in(letter))
        httpx.get(page, timeout=30)
        return httpx.post(page, data=sent, timeout=30).status_code

    def run_state(self, journey: str) -> dict[str, Any]:
        with site(self.machine.data) as place:
            run = run_of(place.office, journey)
        assert run is not None
        with self.machine.prefect.browser() as browser:
            state: dict[str, Any] = browser.get(f"/flow_runs/{run.flow_run}").json()["state"]
        return state

    def a_task_broke(self) -> bool:
        failed = {"task_runs": {"state": {"type": {"any_": ["FAILED"]}}}}
        with self.machine.prefect.browser() as browser:
            return bool(browser.post("/task_runs/filter", json=failed).raise_for_status().json())

    def is_sending(self) -> bool:
        with closing(sqlite3.connect(self.books, timeout=30)) as connection:
            sending = "SELECT count(*) FROM notices WHERE status = 'sending'"
            return bool(connection.execute(sending).fetchone()[0])

    def press_run(self) -> None:
        with self.machine.prefect.browser() as browser:
            form = browser.get("/deployments/name/journey/mau_chung").raise_for_status().json()
            filled = {"parameters": {"entry": "giai_cuu"}}
            browser.post(f"/deployments/{form['id']}/create_flow_run", json=filled)

    def wake(self, journey: str) -> None:
        with site(self.machine.data) as place:
            run = run_of(place.office, journey)
        assert run is not None
        with self.machine.prefect.browser() as browser:
            browser.post(f"/flow_runs/{run.flow_run}/resume")


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    with mail_server(USER, PASSWORD) as mail:
        settings = {
            "REFERRAL_EMAIL_URL": f"mailto://{USER}:{PASSWORD}@127.0.0.1:{mail.port}?from={SENDER}",
            # Its police is asked for two journeys within minutes, and is to answer at once.
            "REFERRAL_JOIN_MINUTES": "0",
        }
        machine = Machine(tmp_path_factory.mktemp("site"), options=(), settings=settings)
        whole = Life(machine, mail)
        with machine.up() as first:
            whole.said += said_until(first, "Ctrl-C")
            _until_the_loss(whole)
            first.kill()
            first.wait()
        _lose_prefects_database(whole)
        # Not while they live: a letter whose sender is killed is sent again minutes later.
        _have_the_database_refuse(whole, None)
        mail.refuses.clear()
        with machine.up() as second:
            whole.said += said_until(second, "Ctrl-C")
            _to_the_end(whole)
            os.killpg(second.pid, signal.SIGINT)
            whole.said += second.communicate(timeout=60)[0]
        yield whole


def soon(look: Callable[[], T | None]) -> T:
    """Each wake is a process of its own, and the machine may have others."""
    return eventually(look, within=START_SECONDS)


def _until_the_loss(life: Life) -> None:
    pathway = shipped("mau_chung")
    directory = life.machine.folder / "directory.yaml"
    text = directory_of([pathway]).replace("channel: mailbox", "channel: email")
    directory.write_text(text.replace("Người trực", WRITTEN["an official"]), encoding="utf-8")
    with site(life.machine.data) as place:
        place.done("directory", "load", directory)
    life.mail.refuses.add(LEAD)
    for _ in range(2):
        life.press_run()
    letters = soon(lambda: found if len(found := life.mail.to(POLICE)) == 2 else None)
    life.journeys = tuple(f"{letter['Subject'][1:10]}/1" for letter in letters)
    journey, asked = life.journeys[0], letters[0]

    life.send(asked, DONE | {"ngay": SAID["a date that is none"]})
    declined = {"_verdict": "declined", "_because": "other"}
    life.send(asked, declined | {"_reason": SAID["why an agency declined"]})
    with site(life.machine.data) as place:
        reference = f"{journey}:dua_ve_an_toan"
        ask_again(place.office, reference, "lan")
        spoken = Proxy("done", {"ngay": ["2026-11-20"]}, "", SAID["who answered by phone"], "phone")
        answer_for_agency(place.office, reference, spoken, "lan")
    life.wake(journey)
    meeting = life.letter(RECEPTION, 1, journey)

    _have_the_database_refuse(life, WRITTEN["what the database refused"])
    life.send(meeting, MET | {"nhu_cau": "y_te"})
    soon(life.a_task_broke)
    soon(lambda: life.run_state(journey)["type"] == "PAUSED" and not life.is_sending())


def _have_the_database_refuse(life: Life, why: str | None) -> None:
    """Whoever makes a link is told `why`, as the driver of a database quotes what it has."""
    with closing(sqlite3.connect(life.books, timeout=30)) as connection, connection:
        if why is None:
            connection.execute("DROP TRIGGER refuse")
        else:
            refuse = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
            connection.execute(f"CREATE TRIGGER refuse BEFORE INSERT ON links {refuse}")


def _lose_prefects_database(life: Life) -> None:
    soon(lambda: not life.machine.processes())
    life.lost.mkdir()
    for file in (life.machine.data / "prefect").glob("prefect.db*"):
        file.rename(life.lost / file.name)


def _to_the_end(life: Life) -> None:
    journey, other = life.journeys
    verifying = life.letter(POLICE, 2, journey)
    caring = life.letter(HEALTH, 1, journey)
    life.send(verifying, {"_verdict": "lacks_grounds", "_reason": SAID["why grounds lack"]})
    result = {"ngay": ["2026-11-20"], "ket_qua": ["la_nan_nhan"]}
    spoken = Proxy(
        "done",
        result | {"so_van_ban": [SAID["the number of a letter"]]},
        "",
        SAID["who answered by phone"],
        "paper",
    )
    with site(life.machine.data) as place:
        reference = f"{journey}:xac_minh"
        ask_again(place.office, reference, "lan")
        answer_for_agency(place.office, reference, spoken, "lan")
        confirm_for_agency(place.office, reference, SAID["who confirmed"], "phone", "minh")
    helped = DONE | {"ket_qua": "da_ho_tro", "ghi_chu": SAID["a note"]}
    life.send(caring, helped)
    life.send(life.letter(RECEPTION, 2, journey), DONE)

    # The other one waits since before the loss, for the link that was sent then.
    assert life.send(life.letter(POLICE, 1, other), DONE) == 200
    life.letter(RECEPTION, 1, other)
    life.send(life.letter(LEAD, 1, journey), DONE | {"huong": "tu_lo", "can_dua_ve": "no"})
    soon(lambda: life.run_state(journey)["type"] == "COMPLETED")


def test_each_journey_went_on_in_a_new_run(life: Life) -> None:
    store = Store(f"sqlite:///{life.books}")
    with store.reading() as books:
        rows = [books.journeys.find(journey) for journey in life.journeys]
        broken = [books.trails.first_broken(row) for row in rows if row]
    store.close()

    told = [(row.generation, row.status, row.end) for row in rows if row]
    assert told == [(2, "ended", "dung_theo_nguyen_vong"), (2, "open", None)]
    assert broken == [None, None]


def test_nobody_was_written_to_twice(life: Life) -> None:
    written = [
        (letter["To"], letter["Subject"], letter.get_content()) for letter in life.mail.letters
    ]

    assert len(written) == len(set(written))
    assert not any("có thể đến hai lần" in text for _, _, text in written)


Where = Callable[[Life], dict[str, set[str]]]


def _in_prefect(life: Life, needles: Needles) -> dict[str, set[str]]:
    """Its databases with what is not yet written back to them, and all else that it keeps."""
    homes = (life.lost, life.machine.data / "prefect")
    files = [file for home in homes for file in home.rglob("*") if file.is_file()]
    tables = (found_in_tables(home / "prefect.db", needles) for home in homes)
    return found_in_files(files, needles) | dict(chain.from_iterable(map(dict.items, tables)))


def _in_logs(life: Life, needles: Needles) -> dict[str, set[str]]:
    said = life.machine.folder / "said"
    said.write_text(life.said, encoding="utf-8")
    return found_in_files([said, *(life.machine.data / "logs").iterdir()], needles)


def _links(life: Life) -> Needles:
    """Each link in its two parts."""
    links = [LINK.search(letter.get_content()) for letter in life.mail.letters]
    tokens = {link[1].removeprefix("/a/") for link in links if link}
    parts = [(token[:ID_LENGTH], token[ID_LENGTH:]) for token in tokens]
    ids = {f"id {link_id}": link_id for link_id, _ in parts}
    return ids | {f"signature {link_id}": signature for link_id, signature in parts}


def test_nothing_that_was_said_is_in_prefect_or_in_a_log(life: Life) -> None:
    secrets = SAID | WRITTEN | _links(life)

    assert _in_prefect(life, secrets) == {}
    assert _in_logs(life, secrets) == {}


def test_our_database_has_what_was_said_under_a_seal_alone(life: Life) -> None:
    signatures = {name: text for name, text in _links(life).items() if "signature" in name}
    secrets = SAID | signatures | {"password": PASSWORD}
    files = [file for file in life.machine.data.glob("referral.sqlite*") if file.is_file()]

    assert len(signatures) >= 6
    assert found_in_files(files, secrets) == {}
    assert found_in_tables(life.books, secrets) == {}


def test_what_is_looked_for_can_be_found_there(life: Life) -> None:
    shown = {"code": _code(life.journeys[0]), "badge": "Chờ Cơ quan", "task": "Gửi yêu cầu: "}

    in_prefect = _in_prefect(life, shown)
    in_logs = _in_logs(life, {"what broke": "IntegrityError at"})

    assert {"flow_run", "flow_run_state", "task_run", "artifact"} <= in_prefect.keys()
    assert str(life.lost / "prefect.db") in in_prefect
    assert [Path(file).name for file in in_logs] == ["worker.log"]
    assert found_in_tables(life.books, shown).keys() >= {"journeys", "requests", "links"}


def _code(journey: str) -> str:
    return journey.partition("/")[0]
