"""What a move would do to a journey, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from domain.casework.versions.impact import JourneyImpact
from domain.journey.moving import Change
from domain.texts import Label, Language, Message, say

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
    at = _listed(journey.stands_at, language)
    n = str(journey.version)
    return (say("version {n}, at: {steps}", n=n, steps=at) if at else say("version {n}", n=n)).in_(
        language
    )


def _lines(journey: JourneyImpact, language: Language) -> Iterator[Message]:
    if journey.asks:
        yield say("Asks at once: {steps}.", steps=_listed(journey.asks, language))
    for each in journey.still_asked:
        if each.changes:
            changes = _listed((CHANGES[change] for change in each.changes), language)
            told = say("Goes on to wait, and the agency is told: {step} ({changes}).",
                       step=each.what, changes=changes)  # fmt: skip
            untold = say("Goes on to wait, and the agency is not told: {step} ({changes}).",
                         step=each.what, changes=changes)  # fmt: skip
            yield told if each.hears else untold
    if journey.unneeded:
        yield say("Is not done any more: {steps}.", steps=_listed(journey.unneeded, language))
    if journey.left_behind:
        done = _listed(journey.left_behind, language)
        yield say("Was done, and is not read any more: {steps}.", steps=done)
    if journey.end is not None:
        yield say("Ends at once: {end}.", end=journey.end)


def _listed(labels: Iterable[Label | Message], language: Language) -> str:
    return ", ".join(label.in_(language) for label in labels)
