"""The words of notices: the case code, what is asked, by when, the link; nothing of the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.directory.whom_to_call import WhomToCall, call_line
from domain.letters.consent_words import CALL_WHO_HAS_READ
from domain.letters.danger_words import HALT_CONCERNS, URGENT_FOR_LEAD, halt_lines, halt_subject
from domain.letters.settled_words import (
    CORRECTION_SETTLED,
    SETTLED,
    SETTLED_BY_THE_LEAD,
    subject_of_settled,
)
from domain.letters.words_of_two import OF_TWO
from domain.texts import Label, Language, Message, last_moment, say


@dataclass(frozen=True, slots=True)
class Matter:
    """What a notice is about. Moments are UTC and shown in `zone` (IANA).

    `reason` goes with what waits for the lead; `standby`: whoever is asked is so in the place of an
    office that is closed; `jointly`: the item is one of those who confirm it
    together; `predecessor` had it before who has it now; `delegated`: a colleague passed it on;
    `proposed`: it is answered, and a second person has yet to confirm that; `again`: the same
    agency was asked the same before; `code` opens what is shared of the person; `call`: whom to
    call now, where somebody may be in danger, and `call_in_short` in an SMS; `elsewhere`: another
    agency is asked the same now.
    """

    kind: str
    ordinal: int
    case_code: str
    ask: Label
    item: Label | None
    asker: Label | None
    holder: Label | None
    asked_at: datetime
    due_at: datetime | None
    zone: str
    reason: str | None
    standby: bool = False
    jointly: bool = False
    predecessor: Label | None = None
    delegated: bool = False
    proposed: bool = False
    again: bool = False
    code: str | None = None
    call: Message | None = None
    call_in_short: Message | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the matters of a letter, and the link to it for who may answer; `renewed`: that takes
    the place of one that was sent before. `desk` is where whoever may sign in sees the journey.
    """

    matter: Matter
    link: str | None
    renewed: bool = False
    desk: str | None = None


CHANGED = say(
    "There is a change that concerns you. Please open the link of the request below once more, from"
    " our earlier message: its page says what to do."
)
NOT_NEEDED = say(
    "Your agency is asked no more to do what is below. There is nothing more to do. Thank you."
)
ELSEWHERE = say(
    "Another agency is asked now to do what is below. Please do nothing more about it. If you have"
    " begun already, please call the coordinator. Thank you."
)
RENEWED = say("This link takes the place of the one before, which is closed.")
Paragraph = Sequence[Message | Label]


@dataclass(frozen=True, slots=True)
class Letter:
    """`apart` are sent behind it, each as a message of its own: where a telephone would cut a
    link off that stands in a longer text.
    """

    subject: str
    text: str
    apart: tuple[str, ...] = ()


def write_letter(
    matter: Matter,
    *,
    addressee: Label,
    language: Language,
    link: str | None,
    repeat: bool,
    renewed: bool = False,
) -> Letter:
    """The message in its reader's language. `link` goes only to who may answer.

    `renewed`: it takes the place of one that was sent before.
    """
    entry = Entry(matter, link, renewed)
    return write_joint_letter([entry], addressee=addressee, language=language, repeat=repeat)


def write_joint_letter(
    entries: Sequence[Entry],
    *,
    addressee: Label,
    language: Language,
    repeat: bool,
    call: WhomToCall | None = None,
) -> Letter:
    """One message about each of these, of which several are all requests."""
    subject = subject_of([entry.matter for entry in entries])
    paragraphs: list[Paragraph] = [[say("To: {agency}", agency=addressee)]]
    for number, entry in enumerate(entries, start=1):
        if len(entries) > 1:
            paragraphs.append([say("Request {n} of {all}", n=number, all=len(entries))])
        paragraphs += about(entry.matter)[1]
        if entry.link is not None:
            paragraphs.append([_open_here(entry.matter.kind, entry.link)])
        if entry.renewed:
            paragraphs.append([RENEWED])
        if entry.desk is not None:
            paragraphs.append([_decide_here(entry.desk)])
    if any(entry.link is not None for entry in entries):
        paragraphs.append(
            [say("The link is for your agency alone. Please do not pass this message on.")]
            if len(entries) == 1
            else [say("The links are for your agency alone. Please do not pass this message on.")]
        )
    if call is not None and any(entry.matter.kind not in ("lead", "halt") for entry in entries):
        paragraphs.append([call_line(call)])
    if repeat and all(entry.matter.code is None for entry in entries):
        paragraphs.append([say("You may get this message twice. Please answer only once.")])
    written = ("\n".join(line.in_(language) for line in lines) for lines in paragraphs if lines)
    return Letter(subject.in_(language), "\n\n".join(written) + "\n")


def about(matter: Matter) -> tuple[Message, list[Paragraph]]:
    """The subject and what follows, without greeting and link."""
    if matter.code is None:
        return _subject(matter), _body(matter)
    subject = say("[{code}] The code that you asked for", code=matter.case_code)
    digits = say("Your code for the page of the request: {digits}", digits=matter.code)
    return subject, [[digits], [_ONLY_YOURS], [_code(matter)]]


def _open_here(kind: str, link: str) -> Message:
    if kind in CORRECTION_SETTLED:
        return say("See how it stands here; no account is needed:\n{link}", link=link)
    return say("See the request and answer here; no account is needed:\n{link}", link=link)


def _decide_here(desk: str) -> Message:
    return say("See it and decide (coordinators sign in):\n{link}", link=desk)


def subject_of(matters: Sequence[Matter]) -> Message:
    """Of several: all are requests."""
    if len(matters) == 1:
        return about(matters[0])[0]
    codes = ", ".join(dict.fromkeys(matter.case_code for matter in matters))
    return say("[{codes}] {n} requests await your answer", codes=codes, n=len(matters))


def _subject(matter: Matter) -> Message:  # noqa: C901, PLR0911 - one line a kind
    code = matter.case_code
    match matter.kind:
        case "request" if matter.again:
            return say("[{code}] Asked again: a request awaits your answer", code=code)
        case "request":
            return say("[{code}] A request awaits your answer", code=code)
        case "reminder":
            return say(
                "[{code}] Reminder {n}: a request awaits your answer", code=code, n=matter.ordinal
            )
        case "countersign":
            return say("[{code}] An answer awaits your confirmation", code=code)
        case "not_confirmed":
            return say("[{code}] An answer was not confirmed", code=code)
        case "informed":
            return say("[{code}] For your information", code=code)
        case "escalation":
            return say("[{code}] A request has not been answered", code=code)
        case "withdrawal":
            return say("[{code}] A request was withdrawn", code=code)
        case "halt":
            return halt_subject(code)
        case "changed":
            return say("[{code}] Please open the link of your request again", code=code)
        case kind if kind in SETTLED:
            return subject_of_settled(kind, code)
        case _:
            return _for_decision(matter)


def _for_decision(matter: Matter) -> Message:
    if matter.reason in URGENT:
        return say("[{code}] URGENT: please look at the file now", code=matter.case_code)
    return say("[{code}] The file waits for your decision", code=matter.case_code)


def _body(matter: Matter) -> list[Paragraph]:  # noqa: PLR0911 - likewise
    asked, code, due = _asked_for(matter), _code(matter), _due(matter)
    match matter.kind:
        case "request":
            asking = [*_opening(matter), *asked]
            return [_came_from(matter), _once_more(matter), asking, _why_you(matter), [code, due]]
        case "reminder":
            reminder = _reminder(matter)
            return [[reminder], [*_opening(matter), *asked], [code, due]]
        case "countersign" | "not_confirmed" as of_two:
            return [[OF_TWO[of_two]], asked, [code, due]]
        case "informed":
            return [[_for_information(matter)], asked, [code]]
        case "escalation":
            told = say(
                "{holder} has not yet answered the request below. Please help it to be answered.",
                holder=_holder(matter),
            )
            return [[told], asked, [code, _asked_at(matter), due]]
        case "withdrawal":
            told = ELSEWHERE if matter.elsewhere else NOT_NEEDED
            return [[told], asked, [code]]
        case "halt":
            return [halt_lines(matter.call), [HALT_CONCERNS, *asked], [code]]
        case "changed":
            return [[CHANGED], asked, [code]]
        case kind if kind in SETTLED:
            by_then = [due] if kind in SETTLED_BY_THE_LEAD else []
            return [[SETTLED[kind]], asked, [code, *by_then]]
        case _:
            asked = [say("What is asked: {ask}", ask=matter.ask)]
            call = [matter.call] if matter.call is not None else []
            return [[_for_lead(matter), *call], asked, [code]]


def _reminder(matter: Matter) -> Message:
    if matter.proposed:
        return say(
            "This is reminder {n}. Your agency's answer still awaits a second person, who confirms"
            " it.",
            n=matter.ordinal,
        )
    return say("This is reminder {n}. There is no answer yet.", n=matter.ordinal)


_ONLY_YOURS = say(
    "It is for you alone and is valid for 72 hours; a newer one takes its place. If you did not"
    " ask for it, please call the coordinator now: somebody else may have your link."
)


def _for_information(matter: Matter) -> Message:
    if matter.standby:
        return say(
            "It is outside office hours, so the request below was sent to {holder}, which is on "
            "call. You need not answer yet; please be ready to help.",
            holder=_holder(matter),
        )
    return say(
        "{holder} was sent the request below. You need not answer; please be ready to help.",
        holder=_holder(matter),
    )


def _why_you(matter: Matter) -> list[Message]:
    if not matter.standby:
        return []
    return [say("It is outside office hours, so your agency is asked, which is on call.")]


def _came_from(matter: Matter) -> list[Message]:
    if matter.delegated:
        return [say("A colleague has passed this request on to you: please answer it.")]
    if matter.predecessor is None:
        return []
    return [say("{agency} had this request; it is with you now.", agency=matter.predecessor)]


def _once_more(matter: Matter) -> list[Message]:
    if not matter.again:
        return []
    return [say("Asked again: your agency had this request before. Please answer it once more.")]


def _opening(matter: Matter) -> list[Message]:
    return [say("{asker} asks your agency:", asker=matter.asker)] if matter.asker else []


def _asked_for(matter: Matter) -> list[Message | Label]:
    """The one line of what is asked, and for an item which."""
    if matter.item is None:
        return [matter.ask]
    if matter.jointly:
        return [matter.ask, say("To be confirmed by: {agency}", agency=matter.item)]
    return [matter.ask, say("What for: {item}", item=matter.item)]


def _holder(matter: Matter) -> Message | Label:
    return matter.holder or say("An agency")


def _code(matter: Matter) -> Message:
    return say("File code: {code}", code=matter.case_code)


def _asked_at(matter: Matter) -> Message:
    return say("Asked at: {moment}", moment=in_their_zone(matter.asked_at, matter))


def _due(matter: Matter) -> Message:
    if matter.due_at is None:
        return say("No deadline is set. Please answer as soon as you can.")
    if matter.due_at <= matter.asked_at:
        return say("Please answer at once.")
    return say(
        "Please answer by: {moment}", moment=last_moment(in_their_zone(matter.due_at, matter))
    )


def in_their_zone(moment: datetime, matter: Matter) -> datetime:
    return moment.astimezone(ZoneInfo(matter.zone))


def _for_lead(matter: Matter) -> Message:
    return WAITS_FOR_LEAD.get(matter.reason or "", WAITS_FOR_LEAD["nobody"])


WAITS_FOR_LEAD: Mapping[str, Message] = {
    **URGENT_FOR_LEAD,
    "nobody": say("The directory names no agency for this step. Please choose whom to ask."),
    "declined": say(
        "No agency could do this step. Please ask again, ask another agency, or skip it."
    ),
    "no_answer": say("There is still no answer. Please call the agency."),
    "not_eligible": say(
        "The agency says that the conditions are not met. Nobody else is asked for this step until"
        " you ask again, ask another agency, or skip it."
    ),
    "question": say("The agency has a question. Please read it and reply."),
    "more_time": say("The agency asks for more time. Please grant it or refuse it."),
    "correction": say(
        "Whoever answered says that the answer should be another. Please read what was sent, then"
        " take it over or leave the answer as it is."
    ),
    "answered_before": say(
        "It was corrected, and others had answered on what stood before. Please look at each of"
        " these answers, have corrected what has to be another, and then say that you have looked."
    ),
    "withdrawn": say("The request was withdrawn. Please ask again or skip the step."),
    "no_consent": say(
        "The person has not agreed that this agency may know what the step needs. Please ask the"
        " person and record what they say, ask the agency all the same without telling it that, or"
        " skip the step."
    ),
    "taken_back": CALL_WHO_HAS_READ,
    "unclear": say("The step's condition cannot be decided. Please skip it or stop the journey."),
    "split": say(
        "The agency has passed on what it had, and who has this now is not plain. Please choose"
        " whom to pass it to."
    ),
    "not_received": say(
        "Nobody receives the person there yet. Please have the policy of that area name the pathway"
        " and its entry under “receives”."
    ),
    "new_colleague": say(
        "The agency wants a new colleague to answer. Please check who it is, and confirm or"
        " decline."
    ),
    "second_person": say(
        "The answer awaits a second person. Please have somebody else at the agency confirm it by"
        " telephone, and record who did."
    ),
    "left_unconfirmed": say(
        "It was answered, and passed on to another agency before a second person confirmed it."
        " Please tell the agency that has it now, and whoever answered."
    ),
    "not_confirmed": say(
        "A second person at the agency did not confirm the answer that you wrote down or took over;"
        " it does not count. Please call the agency."
    ),
    "not_delivered": say("A message could not be delivered. Please reach the agency another way."),
}
"""Why something stands on the lead's list, and what to do."""

URGENT = frozenset(URGENT_FOR_LEAD)
"""Somebody may be in danger: told also in quiet hours, and shown first."""
