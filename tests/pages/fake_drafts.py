"""Drafts and files as the pages know them, kept in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.casework.answers.drafts import Draft
from domain.casework.answers.views import Look, Open, Said, Settled, Submission, TooLate
from domain.casework.answers.words_beside import Words
from domain.pathway.attachments import Attachment, Given, KeptFile
from domain.pathway.forms import NO_FILES, Raw
from domain.texts import Message
from tests.pages.fake_rules import of_corrections


@dataclass
class FakeDrafts(ABC):
    """Beside something that says what a link shows, and what time it is."""

    _drafts: dict[str, Draft] = field(default_factory=dict)
    words_read: list[str] = field(default_factory=list)

    @abstractmethod
    def look(self, token: str) -> Look: ...

    @abstractmethod
    def time(self) -> datetime: ...

    @abstractmethod
    def said(self, token: str) -> list[Said]: ...

    def draft(self, token: str) -> Draft | None:
        return self._drafts.get(token)

    def read_words(self, token: str) -> Words:
        look = self.look(token)
        if isinstance(look, Settled) and any(said.withheld for said in look.said):
            self.words_read.append(token)
            return Words(of_corrections(self.said(token)))
        if not isinstance(look, Open):
            raise TooLate(look)
        words = Words(tuple(self.said(token)), self.draft(token))
        if words.draft or any(said.withheld for said in look.said):
            self.words_read.append(token)
        return words

    def keep_draft(
        self,
        token: str,
        form: str,
        typed: Raw,
        files: Given = NO_FILES,
        without: Collection[str] = (),
    ) -> Draft:
        look = self.look(token)
        if not isinstance(look, Open):
            raise TooLate(look)
        draft = self._drafts.get(token, Draft({}, self.time()))
        before = {name: file for name, file in draft.files.items() if name not in without}
        forms = {**draft.forms, form: typed}
        self._drafts[token] = Draft(forms, self.time(), {**before, **kept(files)})
        return self._drafts[token]

    def end_form(self, token: str, form: str) -> None:
        """What was typed into it was sent."""
        if (draft := self._drafts.pop(token, None)) is None:
            return
        forms = {each: typed for each, typed in draft.forms.items() if each != form}
        if forms or draft.files:
            self._drafts[token] = replace(draft, forms=forms)

    def discard_draft(self, token: str) -> None:
        self.look(token)
        self._drafts.pop(token, None)

    def with_drafted(self, token: str, submission: Submission) -> Given:
        """What was sent now goes before what it names of the draft."""
        files = self._drafts[token].files if token in self._drafts else {}
        named = {name: file for name, file in files.items() if file.id in submission.drafted}
        return {**named, **submission.files}

    def end_drafts(self) -> None:
        self._drafts.clear()


def kept(files: Given) -> dict[str, KeptFile]:
    given = {name: file for name, file in files.items() if not isinstance(file, Message)}
    return {
        name: file.about if isinstance(file, Attachment) else file for name, file in given.items()
    }
