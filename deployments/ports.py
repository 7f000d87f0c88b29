from __future__ import annotations

import socket
import time
from collections.abc import Mapping

from deployments.children import Ending
from domain.errors import ReferralError
from domain.texts import say

HOST = "127.0.0.1"


class PortTaken(ReferralError):
    """Another program listens where ours should."""


def refuse_taken(ports: Mapping[str, int], ending: Ending, *, patience: float = 0) -> None:
    """`ports` by the option that changes them. Waits so many seconds for them to become free.

    Raises PortTaken, which names the first.
    """
    deadline = time.monotonic() + patience
    taken = _taken(ports)
    while taken and time.monotonic() < deadline and not ending.asked.wait(0.2):
        taken = _taken(ports)
    if taken:
        option = taken[0]
        raise PortTaken(
            say(
                "Port {port} is taken by another program. Choose another one with {option}.",
                port=str(ports[option]), option=option,
            )
        )  # fmt: skip


def _taken(ports: Mapping[str, int]) -> list[str]:
    return [option for option, port in ports.items() if not _is_free(port)]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
