from __future__ import annotations

from domain.facts import FACT_KINDS
from domain.telling_trail import OF_JOURNEYS, OF_REQUESTS, told_of_other

IN_THEIR_OWN_WORDS = {
    "opened", "asked", "answered", "corrected", "skipped", "extended", "reassigned", "paused",
    "stopped", "moved", "handed_over", "closed",
}  # fmt: skip


def test_every_fact_is_told_in_words() -> None:
    assert FACT_KINDS - IN_THEIR_OWN_WORDS - set(OF_REQUESTS) - set(OF_JOURNEYS) == set()


def test_a_line_of_a_later_release_is_shown_all_the_same() -> None:
    assert str(told_of_other("sung")) == "Written down: sung."
