"""Providers on loopback, each in its own form, that do what providers do, good and bad."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event

from tasks.channels.limits import PATIENT, Limits
from tasks.channels.sending import Channels
from tasks.channels.setting_up import channels_of
from tasks.settings import Settings
from tests.deployments.commanding import free_port
from tests.domain.casework.reached import ADDRESSES
from tests.stories.mail_server import MailServer, mail_server
from tests.web_server import WebServer, web_server

USER, PASSWORD, TOKEN = "dieu.phoi", "mat-khau-9f3a", "bi-mat-9f3a"
AGENCY = "https://he-thong.example.vn"
CHANNELS = tuple(ADDRESSES)
IN_TIME, TOO_LATE = 0.2, 2.5
IMPATIENT = Limits(answer=0.3)


class Does(StrEnum):
    """What a provider does with a message."""

    YES = "says yes"
    YES_LATER = "says yes after a while"
    YES_TWICE = "says yes twice"
    YES_TOO_LATE = "says yes too late"
    NEVER = "says that they never will"
    NOT_NOW = "says not now"
    TROUBLE = "has trouble of its own"
    NOTHING = "says nothing"
    HALF_A_YES = "is gone in the middle of its yes"
    GONE = "is gone without a word"
    NOBODY = "is not there"


Said = tuple[int, object]
# By the form of each: status, and what is said with it.
YES: Mapping[str, Said] = {
    "sms": (200, {"queued": 1}),
    "telegram": (200, {"ok": True, "result": {}}),
    "viber": (200, {"status": 0, "status_message": "ok"}),
    "webhook": (204, None),
    "whatsapp": (200, {"messages": [{"id": "wamid.1"}]}),
    "zalo": (200, {"error": 0, "message": "Success", "data": {"message_id": "1"}}),
}
NEVER: Mapping[str, Said] = {
    "sms": (422, {"why": "no such number"}),
    "telegram": (400, {"ok": False, "description": "Bad Request: chat not found"}),
    "viber": (200, {"status": 6, "status_message": "receiverNotSubscribed"}),
    "webhook": (404, None),
    "whatsapp": (400, {"error": {"code": 131026, "message": "Message undeliverable"}}),
    "zalo": (200, {"error": -213, "message": "User has not followed OA"}),
}
BUSY: Mapping[str, Said] = {
    "sms": (429, None),
    "telegram": (429, {"ok": False, "description": "Too Many Requests: retry after 5"}),
    "viber": (200, {"status": 12, "status_message": "tooManyRequests"}),
    "webhook": (429, None),
    "whatsapp": (400, {"error": {"code": 130429, "message": "Rate limit hit"}}),
    "zalo": (200, {"error": -32, "message": "Your application reached limit call api"}),
}


@dataclass(slots=True)
class Peers:
    """`channels` is what this site sends by, to them."""

    web: WebServer
    mail: MailServer
    move_messengers: Callable[[str], None]
    over: Event = field(default_factory=Event)

    def channels(self, does: Does) -> Channels:
        web, mail = self.web.port, self.mail.port
        if does == Does.NOBODY:
            web = mail = free_port()
        url = f"http://127.0.0.1:{web}"
        self.move_messengers(url)
        hurried = does in (Does.NOTHING, Does.YES_TOO_LATE)
        set_up = channels_of(settings_for(url, mail), IMPATIENT if hurried else PATIENT)
        post = set_up.addresses["webhook"]
        agency = {"webhook": lambda target: post(target.replace(AGENCY, url))}
        return Channels({**set_up.addresses, **agency})

    def play(self, channel: str, does: Does) -> None:
        """From now on it does this with what comes on the channel."""
        if channel == "email":
            _by_mail(self.mail, does, self.over)
        else:
            _by_web(self.web, channel, does, self.over)

    def came(self, channel: str) -> list[str]:
        """What was said in each message that a provider has got."""
        if channel == "email":
            return [str(letter.get_content()) for letter in self.mail.letters]
        return [json.dumps(posted, ensure_ascii=False) for posted in self.web.posted]


@contextmanager
def peers(move_messengers: Callable[[str], None]) -> Iterator[Peers]:
    with web_server() as web, mail_server(USER, PASSWORD) as mail:
        there = Peers(web, mail, move_messengers)
        try:
            yield there
        finally:
            there.over.set()


def settings_for(url: str, mail_port: int) -> Settings:
    return Settings.model_validate(
        {
            "email_url": f"mailto://{USER}:{PASSWORD}@127.0.0.1:{mail_port}?from={USER}@example.vn",
            "sms_url": f"{url}/sms",
            "telegram_url": f"tgram://110201543:{TOKEN}AAHdqTcvCH1vGWJxfSeofSAs0K5PALD",
            "viber_url": f"viber://{TOKEN}?from=Dieu%20phoi",
            "whatsapp_url": "whatsapp://EAABi0ixZA9bimat@106540352242922",
            "zalo_token": TOKEN,
            "zalo_api": url,
        }
    )


def _by_web(web: WebServer, channel: str, does: Does, over: Event) -> None:
    web.answers, said = {
        Does.NEVER: NEVER[channel],
        Does.NOT_NOW: BUSY[channel],
        Does.TROUBLE: (503, {}),
    }.get(does, YES[channel])
    web.says = json.dumps(said)
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (
        len(web.says),
        web.says.encode("ascii"),
    )
    web.instead = {
        Does.YES_TWICE: whole * 2,
        Does.HALF_A_YES: whole[:-3],
        Does.GONE: b"",
    }.get(does)
    web.while_taking = lambda: _dawdle(does, over)


def _by_mail(mail: MailServer, does: Does, over: Event) -> None:
    mail.says_of_letters = {
        Does.NEVER: "550 5.1.1 Mailbox unavailable",
        Does.NOT_NOW: "451 4.7.1 Greylisted, try again in 5 minutes",
        Does.TROUBLE: "421 4.3.2 Service not available",
    }.get(does, "")
    mail.instead = {
        Does.YES_TWICE: b"250 OK\r\n250 OK\r\n",
        Does.HALF_A_YES: b"25",
        Does.GONE: b"",
    }.get(does)
    mail.while_taking = lambda _: _dawdle(does, over)


def _dawdle(does: Does, over: Event) -> None:
    seconds = {Does.YES_LATER: IN_TIME, Does.YES_TOO_LATE: TOO_LATE, Does.NOTHING: None}
    if does in seconds:
        over.wait(seconds[does])
