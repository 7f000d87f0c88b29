"""The pathways that are published: their versions, what differs between them, and their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from starlette.responses import Response

from domain.casework.administration.publishing import NotPublished
from domain.casework.editing.drafts import Draft
from domain.casework.versions.history import History, Text
from domain.casework.versions.retiring import IN_USE_TAKES_TWO
from domain.db.publications import PublishedElsewhere
from domain.documents.bpmn.writing import bpmn
from domain.documents.diagram.drawing import draw
from domain.documents.web import web_page
from domain.pathway.differences import Difference
from domain.policy.province_policy import PolicyFaults
from domain.texts import Label, Language, Message, say
from pages.admin.drafts import Drafts, proposer
from pages.admin.editing.addresses import title_of
from pages.admin.fault_words import in_the_forms
from pages.admin.pathways import Pathways
from pages.admin.policies.policies import Policies
from pages.admin.policies.titles import titles_for
from pages.entrance.guarding import NotThere, Visit
from pages.entrance.typed import is_number
from pages.rendering import language_of

BEFORE, AFTER = "from", "to"
TAKEN, DEADLINES = "taken-along", "deadlines"
DONE: Mapping[str, Message] = {
    "retired": say("The version is retired: no journey begins with it any more."),
    "thrown-away": say("The draft is thrown away."),
    "published": say(
        "It is published. New journeys begin with this version; the page on which coordinators"
        " watch journeys (Prefect) shows it within minutes."
    ),
    TAKEN: say("The policies say it of this copy too, for whatever is asked from now on."),
}


@dataclass(frozen=True, slots=True)
class DraftLine:
    key: str
    title: Label | None
    saved_at: datetime
    saved_by: Label | Message
    proposed_by: Label | Message | None


@dataclass(frozen=True, slots=True)
class Compared:
    before: int
    after: int
    found: Sequence[tuple[Message, Sequence[Message]]]
    """What differs, by the place where."""


@dataclass(frozen=True, slots=True)
class Versions:
    pathways: Pathways
    drafts: Drafts
    policies: Policies

    def home(self, visit: Visit) -> Response:
        return visit.page("admin/home.html", pathways=self.pathways.in_use())

    def list(self, visit: Visit) -> Response:
        return visit.page(
            "admin/pathways.html",
            pathways=self.pathways.in_use(),
            drafts=[self._line(one) for one in self.drafts.every()],
            done=DONE.get(visit.request.query_params.get("done", "")),
        )  # fmt: skip

    def show(self, visit: Visit) -> Response:
        return self._show(visit)

    def take_along(self, visit: Visit) -> Response:
        """What policies set for the pathway that this one is a copy of."""
        key = visit.request.path_params["key"]
        try:
            taken = self.drafts.take_along(key, visit.user)
        except NotPublished:
            raise NotThere from None
        except PolicyFaults as no:
            titles = titles_for(self.policies)
            told = [in_the_forms(fault.message, titles) for fault in no.faults]
            return self._show(visit, told)
        except PublishedElsewhere as no:
            return self._show(visit, [no.message])
        done = f"?done={TAKEN}&{DEADLINES}={taken.deadlines}" if taken.policies else ""
        return visit.go_to(f"/admin/pathways/{key}{done}")

    def _show(self, visit: Visit, problems: Sequence[Message] = ()) -> Response:
        history = self._history(visit)
        in_use = self._text(visit, history.in_use).whole
        return visit.page(
            "admin/pathway.html",
            422 if problems else 200,
            history=history, compared=self._compared(visit, history), problems=problems,
            diagram=draw(in_use, language_of(visit.request, visit.language)),
            draft=next(
                (self._line(one) for one in self.drafts.every() if one.key == history.key), None
            ),
            left=self.drafts.left_behind(in_use, visit.user), done=_done(visit),
        )  # fmt: skip

    def read(self, visit: Visit) -> Response:
        """One version, as people read it."""
        history, number = self._history(visit), _number(visit)
        text, language = self._text(visit, number), language_of(visit.request, visit.language)
        return visit.page(
            "admin/version.html",
            history=history, number=number, pathway=text.pathway,
            retired=any(one.number == number and one.retired for one in history.versions),
            refused=IN_USE_TAKES_TWO
            if self.drafts.takes_two() and number == history.in_use
            else None,
            others=any(one.number != number and not one.retired for one in history.versions),
            sheet=web_page(text.pathway, text.whole, language),
            diagram=draw(text.whole, language),
        )  # fmt: skip

    def take(self, visit: Visit) -> Response:
        """One version as a file."""
        kind, number = visit.request.path_params["kind"], _number(visit)
        if kind not in FILES:
            raise NotThere
        file, text = FILES[kind], self._text(visit, number)
        written = file.write(text, language_of(visit.request, visit.language))
        name = f"{text.pathway.key}-{number}.{kind}"
        return Response(
            written.encode(),
            media_type=file.media_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _line(self, draft: Draft) -> DraftLine:
        by, proposed_by = self.drafts.name_of(draft.saved_by), proposer(self.drafts, draft)
        return DraftLine(draft.key, title_of(draft.tree), draft.saved_at, by, proposed_by)

    def _history(self, visit: Visit) -> History:
        try:
            return self.pathways.history(visit.request.path_params["key"])
        except NotPublished:
            raise NotThere from None

    def _text(self, visit: Visit, number: int) -> Text:
        try:
            return self.pathways.text(visit.request.path_params["key"], number)
        except NotPublished:
            raise NotThere from None

    def _compared(self, visit: Visit, history: History) -> Compared | None:
        """The two that were chosen, or the newest and the one before."""
        known = [version.number for version in history.versions]
        chosen = [visit.request.query_params.get(name, "") for name in (BEFORE, AFTER)]
        picked = [int(text) for text in chosen if is_number(text) and int(text) in known]
        if len(picked) < len(chosen):
            picked = sorted(known[:2])
        if len(picked) < len(chosen):
            return None
        before, after = picked
        found = self.pathways.differences(history.key, before, after)
        return Compared(before, after, by_place(found))


def by_place(found: Sequence[Difference]) -> list[tuple[Message, list[Message]]]:
    """Each place once, with all that differs there."""
    return [
        (place, [each.what for each in there])
        for place, there in groupby(found, key=lambda each: each.place)
    ]


def _done(visit: Visit) -> Message | None:
    asked = visit.request.query_params
    done, typed = DONE.get(asked.get("done", "")), asked.get(DEADLINES, "")
    timed = int(typed) if is_number(typed) else 0
    if done is None or timed == 0:
        return done
    return say("{done} Steps and duties whose deadline they set today: {n}.", done=done, n=timed)


def _number(visit: Visit) -> int:
    number: str = visit.request.path_params["number"]
    if not is_number(number):
        raise NotThere
    return int(number)


@dataclass(frozen=True, slots=True)
class File:
    media_type: str
    write: Callable[[Text, Language], str]


FILES: Mapping[str, File] = {
    "yaml": File("application/yaml", lambda text, _: text.body),
    "bpmn": File("application/xml", lambda text, language: bpmn(text.whole, language)),
    "svg": File("image/svg+xml", lambda text, language: draw(text.whole, language)),
}
"""By what their names end with."""
