"""`referral pathway impact` and `retire`, `referral journey move` and `move-back`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from cyclopts import Parameter

from deployments.options import AsJson, By, acting, named_journey
from deployments.speaking import give, site_language, tell, tell_problem
from deployments.waking import deploy, wake
from domain.casework.versions import moving, retiring
from domain.casework.versions.impact import Impact, JourneyImpact, impact as impact_of
from domain.casework.versions.impact_words import what_it_does, where_it_stands
from domain.casework.versions.looks import note_look_at_impact
from domain.casework.versions.moving import Outcome
from domain.casework.versions.naming import CannotMove, Names
from domain.texts import Message, say
from tasks.wiring import the_office

Steps = Annotated[
    tuple[str, ...],
    Parameter(
        name="--step", negative="",
        help=str(say("OLD=NEW: the step that has another id in the new version. Repeatable.")),
    ),
]  # fmt: skip
Fields = Annotated[
    tuple[str, ...],
    Parameter(
        name="--field", negative="",
        help=str(say("STEP.OLD=NEW: the field of an answer that has another id. Repeatable.")),
    ),
]  # fmt: skip
To = Annotated[
    int | None, Parameter(help=str(say("The version to go by. Without it, the one in use.")))
]

Leaving = Annotated[
    int | None,
    Parameter(
        name="--from",
        help=str(say("The version that they leave. A journey that goes by another one stays.")),
    ),
]


def impact(
    key: str,
    /,
    *,
    to: To = None,
    steps: Steps = (),
    fields: Fields = (),
    as_json: AsJson = False,
    by: By = None,
) -> None:
    office, who = the_office(), acting(by)
    found = impact_of(office, key, to, _names(steps, fields))
    note_look_at_impact(office, key, found.to, who)
    if as_json:
        give(_as_data(found))
        return
    running = ", ".join(
        say("version {version}: {n}", version=str(version), n=n).in_(site_language())
        for version, n in found.running
    )
    tell(say("{key} → version {n}.", key=found.pathway, n=str(found.to)))
    tell(say("Under way: {journeys}.", journeys=running) if running else say("None is under way."))
    can = [each for each in found.journeys if each.can_move]
    stay = [each for each in found.journeys if not each.can_move]
    if can:
        tell(say("Can move: {n}.", n=len(can)))
        _tell_each(can)
    if stay:
        tell(say("Stay with their version: {n}.", n=len(stay)))
        _tell_each(stay)


def move(
    journeys: tuple[str, ...] = (),
    /,
    *,
    every: Annotated[
        str | None, Parameter(name="--all", help=str(say("All of the pathway KEY that can.")))
    ] = None,
    to: To = None,
    steps: Steps = (),
    fields: Fields = (),
    by: By = None,
) -> int:
    office, names, who = the_office(), _names(steps, fields), acting(by)
    if (every is None) == (not journeys):
        raise CannotMove(say("Please name journeys, or a pathway with --all KEY."))
    if every is not None:
        found = impact_of(office, every, to, names)
        seen = {each.journey: each.mark for each in found.journeys if each.can_move}
        _told(moving.move_each(office, seen, found.to, names, who, seen))
        stay = [each for each in found.journeys if not each.can_move]
        if stay:
            tell(say("Stay with their version: {n}.", n=len(stay)))
            _tell_each(stay)
        return 0
    wanted = [named_journey(journey) for journey in journeys]
    return 0 if _told(moving.move_each(office, wanted, to, names, who)) else 1


def move_back(journeys: tuple[str, ...], /, *, leaving: Leaving = None, by: By = None) -> int:
    wanted = [named_journey(journey) for journey in journeys]
    return 0 if _told(moving.undo_each(the_office(), wanted, acting(by), leaving=leaving)) else 1


def retire(key: str, version: int, /, *, by: By = None) -> None:
    retired = retiring.retire(the_office(), key, version, f"user:{acting(by)}")
    tell(
        say(
            "Version {n} of {key} is retired. Journeys begin with version {in_use} now.",
            n=str(version), key=key, in_use=str(retired.in_use),
        )
    )  # fmt: skip
    if retired.running:
        tell(say("Still under way with it: {n}. They go on by it.", n=retired.running))
    if retired.parts:
        tell(say("These use it as a part: {keys}.", keys=", ".join(retired.parts)))
    deploy()


def _told(outcomes: Iterable[Outcome]) -> bool:
    """Whether all went as it was wanted."""
    all_well = True
    for outcome in outcomes:
        if outcome.stays is None:
            tell(say("{journey} goes by version {n} now.",
                     journey=outcome.journey, n=str(outcome.version)))  # fmt: skip
            wake(outcome.journey)
        else:
            all_well = False
            tell_problem(
                Message("{journey}: {why}", {"journey": outcome.journey, "why": outcome.stays})
            )
    return all_well


def _tell_each(found: Sequence[JourneyImpact]) -> None:
    language = site_language()
    for each in found:
        print(f"  {each.journey}  {where_it_stands(each, language)}")
        for line in what_it_does(each, language) if each.can_move else ():
            print(f"    {line}")
        for obstacle in each.obstacles:
            tell(obstacle, indent=4)


def _as_data(found: Impact) -> dict[str, object]:
    return {
        "pathway": found.pathway,
        "to": found.to,
        "running": [{"version": version, "journeys": n} for version, n in found.running],
        "journeys": [_journey_as_data(each) for each in found.journeys],
    }


def _journey_as_data(each: JourneyImpact) -> dict[str, object]:
    language = site_language()
    return {
        "journey": each.journey,
        "version": each.version,
        "area": each.area,
        "stands_at": [step.title.in_(language) for step in each.stands_at],
        "can_move": each.can_move,
        "why_not": [obstacle.in_(language) for obstacle in each.obstacles],
        "asks": [what.title.in_(language) for what in each.asks],
        "still_asked": [
            {"what": one.what.title.in_(language), "changes": list(one.changes), "told": one.hears}
            for one in each.still_asked
        ],
        "unneeded": [step.title.in_(language) for step in each.unneeded],
        "left_behind": [step.title.in_(language) for step in each.left_behind],
        "end": each.end.title.in_(language) if each.end is not None else None,
    }


def _names(steps: Sequence[str], fields: Sequence[str]) -> Names:
    return Names(dict(map(_pair, steps)), dict(map(_pair, fields)))


def _pair(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise CannotMove(say("“{text}” is no pair: please write OLD=NEW.", text=text))
    return old, new
