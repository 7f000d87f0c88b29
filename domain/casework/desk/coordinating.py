"""What a coordinator does to a request: answer for an agency, ask again, skip, withdraw, extend.

A thing asked is named by its request's id (`7K3Q-9MXD/1/4`) or, where nobody was asked yet,
by journey and step (`7K3Q-9MXD/1:verify`, `…:support[schooling]`). Each function is one
transaction, raises CannotDo with what to do instead, and returns the journey to be woken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.answering import answer_seq, read_answer, write_answer
from domain.casework.answers.filing import files_among
from domain.casework.answers.hearing import READ_FIRST, against_granting, was_read
from domain.casework.answers.replacing import tell_of_the_new_answer
from domain.casework.answers.views import Submission
from domain.casework.dossier import Dossier, NoSuchJourney
from domain.casework.letters.noticing import tell_request, tell_settled, tell_withdrawal
from domain.casework.office import Office
from domain.casework.person.ledgers import world_of
from domain.clock import utc
from domain.days.deadlines import END_OF_DAY
from domain.db.session import Books
from domain.directory.agencies import Agency
from domain.errors import ReferralError
from domain.journey.consenting import must_wait
from domain.journey.facts import (
    Extended,
    How,
    RequestKey,
    Skipped,
    Verdict,
    Withdrawn,
)
from domain.journey.fold_and_plan import plan
from domain.journey.state import Request, Unit
from domain.journey.world import World, area_of
from domain.letters.notices import WAITS_FOR_LEAD
from domain.pathway.attachments import Given
from domain.pathway.forms import LONGEST_LONG_TEXT, LONGEST_TEXT, NO_FILES, FormFaults, Raw
from domain.pathway.template import Field
from domain.policy.province_policy import chase
from domain.texts import Message, nfc, say

_UNIT = re.compile(r"(?P<journey>[^:]+/\d+):(?P<step>[a-z0-9_]+)(\[(?P<item>[a-z0-9_]+)\])?")
OVER = say("The journey is over. Open a new one if the person needs it.")
AWAITS_SECOND = say(
    "This was answered, and awaits a second person. Please record first whether it is confirmed."
)
NO_REASON = say("Please give the reason for withdrawing the request.")
NOT_ITS_TURN = say("It is not this step's turn.")


class CannotDo(ReferralError):
    """As things stand it is not possible; the message says what is."""


class AnsweredAlready(CannotDo):
    """By somebody else, meanwhile: who has not seen that answer is not to replace it."""


class ChangedMeanwhile(CannotDo):
    """What it was about is not as it was when this was decided."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """An answer that reached the coordinator: who gave it (sealed), and how. The files of the
    answer that it corrects stay, but for those in the fields of `without`.
    """

    verdict: Verdict
    raw: Raw
    reason: str
    given_by: str
    how: How
    corrects: int | None = None
    because: str = ""
    without: tuple[str, ...] = ()


def answer_for_agency(office: Office, reference: str, proxy: Proxy, by: str) -> str:
    """Record an answer given by phone or on paper; on an answered request it is a correction.

    Raises FormFaults as well.
    """
    given_by = written(proxy.given_by, say("Please say who gave the answer."), LONGEST_TEXT)
    with office.store.writing() as books:
        dossier, unit, named = find(office, books, reference)
        check_going_on(dossier)
        request = named or last_request(dossier, unit)
        if request is None or request.status == "withdrawn":
            raise CannotDo(say("Nobody is asked this now. Ask an agency first."))
        if request.proposal is not None:
            raise CannotDo(AWAITS_SECOND)
        check_read(dossier, request, by)
        _what_it_replaces(dossier, request, proxy.corrects)
        submission = Submission(
            proxy.verdict, proxy.raw, proxy.reason, proxy.corrects, proxy.because
        )
        step = dossier.told_pathway.by_id[request.key.step]
        _only_known_fields(step.form_for(request.key.item), proxy.raw)
        files = _files_that_stay(dossier, request, proxy)
        filled = read_answer(dossier, request, submission, files)
        write_answer(
            dossier, request, submission, filled,
            by=by, actor=f"user:{by}", how=proxy.how, given_by=given_by,
        )  # fmt: skip
        tell_of_the_new_answer(dossier, request, submission, filled)
        return dossier.row.id


def ask_again(
    office: Office,
    reference: str,
    by: str,
    agency_id: str | None = None,
    *,
    without_consent: bool = False,
) -> str:
    """Ask once more: the same agency, or the one that is named.

    `without_consent`: though the person has not agreed to all that the step shares. It is shown
    what they agreed to, and nothing else.
    """
    with office.store.writing() as books:
        dossier, unit, named = find(office, books, reference)
        check_going_on(dossier)
        if dossier.state.paused is not None:
            raise CannotDo(say("The journey is paused. Resume it first."))
        _check_step(dossier, *unit)
        world = world_of(dossier)
        last = last_request(dossier, unit)
        _not_asked_since(dossier, named, last)
        agency = _agency_to_ask(dossier, world, unit, last, agency_id)
        key = _next_attempt(dossier, unit, last, anew=agency_id is not None)
        if last is not None and last.waits:
            _withdraw(dossier, world, last.key, by, {})
        now = office.clock.now()
        asked = world.asked(dossier.pathway, dossier.state, key, agency, now)
        if must_wait(dossier.pathway.by_id[key.step], asked):
            if not without_consent:
                raise CannotDo(WAITS_FOR_LEAD["no_consent"])
            asked = asked.model_copy(update={"without_consent": True})
        dossier.record(asked, f"user:{by}")
        if key in plan(dossier.pathway, dossier.state, now).withdrawals:
            raise CannotDo(NOT_ITS_TURN)
        tell_request(dossier, world, key, now)
        dossier.want_attention()
        return dossier.row.id


def skip(office: Office, reference: str, reason: str, by: str) -> str:
    """Let the journey go on without this. What waits under it is withdrawn."""
    reason = written(reason, say("Please give the reason for skipping the step."))
    with office.store.writing() as books:
        dossier, (step, item), _ = find(office, books, reference)
        check_going_on(dossier)
        _check_step(dossier, step, item)
        _not_done(dossier, step, item)
        world = world_in_use(books, office)
        now = office.clock.now()
        under = [r for r in dossier.state.waiting if r.key.step == step]
        waiting = [request for request in under if item in (None, request.key.item)]
        fact = Skipped(at=now, step=step, item=item, by=by)
        dossier.record(fact, f"user:{by}", {"reason": reason})
        for request in waiting:
            tell_withdrawal(dossier, world, request.key, now)
        dossier.want_attention()
        return dossier.row.id


def withdraw(office: Office, reference: str, by: str, reason: str = "") -> str:
    """Take a request back; the step then waits on the lead's list."""
    texts = {"reason": written(reason, NO_REASON)} if reason else {}
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        _withdraw(dossier, world_in_use(books, office), request.key, by, texts)
        dossier.want_attention()
        return dossier.row.id


def extend(office: Office, reference: str, until: date, reason: str, by: str) -> str:
    """A new limit: the end of that day where the agency is, and its own reminders until then."""
    reason = written(reason, say("Please give the reason for the new deadline."))
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        now = office.clock.now()
        zone = ZoneInfo(request.asked.zone)
        due_at = utc(datetime.combine(until, END_OF_DAY, zone))
        if due_at <= now:
            raise CannotDo(say("{date} is over already. Please name a later day.", date=until))
        if (against := against_granting(dossier, request, due_at, by)) is not None:
            raise CannotDo(against)
        world = world_in_use(books, office)
        policy = world.policy(request.asked.area, now)
        said = [point for point in request.chase if point.at <= now]
        points = chase(policy, None, now, due_at, after=said)
        fact = Extended(at=now, key=request.key, due_at=due_at, chase=points, by=by)
        dossier.record(fact, f"user:{by}", {"reason": reason})
        if request.time_wanted is not None:
            to = request.time_wanted.by
            tell_settled(dossier, world, "time_granted", request.key, to, now)
        dossier.want_attention()
        return dossier.row.id


def find(office: Office, books: Books, reference: str) -> tuple[Dossier, Unit, Request | None]:
    """The request itself is given where the reference names one, even if it was asked since.

    What ends in `@17` was decided when line 17 was the last about it: raises ChangedMeanwhile where
    there is a later one.
    """
    name, at, seen = reference.partition("@")
    dossier, unit, named = _found(office, books, name)
    if at and seen != str(dossier.newest_line(*unit)):
        raise ChangedMeanwhile(
            say("This has changed meanwhile, and nothing was recorded. Please look at it again.")
        )
    return dossier, unit, named


def _found(office: Office, books: Books, reference: str) -> tuple[Dossier, Unit, Request | None]:
    match = _UNIT.fullmatch(reference)
    if match is not None:
        dossier = Dossier.locked(office, books, match["journey"])
        _check_step(dossier, match["step"], match["item"])
        return dossier, (match["step"], match["item"]), None
    row = books.requests.find(reference)
    if row is None:
        raise NoSuchJourney(
            say("There is no request {id}. `referral case show CODE` lists them.", id=reference)
        )
    dossier = Dossier.locked(office, books, row.journey)
    key = RequestKey(row.step, row.item or None, row.occurrence, row.attempt)
    return dossier, (key.step, key.item), dossier.state.requests[key]


def find_waiting(office: Office, books: Books, reference: str) -> tuple[Dossier, Request]:
    """What waits for an answer. Raises CannotDo where nothing does, and what `find` raises."""
    dossier, unit, named = find(office, books, reference)
    check_going_on(dossier)
    request = named or last_request(dossier, unit)
    if request is None or not request.waits:
        raise CannotDo(say("This request is not waiting for an answer."))
    return dossier, request


def written(text: str, missing: Message, longest: int = LONGEST_LONG_TEXT) -> str:
    """Raises CannotDo, with `missing` where nothing is."""
    words = nfc(text).strip()
    if not words:
        raise CannotDo(missing)
    if len(words) > longest:
        raise CannotDo(say("Please write no more than {n} characters.", n=longest))
    return words


def named_agency(world: World, agency_id: str, now: datetime) -> Agency:
    """Raises CannotDo where there is none today."""
    agency = world.directory.agency(agency_id)
    if agency is None or not world.in_force(agency, now):
        raise CannotDo(say("The directory has no agency “{id}” today.", id=agency_id))
    return agency


def _check_step(dossier: Dossier, step_id: str, item: str | None) -> None:
    step = dossier.pathway.by_id.get(step_id)
    if step is None and step_id in dossier.told_pathway.by_id:
        raise CannotDo(
            say(
                "The version by which the journey goes now has no step “{step}”. Nobody is asked "
                "for it any more.",
                step=dossier.told_pathway.title_of(step_id),
            )
        )
    if step is None:
        raise CannotDo(say("The pathway has no step “{step}”.", step=step_id))
    if item is not None and dossier.pathway.item_label(step, item) is None:
        raise CannotDo(say("The step “{step}” is not asked for “{item}”.", step=step_id, item=item))


def check_going_on(dossier: Dossier) -> None:
    """Raises CannotDo where the journey ended, or is stopped."""
    if dossier.row.status != "open" or dossier.state.stopped is not None:
        raise CannotDo(say("The journey is stopped or over: nothing can be changed in it."))


def check_read(dossier: Dossier, request: Request, by: str) -> None:
    """Raises CannotDo where a correction waits that the user has not read."""
    wanted = request.correction_wanted
    if wanted is not None and not was_read(dossier, dossier.line_of(wanted), by):
        raise CannotDo(READ_FIRST)


def _not_done(dossier: Dossier, step: str, item: str | None) -> None:
    """What was done once and for all cannot be skipped; rounds that go on can."""
    last = last_request(dossier, (step, item))
    again = dossier.pathway.by_id[step].repeat is not None
    if last is not None and last.status == "done" and not again:
        raise CannotDo(say("This was done already: there is nothing to skip."))


def _what_it_replaces(dossier: Dossier, request: Request, corrects: int | None) -> None:
    """An answer that came meanwhile is not to be replaced by somebody who has not seen it."""
    stands = answer_seq(dossier, request) if request.answer else None
    if stands is None and corrects is not None:
        raise CannotDo(say("There is no answer to correct yet."))
    if stands != corrects:
        raise AnsweredAlready(
            say(
                "This was answered already. To replace that answer, add: --corrects {n}",
                n=str(stands),
            )
        )


def _files_that_stay(dossier: Dossier, request: Request, proxy: Proxy) -> Given:
    if request.answer is None or proxy.verdict != "done":
        return NO_FILES
    kept = files_among(dossier, request.answer.values)
    return {field: file for field, file in kept.items() if field not in proxy.without}


def last_request(dossier: Dossier, unit: Unit) -> Request | None:
    """What the name of a unit means: the attempt that counts for its newest round."""
    rounds = dossier.state.rounds(*unit)
    return rounds[-1] if rounds else None


def _not_asked_since(dossier: Dossier, named: Request | None, last: Request | None) -> None:
    if named is not None and last is not None and named.key != last.key:
        later = dossier.request_row(last.key).id
        raise CannotDo(say("This was asked again since: see request {id}.", id=later))


def _only_known_fields(form: Sequence[Field], raw: Raw) -> None:
    """Typed by hand, a name may be wrong; what was said under it must not be lost in silence."""
    fields = [field.id for field in form]
    if unknown := [name for name in raw if name not in fields]:
        hint = say("The form has no such field. It has: {fields}.", fields=", ".join(fields))
        raise FormFaults(dict.fromkeys(unknown, hint))


def _next_attempt(dossier: Dossier, unit: Unit, last: Request | None, *, anew: bool) -> RequestKey:
    if last is not None:
        if last.status == "done":
            raise CannotDo(say("This was done. Correct the answer instead of asking again."))
        if last.waits and not anew:
            raise CannotDo(say("This still waits for its answer. Name another agency to ask it."))
        return last.key._replace(attempt=last.key.attempt + 1)
    now = dossier.office.clock.now()
    wanted = plan(dossier.pathway, dossier.state, now).asks
    for ask in wanted:
        if (ask.key.step, ask.key.item) == unit:
            return ask.key
    raise CannotDo(NOT_ITS_TURN)


def _agency_to_ask(
    dossier: Dossier,
    world: World,
    unit: Unit,
    last: Request | None,
    agency_id: str | None,
) -> Agency:
    now = dossier.office.clock.now()
    if agency_id is not None:
        return named_agency(world, agency_id, now)
    same = world.directory.agency(last.agency) if last is not None else None
    if same is not None and world.in_force(same, now):
        return same
    area = area_of(dossier.pathway.by_id[unit[0]], dossier.state)
    candidates = world.candidates(dossier.pathway, RequestKey(*unit), area, now)
    if not candidates:
        title = dossier.pathway.title_of(unit[0])
        raise CannotDo(say("The directory names no agency for {step}. Name one.", step=title))
    return candidates[0]


def _withdraw(
    dossier: Dossier, world: World, key: RequestKey, by: str, texts: Mapping[str, str]
) -> None:
    now = dossier.office.clock.now()
    dossier.record(Withdrawn(at=now, key=key, by_plan=False), f"user:{by}", texts)
    tell_withdrawal(dossier, world, key, now)
