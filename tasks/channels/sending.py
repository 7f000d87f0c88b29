"""Handing a message to its provider, one target at a time, so that each has its own outcome."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from io import StringIO
from threading import Thread, get_ident

from apprise import Apprise, NotifyFormat
from apprise.plugins.base import NotifyBase

from domain.journey.reaching import Refusal
from domain.letters.notices import Letter
from domain.letters.refusals import MAY_HAVE_COME, TOO_SLOW, not_set_up, unusable_on
from tasks.channels.limits import PATIENT, Limits
from tasks.channels.reasons import refusal_in

_APPRISE, _URLLIB3 = logging.getLogger("apprise"), logging.getLogger("urllib3")


@dataclass(frozen=True, slots=True)
class Channels:
    """The ways out of this site; `addresses` gives Apprise's address of a channel's target."""

    addresses: Mapping[str, Callable[[str], str | NotifyBase]]
    limits: Limits = PATIENT

    def hand_over(
        self,
        channel: str,
        target: str,
        letter: Letter,
        still_ours: Callable[[], bool] = lambda: True,
    ) -> Refusal | None:
        """None when the provider took all of it, else why not. `still_ours` is asked before each
        part that comes apart: what another process has by now is that one's to send.
        """
        if channel not in self.addresses:
            return Refusal(not_set_up(channel).in_("en"), for_good=True)
        refusal = self._hand_over(channel, target, letter.subject, letter.text)
        if refusal is not None:
            return refusal
        for taken, part in enumerate(letter.apart):
            refusal = (
                self._hand_over(channel, target, "", part)
                if still_ours()
                else Refusal(TOO_SLOW.in_("en"))
            )
            if refusal is not None:
                return replace(refusal, taken=taken)
        return None

    def _hand_over(self, channel: str, target: str, title: str, text: str) -> Refusal | None:
        """In a thread of its own, which is left to itself when its time is over."""
        outcome: Future[Refusal | None] = Future()
        work = partial(self._notify, channel, target, title, text)
        Thread(target=_fill, args=(outcome, work), daemon=True).start()
        try:
            return outcome.result(self.limits.whole)
        except TimeoutError:
            return Refusal(f"{TOO_SLOW.in_('en')} {MAY_HAVE_COME.in_('en')}")

    def _notify(self, channel: str, target: str, title: str, text: str) -> Refusal | None:
        with _overheard() as log:
            # One for each: Apprise has one and the same sender pause between two messages.
            sender = Apprise()
            if not sender.add(self.addresses[channel](target)):
                return Refusal(unusable_on(channel).in_("en"), for_good=True)
            taken = sender.notify(title=title, body=text, body_format=NotifyFormat.TEXT)
            return None if taken else refusal_in(log.getvalue(), channel, target)


def _fill(outcome: Future[Refusal | None], work: Callable[[], Refusal | None]) -> None:
    try:
        outcome.set_result(work())
    except Exception as problem:  # noqa: BLE001 - whoever waits for the outcome raises it
        outcome.set_exception(problem)


@contextmanager
def _overheard() -> Iterator[StringIO]:
    """What Apprise says in this thread: others may be sending at the same time."""
    for logger in (_APPRISE, _URLLIB3):  # Both name addresses.
        logger.propagate = False
    _APPRISE.setLevel(logging.DEBUG)
    written, thread = StringIO(), get_ident()
    handler = logging.StreamHandler(written)
    handler.addFilter(lambda record: record.thread == thread)
    _APPRISE.addHandler(handler)
    try:
        yield written
    finally:
        _APPRISE.removeHandler(handler)
