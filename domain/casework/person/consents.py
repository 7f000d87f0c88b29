"""What a person agreed to, refused and took back: written in the trail, and read back from there.

It goes into the trail of the case's newest journey; all its journeys are held meanwhile, so that
whoever reads or answers at that moment comes before it or after it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.case_code import read_case_code
from domain.casework.desk.coordinating import CannotDo
from domain.casework.desk.looking import NoSuchCase
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.person.calling_readers import list_calls
from domain.casework.person.ledgers import ledger_of
from domain.casework.person.taken_back import taken_back, tell_taken_back
from domain.casework.person.the_person import about_a_person
from domain.db.session import Books
from domain.person.consent import Entered, Entry, Given, Ledger, Overridden, Statement, Withdrawn
from domain.texts import Message, nfc, say

REASON = "reason"
Texts = Mapping[str, str]
"""What is kept sealed: `language` in which it was said, `witness`, `note`; of an override its
`reason`.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A statement that is committed; `entry` is its id, and `journeys` are to be woken."""

    entry: str
    journeys: tuple[str, ...]


def enter(office: Office, code: str, said: Entered, texts: Texts, by: str) -> Written:
    """Record that something was agreed to, refused, or is shown without consent. What one form says
    is written once, however often it is sent.

    Raises CannotDo, WrongCaseCode and NoSuchCase.
    """
    with office.store.writing() as books:
        held = held_case(office, books, code)
        about_a_person(held[-1])
        _check(said, held)
        if (known := _by_form(books, held, said.form)) is not None:
            return Written(known, ())
        kept = {name: nfc(text).strip() for name, text in texts.items() if text.strip()}
        if isinstance(said, Overridden) and REASON not in kept:
            raise CannotDo(say("Please give the reason for showing it without consent."))
        return _write(held, said, kept, by)


def withdraw(office: Office, code: str, entries: Collection[str], note: str, by: str) -> Written:
    """Without entries, of all that was agreed to. It acts at once, on every page.

    What is shown without consent goes on until it is named; that the person took back what they
    said is written down all the same. Raises CannotDo, WrongCaseCode and
    NoSuchCase.
    """
    with office.store.writing() as books:
        held = held_case(office, books, code)
        standing = _standing(ledger_of(books, held[0].row.case_code))
        if unknown := sorted(set(entries) - {entry.id for entry in standing}):
            raise CannotDo(
                say("Nothing of that stands in this case: {ids}.", ids=", ".join(unknown))
            )
        ended = [e.id for e in standing if e.id in entries or _agreed(e, entries)]
        if not standing:
            raise CannotDo(say("Nothing stands that could be withdrawn."))
        texts = {"note": nfc(note).strip()} if note.strip() else {}
        return _write(held, Withdrawn(entries=tuple(ended)), texts, by)


def consents(office: Office, code: str) -> tuple[Entry, ...]:
    """All that was entered, in order; what was withdrawn too. Raises WrongCaseCode."""
    with office.store.reading() as books:
        return ledger_of(books, read_case_code(code)).entries


def in_force(office: Office, code: str) -> tuple[Entry, ...]:
    """Those that hold today, in the journey that the case is at. Raises WrongCaseCode."""
    wanted, today = read_case_code(code), office.clock.now().astimezone(office.zone).date()
    with office.store.reading() as books:
        rows = books.journeys.of_case(wanted)
        now = ledger_of(books, wanted).within(rows[-1].id).entries if rows else ()
    return tuple(entry for entry in now if entry.in_force(today))


def overrides(office: Office, code: str) -> tuple[Entry, ...]:
    """What is shown now without consent. Raises WrongCaseCode."""
    return tuple(entry for entry in in_force(office, code) if isinstance(entry.said, Overridden))


def look_at_consent(office: Office, entry: str, by: str) -> Texts:
    """The sealed texts of one entry. The look is written down. Raises CannotDo."""
    journey, _, line = entry.rpartition("/")
    with office.store.writing() as books:
        known = ledger_of(books, journey.partition("/")[0]).entries
        if entry not in {each.id for each in known}:
            raise CannotDo(
                say("There is no such entry. `referral case consent list CODE` lists them.")
            )
        dossier = Dossier.locked(office, books, journey)
        dossier.note("read", f"user:{by}", f'{{"line":{line}}}')
        return dossier.texts(int(line))


def held_case(office: Office, books: Books, code: str) -> list[Dossier]:
    """All journeys of the case in order, held until the transaction ends.

    Raises WrongCaseCode and NoSuchCase.
    """
    wanted = read_case_code(code)
    held: list[Dossier] = []
    # While one waits for a journey, it may hand the case over to the next.
    while len(rows := books.journeys.of_case(wanted)) > len(held):
        held += [Dossier.locked(office, books, row.id) for row in rows[len(held) :]]
    if not held:
        raise NoSuchCase(say("There is no case {code}.", code=wanted))
    return held


def _standing(known: Ledger) -> list[Entry]:
    return [entry for entry in known.entries if entry.ended_at is None]


def _by_form(books: Books, held: Sequence[Dossier], form: str | None) -> str | None:
    """The entry that this form has made already."""
    entries = ledger_of(books, held[0].row.case_code).entries if form is not None else ()
    return next((entry.id for entry in entries if entry.said.form == form), None)


def _agreed(entry: Entry, named: Collection[str]) -> bool:
    return not named and isinstance(entry.said, Given)


def _check(said: Entered, held: Sequence[Dossier]) -> None:
    roles = {role.id for role in held[-1].pathway.roles}
    steps = set(held[-1].pathway.by_id)
    if unknown := sorted(set(said.roles) - roles):
        raise CannotDo(_choose(say("There is no role “{role}”.", role=unknown[0]), roles))
    if unknown := sorted(set(said.steps) - steps):
        raise CannotDo(_choose(say("There is no step “{step}”.", step=unknown[0]), steps))
    office = held[-1].office
    if said.until is not None and said.until < office.clock.now().astimezone(office.zone).date():
        raise CannotDo(say("{date} is over already. Please name a later day.", date=said.until))


def _choose(problem: Message, known: Collection[str]) -> Message:
    choices = ", ".join(sorted(known))
    return say("{problem} Choose from: {choices}.", problem=problem, choices=choices)


def _write(held: Sequence[Dossier], said: Statement, texts: Texts, by: str) -> Written:
    newest = held[-1]
    before = [taken_back(dossier) for dossier in held]
    seq = newest.note(said.kind, f"user:{by}", said.model_dump_json(), texts)
    for dossier, known in zip(held, before, strict=True):
        tell_taken_back(dossier, known)
        if dossier.row.status != "open":
            list_calls(dossier)
    going_on = [dossier for dossier in held if dossier.row.status == "open"]
    for dossier in going_on:
        dossier.want_attention()
    return Written(f"{newest.row.id}/{seq}", tuple(dossier.row.id for dossier in going_on))
