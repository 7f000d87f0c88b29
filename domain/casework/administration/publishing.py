"""Publishing what administrators define: pathways, policies, the directory, days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import dropwhile, groupby, takewhile
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.areas.area_faults import missing_faults
from domain.areas.area_map import Areas
from domain.casework.office import Office
from domain.days.day_table import DayTable, check_years, read_day_table
from domain.days.working_days import vietnam_calendar
from domain.db.session import Books
from domain.directory.agencies import Directory, DirectoryFaults
from domain.directory.files import read_directory
from domain.errors import ReferralError
from domain.faults import Fault, place_of
from domain.journey.world import World
from domain.pathway.files import read_published, write_pathway
from domain.pathway.parts import Find, whole
from domain.pathway.template import Pathway
from domain.policy.copies import yet_to_hold
from domain.policy.policy_faults import Named, days_too_far, policy_faults, policy_notes
from domain.policy.province_policy import Policy, PolicyFaults, read_policy
from domain.texts import Message, say

PATHWAY, POLICY, DIRECTORY, CALENDAR = "pathway", "policy", "directory", "calendar"
THE_DIRECTORY, THE_CALENDAR = "directory", "calendar"
Read = TypeVar("Read", Pathway, Policy)


class NotPublished(ReferralError):
    """No pathway of this key is published."""


class Overtaken(ReferralError):
    """What was to be changed is not what it was."""


def publish_pathway(office: Office, pathway: Pathway, by: str) -> int:
    """The version under which it is published; the same text again is the same version.

    Raises UnknownArea, and then nothing is kept.
    """
    with office.store.writing() as books:
        return publish_within(office, books, pathway, by)


def publish_within(office: Office, books: Books, pathway: Pathway, by: str) -> int:
    """Likewise, in a transaction that is under way."""
    if pathway.area is not None:
        areas_in_use(books).within(pathway.area)
    body = write_pathway(pathway)
    return books.publications.publish(PATHWAY, pathway.key, body, office.clock.now(), by)


def publish_policy(office: Office, body: str, by: str) -> Policy:
    """Raises PolicyFaults, and then nothing is kept."""
    with office.store.writing() as books:
        policy = read_policy(body)
        before = books.publications.latest(POLICY, policy.key)
        instead_of = read_policy(before.body) if before is not None else None
        replace_policy(office, books, body, by, instead_of)
    return policy


def replace_policy(
    office: Office, books: Books, body: str, by: str, instead_of: Policy | None = None
) -> int:
    """Within a transaction; the version that it is. What is wrong in `instead_of` already, as once
    a pathway has lost a step, keeps nothing else back. Raises NotYaml and PolicyFaults.
    """
    policy = _sound_policy(body, _named(books), _today(office), instead_of)
    return books.publications.publish(POLICY, policy.key, body, office.clock.now(), by)


def check_policy(office: Office, body: str) -> tuple[Policy, tuple[Message, ...]]:
    """With what is to be noted of it. Raises NotYaml and PolicyFaults."""
    with office.store.reading() as books:
        named = _named(books)
    policy = _sound_policy(body, named, _today(office))
    return policy, tuple(policy_notes(policy, named))


def notes_of_kept(office: Office, policy: Policy) -> tuple[Message, ...]:
    """What is to be noted of one that is kept already, however old it has grown."""
    with office.store.reading() as books:
        return tuple(policy_notes(policy, _named(books)))


def faults_of_policies(office: Office) -> tuple[Fault, ...]:
    """What a policy names that is gone, as after a new version of a pathway; not of those that hold
    no more.
    """
    with office.store.reading() as books:
        named = _named(books)
    return tuple(
        Fault(place_of(policy.key, fault.place), fault.problem, fault.mend)
        for policy in yet_to_hold(named.policies, _today(office))
        for fault in policy_faults(policy, named)
    )


def _sound_policy(body: str, named: Named, today: date, instead_of: Policy | None = None) -> Policy:
    policy = read_policy(body)
    known = _wrong_in(instead_of, named, today) if instead_of is not None else ()
    if faults := [each for each in _wrong_in(policy, named, today) if each not in known]:
        raise PolicyFaults(faults)
    return policy


def _wrong_in(policy: Policy, named: Named, today: date) -> tuple[Fault, ...]:
    return (*policy_faults(policy, named), *days_too_far(policy, today))


def _today(office: Office) -> date:
    return office.clock.now().astimezone(office.zone).date()


def _named(books: Books) -> Named:
    directory = directory_in_use(books)
    return Named(
        areas=[area.id for area in areas_in_use(books).areas],
        pathways={pathway.key: pathway for _, pathway in published_pathways(books)},
        roles={assignment.role for assignment in directory.assignments},
        policies=policies_in_use(books),
    )


def publish_directory(office: Office, body: str, by: str) -> Directory:
    """Raises NotYaml and DirectoryFaults, and then the old one stays in use."""
    directory = read_directory(body)
    with office.store.writing() as books:
        _check_kept(office, books, directory)
        books.publications.publish(DIRECTORY, THE_DIRECTORY, body, office.clock.now(), by)
    return directory


def replace_directory(office: Office, books: Books, body: str, by: str, made_from: int) -> None:
    """Within a transaction. `made_from`: the version that was changed; if another has come into use
    since, it would be lost. Raises NotYaml, DirectoryFaults and Overtaken.
    """
    _check_kept(office, books, read_directory(body))
    version = books.publications.publish(DIRECTORY, THE_DIRECTORY, body, office.clock.now(), by)
    if version != made_from + 1:
        raise Overtaken(say("The directory was changed meanwhile. Please do this once more."))


def directory_version(books: Books) -> int:
    """Of the one in use; 0 where there is none."""
    row = books.publications.latest(DIRECTORY, THE_DIRECTORY)
    return row.version if row is not None else 0


def check_directory(office: Office, body: str) -> Directory:
    """Raises NotYaml and DirectoryFaults."""
    directory = read_directory(body)
    with office.store.reading() as books:
        _check_kept(office, books, directory)
    return directory


def _check_kept(office: Office, books: Books, directory: Directory) -> None:
    """Raises DirectoryFaults for each area that is named somewhere, and each agency that somebody
    waits for, that would be there no more.
    """
    areas = directory.map
    uses = _uses(books, areas, _today(office))
    if faults := (*missing_faults(areas, uses), *_forgotten_faults(books, directory)):
        raise DirectoryFaults(faults)


def _forgotten_faults(books: Books, directory: Directory) -> Iterator[Fault]:
    known = directory_in_use(books)
    for agency, waiting in books.requests.waiting_by_agency().items():
        if known.agency(agency) is not None and directory.agency(agency) is None:
            yield Fault(
                place_of("agencies", agency),
                say("It is not in this list, and has yet to answer: {n}.", n=waiting),
                say(
                    "Keep it, give it its last day under “valid_to”, and name under “successions”"
                    " who takes over."
                ),
            )


def _uses(books: Books, areas: Areas, today: date) -> Iterator[tuple[str, Message]]:
    """Areas that pathways, policies, users and open journeys name, and which one does."""
    for _, pathway in published_pathways(books):
        if pathway.area is not None:
            yield pathway.area, say("The pathway “{key}” is for this area.", key=pathway.title)
    for policy in policies_in_use(books):
        if policy.area is not None and (policy.valid_to is None or policy.valid_to >= today):
            yield policy.area, say("The policy “{key}” is for this area.", key=policy.title)
    for user in books.users.every():
        for area in user.areas:
            yield area, say("The user “{name}” is for this area.", name=user.name)
    for area, journey in _areas_of_journeys(books, areas).items():
        yield area, say("Open journeys name this area, such as {journey}.", journey=journey)


def _areas_of_journeys(books: Books, areas: Areas) -> Mapping[str, str]:
    """Each with one of the open journeys that name it, where they are or in an answer."""
    of_journeys = {row.area: row.id for row in books.journeys.open() if row.area is not None}
    gone = {area.id for area in areas_in_use(books).areas if areas.get(area.id) is None}
    if not gone:
        return of_journeys
    of_answers = {
        value: journey
        for journey, values in books.trails.answers_of_open_journeys()
        for value in values.values()
        if isinstance(value, str) and value in gone
    }
    return of_answers | of_journeys


def publish_day_table(office: Office, body: str, by: str) -> DayTable:
    """Raises DayTableFaults, and then the old one stays in use. No deadline moves by it."""
    with office.store.writing() as books:
        replace_day_table(office, books, body, by)
    return read_day_table(body)


def replace_day_table(office: Office, books: Books, body: str, by: str) -> int:
    """Within a transaction; the version that it is. Raises NotYaml and DayTableFaults."""
    check_day_table(office, body)
    return books.publications.publish(CALENDAR, THE_CALENDAR, body, office.clock.now(), by)


def check_day_table(office: Office, body: str) -> DayTable:
    """Raises NotYaml and DayTableFaults."""
    table = read_day_table(body)
    check_years(table, _today(office))
    return table


def published_pathways(books: Books) -> list[tuple[int, Pathway]]:
    """The version in use of each, with its number."""
    rows = books.publications.all_latest(PATHWAY)
    return [(row.version, _whole(books, row.body)) for row in rows]


def pathway_in_use(books: Books, key: str) -> tuple[int, Pathway]:
    """Raises NotPublished."""
    row = books.publications.latest(PATHWAY, key)
    if row is None:
        raise NotPublished(
            say("No pathway “{key}” is published. `referral pathway list` shows them.", key=key)
        )
    return row.version, _whole(books, row.body)


def pathway_version(books: Books, key: str, version: int) -> Pathway:
    row = books.publications.version(PATHWAY, key, version)
    if row is None:
        raise NotPublished(
            say("Version {version} of pathway “{key}” is missing.", key=key, version=version)
        )
    return _whole(books, row.body)


def pathway_versions(books: Books, key: str) -> Iterator[Pathway]:
    """The newest first, each read only once it is wanted."""
    return (_whole(books, row.body) for row in books.publications.versions(PATHWAY, key))


def published(books: Books) -> Find:
    """For what a pathway uses as a part."""

    def find(key: str, version: int) -> Pathway | None:
        row = books.publications.version(PATHWAY, key, version)
        return _read_pathway(row.body) if row is not None else None

    return find


def pathway_says_since(books: Books, key: str, says: Callable[[Pathway], bool]) -> datetime:
    """When it began to say so, without a break until its last version that does."""
    rows = books.publications.versions(PATHWAY, key)
    return _since(((_read_pathway(row.body), row.published_at) for row in rows), says)


def policy_says_since(
    books: Books, policy: Policy, says: Callable[[Policy], bool], zone: ZoneInfo
) -> datetime:
    """When it began to say so, without a break. Of policies under one key each goes on from the one
    that was in force before it, in whatever order they were published.
    """
    rows = books.publications.versions(POLICY, policy.key)
    read = ((_read_policy(row.body), row.published_at) for row in reversed(rows))
    until = [each for each in read if each[0].valid_from <= policy.valid_from]
    return _since(reversed(_were_in_force(_first_said(until, says), zone)), says)


def _first_said(
    oldest_first: Iterable[tuple[Policy, datetime]], says: Callable[[Policy], bool]
) -> list[tuple[Policy, datetime]]:
    """By their first days. What was only kept anew is known since it was kept first."""
    by_start = sorted(oldest_first, key=lambda each: each[0].valid_from)
    alike = groupby(by_start, key=lambda each: (each[0].valid_from, says(each[0])))
    return [next(each) for _, each in alike]


def _were_in_force(
    by_start: Iterable[tuple[Policy, datetime]], zone: ZoneInfo
) -> list[tuple[Policy, datetime]]:
    """In turn, one a day. Not what was kept of a policy once the next one had begun, nor what was
    kept otherwise before it began.
    """
    began = {max(one.valid_from, at.astimezone(zone).date()): (one, at) for one, at in by_start}
    found: list[tuple[Policy, datetime]] = []
    for day in sorted(began):
        if not found or began[day][0].valid_from >= found[-1][0].valid_from:
            found.append(began[day])
    return found


def _since(newest_first: Iterable[tuple[Read, datetime]], says: Callable[[Read], bool]) -> datetime:
    from_last = dropwhile(lambda each: not says(each[0]), newest_first)
    *_, (_, first) = takewhile(lambda each: says(each[0]), from_last)
    return first


def directory_in_use(books: Books) -> Directory:
    row = books.publications.latest(DIRECTORY, THE_DIRECTORY)
    return _read_directory(row.body) if row else _NO_DIRECTORY


def areas_in_use(books: Books) -> Areas:
    """The shipped ones, and over them those of the directory in use."""
    return directory_in_use(books).map


def day_table_in_use(books: Books) -> DayTable:
    row = books.publications.latest(CALENDAR, THE_CALENDAR)
    return _read_day_table(row.body) if row else DayTable(days=())


def directory_of(books: Books, moment: datetime) -> Directory:
    """The one that was in use then; before there was any, the one that is in use now."""
    row = books.publications.in_use_at(DIRECTORY, THE_DIRECTORY, moment)
    return _read_directory(row.body) if row else directory_in_use(books)


def policies_in_use(books: Books) -> tuple[Policy, ...]:
    """Every policy that is or will be in force: of those that begin on one day, the last published.

    Next year's policy, published today, leaves this year's in force.
    """
    policies = (_read_policy(row.body) for row in books.publications.all_versions(POLICY))
    return tuple({(policy.key, policy.valid_from): policy for policy in policies}.values())


def world_in_use(books: Books, office: Office) -> World:
    directory = directory_in_use(books)
    return World(
        directory,
        policies_in_use(books),
        vietnam_calendar(day_table_in_use(books).exceptions),
        directory.map,
        office.zone,
        lambda key: _pathway_if_published(books, key),
    )


def _pathway_if_published(books: Books, key: str) -> Pathway | None:
    row = books.publications.latest(PATHWAY, key)
    return _whole(books, row.body) if row is not None else None


# Published documents never change, so what was read once need not be read again.


def _whole(books: Books, body: str) -> Pathway:
    parts = _read_pathway(body).parts
    rows = (books.publications.version(PATHWAY, part.use, part.version) for part in parts)
    return _joined(body, tuple(row.body for row in rows if row is not None))


@lru_cache(maxsize=64)
def _joined(body: str, used: tuple[str, ...]) -> Pathway:
    pathway = _read_pathway(body)
    named = zip(pathway.parts, map(_read_pathway, used), strict=True)
    found = {(part.use, part.version): one for part, one in named}
    return whole(pathway, lambda key, version: found.get((key, version)))


_read_pathway = lru_cache(maxsize=64)(read_published)
_read_policy = lru_cache(maxsize=16)(read_policy)
_read_day_table = lru_cache(maxsize=4)(read_day_table)
_read_directory = lru_cache(maxsize=16)(read_directory)
_NO_DIRECTORY = Directory(agencies=(), assignments=())
