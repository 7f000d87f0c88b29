"""Providers on loopback, each in its own form, that do what providers do, good and bad."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from tasks.channels.limits import PATIENT, Limits
from tasks.channels.sending import Channels
from tasks.channels.setting_up import channels_of
from tasks.settings import Settings
from tests.deployments.commanding import free_port
from tests.stories.mail_server import MailServer, mail_server
from tests.web_server import WebServer, web_server

USER, PASSWORD, TOKEN = "dieu.phoi", "mat-khau-9f3a", "bi-mat-9f3a"
AGENCY = "https://he-thong.example.vn"
TARGETS = {
    "email": "cong_an@example.vn",
    "sms": "0912345678",
    "telegram": "123456789",
    "viber": "xMm9gfZsQrWe4y0Vb+1/bA==",
    "webhook": f"{AGENCY}/thong-bao/bi-mat-3f9a",
    "whatsapp": "+84912345678",
    "zalo": "2512523625412515",
}
CHANNELS = tuple(TARGETS)
IN_TIME, TOO_LATE = 0.2, 2.5
IMPATIENT = Limits(answer=0.3)

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

    def channels(self, does: str) -> Channels:
        web, mail = self.web.port, self.mail.port
        if does == "is not there":
            web = mail = free_port()
        url = f"http://127.0.0.1:{web}"
        self.move_messengers(url)
        hurried = does in ("says nothing", "says yes too late")
        set_up = channels_of(settings_for(url, mail), IMPATIENT if hurried else PATIENT)
        post = set_up.addresses["webhook"]
        agency = {"webhook": lambda target: post(target.replace(AGENCY, url))}
        return Channels({**set_up.addresses, **agency})

    def play(self, channel: str, does: str) -> None:
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


def _by_web(web: WebServer, channel: str, does: str, over: Event) -> None:
    web.instead, web.while_taking = None, lambda: None
    web.answers, said = {
        "says that they never will": NEVER[channel],
        "says not now": BUSY[channel],
        "has trouble of its own": (503, {}),
    }.get(does, YES[channel])
    web.says = json.dumps(said)
    if does == "says yes after a while":
        web.while_taking = lambda: over.wait(IN_TIME)
    elif does == "says yes too late":
        web.while_taking = lambda: over.wait(TOO_LATE)
    elif does == "says nothing":
        web.while_taking = over.wait
    elif does == "says yes twice":
        web.instead = _answer(web.says) * 2
    elif does == "is gone in the middle of its yes":
        web.instead = _answer(web.says)[:-3]
    elif does == "is gone without a word":
        web.instead = b""


def _answer(said: str) -> bytes:
    body = said.encode()
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def _by_mail(mail: MailServer, does: str, over: Event) -> None:
    mail.says_of_letters = {
        "says that they never will": "550 5.1.1 Mailbox unavailable",
        "says not now": "451 4.7.1 Greylisted, try again in 5 minutes",
        "has trouble of its own": "421 4.3.2 Service not available",
    }.get(does, "")
    mail.instead = {
        "says yes twice": b"250 OK\r\n250 OK\r\n",
        "is gone in the middle of its yes": b"25",
        "is gone without a word": b"",
    }.get(does)
    seconds = {
        "says yes after a while": IN_TIME,
        "says yes too late": TOO_LATE,
        "says nothing": None,
    }
    mail.while_taking = (lambda _: over.wait(seconds[does])) if does in seconds else lambda _: None
