"""The words of notices where every letter costs: on a telephone that shows 70 of them at a time.

Vietnamese with its accents is sent as UCS-2: 70 letters in one SMS, 67 in each of several. The
link goes by itself, since some telephones cut one off that stands in a longer text, and costs one.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.letters.danger_words import halt_lines
from domain.letters.notices import Entry, Letter, Matter, about, in_their_zone, subject_of
from domain.texts import Label, Language, Message, ends_a_day, say


def write_short_letter(entries: Sequence[Entry], *, language: Language, repeat: bool) -> Letter:
    """Without a subject; each entry's link is a message of its own."""
    links = tuple(entry.link for entry in entries if entry.link is not None)
    sentences = [*_sentences([entry.matter for entry in entries])]
    if links:
        sentences.append(say("The link comes in the next message.") if len(links) == 1
                         else say("The links come in the next messages."))  # fmt: skip
    if repeat and all(entry.matter.code is None for entry in entries):
        sentences.append(say("You may get this message twice. Please answer only once."))
    return Letter("", " ".join(sentence.in_(language) for sentence in sentences), links)


def _sentences(matters: Sequence[Matter]) -> list[Message | Label]:
    if len(matters) > 1:
        return [say("{subject}.", subject=subject_of(matters))]
    (matter,) = matters
    subject = say("{subject}.", subject=subject_of(matters))
    if matter.code is not None:
        digits, only_yours, *_ = about(matter)[1]
        return [subject, *digits, *only_yours]
    if matter.kind == "halt":
        # What was asked is the last thing to be done now.
        return [subject, *halt_lines(matter.call)]
    if matter.kind not in ("request", "reminder"):
        call = [matter.call_in_short] if matter.call_in_short is not None else []
        return [subject, matter.ask, *call]
    return [subject, *_due(matter)]


def _due(matter: Matter) -> list[Message]:
    if matter.due_at is None:
        return []
    if matter.due_at <= matter.asked_at:
        return [say("Please answer at once.")]
    due = in_their_zone(matter.due_at, matter)
    if ends_a_day(due):
        return [say("Due: the end of {day}.", day=f"{due:%d/%m/%Y}")]
    return [say("Due: {moment}.", moment=f"{due:%H:%M %d/%m/%Y}")]
