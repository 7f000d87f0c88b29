"""A peer that answers each connection with the bytes it was given, right or wrong."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread


@dataclass(slots=True)
class RawServer:
    """`heard` is what each connection began with."""

    port: int = 0
    heard: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def raw_server(reply: bytes | None, *, speaks_first: bool = False) -> Iterator[RawServer]:
    """On a free loopback port. None: it takes what comes, and says nothing."""
    kept, over = RawServer(), Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                kept.heard.append(b"" if speaks_first else connection.recv(65536))
                if reply is None:
                    over.wait(10)
                else:
                    connection.sendall(reply)
                    _hang_up(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        kept.port = listener.getsockname()[1]
        thread = Thread(target=serve)
        thread.start()
        try:
            yield kept
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _hang_up(connection: socket.socket) -> None:
    """Once the rest was heard: closed on what is unread, a connection takes its last words back."""
    connection.settimeout(10)
    with suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass
