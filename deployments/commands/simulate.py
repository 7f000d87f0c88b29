"""`referral pathway simulate`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from deployments.options import AsJson
from deployments.plays_as_data import play_as_data, tally_as_data
from deployments.plays_in_words import Teller
from deployments.simulations import Named, Staged, staged
from deployments.speaking import give, lay_out, site_language
from domain.simulation.plays import Play
from domain.simulation.tallying import Tally, tally
from domain.texts import Language, Message, say

MOST_STEPS_SHOWN = 5
MOST_JOURNEYS = 100_000


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is played, and with whom."""

    file: Annotated[
        Path | None, Parameter(help=str(say("A pathway that is not published yet.")))
    ] = None
    version: Annotated[
        int | None, Parameter(help=str(say("Which version. Without it, the one in use.")))
    ] = None
    entry: Annotated[
        str | None, Parameter(help=str(say("How the person comes in. Without it, every way.")))
    ] = None
    area: Annotated[str | None, Parameter(help=str(say("The area that leads it.")))] = None
    start: Annotated[
        datetime | None,
        Parameter(help=str(say("The first day, such as 2026-11-23. Without it, today."))),
    ] = None
    seed: Annotated[
        int, Parameter(help=str(say("Another number gives other answers by chance.")))
    ] = 1
    script: Annotated[
        Path | None,
        Parameter(help=str(say("A file that says what is answered, and after how long."))),
    ] = None
    made_up: Annotated[
        bool,
        Parameter(negative="", help=str(say("With made-up agencies, not those of the directory."))),
    ] = False


def simulate(
    key: Annotated[
        str | None, Parameter(help=str(say("Its key, as in `referral pathway list`.")))
    ] = None,
    /,
    *,
    wanted: Wanted = Wanted(),
    journeys: Annotated[
        int | None,
        Parameter(
            validator=Number(gte=1, lte=MOST_JOURNEYS),
            help=str(say("Play so many, and show what they come to all together.")),
        ),
    ] = None,
    letters: Annotated[
        bool, Parameter(negative="", help=str(say("Show every message as it would arrive.")))
    ] = False,
    language: Annotated[
        Language | None, Parameter(help=str(say("The language of what is shown.")))
    ] = None,
    as_json: AsJson = False,
) -> None:
    spoken = language or site_language()
    with staged(Named(key, wanted.version, wanted.file), made_up=wanted.made_up) as stage:
        script = stage.script(wanted.script)
        entries = [wanted.entry] if wanted.entry else [e.id for e in stage.pathway.entries]
        first = wanted.start.date() if wanted.start else None
        plays = stage.plays(
            script, wanted.seed, entries, wanted.area, first, journeys or len(entries)
        )
        teller = Teller(stage.pathway, stage.world, spoken, stage.posting, letters)
        if journeys is not None:
            _give_tally(tally(plays), stage, wanted, teller, as_json=as_json)
        elif as_json:
            give([play_as_data(play, teller) for play in plays])
        else:
            _show(plays, stage, wanted, teller)


def _give_tally(
    found: Tally, stage: Staged, wanted: Wanted, teller: Teller, *, as_json: bool
) -> None:
    if as_json:
        give(tally_as_data(found))
        return
    _tell(teller, *_about(stage, wanted))
    print()
    _tell_tally(found, teller)


def _show(plays: Iterator[Play], stage: Staged, wanted: Wanted, teller: Teller) -> None:
    _tell(teller, *_about(stage, wanted))
    for play in plays:
        print(f"\n{'─' * 72}")
        for line in teller.told(play):
            print(line)


def _about(stage: Staged, wanted: Wanted) -> Iterator[Message]:
    title, key = stage.pathway.title, stage.pathway.key
    if stage.version is None:
        yield say("{title} ({key}, not published)", title=title, key=key)
    else:
        yield say("{title} ({key}, version {n})", title=title, key=key, n=stage.version)
    if stage.made_up:
        yield say("The agencies are made up: one for each role.")
    else:
        yield say("With the agencies of the directory in use.")
    if wanted.script is None:
        yield say("The answers come by chance (--seed {n}).", n=str(wanted.seed))
    else:
        yield say("The answers come from {file}.", file=wanted.script.name)
    yield say("Nothing is kept, and nobody is written to.")
    yield say(
        "Simpler than life: no message is lost, and whoever does not answer opens none. Nobody asks"
        " the coordinator anything, wants more time, or refuses to confirm what a colleague"
        " answered."
    )


def _tell_tally(found: Tally, teller: Teller) -> None:
    pathway, spoken = teller.pathway, teller.language
    _tell(teller, say("{n} journeys came to:", n=found.journeys))
    titles = [pathway.end(end).title if end else say("no end") for end in found.ends]
    lay_out([
        (f"  {title.in_(spoken)}", end or "", f"{number}", f"{number / found.journeys:.0%}")
        for title, (end, number) in zip(titles, found.ends.items(), strict=True)
    ])  # fmt: skip
    if found.median_days is not None and found.longest_days is not None:
        _tell(
            teller,
            say(
                "Days to an end: {median} for half of them, {longest} at the longest.",
                median=round(found.median_days),
                longest=round(found.longest_days),
            ),
        )
    _tell(teller, say("Days from the question to the answer, for half of them:"))
    slowest = islice(found.slowest.items(), MOST_STEPS_SHOWN)
    lay_out([(f"  {teller.step(step).in_(spoken)}", f"{days:.0f}") for step, days in slowest])
    if found.nobody:
        _tell(teller, say("Nobody could be asked, so many times:"))
        lay_out([
            (f"  {teller.step(step).in_(spoken)}", _role(teller, step), str(number))
            for step, number in found.nobody.items()
        ])  # fmt: skip


def _role(teller: Teller, step: str) -> str:
    role = teller.pathway.by_id[step].role
    return teller.pathway.role(role).title.in_(teller.language)


def _tell(teller: Teller, *messages: Message) -> None:
    for message in messages:
        print(message.in_(teller.language))
