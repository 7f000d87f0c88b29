from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from domain.casework.administration.auditing import site_events
from domain.casework.versions.looks import note_look_at_impact
from tests.domain.casework.bureau import Bureau

AT_ONCE = 4


def test_looks_of_one_person_in_the_same_moment_are_one_look(anywhere: Bureau) -> None:
    together = Barrier(AT_ONCE)

    def look() -> None:
        together.wait()
        note_look_at_impact(anywhere.office, "small", 2, "vi")

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for each in [threads.submit(look) for _ in range(AT_ONCE)]:
            each.result()

    events = site_events(anywhere.office.store)
    assert [(one.actor, one.about) for one in events] == [("user:vi", "pathway:small@2")]
