from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from deployments.commands import colleague, correction, second
from deployments.commands.correction import dependents_as_data, show_dependents
from deployments.options import AsJson, By, acting, as_kept
from deployments.saving import save
from deployments.speaking import give, site_language, tell
from deployments.waking import wake
from domain.casework.answers import replying, speaking_up
from domain.casework.answers.answering import GIVEN_BY
from domain.casework.answers.confirming import CONFIRMED_BY, awaits_second
from domain.casework.answers.refusing import REASON
from domain.casework.answers.reissuing import resend as send_again
from domain.casework.desk import coordinating
from domain.casework.desk.consulting import Consulted, Wanted, consult, open_file
from domain.casework.desk.coordinating import Proxy
from domain.casework.desk.days_off import day_off_of
from domain.casework.desk.dependents import dependents_of
from domain.casework.journeys.passing_on import pass_on_to
from domain.casework.person.reading import make_code
from domain.journey.case_words import ANSWERS
from domain.journey.facts import Verdict
from domain.pathway.declining import DECLINES_IN_WORDS, DeclineReason
from domain.pathway.template import Field
from domain.texts import Message, say
from pages.answer.recorded import value_in_words
from pages.answer.said import said_in_words
from tasks.wiring import the_office

app = App(name="request")
colleague.add_to(app)
second.add_to(app)
correction.add_to(app)


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What goes with an answer other than that it is done."""

    because: Annotated[
        DeclineReason | None,
        Parameter(help=str(say("Why it is declined; a step may allow fewer of these."))),
    ] = None
    reason: Annotated[
        str, Parameter(help=str(say("Why in their own words, unless it is done.")))
    ] = ""


def _has_equals_sign(_type: object, fields: Sequence[str] | None) -> None:
    if any(not field.partition("=")[1] for field in fields or ()):
        raise ValueError(fields)


@app.command(help=str(say("Record what an agency said by phone or on paper.")))
def answer(
    reference: str,
    /,
    *,
    verdict: Annotated[Verdict, Parameter(help=str(say("What the agency said.")))],
    given_by: Annotated[str, Parameter(help=str(say("Who said it. It is kept sealed.")))],
    how: Annotated[Literal["phone", "paper"], Parameter(help=str(say("How it came.")))],
    field: Annotated[
        tuple[str, ...],
        Parameter(
            negative="",
            validator=_has_equals_sign,
            help=str(say("A field of the form, as field=value. Once for each value.")),
        ),
    ] = (),
    refusal: Refusal = Refusal(),
    corrects: Annotated[
        int | None, Parameter(help=str(say("The line of the answer that this one replaces.")))
    ] = None,
    by: By = None,
) -> None:
    because = refusal.because or ""
    proxy = Proxy(verdict, _typed(field), refusal.reason, given_by, how, corrects, because)
    kept = as_kept(reference)
    if corrects is not None:
        show_dependents(dependents_of(the_office(), kept.partition("@")[0]))
    woken = coordinating.answer_for_agency(the_office(), kept, proxy, acting(by))
    if awaits_second(the_office(), kept.partition("@")[0]):
        tell(say("Recorded. It counts once a second person at the agency has confirmed it."))
    else:
        tell(say("The answer is recorded."))
    wake(woken)


@app.command(help=str(say("What was asked and what was said. Each look is written down.")))
def show(reference: str, /, *, by: By = None, as_json: AsJson = False) -> None:
    seen = consult(the_office(), as_kept(reference), acting(by))
    if as_json:
        fields = [field.id for field in seen.form]
        agency = seen.agency.in_(site_language())
        give({"id": seen.id, "agency": agency, "status": seen.status, "fields": fields}
             | {"because": seen.because, "values": dict(seen.values)}
             | {"texts": dict(seen.texts), "said": list(map(asdict, seen.said))}
             | {"wanted": _instead(seen.wanted), "refused": _instead(seen.refused)}
             | {"dependents": dependents_as_data(seen)})  # fmt: skip
        return
    print(f"{seen.id}  {seen.title.in_(site_language())}  {seen.agency.in_(site_language())}")
    for field in seen.form:
        typed = seen.texts.get(field.id, seen.values.get(field.id))
        said = seen.files.get(field.id, typed)
        print(f"  {field.id}  {field.label.in_(site_language())}: {_shown(field, said, seen)}")
    _show_wanted(say("What should stand instead, as whoever answered says:"), seen.wanted, seen)
    _show_wanted(say("What a second person did not confirm:"), seen.refused, seen)
    show_dependents(seen.dependents)
    for remark in (said_in_words(each, seen.zone) for each in seen.said):
        text = f" {remark.text}" if remark.text else ""
        print(f"  {remark.what.in_(site_language())}{text}")
    if seen.because is not None:
        tell(say("Declined: {why}", why=DECLINES_IN_WORDS[seen.because]), indent=2)
    if seen.suspect:
        tell(say("This came by a link whose code was locked."), indent=2)
    if seen.status == "proposed":
        tell(say("This awaits a second person and does not count yet."), indent=2)
    for name in (REASON, GIVEN_BY, CONFIRMED_BY):
        if name in seen.texts:
            tell(say("{what}: {text}", what=_BESIDE[name], text=seen.texts[name]), indent=2)
    as_seen = f"{seen.id}@{seen.newest_line}"
    tell(say("To do something only if it is still so, name it {reference}.", reference=as_seen))


@app.command(help=str(say("Write the file of an answer to this machine. It is written down.")))
def file(
    reference: str,
    field: str,
    /,
    *,
    to: Annotated[Path, Parameter(help=str(say("A folder, or the name of a new file.")))],
    by: By = None,
) -> None:
    opened = open_file(the_office(), as_kept(reference), field, acting(by))
    written = save(opened.content, opened.name, to)
    tell(say("Written to {file}. Please delete it when it is no longer needed.", file=str(written)))


@app.command(help=str(say("Ask once more: the same agency, or another one.")))
def again(
    reference: str,
    /,
    *,
    agency: Annotated[
        str | None, Parameter(help=str(say("Its id, as in `referral directory show`.")))
    ] = None,
    without_consent: Annotated[
        bool,
        Parameter(
            negative="",
            help=str(
                say("Where the person has not agreed: ask, and show what they agreed to alone.")
            ),
        ),
    ] = False,
    by: By = None,
) -> None:
    woken = coordinating.ask_again(
        the_office(), as_kept(reference), acting(by), agency, without_consent=without_consent
    )
    tell(say("It is asked again."))
    wake(woken)


@app.command(name="pass-on", help=str(say("Give what waits to another agency. Its clock runs on.")))
def pass_on(
    reference: str,
    /,
    *,
    to: Annotated[str, Parameter(help=str(say("Its id, as in `referral directory show`.")))],
    by: By = None,
) -> None:
    passed = pass_on_to(the_office(), as_kept(reference), to, acting(by))
    tell(say("The request is with this agency now: {agency}.", agency=passed.agency))
    if passed.role is not None:
        tell(
            say("Please note: the directory does not give it this role: {role}.", role=passed.role)
        )
    wake(passed.journey)


@app.command(help=str(say("Send its link anew; those that were sent before end.")))
def resend(
    reference: str,
    contact: Annotated[
        str | None, Parameter(help=str(say("Whose, by id. Without it, everybody's.")))
    ] = None,
    /,
    *,
    by: By = None,
) -> None:
    woken = send_again(the_office(), as_kept(reference), acting(by), contact)
    tell(say("A fresh link is on its way."))
    wake(woken)


@app.command(help=str(say("Grant a new deadline: the end of that day, where the agency is.")))
def extend(
    reference: str,
    /,
    *,
    until: Annotated[date, Parameter(help=str(say("The last day, such as 2026-12-31.")))],
    reason: Annotated[str, Parameter(help=str(say("Why. It is kept sealed.")))],
    by: By = None,
) -> None:
    woken = coordinating.extend(the_office(), as_kept(reference), until, reason, acting(by))
    tell(say("The deadline is {date} now.", date=until))
    if (off := day_off_of(the_office(), until)) is not None:
        tell(off)
    wake(woken)


@app.command(name="refuse-time", help=str(say("Keep the deadline where more time is asked for.")))
def refuse_time(
    reference: str,
    /,
    *,
    reason: Annotated[
        str, Parameter(help=str(say("Why. It is kept sealed; the agency reads it on its page.")))
    ],
    by: By = None,
) -> None:
    woken = replying.refuse_more_time(the_office(), as_kept(reference), reason, acting(by))
    tell(say("The deadline stays, and the agency is told."))
    wake(woken)


@app.command(help=str(say("Reply to what an agency asked. A message tells it that you have.")))
def reply(
    reference: str,
    /,
    *,
    text: Annotated[
        str,
        Parameter(help=str(say("The reply. It is kept sealed; the agency reads it on its page."))),
    ],
    by: By = None,
) -> None:
    woken = replying.reply(the_office(), as_kept(reference), text, acting(by))
    tell(say("The reply is recorded, and the agency is told."))
    wake(woken)


@app.command(help=str(say("Write down by which day an agency will have done it.")))
def accept(
    reference: str,
    /,
    *,
    until: Annotated[date, Parameter(help=str(say("The last day, such as 2026-12-31.")))],
    given_by: Annotated[str, Parameter(help=str(say("Who said it. It is kept sealed.")))],
    how: Annotated[Literal["phone", "paper"], Parameter(help=str(say("How it came.")))],
    by: By = None,
) -> None:
    woken = speaking_up.accept_for_agency(
        the_office(), as_kept(reference), until, given_by, how, acting(by)
    )
    tell(say("It is recorded. Until that day the agency is not reminded."))
    wake(woken)


@app.command(help=str(say("Let the journey go on without this.")))
def skip(
    reference: str,
    /,
    *,
    reason: Annotated[str, Parameter(help=str(say("Why. It is kept sealed.")))],
    by: By = None,
) -> None:
    woken = coordinating.skip(the_office(), as_kept(reference), reason, acting(by))
    tell(say("It is skipped."))
    wake(woken)


@app.command(help=str(say("A code for reading about the person. It is shown this once.")))
def code(
    reference: str,
    contact: str,
    /,
    *,
    by: By = None,
) -> None:
    made = make_code(the_office(), as_kept(reference), contact, acting(by))
    tell(say("The code is {digits}. Please read it out to {contact} by telephone.",
             digits=made.code, contact=contact))  # fmt: skip
    tell(say("It is valid for 72 hours and is shown nowhere again. Five wrong tries lock it."))
    wake(made.journey)


@app.command(help=str(say("Take a request back. It then waits for the coordinator.")))
def withdraw(
    reference: str,
    /,
    *,
    reason: Annotated[str, Parameter(help=str(say("Why. It is kept sealed.")))] = "",
    by: By = None,
) -> None:
    woken = coordinating.withdraw(the_office(), as_kept(reference), acting(by), reason)
    tell(say("The request is withdrawn."))
    wake(woken)


def _instead(wanted: Wanted | None) -> dict[str, object] | None:
    if wanted is None:
        return None
    return {"verdict": wanted.verdict, "because": wanted.because} | {
        "values": dict(wanted.values), "texts": dict(wanted.texts)
    }  # fmt: skip


def _show_wanted(title: Message, wanted: Wanted | None, seen: Consulted) -> None:
    if wanted is None:
        return
    tell(title, indent=2)
    tell(say("{what}: {text}", what=say("Answer"), text=ANSWERS[wanted.verdict]), indent=4)
    both = {**wanted.values, **wanted.texts, **wanted.files}
    for field in (each for each in wanted.form if each.id in both):
        shown = _shown(field, both[field.id], seen)
        tell(say("{what}: {text}", what=field.label, text=shown), indent=4)
    if wanted.because is not None:
        tell(say("Declined: {why}", why=DECLINES_IN_WORDS[wanted.because]), indent=4)
    if REASON in wanted.texts:
        tell(say("{what}: {text}", what=_BESIDE[REASON], text=wanted.texts[REASON]), indent=4)


def _shown(field: Field, said: object, seen: Consulted) -> str:
    if said is None:
        return "–"
    return ", ".join(value_in_words(field, said, seen.areas, site_language()))


_BESIDE = {
    REASON: say("Reason"),
    GIVEN_BY: say("Said by"),
    CONFIRMED_BY: say("Confirmed by"),
}


def _typed(fields: Sequence[str]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for name, _, value in (field.partition("=") for field in fields):
        typed.setdefault(name, []).append(value)
    return typed
