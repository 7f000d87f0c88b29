from __future__ import annotations

from pathlib import Path

from cyclopts import App

from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, site_language, tell
from domain.casework.administration.keeping_policies import notes_of
from domain.casework.administration.publishing import check_policy, policies_in_use, publish_policy
from domain.policy.province_policy import LADDERS, TIMES, Policy, Sourced
from domain.reading import text_of
from domain.texts import say
from tasks.wiring import the_office

app = App(name="policy")


@app.command(help=str(say("Put a file in the place of the policy of the same key, or beside.")))
def load(file: Path, /, *, by: By = None) -> None:
    office, text = the_office(), text_of(file)
    policy = publish_policy(office, text, f"user:{acting(by)}")
    tell(say("Policy {key} is in use: {title}.", key=policy.key, title=policy.title))
    for note in notes_of(office, policy.key):
        tell(note)


@app.command(help=str(say("Check a file and say all that is to be mended. Nothing is loaded.")))
def validate(file: Path, /) -> None:
    policy, notes = check_policy(the_office(), text_of(file))
    tell(say("{file} is sound: policy {key}.", file=file.name, key=policy.key))
    for note in notes:
        tell(note)


@app.command(help=str(say("The policies: limits, reminders, whom to tell, each with its source.")))
def show(*, as_json: AsJson = False) -> None:
    with the_office().store.reading() as books:
        policies = policies_in_use(books)
    if as_json:
        give([policy.model_dump(mode="json", by_alias=True) for policy in policies])
    elif policies:
        for policy in policies:
            _show(policy)
    else:
        tell(say("No policy is loaded: there are no limits, and reminders go by the design."))


def _show(policy: Policy) -> None:
    area = policy.area or say("everywhere").in_(site_language())
    print(f"{policy.key}  {policy.title.in_(site_language())}  {area}")
    limits = [
        (f"  {pathway}", step, str(rule.limit.amount), rule.limit.unit, rule.source)
        for pathway, steps in policy.limits.items()
        for step, rule in steps.items()
    ]
    if limits:
        lay_out(limits)
    if policy.standby is not None:
        night = ", ".join(f"{role} → {asked}" for role, asked in policy.standby.asks.items())
        hours = f"{policy.standby.opens}–{policy.standby.closes}"
        print(f"  standby: {hours}: {night}  ({policy.standby.source})")
    for name in LADDERS:
        rungs = ", ".join(f"{rung.at} {rung.tell}" for rung in getattr(policy, name))
        print(f"  {name}: {rungs}{_source(policy, name)}")
    for time in TIMES:
        if (written := getattr(policy, time)) is not None:
            print(f"  {time}: {written}{_source(policy, time)}")


def _source(policy: Policy, name: Sourced) -> str:
    return f"  ({policy.sources[name]})" if name in policy.sources else ""
