"""How much one address, and one link, may ask in a minute. It is counted in this process alone.

That a token is guessed is ruled out by its 320 bits, and a guess costs no more than the check of a
signature, whatever is sent with it. What this keeps off is whoever asks for genuine pages without
end, and whoever holds a link from wearing it out.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Self

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.prefix import path_within

_LINK = re.compile(r"/(?:a|api/requests)/([^/]+)")
_NOBODYS = 404
# Whoever watches it is to learn how the pages are, not how often they ask.
_UNCOUNTED = "/healthz"


@dataclass(frozen=True, slots=True)
class Rates:
    """All but `sendings_by_a_link` are of an address, behind which a whole office may be. `notes`
    are what a page sends of itself: drafts, every few seconds, that it was seen, and whether it may
    still show what it shows.
    """

    looks: int = 600
    sendings: int = 300
    sendings_by_a_link: int = 60
    guesses: int = 30
    in_seconds: int = 60
    notes: int = 1200

    def limit(self, most: int) -> RateLimitItem:
        return RateLimitItemPerSecond(most, self.in_seconds)


@dataclass(frozen=True, slots=True)
class Visit:
    """`link` is a digest of the token that was shown, if one was; `of_itself`: no person pressed a
    button.
    """

    address: str
    link: str | None
    sends: bool
    of_itself: bool

    @classmethod
    def of(cls, scope: Scope) -> Self:
        found = _LINK.match(path_within(scope))
        return cls(
            address=neighbourhood(scope["client"][0] if scope.get("client") else ""),
            link=hashlib.sha256(found[1].encode("utf-8", "replace")).hexdigest() if found else None,
            sends=scope["method"] not in ("GET", "HEAD"),
            of_itself=_is_by_script(scope),
        )


Counted = tuple[RateLimitItem, str, str]


class Pace:
    """In memory: two processes of pages count for themselves, and let twice as much through."""

    def __init__(self, rates: Rates | None = None) -> None:
        self._rates = rates or Rates()
        self._kept = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._kept)

    def take(self, visit: Visit) -> int:
        """Counts it, so that of many at once none goes uncounted. The seconds until it may ask
        again; 0 when it may now.
        """
        counted = self._counted(visit)
        full = [each for each in counted if not self._limiter.hit(*each)]
        if full:
            self._give_back(counted)
        return max(map(self._seconds, full), default=0)

    def answered(self, visit: Visit, status: int) -> int:
        """The seconds for which its guesses are answered no more.

        What was no link is counted apart: whoever guesses takes nothing from their neighbours.
        """
        if visit.link is not None and status == _NOBODYS:
            self._give_back(self._counted(visit))
            guessed = (self._rates.limit(self._rates.guesses), "guesses", visit.address)
            return 0 if self._limiter.hit(*guessed) else self._seconds(guessed)
        return 0

    def _give_back(self, counted: list[Counted]) -> None:
        for item, *who in counted:
            self._kept.decr(item.key_for(*who))

    def _counted(self, visit: Visit) -> list[Counted]:
        rates, where = self._rates, "links" if visit.link else "others"
        if not visit.sends and not visit.of_itself:
            return [(rates.limit(rates.looks), f"{where} looked at", visit.address)]
        by_address = (rates.limit(rates.sendings), f"{where} sent to", visit.address)
        if visit.link is None:
            return [by_address]
        by_link = rates.limit(rates.sendings_by_a_link)
        if visit.of_itself:
            noted = (rates.limit(rates.notes), "noted", visit.address)
            return [noted, (by_link, "link noted", visit.link)]
        return [by_address, (by_link, "link", visit.link)]

    def _seconds(self, counted: Counted) -> int:
        return max(1, int(self._limiter.get_window_stats(*counted).reset_time - time.time()) + 1)


class Pacing:
    """`refusal` makes the answer to who is too fast, of the request and the seconds to wait."""

    def __init__(
        self, app: ASGIApp, pace: Pace, refusal: Callable[[Request, int], Response]
    ) -> None:
        self._app, self._pace, self._refusal = app, pace, refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or path_within(scope) == _UNCOUNTED:
            await self._app(scope, receive, send)
            return
        visit = Visit.of(scope)
        if seconds := self._pace.take(visit):
            await self._refusal(Request(scope), seconds)(scope, receive, send)
            return
        refused = False

        async def send_counted(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and (
                seconds := self._pace.answered(visit, message["status"])
            ):
                refused = True
                await self._refusal(Request(scope), seconds)(scope, receive, send)
            if not refused:
                await send(message)

        await self._app(scope, receive, send_counted)


def neighbourhood(address: str) -> str:
    """The address, or of IPv6 the network of 64 bits that one household is given as a whole."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed.packed, 64), strict=False))


def _is_by_script(scope: Scope) -> bool:
    """As our scripts send; whoever else says so is counted with them."""
    path = path_within(scope)
    if not path.startswith("/a/"):
        return False
    if scope["method"] in ("GET", "HEAD"):
        return path.endswith("/stands")
    accepts = dict(scope["headers"]).get(b"accept", b"")
    return path.endswith("/seen") or b"application/json" in accepts
