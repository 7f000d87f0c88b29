"""What lies before every page for which one signs in."""

from __future__ import annotations

from dataclasses import dataclass

from domain.texts import Language
from domain.users.sessions import SessionSigner
from pages.entrance.cookies import Cookies
from pages.entrance.guarding import Door, Guard
from pages.entrance.signing_in import add_signing_in


@dataclass(frozen=True, slots=True)
class Entrance:
    """`base_url` is where people reach the pages; `zone` is the site's (IANA)."""

    door: Door
    signer: SessionSigner
    base_url: str
    zone: str

    def guard(self, language: Language) -> Guard:
        """One that has the pages for signing in and out, and takes all others."""
        guard = Guard(self.door, self.signer, Cookies(self.base_url), language, self.zone)
        add_signing_in(guard)
        return guard
