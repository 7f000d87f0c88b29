"""The tables of a pathway's page: who is asked what, when, by when, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain.documents.markup import MARKDOWN, Markup
from domain.pathway.condition_words import in_words
from domain.pathway.declining import DECLINE_REASONS, DECLINES_IN_WORDS
from domain.pathway.template import (
    Duty,
    End,
    Entry,
    Field,
    Option,
    Origin,
    Part,
    Pathway,
    Stated,
    Status,
    Step,
)
from domain.pathway.wording import (
    KINDS,
    ORIGINS,
    OUTCOMES,
    PERSON_FIELDS,
    PERSON_STATUSES,
    SCOPES,
    deadline_words,
    not_before_words,
    period_words,
    repeat_words,
)
from domain.texts import Label, Language, Message, say

Words: TypeAlias = Message | Label
Lines: TypeAlias = Iterable[str]
TAKES_TWO = say("Takes two (our design): a second person confirms the answer.")
MAY_LIE_AHEAD = say("may lie in the future")


@dataclass(frozen=True, slots=True)
class PathwayTables:
    """Of a pathway without parts (`domain.pathway.parts.whole`)."""

    pathway: Pathway
    language: Language
    markup: Markup = MARKDOWN

    def roles(self) -> str:
        heads = [say("Role"), say("Where it comes from")]
        rows = [[self._bold(one.title), self.origin(one)] for one in self.pathway.roles]
        return self._table(heads, rows)

    def entries(self) -> str:
        heads = [say("Way in"), say("Where it comes from")]
        rows = [[self._entry(one), self.origin(one)] for one in self.pathway.entries]
        return self._table(heads, rows)

    def steps(self, steps: Sequence[Step]) -> str:
        heads = [
            say("Step"), say("Who"), say("When"), say("Form"), say("Deadline"),
            say("Where it comes from"),
        ]  # fmt: skip
        rows = [
            [
                self._asked(step), self._who(step), self._when(step), self._form(step),
                self._deadline(step), self.origin(step),
            ]
            for step in steps
        ]  # fmt: skip
        return self._table(heads, rows)

    def ends(self) -> str:
        heads = [say("End"), say("Outcome"), say("When"), say("Where it comes from")]
        rows = [
            [
                [f"{number}. {one}" for one in self._bold(end.title)],
                self._lines(OUTCOMES[end.outcome]), self._of_end(end), self.origin(end),
            ]
            for number, end in enumerate(self.pathway.ends, 1)
        ]  # fmt: skip
        return self._table(heads, rows)

    def duties(self) -> str:
        heads = [
            say("Duty"), say("Who"), say("How often"), say("Form"), say("Deadline"),
            say("Where it comes from"),
        ]  # fmt: skip
        rows = [
            [
                self._asked(duty), self._who_of_duty(duty), self._how_often(duty),
                self._form(duty), self._deadline(duty), self.origin(duty),
            ]
            for duty in self.pathway.duties
        ]  # fmt: skip
        return self._table(heads, rows)

    def parts(self, parts: Sequence[Part]) -> str:
        heads = [say("Pathway"), say("When"), say("Roles"), say("Where it comes from")]
        rows = [
            [
                [self._named(part), *self._lines(self._entry_of(part))],
                [*self._afters(part.after), *self._condition(part.when)],
                [self._as_ours(theirs, ours) for theirs, ours in part.roles.items()],
                self.origin(part),
            ]
            for part in parts
        ]  # fmt: skip
        return self._table(heads, rows)

    def _named(self, part: Part) -> str:
        return self.markup.strong(self.markup.plain(f"{part.use}/{part.version}"))

    def _as_ours(self, theirs: str, ours: str) -> str:
        return f"{self.markup.plain(theirs)} = {self._title(ours)}"

    def origin(self, stated: Stated) -> Lines:
        yield from self._bold(ORIGINS[stated.origin])
        if stated.source is not None:
            yield self.markup.plain(stated.source)

    def _entry(self, entry: Entry) -> Iterator[str]:
        yield from self._bold(entry.title)
        if entry.status is not None:
            yield self._said(self._person_is(entry.status))

    def _asked(self, asked: Step | Duty) -> Iterator[str]:
        yield from self._bold(asked.title)
        if asked.ask is not None:
            yield self._said(asked.ask)
        if isinstance(asked, Step):
            if asked.part is not None:
                yield self._said(say("Part of {pathway}", pathway=asked.part))
            if asked.may_lack_grounds:
                yield self._said(say("“Not enough grounds” is an answer too."))
            if asked.declines != DECLINE_REASONS:
                reasons = "; ".join(self._said(DECLINES_IN_WORDS[each]) for each in asked.declines)
                yield self._said(say("May be declined because: {reasons}", reasons=reasons))
            if asked.second_person:
                yield self._said(TAKES_TWO)
            if asked.status is not None:
                yield self._said(self._person_is(asked.status))

    def _who(self, step: Step) -> Iterator[str]:
        yield from self._who_of_duty(step)
        if step.jointly:
            together = self._titles(step.jointly)
            yield self._said(say("Together with: {roles}", roles=together))
        for item, role in step.role_by_item.items():
            label = self.pathway.item_label(step, item) or Label(vi=item, en=item)
            title = self.pathway.role(role).title
            yield self._said(say("“{item}”: {role}", item=label, role=title))
        if step.area is not None and (field := self.pathway.field_at(step.area)) is not None:
            yield self._said(say("In the area named under “{field}”", field=field.label))

    def _who_of_duty(self, asked: Step | Duty) -> Iterator[str]:
        yield from self._bold(self.pathway.role(asked.role).title)
        if asked.asked_by is not None:
            asker = self.pathway.role(asked.asked_by).title
            yield self._said(say("Asked by: {role}", role=asker))
        if asked.informed:
            yield self._said(say("Told: {roles}", roles=self._titles(asked.informed)))

    def _when(self, step: Step) -> Iterator[str]:
        yield from self._afters(step.after)
        yield from self._condition(step.when)
        if step.not_before is not None:
            held_back = not_before_words(step.not_before, self.pathway)
            yield self._said(say("Not before: {when}", when=held_back))
        if step.foreach is not None and (field := self.pathway.field_at(step.foreach)) is not None:
            yield self._said(say("For each thing chosen: “{field}”", field=field.label))
        if step.repeat is not None:
            rounds = repeat_words(step.repeat, self.pathway)
            yield self._said(say("Again {rounds}", rounds=rounds))

    def _afters(self, after: Sequence[str]) -> Iterator[str]:
        if not after:
            yield self._said(say("At the beginning"))
            return
        earlier = "; ".join(self.pathway.title_of(name).in_(self.language) for name in after)
        yield self._said(say("After: {steps}", steps=earlier))

    def _condition(self, text: str | None) -> Iterator[str]:
        if text is not None:
            condition = in_words(text, self.pathway)
            yield self._said(say("If {condition}", condition=condition))

    def _of_end(self, end: End) -> Iterator[str]:
        if end.after:
            yield from self._afters(end.after)
        yield from self._condition(end.when)
        if end.at_once:
            yield self._said(say("At once, whatever else is still asked"))
        else:
            yield self._said(say("Once every step is done or skipped"))
        if end.hands_over is not None:
            field = self.pathway.field_at(end.hands_over.area)
            named = field.label if field else Label(vi="?", en="?")
            yield self._said(
                say("Opens the case's next journey in the area “{field}”", field=named)
            )

    def _how_often(self, duty: Duty) -> Iterator[str]:
        """What no source says stays open until a policy says it."""
        every = period_words(duty.every) if duty.every is not None else say("not set")
        yield from self._bold(every)
        yield self._said(SCOPES[duty.per])

    def _form(self, asked: Step | Duty) -> Iterator[str]:
        for field in asked.form:
            yield self._field(field, asked.origin)
        if isinstance(asked, Step):
            yield from self._shares(asked)

    def _shares(self, step: Step) -> Iterator[str]:
        if step.shares:
            yield from self._bold(say("May be read of the person, with their consent:"))
        for share in step.shares:
            said = f"• {self._said(PERSON_FIELDS[share.field])} – {self._said(share.why)}"
            yield f"{said} ({self._soft(ORIGINS[share.origin])})"
        if step.without_consent == "wait":
            yield self._said(say("Without consent it is not asked: it waits for the coordinator."))

    def _field(self, field: Field, origin: Origin) -> str:
        """Marked only where it comes from elsewhere than what it belongs to."""
        said = f"• {self._said(field.label)} – {self._said(KINDS[field.kind])}"
        if field.options:
            said += ": " + " / ".join(map(self._option, field.options))
        if field.ahead:
            said += f"; {self._said(MAY_LIE_AHEAD)}"
        if not field.required:
            said += f"; {self._said(say('may stay empty'))}"
        return said if field.origin == origin else f"{said} ({self._soft(ORIGINS[field.origin])})"

    def _option(self, option: Option) -> str:
        label = self._said(option.label)
        if option.status is None:
            return label
        return f"{label} (→ {self._said(PERSON_STATUSES[option.status])})"

    def _deadline(self, asked: Step | Duty) -> Iterator[str]:
        words = deadline_words(asked)
        if asked.limit is None:
            yield self._said(words)
        else:
            yield from self._bold(words)
            yield self.markup.plain(asked.limit.source)

    def _person_is(self, status: Status) -> Message:
        return say("From here on the person: {status}", status=PERSON_STATUSES[status])

    def _entry_of(self, part: Part) -> Message:
        return say("as for the entry {entry}", entry=part.entry)

    def _titles(self, roles: Sequence[str]) -> str:
        return "; ".join(self.pathway.role(role).title.in_(self.language) for role in roles)

    def _title(self, role: str) -> str:
        return self._said(self.pathway.role(role).title)

    def _bold(self, words: Words) -> list[str]:
        return [self.markup.strong(self._said(words))]

    def _soft(self, words: Words) -> str:
        return self.markup.soft(self._said(words))

    def _lines(self, words: Words) -> list[str]:
        return [self._said(words)]

    def _said(self, words: Words) -> str:
        return self.markup.plain(words.in_(self.language))

    def _table(self, heads: Sequence[Message], rows: Iterable[Sequence[Lines]]) -> str:
        return self.markup.table([self._said(head) for head in heads], rows)
