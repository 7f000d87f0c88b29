"""A province whose agencies are written to by real mail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

from domain.pathway.template import Pathway
from tests.stories.mail_server import MailServer, mail_server
from tests.stories.province import LINK, Province, directory_of, province, shipped

USER, PASSWORD = "dieu.phoi", "mat-khau-thu-dien-tu-9f3a"
SENDER = "dieu.phoi@haiphong.example.vn"
POLICE = "cong_an@demo.invalid"


@dataclass(frozen=True, slots=True)
class MailedProvince:
    place: Province
    mail: MailServer

    def link(self, address: str) -> str:
        """The path of the link in the last letter to an address."""
        return link_in(self.mail.to(address)[-1])


@contextmanager
def province_by_mail(folder: Path, pathway: Pathway | None = None) -> Iterator[MailedProvince]:
    """It uses the common model unless told."""
    pathway = pathway or shipped("mau_chung")
    directory = directory_of([pathway]).replace("channel: mailbox", "channel: email")
    with mail_server(USER, PASSWORD) as mail:
        login = f"{USER}:{quote(PASSWORD)}"
        os.environ["REFERRAL_EMAIL_URL"] = f"mailto://{login}@127.0.0.1:{mail.port}?from={SENDER}"
        try:
            with province(folder, directory=directory) as place:
                place.publish(pathway)
                yield MailedProvince(place, mail)
        finally:
            del os.environ["REFERRAL_EMAIL_URL"]


def link_in(letter: EmailMessage) -> str:
    found = LINK.search(letter.get_content())
    assert found, letter
    return found[1]
