"""An officer with a mail address, a telephone and a night's rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from domain.pathway.template import Pathway
from tests.domain.small import ENTRY, pathway, step
from tests.prefect_server import PrefectServer
from tests.stories.by_mail import PASSWORD, SENDER, USER
from tests.stories.mail_server import MailServer, mail_server
from tests.stories.province import Province, directory_of, province
from tests.web_server import WebServer, web_server

pytestmark = pytest.mark.letters

MAIL, PHONE = "police@demo.invalid", "0912345678"
BOTH = f"channels: [{{channel: email, target: {MAIL}}}, {{channel: sms, target: '{PHONE}'}}]"
RESTS = "quiet_hours: {from: '21:00', until: '06:30'}"
FIVE = ("verify", "shelter", "health", "school", "loan")
LINK = re.compile(r"http://\S+/a/\w+")


@dataclass(frozen=True, slots=True)
class Town:
    place: Province
    mail: MailServer
    gateway: WebServer

    def sms(self) -> list[str]:
        assert {posted["to"] for posted in self.gateway.posted} <= {PHONE}
        return [posted["text"] for posted in self.gateway.posted]


@pytest.fixture
def small() -> Pathway:
    return pathway(step("verify"))


@pytest.fixture
def town(
    prefect: PrefectServer, tmp_path: Path, small: Pathway, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    directory = directory_of([small])
    mailed = f"channels: [{{channel: mailbox, target: {MAIL}}}]"
    assert mailed in directory
    with mail_server(USER, PASSWORD) as mail, web_server() as gateway:
        login = f"{USER}:{quote(PASSWORD)}"
        url = f"mailto://{login}@127.0.0.1:{mail.port}?from={SENDER}"
        monkeypatch.setenv("REFERRAL_EMAIL_URL", url)
        monkeypatch.setenv("REFERRAL_SMS_URL", f"{gateway.url}/sms")
        monkeypatch.setenv("REFERRAL_JOIN_MINUTES", "5")
        written = directory.replace(mailed, f"{BOTH}, {RESTS}")
        with province(tmp_path, directory=written) as place:
            place.publish(small)
            yield Town(place, mail, gateway)


def test_whose_mail_is_refused_gets_an_sms_and_answers_by_its_link(town: Town) -> None:
    town.mail.refuses.add(MAIL)
    journey = town.place.open("small", ENTRY)
    town.place.sweep()

    text, link = town.sms()
    answered = town.place.client.post(urlsplit(link).path, data={"_verdict": "done"})
    town.place.work()

    code = journey.partition("/")[0]
    assert text.startswith(f"[{code}] Có yêu cầu đang chờ cơ quan trả lời.")
    assert answered.status_code == 200
    assert town.place.case(journey).status == "ended"
    (request,) = town.place.case(journey).requests
    assert {line.channel: line.status for line in request.notices} == {
        "email": "refused",
        "sms": "answered",
    }
    assert town.place.lead_list() == ()


def test_who_does_not_open_gets_an_sms_after_four_hours_and_who_does_gets_none(
    town: Town,
) -> None:
    journeys = [town.place.open("small", ENTRY) for _ in range(2)]
    town.place.later(minutes=5)
    town.place.sweep()
    opened, unopened = (letter.get_content() for letter in town.mail.to(MAIL))
    town.place.client.post(f"{urlsplit(LINK.findall(opened)[0]).path}/seen")

    town.place.later(hours=3, minutes=54)
    town.place.sweep()
    too_early = town.sms()
    town.place.later(minutes=6)
    town.place.sweep()

    assert too_early == []
    assert town.sms()[1:] == LINK.findall(unopened)
    statuses = [town.place.case(each).requests[0].notices[0].status for each in journeys]
    assert statuses == ["opened", "handed_over"]


def test_what_is_asked_at_night_comes_in_the_morning_as_one_message(town: Town) -> None:
    town.place.later(hours=13)  # 22:00
    for _ in range(5):
        town.place.open("small", ENTRY)
    town.place.later(hours=8)
    town.place.sweep()
    at_six = len(town.mail.letters)

    town.place.later(minutes=30)
    town.place.sweep()

    (letter,) = town.mail.to(MAIL)
    assert at_six == 0
    links = LINK.findall(letter.get_content())
    assert len(set(links)) == 5
    for link in links:
        assert town.place.client.get(urlsplit(link).path).status_code == 200


def test_five_requests_of_one_plan_are_one_message_that_brings_five_links(town: Town) -> None:
    town.place.publish(pathway(*(step(name) for name in FIVE)))

    journey = town.place.open("small", ENTRY)

    (letter,) = town.mail.to(MAIL)
    for link in LINK.findall(letter.get_content()):
        sent = town.place.client.post(urlsplit(link).path, data={"_verdict": "done"})
        assert sent.status_code == 200
    town.place.work()
    assert town.place.case(journey).status == "ended"
