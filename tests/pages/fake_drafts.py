"""Drafts and files as the pages know them, kept in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain.attachments import Attachment, Given, KeptFile
from domain.casework.drafts import Draft
from domain.casework.views import Look, Open, TooLate
from domain.forms import NO_FILES, Raw
from domain.texts import Message


@dataclass
class FakeDrafts:
    """Beside something that says what a link shows, and what time it is."""

    _drafts: dict[str, Draft] = field(default_factory=dict)

    def look(self, token: str) -> Look:
        raise NotImplementedError

    def time(self) -> datetime:
        raise NotImplementedError

    def draft(self, token: str) -> Draft | None:
        self.look(token)
        return self._drafts.get(token)

    def keep_draft(self, token: str, typed: Raw, files: Given = NO_FILES) -> Draft:
        look = self.look(token)
        if not isinstance(look, Open):
            raise TooLate(look)
        before = self._drafts[token].files if token in self._drafts else {}
        self._drafts[token] = Draft(typed, self.time(), {**before, **kept(files)})
        return self._drafts[token]

    def discard_draft(self, token: str) -> None:
        self.look(token)
        self._drafts.pop(token, None)

    def with_drafted(self, token: str, files: Given) -> Given:
        """What was sent now goes before what the draft has kept."""
        draft = self._drafts.get(token)
        return {**(draft.files if draft else {}), **files}

    def end_drafts(self) -> None:
        self._drafts.clear()


def kept(files: Given) -> dict[str, KeptFile]:
    given = {name: file for name, file in files.items() if not isinstance(file, Message)}
    return {
        name: file.about if isinstance(file, Attachment) else file for name, file in given.items()
    }
