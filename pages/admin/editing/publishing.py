"""Looking a draft through before it holds, and publishing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from domain.casework.administration.publishing import Overtaken
from domain.casework.editing.examples import BreaksExamples, How, LosesExamples
from domain.casework.editing.publishing_drafts import NotProposed, PublishedMeanwhile
from domain.db.publications import PublishedElsewhere
from domain.pathway.files import PathwayFaults
from domain.texts import Label, Message, say
from pages.admin.drafts import Drafts, proposer
from pages.admin.editing.addresses import draft_path, title_of
from pages.admin.editing.mending import wrong_in
from pages.admin.editing.visiting import draft_at, revision_of
from pages.admin.pathways import Pathways
from pages.admin.versions import by_place
from pages.entrance.guarding import Visit
from pages.entrance.typed import is_number

OVER, RENEWED = "over", "renew"
REFUSED = (
    PathwayFaults, NotProposed, PublishedMeanwhile, PublishedElsewhere,
    BreaksExamples, LosesExamples, Overtaken,
)  # fmt: skip
PROPOSED = say("It is proposed. Somebody else looks it through and publishes it.")


@dataclass(frozen=True, slots=True)
class LostLine:
    how: How
    at: datetime
    by: Label | Message


@dataclass(frozen=True, slots=True)
class Publishing:
    drafts: Drafts
    pathways: Pathways

    def show(self, visit: Visit) -> Response:
        return self._page(visit)

    def propose(self, visit: Visit) -> Response:
        draft = draft_at(visit, self.drafts)
        try:
            self.drafts.propose(draft.key, revision_of(visit), visit.user)
        except PathwayFaults as no:
            return self._page(visit, no.message)
        return visit.go_to(f"{draft_path(draft.key)}/publish?done=proposed")

    def publish(self, visit: Visit) -> Response:
        draft, over = draft_at(visit, self.drafts), visit.typed.one(OVER)
        try:
            self.drafts.publish(
                draft.key, revision_of(visit), visit.user,
                over=int(over) if is_number(over) else None, renewed=visit.typed.all(RENEWED),
            )  # fmt: skip
        except REFUSED as no:
            return self._page(visit, no.message)
        return visit.go_to(f"/admin/pathways/{draft.key}?done=published")

    def _page(self, visit: Visit, problem: Message | None = None) -> Response:
        draft = draft_at(visit, self.drafts)
        looked = self.drafts.look(draft)
        sound = looked.reading.pathway
        key = draft.key
        compared = self.drafts.compared(draft, looked)
        played = self.drafts.examples(sound) if sound is not None else ()
        return visit.page(
            "admin/publish.html",
            422 if problem else 200,
            draft=draft, path=draft_path(key), pathway_title=title_of(draft.tree),
            in_use=looked.in_use, meanwhile=looked.meanwhile, wrong=wrong_in(draft.tree, looked),
            compared=compared, found=by_place(compared.differences) if compared else (),
            broken=[one for one in played if not one.fits], lost=self._lost(key),
            under_way=self.pathways.under_way(key, visit.user),
            left=self.drafts.left_behind(looked.drawn, visit.user),
            takes_two=self.drafts.takes_two(),
            is_mine=draft.proposed_by == f"user:{visit.user.name}",
            proposed_by=proposer(self.drafts, draft),
            changed_meanwhile=by_place(looked.meanwhile.differences) if looked.meanwhile else (),
            problem=problem,
            done=PROPOSED if visit.request.query_params.get("done") == "proposed" else None,
        )  # fmt: skip

    def _lost(self, key: str) -> Mapping[str, LostLine]:
        """By the examples' names."""
        return {
            one.name: LostLine(one.how, one.at, self.drafts.name_of(one.by))
            for one in self.drafts.lost_examples(key)
        }
