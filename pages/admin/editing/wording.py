"""The words of a step's request, and beside them the messages as a telephone shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from starlette.responses import Response

from domain.editing.edits import Put
from domain.letters.notices import Letter
from domain.texts import Language, Message, say
from pages.admin.drafts import Drafts
from pages.admin.editing.field_typed import label_filled, label_of, said_of
from pages.admin.editing.inside import Inside, inside, keep
from pages.entrance.guarding import Visit

CHANNELS = {"email": say("As an email"), "sms": say("As an SMS")}
LANGUAGES: dict[Language, Message] = {"vi": say("In Vietnamese"), "en": say("In English")}


@dataclass(frozen=True, slots=True)
class Shown:
    channel: Message
    language: Language
    language_title: Message
    letter: Letter


@dataclass(frozen=True, slots=True)
class Wording:
    drafts: Drafts

    def show(self, visit: Visit) -> Response:
        return self._page(inside(visit, self.drafts, "steps"))

    def save(self, visit: Visit) -> Response:
        found = inside(visit, self.drafts, "steps")
        ask = label_of(visit.typed, "ask") or None
        no = keep(self.drafts, found, [Put((*found.place, "ask"), ask)])
        if no is not None:
            return self._page(replace(found, meanwhile=no))
        return visit.go_to(f"{found.item_path}/wording?done=saved")

    def _page(self, found: Inside) -> Response:
        return found.page(
            "admin/wording.html",
            filled=found.filled(lambda item: label_filled(item, "ask")),
            shown=list(self._shown(found)), wrong=found.told(("vi", "en"), "ask"),
            english_at=_english_at(found),
        )  # fmt: skip

    def _shown(self, found: Inside) -> Iterator[Shown]:
        drawn, step = found.looked.drawn, found.step
        for channel, title in CHANNELS.items():
            for language in get_args(Language):
                letter = self.drafts.preview(drawn, step, channel, language)
                yield Shown(title, language, LANGUAGES[language], letter)


def _english_at(found: Inside) -> str | None:
    """Where the English is to be written, if the Vietnamese stands in its place."""
    asked = "ask" if said_of(found.item, "ask") else "title"
    if not said_of(found.item, asked) or said_of(found.item, asked, "en"):
        return None
    return "#ask-en" if asked == "ask" else f"{found.item_path}#name"
