"""What policies set for the pathway that was copied, and how a copy comes by it, for programs."""

from __future__ import annotations

from datetime import date
from typing import Self

from domain.casework.administration.taking_along import Lacking, LeftBehind
from domain.frozen import Frozen
from domain.policy.editing import after
from pages.admin.routes import Admins
from pages.api.administering import Call, Clerk
from pages.api.common import Data, as_data
from pages.api.drafts import DRAFT
from pages.api.shapes import Words


class LackingTold(Frozen):
    """`lacks`: what the policy would say of the copy too, as its file would have it. `mine`: it is
    of the user's areas.
    """

    policy: str
    title: Words
    valid_from: date
    mine: bool
    lacks: Data

    @classmethod
    def of(cls, one: Lacking) -> Self:
        policy = one.policy
        return cls(
            policy=policy.key,
            title=Words.of(policy.title),
            valid_from=policy.valid_from,
            mine=one.mine,
            lacks=as_data(after({}, one.puts)),
        )


class LeftBehindTold(Frozen):
    """`origin`: the title of what was copied; null where no policy sets more for that, or the
    pathway is no copy.
    """

    origin: Words | None
    policies: tuple[LackingTold, ...]

    @classmethod
    def of(cls, left: LeftBehind | None) -> Self:
        if left is None:
            return cls(origin=None, policies=())
        return cls(origin=Words.of(left.origin), policies=tuple(map(LackingTold.of, left.policies)))


class TakenTold(Frozen):
    """How many policies, all of the user's areas, set it for the copy too from now on, and of how
    many steps and duties they set the deadline today.
    """

    policies: int
    deadlines: int


def add_copies(clerk: Clerk, parts: Admins) -> None:
    drafts = parts.drafts

    def of_version(call: Call) -> LeftBehindTold:
        key = call.part("key")
        text = parts.pathways.text(key, parts.pathways.history(key).in_use)
        return LeftBehindTold.of(drafts.left_behind(text.whole, call.user))

    def of_draft(call: Call) -> LeftBehindTold:
        drawn = drafts.look(drafts.find(call.part("key"))).drawn
        return LeftBehindTold.of(drafts.left_behind(drawn, call.user))

    def take_along(call: Call) -> TakenTold:
        taken = drafts.take_along(call.part("key"), call.user)
        return TakenTold(policies=taken.policies, deadlines=taken.deadlines)

    told = "What policies set for the pathway that was copied, and not for"
    clerk.answers(
        "GET", "/pathways/{key}/left-behind", "define", of_version, LeftBehindTold,
        f"{told} this copy, in the version in use",
    )  # fmt: skip
    clerk.answers(
        "GET", f"{DRAFT}/left-behind", "define", of_draft, LeftBehindTold, f"{told} this draft"
    )
    clerk.answers(
        "POST", "/pathways/{key}/take-along", "define", take_along, TakenTold,
        "Set it for the copy too, in the policies of the user's areas",
    )  # fmt: skip
