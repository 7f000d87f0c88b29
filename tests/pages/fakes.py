"""Casework as the pages know it, kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Self

from domain.areas.area_map import Area, Areas
from domain.casework.answers.filing import OpenedFile
from domain.casework.answers.views import (
    AnswerShown,
    Asking,
    Colleague,
    Dead,
    Delegation,
    Fate,
    HandedOn,
    Look,
    Noted,
    Open,
    Receipt,
    Said,
    Saying,
    SentOn,
    SentTooOften,
    Settled,
    Submission,
    TextsToConfirm,
    ToConfirm,
    TooLate,
    Unconfirmed,
    Undone,
)
from domain.clock import day_in
from domain.pathway.attachments import Attachment
from domain.pathway.declining import DECLINE_REASONS, DeclineReason
from domain.pathway.forms import NO_FILES, Filled, FormFaults
from domain.pathway.template import Field
from domain.seals.links import NotALink
from domain.texts import Label, Language, say
from tests.pages.fake_asked import Asked, Proposed
from tests.pages.fake_drafts import FakeDrafts, kept
from tests.pages.fake_readings import FakeReadings, Told, readable
from tests.pages.fake_rules import filled_in, late, of_corrections, said_of, takes, without_words

NAMES = {"lan": "Chị Lan", "minh": "Anh Minh"}
MOST_A_DAY = 3
HANOI = "Asia/Ho_Chi_Minh"
MORNING = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)  # 09:15 in Hanoi, a Monday


def label(vi: str, en: str) -> Label:
    return Label(vi=vi, en=en)


AREAS = Areas(
    areas=(
        Area(id="hai_phong", title=label("Hải Phòng", "Hải Phòng"), kind="province", source="law"),
        Area(id="lai_chau", title=label("Lai Châu", "Lai Châu"), kind="province", source="law"),
    )
)


def asking(
    form: Sequence[Field] = (),
    *,
    may_lack_grounds: bool = False,
    declines: tuple[DeclineReason, ...] = DECLINE_REASONS,
    due_at: datetime | None = MORNING + timedelta(days=4, hours=7, minutes=45),
    language: Language = "vi",
    item: Label | None = None,
    jointly: bool = False,
    round_number: int | None = None,
    takes_two: bool = False,
) -> Asking:
    """The police of a city are asked by its labour department to verify."""
    return Asking(
        case_code="7K3Q-9MXD",
        title=label("Xác minh", "Verification"),
        ask=label("Đề nghị xác minh thông tin ban đầu", "Please verify the first information"),
        item=item,
        jointly=jointly,
        round_number=round_number,
        agency=label("Công an thành phố", "City Police"),
        asked_by=label("Sở Nội vụ", "Department of Home Affairs"),
        informed=(label("Hội Liên hiệp Phụ nữ", "Women's Union"),),
        asked_at=MORNING,
        due_at=due_at,
        zone=HANOI,
        today=day_in(HANOI, MORNING),
        language=language,
        form=tuple(form),
        areas=AREAS,
        may_lack_grounds=may_lack_grounds,
        declines=declines,
        takes_two=takes_two,
    )


def _about(asking: Asking) -> tuple[str, Language]:
    return asking.zone, asking.language


@dataclass
class FakeAnswers(FakeReadings, FakeDrafts):
    """Each link is `<request>.<contact>`; `recorded` has what would be on the trail."""

    now: datetime = MORNING + timedelta(hours=1)
    heard: bool = True
    _requests: dict[str, Asked] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def answers(self) -> Self:
        return self

    # What happens around the pages

    def ask_for(self, asked: Asking) -> str:
        name = f"request{len(self._requests) + 1}"
        self._requests[name] = Asked(asked)
        return f"{name}.lan"

    def ask(
        self,
        form: Sequence[Field],
        *,
        may_lack_grounds: bool = False,
        takes_two: bool = False,
    ) -> str:
        return self.ask_for(asking(form, may_lack_grounds=may_lack_grounds, takes_two=takes_two))

    def colleagues_link(self, token: str) -> str:
        return token.replace(".lan", ".minh")

    def let_it_be(
        self, token: str, fate: Fate, now_with: Label | None = None, *, renewable: bool = False
    ) -> None:
        asked = self._find(token)
        asked.fate, asked.now_with, asked.renewable = fate, now_with, renewable

    def ask_what_depends(self, token: str) -> None:
        self._find(token).depended_on = True

    def let_letters_go(self) -> None:
        """A link of ours works at once."""

    def ask_about_the_person(self) -> str:
        return self.ask_for(replace(asking(), readable=readable()))

    def told(self, token: str) -> Told:
        return self._find(token).told

    def hear(self, token: str, said: Said) -> None:
        self._find(token).said.append(said)

    def said(self, token: str) -> list[Said]:
        return self._find(token).said

    def recorded(self, token: str) -> list[Submission]:
        return [submission for _, submission, _ in self._find(token).answers]

    def sent_afresh(self, token: str) -> int:
        return self._find(token).afresh

    # What the pages call

    def check(self, token: str) -> None:
        self._find(token)

    def look(self, token: str) -> Look:
        asked = self._find(token)
        if asked.fate is not None:
            about = _about(asked.asking)
            return Dead(asked.fate, self.now, *about, asked.now_with, asked.renewable)
        if (to := asked.given_away.get(_contact(token))) is not None:
            about = _about(asked.asking)
            return Dead("delegated", self.now, *about, label(NAMES[to], NAMES[to]))
        if asked.proposed is not None:
            return _proposed(asked, _contact(token))
        if not asked.answers:
            draft = self.draft(token)
            said = tuple(map(without_words, asked.said))
            return Open(_for(asked, _contact(token)), said, draft.saved_at if draft else None)
        contact, last, at = asked.answers[-1]
        mine = contact == _contact(token)
        if mine and asked.depended_on:
            said = tuple(map(without_words, of_corrections(asked.said)))
            return late(asked.asking, at, self.now, len(asked.answers), said, last)
        correctable = self._correctable(asked) if mine else None
        told = last.because == "unsafe" or asked.danger_by not in ("", _contact(token))
        danger = None if told else len(asked.answers)
        return Settled(asked.asking, at, mine, correctable, for_danger=danger, danger_told=told)

    def answer(self, token: str, submission: Submission) -> Receipt:
        asked = self._find(token)
        with self._lock:
            look = self.look(token)
            if not takes(look, submission):
                asked.told.refusals += isinstance(look, Dead) and look.fate == "no_consent"
                raise TooLate(look)
            files = self.with_drafted(token, submission)
            filled = filled_in(asked.asking, submission, files)
            self.end_drafts()
            two = asked.asking.takes_two and submission.verdict == "done"
            if two:
                asked.proposals += 1
                asked.proposed = Proposed(
                    asked.proposals, _contact(token), submission, filled, files, self.now
                )
            else:
                asked.answers.append((_contact(token), submission, self.now))
        receipt = self._receipt(asked, submission, filled, awaits_second=two)
        return replace(receipt, files=kept(files))

    def send_correction(self, token: str, submission: Submission) -> SentOn:
        asked, look = self._find(token), self.look(token)
        line, danger = None, submission.because == "unsafe"
        if isinstance(look, Settled):
            line = (look.for_danger if danger else None) or look.for_the_coordinator
        if not isinstance(look, Settled) or line is None or line != submission.corrects:
            raise TooLate(look)
        filled_in(asked.asking, submission, submission.files)
        asked.sent_on.append(submission)
        asked.danger_by = _contact(token) if danger else ""
        asked.said.append(Said("correction", self.now))
        return SentOn(asked.asking, self.now, danger, self.heard)

    def sent_on(self, token: str) -> list[Submission]:
        return self._find(token).sent_on

    def proposed_texts(self, token: str, line: int) -> TextsToConfirm:
        asked, proposed = self._to_confirm(token, line)
        asked.read.append(_contact(token))
        return TextsToConfirm(proposed.filled.texts)

    def proposed_file(self, token: str, line: int, field: str) -> OpenedFile | None:
        asked, proposed = self._to_confirm(token, line)
        file = proposed.files.get(field)
        if not isinstance(file, Attachment):
            return None
        asked.read.append(_contact(token))
        return OpenedFile(f"{asked.asking.case_code}-1.{file.kind}", file.content)

    def confirm(self, token: str, line: int) -> Receipt:
        asked, proposed = self._to_confirm(token, line)
        asked.answers.append((_contact(token), proposed.submission, self.now))
        asked.proposed = None
        receipt = self._receipt(asked, proposed.submission, proposed.filled)
        return replace(receipt, confirmed=True)

    def refuse(self, token: str, line: int, reason: str) -> Undone:
        asked, proposed = self._to_confirm(token, line)
        if not reason.strip():
            raise FormFaults({"reason": say("Please say briefly why.")})
        asked.proposed, asked.turned_down_at = None, proposed.at
        return Undone(asked.asking, self.now)

    def _to_confirm(self, token: str, line: int) -> tuple[Asked, Proposed]:
        asked = self._find(token)
        look = self.look(token)
        if not isinstance(look, ToConfirm) or look.proposed.line != line:
            raise TooLate(look)
        assert asked.proposed is not None
        return asked, asked.proposed

    def _receipt(
        self, asked: Asked, submission: Submission, filled: Filled, *, awaits_second: bool = False
    ) -> Receipt:
        return Receipt(
            asking=asked.asking,
            verdict=submission.verdict,
            values=filled.values,
            texts=filled.texts if submission.verdict == "done" else {},
            reason=filled.texts.get("reason", ""),
            because=next((each for each in DECLINE_REASONS if each == submission.because), None),
            at=self.now,
            correctable=None if awaits_second else self._correctable(asked),
            corrected=submission.corrects is not None,
            awaits_second=awaits_second,
            heard=self.heard,
        )

    def delegate(self, token: str, to: Delegation) -> HandedOn:
        asked = self._find(token)
        look = self.look(token)
        if not isinstance(look, Open):
            raise TooLate(look)
        if to.contact:
            if to.contact not in {colleague.id for colleague in look.asking.colleagues}:
                raise FormFaults({"colleague": say("Please choose a colleague from the list.")})
            asked.given_away.pop(to.contact, None)
            asked.given_away[_contact(token)] = to.contact
            return HandedOn(look.asking, NAMES[to.contact], self.now, confirmed=True)
        if "@" not in to.address:
            raise FormFaults({"colleague_address": say("Please fill this in.")})
        asked.newcomer_since = self.now
        return HandedOn(look.asking, to.name, self.now, confirmed=False)

    def time(self) -> datetime:
        return self.now

    def send_afresh(self, token: str) -> None:
        asked = self._find(token)
        if not asked.renewable:
            raise TooLate(self.look(token))
        if asked.afresh == MOST_A_DAY:
            raise SentTooOften
        asked.afresh += 1

    def seen(self, token: str) -> None:
        asked = self._find(token)
        if asked.fate is None:
            asked.seen_by.add(_contact(token))

    def is_opened(self, token: str) -> bool:
        return _contact(token) in self._find(token).seen_by

    def speak_up(self, token: str, saying: Saying) -> Noted:
        asked = self._find(token)
        with self._lock:
            look = self.look(token)
            if not isinstance(look, Open):
                raise TooLate(look)
            said = said_of(saying, self.now)
            if said not in asked.said:
                asked.said.append(said)
            self.end_form(token, saying.kind)
        return Noted(look.asking, said)

    def _find(self, token: str) -> Asked:
        name, _, contact = token.partition(".")
        if name not in self._requests or contact not in NAMES:
            raise NotALink(say("This link is not valid. Please open it from the message again."))
        return self._requests[name]

    def _correctable(self, asked: Asked) -> int | None:
        return None if asked.depended_on else len(asked.answers)


def _for(asked: Asked, contact: str) -> Asking:
    others = tuple(Colleague(each, name) for each, name in NAMES.items() if each != contact)
    return replace(
        asked.asking,
        colleagues=others,
        readable=asked.asking.readable if asked.told.consents else None,
        newcomer_since=asked.newcomer_since,
        turned_down_at=asked.turned_down_at,
    )


def _proposed(asked: Asked, contact: str) -> ToConfirm | Unconfirmed:
    proposed = asked.proposed
    assert proposed is not None
    if contact == proposed.contact:
        return Unconfirmed(asked.asking, proposed.at, others=True)
    return ToConfirm(
        asked.asking,
        AnswerShown(
            line=proposed.line,
            verdict=proposed.submission.verdict,
            because=None,
            values={**proposed.filled.values, **kept(proposed.files)},
            form=asked.asking.form,
            at=proposed.at,
            by=NAMES[proposed.contact],
        ),
        _standing(asked) if asked.answers else None,
    )


def _standing(asked: Asked) -> AnswerShown:
    contact, submission, at = asked.answers[-1]
    filled = filled_in(asked.asking, submission, NO_FILES)
    line, by = len(asked.answers), NAMES[contact]
    return AnswerShown(line, submission.verdict, None, filled.values, asked.asking.form, at, by)


def _contact(token: str) -> str:
    return token.partition(".")[2]
