from __future__ import annotations

import io
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from pages.logs import ACCESS_LOG, WithoutTokens

UVICORNS = ("uvicorn", "uvicorn.error", "uvicorn.asgi")


@contextmanager
def served(
    app: ASGIApp, *, access_log: bool = ACCESS_LOG, log_level: str = "warning"
) -> Iterator[str]:
    """The pages on a port of this machine, as they are run; yields their address."""
    access = logging.getLogger("uvicorn.access")
    propagates = access.propagate  # Uvicorn takes it away for good
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, access_log=access_log, log_level=log_level, log_config=None, proxy_headers=False
    )
    server = uvicorn.Server(config)
    # Whoever connects before the server is up waits in the socket's own queue.
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
        access.propagate = propagates


@contextmanager
def all_logs() -> Iterator[io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutTokens())
    root = logging.getLogger()
    level = root.level
    # Prefect, once it is imported, keeps Uvicorn's records from the root.
    apart = [each for each in map(logging.getLogger, UVICORNS) if not each.propagate]
    for logger in (root, *apart):
        logger.addHandler(handler)
    root.setLevel(1)
    try:
        yield written
    finally:
        for logger in (root, *apart):
            logger.removeHandler(handler)
        root.setLevel(level)
