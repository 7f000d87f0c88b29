"""A bureau whose police are one officer with several channels, some of which refuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.casework.administration.publishing import publish_directory, publish_pathway
from domain.casework.desk.looking import RequestLine
from domain.casework.journeys.sweeping import unopened_notices, unsent_notices
from domain.casework.letters.delivering import Claimed, claim, handed_over, refused
from domain.casework.letters.unopened import try_next_channel
from domain.journey.reaching import Refusal
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau, directory_for
from tests.strategies import Part

NEVER, BUSY = Refusal("550 unknown", for_good=True), Refusal("451 busy")
SMS = "0912345678"
ADDRESSES = {
    "email": "lan@example.vn",
    "sms": SMS,
    "telegram": "123456789",
    "viber": "xMm9gfZsQrWe4y0Vb+1/bA==",
    "webhook": "https://he-thong.example.vn/thong-bao/bi-mat-3f9a",
    "whatsapp": "+84912345678",
    "zalo": "2512523625412515",
}


@dataclass(slots=True)
class Reached:
    """`refuses` says of a channel what its provider answers."""

    here: Bureau
    refuses: dict[str, Refusal] = field(default_factory=dict)
    sent: list[Claimed] = field(default_factory=list)

    def publish(
        self, pathway: Pathway, channels: Iterable[str] = ("email", "sms"), quiet: str = ""
    ) -> None:
        """Every role has the same officer, but for the lead, whose two have one address each."""
        publish_pathway(self.here.office, pathway, "user:lan")
        publish_directory(self.here.office, directory(pathway, channels, quiet), "user:lan")

    def send(self) -> None:
        """What the flow and the end of a sweep do with whatever may be sent now."""
        for notice in unsent_notices(self.here.office):
            claimed = claim(self.here.office, notice)
            if claimed is None:
                continue
            refusal = self.refuses.get(claimed.channel)
            if refusal is None:
                self.sent.append(claimed)
                handed_over(self.here.office, claimed)
            else:
                refused(self.here.office, claimed, refusal)

    def sweep(self) -> None:
        for notice in unopened_notices(self.here.office):
            try_next_channel(self.here.office, notice)
        self.send()

    def let_pauses_between_tries_end(self) -> None:
        """They go by the database's own time, which no test can move."""
        with self.here.office.store.writing() as books:
            for journey in books.journeys.every():
                for notice in books.notices.of_journey(journey.id):
                    notice.lease_until = None

    def to_officer(self) -> list[str]:
        """The channels on which something was handed over for the officer, the first first."""
        return [each.channel for each in self.sent if each.target in ADDRESSES.values()]

    def request(self, journey: str) -> RequestLine:
        return self.here.requests(journey)[0]

    def statuses(self, journey: str) -> dict[str, str]:
        """What became of the first request on each channel."""
        return {line.channel: line.status for line in self.request(journey).notices}


def directory(pathway: Pathway, channels: Iterable[str], quiet: str) -> str:
    listed = ", ".join(f"{{channel: {name}, target: '{ADDRESSES[name]}'}}" for name in channels)
    hours = f", quiet_hours: {quiet}" if quiet else ""
    officer = (
        "  - {id: so, title: {vi: Sở, en: Office}, contacts: [{id: lan, name: Lan,"
        f" channels: [{listed}]{hours}}}]}}"
    )
    whole = directory_for(pathway).replace("agencies:\n", f"agencies:\n{officer}\n", 1)
    for role in pathway.roles:
        if role.id != pathway.lead:
            held = f"role: {role.id}, agency: "
            whole = whole.replace(f"{held}{role.id}", f"{held}so")
    return whole


def urgent(part: Part) -> Part:
    return part | {"limit": {"unit": "at_once", "source": "Luật"}}
