"""Letting Prefect know at once what stands in the books already. The sweep would tell it too."""

from __future__ import annotations

from collections.abc import Callable

from deployments.prefect_access import prefect_address, prefect_answers, set_up_prefect
from deployments.speaking import tell_problem
from domain.texts import say
from tasks.wiring import the_settings

_LATER = say("Prefect cannot be told just now. The sweep goes on with this by itself.")


def wake(journey_id: str) -> None:
    """Have the flow look at the journey."""

    def now() -> None:
        from tasks import journeys

        journeys.wake(journey_id)

    _now_or_later(now)


def deploy() -> None:
    """Bring Prefect's deployments in step with what is published."""

    def now() -> None:
        from tasks.attempts import Attempts
        from tasks.deploying import reconcile

        attempts = Attempts()
        reconcile(attempts)
        if attempts.failed:
            tell_problem(_LATER)

    _now_or_later(now)


def _now_or_later(act: Callable[[], None]) -> None:
    settings = the_settings()
    address = prefect_address(settings)
    if not prefect_answers(address):
        tell_problem(_LATER)
        return
    set_up_prefect(settings, address)
    try:
        act()
    except Exception:  # noqa: BLE001 - what was asked for is done, and the sweep does the rest
        tell_problem(_LATER)
