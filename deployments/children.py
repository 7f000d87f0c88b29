"""The processes that `referral up` looks after: started, started again, and ended in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import BinaryIO

import httpx

from deployments.speaking import tell
from domain.errors import ReferralError
from domain.texts import say

# Between two starts of what ends again and again. What lives that long is started at once again.
LONGEST_WAIT = 32.0
LOOK_EVERY = 0.2
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LARGEST_LOG = 10_000_000


class GaveUp(ReferralError):
    """A process ends while all is started."""


@dataclass(frozen=True, slots=True)
class Ending:
    """`asked` at the first Ctrl-C, hang-up or SIGTERM, `in_haste` at the second."""

    asked: Event = field(default_factory=Event)
    in_haste: Event = field(default_factory=Event)

    def on_signal(self, *_: object) -> None:
        (self.in_haste if self.asked.is_set() else self.asked).set()


@contextmanager
def listening() -> Iterator[Ending]:
    ending = Ending()
    before = {sign: signal.signal(sign, ending.on_signal) for sign in SIGNALS}
    try:
        yield ending
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


@dataclass(slots=True)
class Child:
    """`patience`: so many seconds it has to end by itself."""

    name: str
    module: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    patience: float
    _process: subprocess.Popen[bytes] | None = None
    _failures: int = 0
    _started_at: float = 0
    _again_at: float | None = None

    @property
    def log(self) -> Path:
        return self.folder / "logs" / f"{self.name}.log"

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        self._started_at, self._again_at = time.monotonic(), None
        with _opened(self.log) as log:
            self._process = subprocess.Popen(  # noqa: S603 - a module of ours or of Prefect
                [sys.executable, "-m", "deployments.attached", *self.module],
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for `referral up`, which ends the others one after the other.
                start_new_session=True,
            )

    def keep_alive(self, now: float) -> None:
        """`now` in seconds, as `time.monotonic` counts.

        Never given up: what ends it may pass, and an answer is then recorded by those that live.
        """
        if self.is_alive:
            if now - self._started_at > LONGEST_WAIT:
                self._failures = 0
        elif self._again_at is None:
            self._note_failure()
            self._again_at = now + min(2**self._failures, LONGEST_WAIT)
        elif self._again_at <= now:
            self.start()

    def end(self, in_haste: Event) -> None:
        """With all that it started."""
        if self._process is None:
            return
        deadline = time.monotonic() + self.patience
        self._process.terminate()
        while self.is_alive and time.monotonic() < deadline and not in_haste.wait(LOOK_EVERY):
            pass
        self._kill_group(self._process)

    def _note_failure(self) -> None:
        if self._process is not None:
            self._kill_group(self._process)
        self._failures += 1
        tell(
            say("“{name}” ended and is started again. See {log}", name=self.name, log=str(self.log))
        )

    @staticmethod
    def _kill_group(process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()  # Waits, and lets go of its standard input.


@contextmanager
def ended_in_order(children: Sequence[Child], ending: Ending) -> Iterator[None]:
    try:
        yield
    finally:
        for child in children:
            child.end(ending.in_haste)


def await_answer(child: Child, address: str, ending: Ending, *, within: float = 180) -> bool:
    """Until it answers at `address`; False when it is to end before. Raises GaveUp."""
    deadline = time.monotonic() + within
    while not ending.asked.wait(LOOK_EVERY):
        if not child.is_alive or time.monotonic() > deadline:
            raise _gave_up(child)
        with suppress(httpx.HTTPError):
            if httpx.get(address, timeout=5, trust_env=False).is_success:
                return True
    return False


def look_after(children: Sequence[Child], ending: Ending) -> None:
    """Until they are to end."""
    while not ending.asked.wait(LOOK_EVERY):
        for child in children:
            child.keep_alive(time.monotonic())


def _gave_up(child: Child) -> GaveUp:
    return GaveUp(
        say(
            "“{name}” does not stay up. Its log says why: {log}",
            name=child.name,
            log=str(child.log),
        )
    )


def _opened(log: Path) -> BinaryIO:
    log.parent.mkdir(exist_ok=True, mode=0o700)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".old.log"))
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
