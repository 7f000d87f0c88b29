"""What a move would do to a journey, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from domain.casework.versions.impact import JourneyImpact, Titled
from domain.journey.moving import Change
from domain.texts import Language, Message, say

CHANGES: Mapping[Change, Message] = {
    "wording": say("wording"),
    "form": say("form"),
    "verdicts": say("which answers may be given"),
    "shares": say("what is shown of the person"),
    "limit": say("deadline, for what is asked later"),
}


def what_it_does(journey: JourneyImpact, language: Language) -> tuple[str, ...]:
    """One line each; none: the journey goes on as if nothing had changed."""
    return tuple(line.in_(language) for line in _lines(journey, language))


def where_it_stands(journey: JourneyImpact, language: Language) -> str:
    at = _titles(journey.stands_at, language)
    n = str(journey.version)
    return (say("version {n}, at: {steps}", n=n, steps=at) if at else say("version {n}", n=n)).in_(
        language
    )


def _lines(journey: JourneyImpact, language: Language) -> Iterator[Message]:
    if journey.asks:
        yield say("Asks at once: {steps}.", steps=_titles(journey.asks, language))
    for each in journey.still_asked:
        if each.changes:
            changes = ", ".join(CHANGES[change].in_(language) for change in each.changes)
            told = say("Goes on to wait, and the agency is told: {step} ({changes}).",
                       step=each.what.title, changes=changes)  # fmt: skip
            untold = say("Goes on to wait, and the agency is not told: {step} ({changes}).",
                         step=each.what.title, changes=changes)  # fmt: skip
            yield told if each.hears else untold
    if journey.unneeded:
        yield say("Is not done any more: {steps}.", steps=_titles(journey.unneeded, language))
    if journey.left_behind:
        done = _titles(journey.left_behind, language)
        yield say("Was done, and is not read any more: {steps}.", steps=done)
    if journey.end is not None:
        yield say("Ends at once: {end}.", end=journey.end.title)


def _titles(steps: Iterable[Titled], language: Language) -> str:
    return ", ".join(step.title.in_(language) for step in steps)
