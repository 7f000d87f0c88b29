from __future__ import annotations

from typing import get_args

import pytest

from domain.journey.facts import FACT_KINDS
from domain.trail.chain import NoteKind
from domain.trail.telling_trail import OF_JOURNEYS, OF_REQUESTS, STANDS_OUT, told_of_other

IN_THEIR_OWN_WORDS = {
    "opened", "asked", "answered", "corrected", "skipped", "extended", "reassigned", "paused",
    "stopped", "moved", "handed_over", "closed",
}  # fmt: skip
NOTES = get_args(NoteKind)


def test_every_fact_is_told_in_words() -> None:
    assert FACT_KINDS - IN_THEIR_OWN_WORDS - set(OF_REQUESTS) - set(OF_JOURNEYS) == set()


@pytest.mark.parametrize("kind", NOTES)
def test_every_other_line_is_told_in_the_words_of_both_languages(kind: str) -> None:
    told = {told_of_other(kind).in_("vi"), told_of_other(kind).in_("en")}

    assert len(told) == 2
    assert not any(kind in words for words in told)


def test_no_fact_has_the_kind_of_a_note() -> None:
    assert FACT_KINDS & set(NOTES) == set()


def test_what_stands_out_is_something_that_is_written() -> None:
    assert set(NOTES) >= STANDS_OUT >= {"consent_overridden"}


def test_a_line_of_a_later_release_is_shown_all_the_same() -> None:
    assert str(told_of_other("sung")) == "Written down: sung."
