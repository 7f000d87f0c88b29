"""What casework needs of the world, handed in once where everything is wired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from domain.clock import Clock
from domain.db.session import Store
from domain.directory.whom_to_call import WhomToCall
from domain.seals.links import LinkSigner
from domain.seals.reading_codes import CodeKeeper
from domain.seals.sealing import Sealer
from domain.texts import Language


@dataclass(frozen=True, slots=True)
class Office:
    """`base_url` is where agencies reach the pages; `language` and `zone` are the site's.

    `sealer` is for what agencies say, `identity` for who the person is: keys of their own.
    `join_within` is how long after a request further ones to the same contact wait, to go together;
    with no time at all each goes by itself (design: five minutes). `two_to_publish`: who proposes a
    draft of a pathway is not who publishes it.
    """

    store: Store
    clock: Clock
    links: LinkSigner
    sealer: Sealer
    identity: Sealer
    codes: CodeKeeper
    base_url: str
    language: Language
    zone: ZoneInfo
    join_within: timedelta = timedelta(minutes=5)
    whom_to_call: WhomToCall | None = None
    two_to_publish: bool = False
