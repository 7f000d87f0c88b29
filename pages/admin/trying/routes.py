"""The pages on which a draft is tried."""

from __future__ import annotations

from pages.admin.editing.visiting import of_a_draft
from pages.admin.trying.trials import Trials
from pages.admin.trying.trying import Trying
from pages.entrance.guarding import ADMIN, Guard

TRY = ADMIN + "/pathways/{key}/draft/try"
ASKED = TRY + "/asked/{unit}"


def add_trying(guard: Guard, trials: Trials) -> None:
    trying = Trying(trials)
    guard.shows(TRY, "define", of_a_draft(trying.show))
    for name, act in trying.acts.items():
        guard.does(f"{TRY}/{name}", "define", of_a_draft(act))
    guard.shows(ASKED, "define", of_a_draft(trying.asked))
    guard.does(f"{ASKED}/answer", "define", of_a_draft(trying.answer))
    guard.does(f"{ASKED}/confirm", "define", of_a_draft(trying.confirm))
