"""The coordinators' pages, each with the right that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from domain.texts import Language
from domain.users.sessions import SessionSigner
from pages.desk.cases import Cases
from pages.desk.cookies import Cookies
from pages.desk.desk import Desk
from pages.desk.guarding import Door, Guard
from pages.desk.journeys import Journeys
from pages.desk.lists import Lists
from pages.desk.opening import Opening
from pages.desk.people import People
from pages.desk.person import Persons
from pages.desk.requests import Requests
from pages.desk.signing_in import add_signing_in
from pages.desk.statements import Statements

CASE = "/desk/cases/{code}"
PERSON = CASE + "/person"
JOURNEY = CASE + "/{number}"
UNIT = JOURNEY + "/{unit}"


@dataclass(frozen=True, slots=True)
class Desks:
    """What the pages of the desk are handed.

    `base_url` is where people reach them; `zone` is the site's (IANA).
    """

    desk: Desk
    people: People
    door: Door
    signer: SessionSigner
    base_url: str
    zone: str


def desk_routes(parts: Desks, language: Language) -> APIRouter:
    guard = Guard(parts.door, parts.signer, Cookies(parts.base_url), language, parts.zone)
    desk, people = parts.desk, parts.people
    lists, cases, opening = Lists(desk), Cases(desk, people), Opening(desk, people)
    requests, journeys = Requests(desk, people), Journeys(desk, people)
    add_signing_in(guard)
    guard.shows("/desk", None, lists.waiting)
    guard.shows("/desk/cases", "look", lists.cases)
    guard.shows("/desk/open", "act", opening.form)
    guard.does("/desk/open", "act", opening.open)
    guard.shows(CASE, "look", cases.show)
    add_person(guard, desk, people)
    guard.shows(JOURNEY, "look", cases.show)
    for name, act in journeys.acts.items():
        guard.does(f"{JOURNEY}/{name}", "act", act)
    guard.shows(UNIT, "look", requests.show)
    guard.does(f"{UNIT}/read", "read", requests.read)
    guard.does(f"{UNIT}/file", "read", requests.take_file)
    guard.does(f"{UNIT}/code", "act", requests.make_code)
    for name, act in requests.acts.items():
        guard.does(f"{UNIT}/{name}", "act", act)
    return guard.routes


def add_person(guard: Guard, desk: Desk, people: People) -> None:
    persons, statements = Persons(desk, people), Statements(desk, people)
    guard.shows(PERSON, "look", persons.look)
    guard.does(f"{PERSON}/show", "read", persons.show)
    guard.does(f"{PERSON}/entry", "read", persons.show_entry)
    guard.shows(f"{PERSON}/details", "act", persons.form)
    guard.does(f"{PERSON}/details", "act", persons.take)
    guard.does(f"{PERSON}/withdraw", "act", persons.withdraw)
    for name, (form, enter) in statements.acts.items():
        guard.shows(f"{PERSON}/{name}", "act", form)
        guard.does(f"{PERSON}/{name}", "act", enter)
