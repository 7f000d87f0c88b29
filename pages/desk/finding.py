"""Which journey, and what of it, an address of the desk names."""

from __future__ import annotations

from domain.case_code import WrongCaseCode
from domain.casework.desk.case_files import JourneyFile, RequestFile
from domain.casework.desk.looking import NoSuchCase
from pages.desk.desk import Desk
from pages.entrance.guarding import NotThere, Visit
from pages.entrance.typed import is_number


def journey_at(desk: Desk, visit: Visit) -> JourneyFile:
    """Raises NotThere for another's as for what does not exist."""
    parts = visit.request.path_params
    try:
        number, seen = _number(parts.get("number")), visit.request.method != "HEAD"
        return desk.look(visit.user, parts["code"], number, noted=seen)
    except (WrongCaseCode, NoSuchCase):
        raise NotThere from None


def _number(text: str | None) -> int | None:
    """Raises NotThere for what is no number that a journey could have."""
    if text is None:
        return None
    if not is_number(text):
        raise NotThere
    return int(text)


def request_at(file: JourneyFile, unit: str) -> RequestFile | None:
    """By its number, or the last of a step by that one's name. Raises NotThere for no such thing;
    None: nobody was asked yet.
    """
    if is_number(unit):
        found = [one for one in file.requests if one.number == unit]
        if not found:
            raise NotThere
        return found[0]
    step, _, item = unit.rstrip("]").partition("[")
    known = file.pathway.by_id.get(step)
    if known is None or (item and file.pathway.item_label(known, item) is None):
        raise NotThere
    return next((one for one in file.requests if one.unit == unit and one.latest), None)


def parts_of(file: JourneyFile, step: str) -> tuple[RequestFile, ...]:
    """What was asked last of each item, of a step that is asked for several."""
    return tuple(one for one in file.requests if one.latest and one.unit.partition("[")[0] == step)


def path_of(file: JourneyFile) -> str:
    return f"/desk/cases/{file.code}/{file.number}"
