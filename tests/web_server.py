"""A web server of a test's own, for what is posted to it, or asked of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass(slots=True)
class WebServer:
    """`answers` with that status, and says `says`, or sends back what came, as careless receivers
    do. With `instead` it says those very bytes, right or wrong, one every `a_byte_every`
    seconds if that is given, and is gone.

    `while_taking` happens before the sender hears anything.
    """

    port: int = 0
    answers: int = 204
    says: str = ""
    sends_on_to: str = ""
    instead: bytes | None = None
    a_byte_every: float = 0
    while_taking: Callable[[], object] = lambda: None
    paths: list[str] = field(default_factory=list)
    posted: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def web_server() -> Iterator[WebServer]:
    """On a free loopback port."""
    kept, over = WebServer(), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._take(b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.posted.append(json.loads(body))
            self._take(body)

        def _take(self, body: bytes) -> None:
            kept.paths.append(self.path)
            kept.headers.append(dict(self.headers))
            kept.while_taking()
            with suppress(ConnectionError):  # Some senders do not wait for it.
                self._say(body)

        def _say(self, body: bytes) -> None:
            if kept.instead is not None:
                step = 1 if kept.a_byte_every else len(kept.instead) or 1
                for at in range(0, len(kept.instead), step):
                    self.wfile.write(kept.instead[at : at + step])
                    over.wait(kept.a_byte_every)
                return
            self.send_response(kept.answers)
            if kept.sends_on_to:
                self.send_header("Location", kept.sends_on_to)
            self.end_headers()
            if kept.answers != 204:
                self.wfile.write(kept.says.encode() or b"error: " + body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield kept
        finally:
            over.set()
            server.shutdown()
            thread.join()
