"""A mail server of the stories' own, with what it took, whom it refuses and who may send."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

REFUSAL = "550 5.1.1 Mailbox unavailable"


@dataclass(slots=True)
class MailServer:
    """`says_of_addresses` and `says_of_letters` are its replies, where they are not 250; with
    `instead` it keeps a letter, says those very bytes and is gone.

    `when_addressed` happens before the sender may hand anything over, `while_taking` once the
    letter is kept and before the sender hears so.
    """

    letters: list[EmailMessage] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    says_of_addresses: str = ""
    says_of_letters: str = ""
    instead: bytes | None = None
    when_addressed: Callable[[str], object] = lambda _: None
    while_taking: Callable[[EmailMessage], object] = lambda _: None
    port: int = 0

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        if address in self.refuses or self.says_of_addresses:
            return self.says_of_addresses or REFUSAL
        self.when_addressed(address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - likewise
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.says_of_letters:
            return self.says_of_letters
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        await asyncio.get_running_loop().run_in_executor(None, self.while_taking, letter)
        if self.instead is not None:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.write(self.instead)
            server.transport.close()
        return "250 OK"


class _OnAnyPort(Controller):
    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd has half of them


@contextmanager
def mail_server(user: str, password: str) -> Iterator[MailServer]:
    """On a free loopback port; it takes letters from whoever logs in."""
    wanted = LoginPassword(user.encode(), password.encode())

    def may_send(*asked: object) -> AuthResult:
        return AuthResult(success=asked[-1] == wanted, handled=False)

    server = MailServer()
    controller = _OnAnyPort(
        server, hostname="127.0.0.1", port=0, authenticator=may_send, auth_require_tls=False
    )
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()
