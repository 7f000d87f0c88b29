"""A play, told at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from domain.directory.addresses import CHANNEL_NAMES
from domain.journey.world import World
from domain.letters.notices import Letter
from domain.pathway.template import Pathway
from domain.simulation.plays import Arrived, Happening, Play
from domain.simulation.post import Posting, letter_of
from domain.texts import Label, Language, Message, moment_text, say
from pages.admin.trying.story import Story

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Teller:
    """`letters`: every message in full, in the language of who gets it."""

    pathway: Pathway
    world: World
    language: Language
    posting: Posting
    letters: bool

    @property
    def story(self) -> Story:
        return Story(self.pathway, self.world, self.language)

    def told(self, play: Play) -> Iterator[str]:
        yield from self._head(play)
        for at, together in groupby(play.happenings, key=lambda one: one.at):
            lines = [line for one in together for line in self._lines(one)]
            if lines:
                yield ""
                yield moment_text(at, self.world.zone, self.language)
                yield from (f"{INDENT}{line}".rstrip() for line in lines)
        yield ""
        yield self._last(play).in_(self.language)

    def letter(self, one: Arrived) -> Letter:
        return letter_of(one, self.world, self.posting)

    def step(self, name: str) -> Message | Label:
        """`step` or `step[item]` by its title."""
        return self.story.step(name)

    def _head(self, play: Play) -> Iterator[str]:
        entry = self.pathway.entry(play.entry)
        area = self.world.areas.get(play.area) if play.area else None
        yield say("Way in: {entry} ({id})", entry=entry.title, id=entry.id).in_(self.language)
        if area is not None:
            yield say("Area: {area}", area=area.title).in_(self.language)

    def _lines(self, one: Happening) -> Iterator[str]:
        for line in self.story.lines(one):
            yield line.text.in_(self.language)
            yield from (f"{INDENT * 2}{beneath}" for beneath in line.beneath)
        if isinstance(one, Arrived) and self.letters:
            yield from self._of_letter(one)

    def _of_letter(self, one: Arrived) -> Iterator[str]:
        line = say(
            "To {name}, {agency}, by {channel}:",
            name=one.contact.name,
            agency=self.story.agency_of(one.contact),
            channel=CHANNEL_NAMES[one.channel],
        )
        yield line.in_(self.language)
        yield from _framed(self.letter(one))

    def _last(self, play: Play) -> Message:
        days = (play.last_at - play.began_at).days
        if play.end is not None:
            return say("After {n} days: {end} ({id}).", n=days, end=play.end.title, id=play.end.id)
        if play.broken_off:
            return say("Still under way after {n} days: broken off here.", n=days)
        return say(
            "No end: since {moment} the journey waits for the lead alone.",
            moment=play.last_at.astimezone(self.world.zone),
        )


def _framed(letter: Letter) -> Iterator[str]:
    """Set off from the rest, as it is read on a phone."""
    for line in _as_read(letter).splitlines():
        yield f"{INDENT}│ {line}".rstrip()


def _as_read(letter: Letter) -> str:
    """With what comes behind it, each a message of its own."""
    subject = [letter.subject] if letter.subject else []
    return "\n\n".join([*subject, letter.text.rstrip(), *letter.apart])
