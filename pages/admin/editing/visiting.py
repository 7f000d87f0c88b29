"""What every page of the editor does: it finds the draft, and says what became of it meanwhile."""

from __future__ import annotations

from starlette.responses import Response

from domain.casework.editing.drafts import Draft, EditedMeanwhile, NoDraft
from domain.editing.tree import NoSuchPlace
from domain.texts import say
from pages.admin.drafts import Drafts
from pages.admin.versions import by_place
from pages.entrance.guarding import ADMIN, View, Visit
from pages.entrance.typed import is_number

REVISION = "_revision"
MANGLED = say("The form did not arrive whole. Please load its page anew, and send it once more.")


class Mangled(Exception):
    """What was sent is no form of ours, or not all of it."""


def of_a_draft(view: View, *, publishing: bool = False) -> View:
    """With a page of its own where the draft is gone, or what of it is meant, or where somebody
    else has changed the same: from there one goes back to the draft, or to `publishing` it.
    """

    def guarded(visit: Visit) -> Response:
        key = visit.request.path_params["key"]
        try:
            return view(visit)
        except (NoDraft, NoSuchPlace) as no:
            return visit.page(
                "admin/told.html", 404, problem=no.message, back=f"{ADMIN}/pathways/{key}"
            )
        except Mangled:
            back = f"{ADMIN}/pathways/{key}/draft"
            return visit.page("admin/told.html", 422, problem=MANGLED, back=back)
        except EditedMeanwhile as no:
            return visit.page(
                "admin/meanwhile.html", 409, problem=no.message, key=key,
                found=by_place(no.differences), publishing=publishing,
            )  # fmt: skip

    return guarded


def draft_at(visit: Visit, drafts: Drafts) -> Draft:
    """Raises NoDraft."""
    return drafts.find(visit.request.path_params["key"])


def revision_of(visit: Visit) -> int:
    """Of the page from which it was sent. Raises Mangled."""
    text = visit.typed.one(REVISION)
    if not is_number(text):
        raise Mangled
    return int(text)
