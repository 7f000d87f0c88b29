from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from cyclopts import App, Parameter

from deployments.commands.consent import app as consent, show_entry
from deployments.commands.person import person
from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, local_time, site_language, tell
from deployments.waking import wake
from domain.casework.desk.looking import (
    JourneyLine,
    MoveLine,
    PersonLine,
    RequestLine,
    every_case,
    one_case,
)
from domain.casework.journeys.opening import open_case
from domain.casework.letters.notice_lines import REACHED, NoticeLine
from domain.casework.person.consents import overrides
from domain.directory.addresses import CHANNEL_NAMES
from domain.journey.case_words import (
    ANSWERS,
    BECAME,
    NOTICES,
    REGIMES,
    STANDS,
    UNDELIVERED,
)
from domain.letters.refusals import in_words
from domain.pathway.declining import DECLINES_IN_WORDS
from domain.pathway.wording import PERSON_STATUSES
from domain.texts import Message, last_moment, say
from tasks.wiring import the_office, the_settings

app = App(name="case")
app.command(consent)
app.command(person, help=str(say("Take down who the person is, under seal, or look at it.")))


@app.command(name="open", help=str(say("Open a case with its first journey; shows its code.")))
def open_one(
    *,
    pathway: Annotated[str, Parameter(help=str(say("Its key, as in `referral pathway list`.")))],
    entry: Annotated[str, Parameter(help=str(say("How the person comes in.")))],
    area: Annotated[str | None, Parameter(help=str(say("The area that leads it.")))] = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    journey = open_case(the_office(), pathway, entry, area, by=f"user:{acting(by)}")
    code = journey.partition("/")[0]
    if as_json:
        give({"case": code, "journey": journey})
    else:
        tell(say("Case {code} is open; its journey is {journey}.", code=code, journey=journey))
    wake(journey)


@app.command(name="list", help=str(say("Every journey in a line, what is urgent first.")))
def list_cases(*, as_json: AsJson = False) -> None:
    journeys = every_case(the_office())
    if as_json:
        give([_brief(journey) for journey in journeys])
    elif journeys:
        lay_out([_row(journey) for journey in journeys])
    else:
        tell(say("There is no case yet. `referral case open` opens one."))


@app.command(help=str(say("One case: all that was asked, of whom, and how it stands.")))
def show(code: str, /, *, as_json: AsJson = False) -> None:
    journeys = one_case(the_office(), code, site_language())
    if as_json:
        give([asdict(journey) for journey in journeys])
        return
    for journey in journeys:
        _show(journey)
    for entry in overrides(the_office(), code):
        show_entry(entry)


IN_FULL_ONLY = ("duty", "can_be_undone_until", "person", "requests", "waits_for_lead")


def _brief(journey: JourneyLine) -> dict[str, object]:
    whole = asdict(journey)
    return {name: whole[name] for name in whole if name not in IN_FULL_ONLY}


def _row(journey: JourneyLine) -> tuple[str, ...]:
    return (
        journey.id,
        f"{journey.pathway} {journey.version}",
        journey.duty or journey.entry,
        journey.area or "–",
        STANDS[journey.status].in_(site_language()),
        journey.end or "–",
        local_time(journey.opened_at),
        say("Urgent").in_(site_language()) if journey.urgent else "",
    )


def _show(journey: JourneyLine) -> None:
    print("  ".join(_row(journey)).rstrip())
    if journey.can_be_undone_until is not None:
        until = local_time(journey.can_be_undone_until)
        tell(
            say(
                "Stopped. Until {moment} `referral journey resume {journey}` undoes it.",
                moment=until, journey=journey.id,
            ),
            indent=2,
        )  # fmt: skip
    if journey.person is not None:
        _show_person(journey.person)
    for request in journey.requests:
        _show_request(request)
    for line in journey.waits_for_lead:
        tell(say("For the coordinator: {what}: {why}", what=line.reference, why=line.why), indent=2)


def _show_person(person: PersonLine) -> None:
    tell(
        say(
            "The person: {is_what}, since {date}",
            is_what=PERSON_STATUSES[person.status],
            date=person.since,
        ),
        indent=2,
    )
    if person.regime is not None:
        tell(say("Support by: {law}", law=REGIMES[person.regime]), indent=2)


def _show_request(request: RequestLine) -> None:
    item = f"[{request.item}]" if request.item else ""
    stands = (UNDELIVERED if request.undelivered else ANSWERS[request.status]).in_(site_language())
    print(f"  {request.id}  {request.step}{item}  {request.agency}  {stands}")
    if request.because is not None:
        tell(say("Declined: {why}", why=DECLINES_IN_WORDS[request.because]), indent=4)
    tell(say("Asked: {moment}", moment=local_time(request.asked_at)), indent=4)
    for move in request.moves:
        _show_move(move)
    if request.colleague is not None:
        tell(say("Passed on there to: {name}", name=request.colleague), indent=4)
    if request.due_at is not None:
        tell(say("By: {moment}", moment=_last_moment(request.due_at)), indent=4)
    _show_said(request)
    for notice in request.notices:
        _show_notice(notice)
    if request.answered_at is not None:
        tell(say("Answered: {moment}", moment=local_time(request.answered_at)), indent=4)
    if request.answer_line is not None:
        tell(say("Line of the answer: {n}", n=str(request.answer_line)), indent=4)


def _last_moment(moment: datetime) -> Message:
    return last_moment(moment.astimezone(the_settings().zone))


def _show_notice(notice: NoticeLine) -> None:
    became = BECAME[notice.status]
    if notice.at is not None:
        became = say("{what}, {moment}", what=became, moment=local_time(notice.at))
    told = say(
        "{kind} {n}, to {name} ({channel}): {stands}",
        kind=NOTICES[notice.kind], n=notice.ordinal, name=notice.to,
        channel=CHANNEL_NAMES[notice.channel], stands=became,
    )  # fmt: skip
    tell(told, indent=4)
    if notice.status not in REACHED and notice.refusal is not None:
        tell(say("The provider said: {reason}", reason=in_words(notice.refusal)), indent=6)


def _show_said(request: RequestLine) -> None:
    if request.proposed_at is not None:
        since = local_time(request.proposed_at)
        tell(say("Waits for a second person, since {moment}", moment=since), indent=4)
    if request.accepted_until is not None:
        tell(say("Taken on: will be done by {date}", date=request.accepted_until), indent=4)
    if request.question_at is not None:
        asked_at = local_time(request.question_at)
        tell(say("Question that waits for a reply: {moment}", moment=asked_at), indent=4)
    if request.time_wanted_until is not None:
        tell(say("More time is asked for: until {date}", date=request.time_wanted_until), indent=4)
    if request.correction_wanted_at is not None:
        sent_at = local_time(request.correction_wanted_at)
        tell(say("A correction that waits for you: {moment}", moment=sent_at), indent=4)


def _show_move(move: MoveLine) -> None:
    until = local_time(move.at)
    tell(say("Until {moment}: {agency}", moment=until, agency=move.before), indent=4)
    basis = say("the coordinator decided") if move.legal_basis is None else move.legal_basis
    tell(say("Passed on: {why}", why=basis), indent=6)
