"""The coordinators' pages, each with the right that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from pages.desk.cases import Cases
from pages.desk.desk import Desk
from pages.desk.journeys import Journeys
from pages.desk.lists import Lists
from pages.desk.opening import Opening
from pages.desk.people import People
from pages.desk.person import Persons
from pages.desk.requests import Requests
from pages.desk.statements import Statements
from pages.entrance.guarding import Guard

CASE = "/desk/cases/{code}"
PERSON = CASE + "/person"
JOURNEY = CASE + "/{number}"
UNIT = JOURNEY + "/{unit}"


@dataclass(frozen=True, slots=True)
class Desks:
    """What the pages of the desk are handed."""

    desk: Desk
    people: People


def add_desk(guard: Guard, parts: Desks) -> None:
    desk, people = parts.desk, parts.people
    lists, cases, opening = Lists(desk), Cases(desk, people), Opening(desk, people)
    requests, journeys = Requests(desk, people), Journeys(desk, people)
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
