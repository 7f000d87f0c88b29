"""The coordinators' pages, each with the right that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from domain.sessions import SessionSigner
from domain.texts import Language
from pages.desk.cases import Cases
from pages.desk.cookies import Cookies
from pages.desk.desk import Desk
from pages.desk.guarding import Door, Guard
from pages.desk.journeys import Journeys
from pages.desk.lists import Lists
from pages.desk.opening import Opening
from pages.desk.requests import Requests
from pages.desk.signing_in import add_signing_in

CASE = "/desk/cases/{code}"
JOURNEY = CASE + "/{number}"
UNIT = JOURNEY + "/{unit}"


@dataclass(frozen=True, slots=True)
class Desks:
    """What the pages of the desk are handed.

    `base_url` is where people reach them; `zone` is the site's (IANA).
    """

    desk: Desk
    door: Door
    signer: SessionSigner
    base_url: str
    zone: str


def desk_routes(parts: Desks, language: Language) -> APIRouter:
    guard = Guard(parts.door, parts.signer, Cookies(parts.base_url), language, parts.zone)
    desk = parts.desk
    lists, cases, opening = Lists(desk), Cases(desk), Opening(desk)
    requests, journeys = Requests(desk), Journeys(desk)
    add_signing_in(guard)
    guard.shows("/desk", None, lists.waiting)
    guard.shows("/desk/cases", "look", lists.cases)
    guard.shows("/desk/open", "act", opening.form)
    guard.does("/desk/open", "act", opening.open)
    guard.shows(CASE, "look", cases.show)
    guard.shows(JOURNEY, "look", cases.show)
    for name, act in journeys.acts.items():
        guard.does(f"{JOURNEY}/{name}", "act", act)
    guard.shows(UNIT, "look", requests.show)
    guard.does(f"{UNIT}/read", "read", requests.read)
    guard.does(f"{UNIT}/file", "read", requests.take_file)
    for name, act in requests.acts.items():
        guard.does(f"{UNIT}/{name}", "act", act)
    return guard.routes
