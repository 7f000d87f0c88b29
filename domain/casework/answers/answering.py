"""Answering by a link: looking changes nothing, answering is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.casework.administration.publishing import areas_in_use
from domain.casework.answers.fates import dead_link, halted_at, took_back
from domain.casework.answers.filing import files_among, files_of_draft, keep_files
from domain.casework.answers.hearing import heard_of, heard_of_answer
from domain.casework.answers.opened import mark_opened
from domain.casework.answers.proposing import seen_proposal, tell_proposal
from domain.casework.answers.refusing import BECAUSE, REASON, read_refusal
from domain.casework.answers.replacing import gave, was_replaced
from domain.casework.answers.since_opened import VERDICT, as_asked_now, forms_before
from domain.casework.answers.views import (
    Asking,
    Colleague,
    Look,
    Open,
    Receipt,
    Settled,
    Submission,
    TooLate,
)
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import tell_earlier_corrected
from domain.casework.office import Office
from domain.casework.person.ledgers import world_of
from domain.casework.person.sharing import readable
from domain.clock import day_in
from domain.db.session import Books
from domain.db.tables import Link
from domain.journey.danger import reaches_another, told_of_danger
from domain.journey.depending import corrected_since, is_looked_at_again
from domain.journey.facts import Answered, Corrected, CorrectionWanted, How, Proposed
from domain.journey.fold_and_plan import (
    TooLateToCorrect,
    asked_again_at,
    goes_on_from,
    may_correct,
    too_late_to_correct,
)
from domain.journey.seconding import needs_two
from domain.journey.state import Request
from domain.journey.world import World
from domain.pathway.attachments import Given
from domain.pathway.forms import NO_FILES, Filled, FormFaults, fill
from domain.seals.links import NotALink, Signed
from domain.texts import Label, say

GIVEN_BY = "_given_by"  # no field's name begins so


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that is committed, and the journey that is to be woken."""

    receipt: Receipt
    journey: str


def look(office: Office, token: str) -> Look:
    """What the link shows now. Raises NotALink. Changes nothing."""
    signed = office.links.read(token)
    with office.store.reading() as books:
        link = link_of(books, signed)
        journey = journey_of(books, link)
        return look_through(Dossier.read(office, books, journey), link)


@dataclass(frozen=True, slots=True)
class Followed:
    """A link, what it shows now, and the journey of its request, held."""

    dossier: Dossier
    link: Link
    request: Request
    look: Look


def follow(office: Office, books: Books, token: str) -> Followed:
    """For what is done by a link beside answering. Raises NotALink."""
    link = link_of(books, office.links.read(token))
    dossier = Dossier.locked(office, books, journey_of(books, link))
    return Followed(dossier, link, request_of(dossier, link), look_through(dossier, link))


def answer(office: Office, token: str, submission: Submission) -> Taken:
    """Record an answer, or a correction of one, that came by a link.

    Raises NotALink, TooLate when the request no longer takes it, and FormFaults; then
    nothing was written.
    """
    signed = office.links.read(token)
    with office.store.writing() as books:
        link = link_of(books, signed)
        dossier = Dossier.locked(office, books, journey_of(books, link))
        seen = look_through(dossier, link)
        if not isinstance(seen, Open | Settled) or not _takes(seen, submission):
            raise TooLate(seen)
        mark_opened(books, link, office.clock.now())
        request = request_of(dossier, link)
        submission = as_asked_now(seen.asking, submission)
        drafted = files_of_draft(books, link.id).items()
        named = {name: file for name, file in drafted if file.id in submission.drafted}
        files = {**named, **submission.files}
        filled = read_answer(dossier, request, submission, files)
        keep_files(dossier, link.request, filled.values, files)
        seq = write_answer(dossier, request, submission, filled, by=link.contact)
        return Taken(receipt_of(dossier, link, filled.texts, seq), dossier.row.id)


def _takes(seen: Open | Settled, submission: Submission) -> bool:
    """A correction names the answer that it replaces, so that two cannot replace the same."""
    if submission.corrects is None:
        return isinstance(seen, Open)
    return isinstance(seen, Settled) and seen.correctable == submission.corrects


def read_answer(
    dossier: Dossier, request: Request, submission: Submission, files: Given = NO_FILES
) -> Filled:
    """The checked form. A verdict other than 'done' needs only its reason. Raises FormFaults."""
    step = dossier.told_pathway.by_id[request.key.step]
    if submission.verdict == "done":
        if submission.reason.strip() or submission.because:
            name = REASON if submission.reason.strip() else BECAUSE
            raise FormFaults({name: say("A reason goes with an answer other than done.")})
        form, areas = step.form_for(request.key.item), areas_in_use(dossier.books)
        return fill(form, submission.raw, areas, _today(dossier, request), files)
    if submission.raw:
        hint = say("This goes only with the answer that it is done.")
        raise FormFaults(dict.fromkeys(submission.raw, hint))
    if submission.verdict == "lacks_grounds" and not step.may_lack_grounds:
        raise FormFaults({VERDICT: say("Please choose one of the answers shown.")})
    return read_refusal(step.declines, submission)


def _today(dossier: Dossier, request: Request) -> date:
    return day_in(request.asked.zone, dossier.office.clock.now())


def write_answer(
    dossier: Dossier,
    request: Request,
    submission: Submission,
    filled: Filled,
    *,
    by: str,
    actor: str | None = None,
    how: How = "link",
    given_by: str = "",
) -> int:
    """The fact, its texts sealed, and the flow wanted. Returns its trail line's number."""
    texts = dict(filled.texts) | ({GIVEN_BY: given_by} if given_by else {})
    given = {"at": dossier.office.clock.now(), "key": request.key, "by": by, "how": how}
    given |= {"verdict": submission.verdict, "reason": submission.because or None}
    given |= {"values": filled.values}
    fact: Proposed | Answered | Corrected
    step = dossier.told_pathway.by_id[request.key.step]
    if needs_two(step, request, submission.verdict):
        fact = Proposed.model_validate(given | {"corrects": submission.corrects})
    elif submission.corrects is None:
        fact = Answered.model_validate(given)
    else:
        fact = Corrected.model_validate(given | {"corrects": submission.corrects})
    seq = dossier.record(fact, actor or f"contact:{by}", texts)
    if isinstance(fact, Proposed):
        tell_proposal(dossier, request.key)
    if isinstance(fact, Corrected):
        tell_earlier_corrected(dossier, request.key, seq)
    dossier.want_attention()
    return seq


def link_of(books: Books, signed: Signed) -> Link:
    """Not by another key's signature: a key that became known opens no link that it did not make.

    Raises NotALink.
    """
    link = books.requests.link(signed.link_id)
    if link is None or link.key_id != signed.key_id:
        raise NotALink(say("This link is not valid. Please open it from the message again."))
    return link


def journey_of(books: Books, link: Link) -> str:
    request = books.requests.find(link.request)
    assert request is not None  # noqa: S101 - a foreign key holds it
    return request.journey


def request_of(dossier: Dossier, link: Link) -> Request:
    return next(
        request
        for request in dossier.state.requests.values()
        if dossier.request_row(request.key).id == link.request
    )


def look_through(dossier: Dossier, link: Link) -> Look:
    world = world_of(dossier)
    contact = world.directory.contact(link.contact)
    request = request_of(dossier, link)
    language = contact.language if contact else dossier.office.language
    if (dead := dead_link(dossier, world, link, request, language)) is not None:
        return dead
    asking = _asking(dossier, world, request, link)
    if (proposed := seen_proposal(dossier, world, request, link, asking)) is not None:
        return proposed
    if request.waits:
        draft = dossier.books.drafts.of_link(link.id)
        return Open(asking, heard_of(dossier, request), draft.saved_at if draft else None)
    assert request.answer is not None  # noqa: S101 - neither waiting nor withdrawn
    return _settled(dossier, request, request.answer, link, asking)


def _settled(
    dossier: Dossier, request: Request, answer: Answered | Corrected, link: Link, asking: Asking
) -> Settled:
    mine = gave(answer, link.contact)
    sent = request.correction_wanted
    anothers = sent is not None and sent.by != link.contact
    late = too_late_to_correct(dossier.pathway, dossier.state, request.key)
    line = answer_seq(dossier, request)
    spoke = mine or _sent_some(dossier, request, link)
    in_danger = sent is not None and sent.reason == "unsafe"
    # Until somebody has decided on a danger, nothing else comes in its place.
    corrects = mine and not anothers and not in_danger
    free = corrects and may_correct(dossier.pathway, dossier.state, request.key)
    # What is sent while a second person has yet to confirm would reach nobody.
    reaches = request.proposal is None
    sends_on = corrects and reaches and late is not None and late.why == "next_step"
    reports = reaches and not anothers and answer.reason != "unsafe" and _goes_on(late)
    return Settled(
        asking,
        answer.at,
        mine,
        correctable=line if free else None,
        too_late=late if mine else None,
        asked_again_at=asked_again_at(dossier.state, request),
        for_the_coordinator=line if sends_on else None,
        said=heard_of_answer(dossier, request) if spoke else (),
        anothers_waits=mine and anothers,
        for_danger=line if reports else None,
        danger_told=in_danger or answer.reason == "unsafe",
        sent_at=sent.at if sent is not None and sent.by == link.contact else None,
        confirmed=answer.proposed_by is not None
        and (answer.how, answer.by) == ("link", link.contact),
        taken_over=mine and request.was_taken_over,
        halted_at=halted_at(dossier),
        files=frozenset(files_among(dossier, answer.values)),
        replaced=not mine and was_replaced(dossier, request, link),
    )


def _goes_on(late: TooLateToCorrect | None) -> bool:
    return late is None or late.why == "next_step"


def _sent_some(dossier: Dossier, request: Request, link: Link) -> bool:
    """A report of danger, by one who did not answer."""
    facts = (record.fact for record in dossier.recorded)
    sent = (fact for fact in facts if isinstance(fact, CorrectionWanted))
    return any((fact.key, fact.by) == (request.key, link.contact) for fact in sent)


def answer_seq(dossier: Dossier, request: Request) -> int:
    """The trail line of the answer that stands."""
    assert request.answer is not None  # noqa: S101 - whoever asks has seen it
    return dossier.line_of(request.answer)


def _asking(dossier: Dossier, world: World, request: Request, link: Link) -> Asking:
    step = dossier.told_pathway.by_id[request.key.step]
    contact = world.directory.contact(link.contact)
    titles = {
        agency.id: agency.title
        for agency in map(
            world.directory.agency,
            (request.agency, request.asked.asked_by or "", *request.asked.informed),
        )
        if agency is not None
    }
    shown = readable(dossier, request, contact)
    form = step.form_for(request.key.item)
    return Asking(
        case_code=dossier.row.case_code,
        title=step.title,
        ask=step.request,
        item=dossier.told_pathway.item_label(step, request.key.item),
        jointly=request.key.item in step.jointly,
        round_number=request.key.occurrence if step.repeat else None,
        agency=titles.get(request.agency, Label(vi=request.agency, en=request.agency)),
        asked_by=titles.get(request.asked.asked_by or ""),
        informed=tuple(titles[a] for a in request.asked.informed if a in titles),
        asked_at=request.asked.at,
        due_at=request.due_at,
        zone=request.asked.zone,
        today=_today(dossier, request),
        language=contact.language if contact else dossier.office.language,
        form=form,
        areas=world.areas,
        may_lack_grounds=step.may_lack_grounds,
        declines=step.declines,
        colleagues=_colleagues(world, link),
        newcomer_since=request.newcomer.at if request.newcomer else None,
        takes_two=step.takes_two(request.key.item),
        turned_down_at=request.turned_down.at if request.turned_down else None,
        readable=shown,
        taken_back=took_back(dossier, request, link),
        paused_at=dossier.state.paused.at if dossier.state.paused else None,
        untold=request.waits and bool(step.shares) and shown is None,
        looked_at_again=is_looked_at_again(dossier.pathway, dossier.state, request),
        earlier_corrected_at=corrected_since(dossier.pathway, dossier.state, request),
        moved=dossier.chronicle.moved_at,
        before=forms_before(dossier, request, form),
    )


def _colleagues(world: World, link: Link) -> tuple[Colleague, ...]:
    agency = world.directory.agency_of(link.contact)
    contacts = agency.contacts if agency else ()
    return tuple(Colleague(c.id, c.name) for c in contacts if c.id != link.contact)


def receipt_of(dossier: Dossier, link: Link, written: Mapping[str, str], seq: int) -> Receipt:
    """Of what was recorded just now in the trail line `seq`, with these texts."""
    world = world_of(dossier)
    request = request_of(dossier, link)
    said = request.proposal or request.answer
    assert said is not None  # noqa: S101 - it was written just now
    free = request.proposal is None and may_correct(dossier.pathway, dossier.state, request.key)
    texts = {name: text for name, text in written.items() if name != GIVEN_BY}
    reason = texts.pop(REASON, "") if said.verdict != "done" else ""
    return Receipt(
        asking=_asking(dossier, world, request, link),
        verdict=said.verdict,
        values=said.values,
        texts=texts,
        reason=reason,
        because=said.reason,
        at=said.at,
        correctable=seq if free else None,
        corrected=not isinstance(said, Answered) and said.corrects is not None,
        awaits_second=isinstance(said, Proposed),
        confirmed=not isinstance(said, Proposed) and said.proposed_by is not None,
        heard=said.reason != "unsafe" or is_heard(dossier, world, request, link),
        goes_on=goes_on_from(
            dossier.pathway, dossier.state, request.key, dossier.office.clock.now()
        ),
        files=files_among(dossier, said.values),
    )


def is_heard(dossier: Dossier, world: World, request: Request, link: Link) -> bool:
    """Whether of a danger told by this link somebody else hears."""
    reporter, now = world.directory.agency(request.agency), dossier.office.clock.now()
    told = told_of_danger(reporter, dossier.pathway, dossier.row.area, world, now)
    return request.proposal is None and reaches_another(told, link.contact)
