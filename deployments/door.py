"""The pages' door: who comes in is who casework knows."""

from __future__ import annotations

from dataclasses import dataclass

from domain.casework.administration import signing_in
from domain.casework.administration.signing_in import Credentials, Door, SignedIn
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficeDoor:
    door: Door

    def sign_in(self, typed: Credentials) -> SignedIn:
        return signing_in.sign_in(self.door, typed)

    def whose(self, secret: str) -> User | None:
        return signing_in.whose(self.door, secret)

    def sign_out(self, secret: str) -> None:
        signing_in.sign_out(self.door, secret)
