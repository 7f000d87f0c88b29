"""Looking at what was asked and said, texts included. Each look at an answer is an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.areas.area_map import Areas
from domain.casework.administration.publishing import areas_in_use
from domain.casework.answers.attributing import agency_of
from domain.casework.answers.filing import OpenedFile, files_among, take_file
from domain.casework.answers.hearing import heard, look_at
from domain.casework.answers.views import Said
from domain.casework.desk.coordinating import CannotDo, find, last_request
from domain.casework.desk.dependents import Dependent, dependents
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.person.suspects import is_suspect
from domain.db.session import Books
from domain.journey.facts import Answered, Corrected, CorrectionWanted, Proposed, Verdict
from domain.journey.state import Request
from domain.pathway.attachments import KeptFile
from domain.pathway.declining import DeclineReason
from domain.pathway.template import Field
from domain.texts import Label, say
from domain.values import Value


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says should be the answer, and is not; `texts` are opened. `form` is that to
    which it was said.
    """

    verdict: Verdict
    because: DeclineReason | None
    values: Mapping[str, Value]
    texts: Mapping[str, str]
    files: Mapping[str, KeptFile]
    form: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Consulted:
    """A request and its answer as it stands; `texts` are opened. Empty while it waits. What awaits
    a second person is `proposed`, and shown before any answer that it would replace. `said` is what
    was said beside it, `wanted` a correction that waits for the coordinator, `refused` what a
    second person did not confirm, until there is another, `dependents` what rests on the answer.
    `suspect`: it came, or what it confirms, by a link whose code was locked.

    `form` is that to which the answer was said.
    `agency` is whose answer it is, by the name of that day, or who is asked. `newest_line`: of
    the last fact about it.
    """

    id: str
    newest_line: int
    title: Label
    agency: Label
    status: str
    because: DeclineReason | None
    form: tuple[Field, ...]
    values: Mapping[str, Value]
    texts: Mapping[str, str]
    said: tuple[Said, ...]
    zone: str
    files: Mapping[str, KeptFile]
    areas: Areas
    wanted: Wanted | None = None
    dependents: tuple[Dependent, ...] = ()
    refused: Wanted | None = None
    suspect: bool = False


def consult(office: Office, reference: str, by: str) -> Consulted:
    """Raises CannotDo where nobody was asked yet, and what `find` raises."""
    with office.store.writing() as books:
        dossier, unit, named = find(office, books, reference)
        request = named or last_request(dossier, unit)
        if request is None:
            raise CannotDo(say("Nobody was asked this yet."))
        remarks = heard(dossier, request)
        for remark in remarks:
            if remark.said.text:
                _note_the_look(books, dossier, remark.line, by)
        texts: Mapping[str, str] = {}
        said = request.proposal or request.answer
        suspect = said is not None and is_suspect(dossier, request, said)
        if suspect:
            dossier.row.next_due_at = office.clock.now()
        if said is not None:
            seq = dossier.line_of(said)
            texts = dossier.texts(seq)
            _note_the_look(books, dossier, seq, by)
        if request.newcomer is not None:
            named_in = dossier.line_of(request.newcomer)
            texts = {**texts, **dossier.texts(named_in)}
            _note_the_look(books, dossier, named_in, by)
        step = dossier.told_pathway.by_id[request.key.step]
        values = said.values if said is not None else {}
        form = step.form_for(request.key.item)
        if said is not None:
            form = dossier.form_answered(seq, request.key)
        return Consulted(
            id=dossier.request_row(request.key).id,
            newest_line=dossier.newest_line(*unit),
            title=step.title,
            agency=agency_of(dossier, request),
            status="proposed" if request.proposal is not None else request.status,
            because=said.reason if said is not None else None,
            form=form,
            values=values,
            texts=texts,
            said=tuple(remark.said for remark in remarks),
            zone=request.asked.zone,
            files=files_among(dossier, values),
            areas=areas_in_use(books),
            wanted=_opened(dossier, request.correction_wanted, by),
            refused=_opened(dossier, request.turned_down, by),
            suspect=suspect,
            dependents=dependents(dossier, request.key),
        )


def _opened(dossier: Dossier, fact: CorrectionWanted | Proposed | None, by: str) -> Wanted | None:
    if fact is None:
        return None
    line = dossier.line_of(fact)
    texts = dossier.texts(line)
    _note_the_look(dossier.books, dossier, line, by)
    files = files_among(dossier, fact.values)
    form = dossier.form_answered(line, fact.key)
    return Wanted(fact.verdict, fact.reason, fact.values, texts, files, form)


def _note_the_look(books: Books, dossier: Dossier, line: int, by: str) -> None:
    now = dossier.office.clock.now()
    books.trails.add(dossier.row, "read", now, f"user:{by}", look_at(line))


def open_file(office: Office, reference: str, field: str, by: str) -> OpenedFile:
    """The file of what stands, or else of what should stand instead.

    Raises CannotDo, CannotUnseal, and what `find` raises.
    """
    with office.store.writing() as books:
        dossier, unit, named = find(office, books, reference)
        request = named or last_request(dossier, unit)
        for said in _said(request) if request is not None else ():
            taken = take_file(dossier, said, field, f"user:{by}")
            if taken is not None:
                return taken
        raise CannotDo(say("No file came with this answer in the field “{field}”.", field=field))


def _said(request: Request) -> Iterator[Proposed | Answered | Corrected | CorrectionWanted]:
    for said in (request.proposal or request.answer, request.correction_wanted):
        if said is not None:
            yield said
