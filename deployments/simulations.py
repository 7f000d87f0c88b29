"""What a simulation plays, with whom, and from which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from deployments.database import trouble_with_database
from domain.areas.area_map import shipped_areas
from domain.casework.administration.publishing import (
    pathway_in_use,
    pathway_version,
    published,
    world_in_use,
)
from domain.clock import SystemClock
from domain.days.working_days import vietnam_calendar
from domain.db.session import Books
from domain.errors import ReferralError
from domain.journey.entering import check_entry
from domain.journey.world import World
from domain.pathway.files import no_pathways, read_pathway
from domain.pathway.parts import whole
from domain.pathway.template import Pathway
from domain.person.consent import AS_GIVEN, NOTHING_AGREED, Ledger
from domain.simulation.casts import random_cast
from domain.simulation.made_up import made_up_directory
from domain.simulation.plays import Play
from domain.simulation.post import Posting
from domain.simulation.replies import Cast
from domain.simulation.scripts import Script, ScriptedCast, read_script
from domain.simulation.simulating import simulate
from domain.texts import say
from tasks.wiring import the_office, the_settings

MORNING = time(9)


class NothingToPlay(ReferralError):
    """Neither a published pathway nor a file was named, or both."""


@dataclass(frozen=True, slots=True)
class Named:
    """A published pathway by its key, in the version in use or another; or a file."""

    key: str | None
    version: int | None
    file: Path | None


@dataclass(frozen=True, slots=True)
class Staged:
    """`version` is None of a file, `made_up` says that the agencies are."""

    pathway: Pathway
    version: int | None
    world: World
    made_up: bool
    today: date
    posting: Posting

    def _cast(self, script: Script | None, seed: int, number: int) -> Cast:
        if script is not None:
            return ScriptedCast(script, self.pathway, self.world)
        return random_cast(self.pathway, self.world, f"{seed}/{number}")

    def script(self, file: Path | None) -> Script | None:
        """Raises NotYaml and ScriptFaults."""
        return read_script(file, self.pathway, self.world) if file is not None else None

    def plays(
        self,
        script: Script | None,
        seed: int,
        entries: Sequence[str],
        area: str | None,
        start: date | None,
        journeys: int,
    ) -> Iterator[Play]:
        """Entry by entry in turn. Raises CannotOpen."""
        day = start or self._first_day()
        begin = datetime.combine(day, MORNING, self.world.zone).astimezone(UTC)
        for entry in entries:
            check_entry(self.pathway, entry, area, self.world.areas, day)
        return (
            simulate(
                self.pathway,
                replace(self.world, ledger=_ledger(script)),
                self._cast(script, seed, number),
                entries[number % len(entries)],
                area,
                begin,
                posting=self.posting,
            )
            for number in range(journeys)
        )

    def _first_day(self) -> date:
        """Today, or the last day on which the pathway took anybody in."""
        last = self.pathway.no_new_after
        return min(self.today, last) if last is not None else self.today


def _ledger(script: Script | None) -> Ledger:
    return NOTHING_AGREED if script is not None and script.consent == "refused" else AS_GIVEN


@contextmanager
def staged(named: Named, *, made_up: bool) -> Iterator[Staged]:
    """With the directory and the policies in use, where there are any.

    Raises NothingToPlay, NotPublished, NotYaml and PathwayFaults.
    """
    if (named.key is None) == (named.file is None):
        raise NothingToPlay(
            say("Please name one pathway: by its key, or a file of your own with --file.")
        )
    settings = the_settings()
    posting = Posting(settings.base_url.rstrip("/"), settings.join_within, settings.whom_to_call)
    if named.file is not None and trouble_with_database(settings) is not None:
        pathway = whole(read_pathway(named.file), no_pathways)
        areas = shipped_areas()
        world = World(
            made_up_directory(pathway), (), vietnam_calendar(), areas, settings.zone, lambda _: None
        )
        today = world.day(SystemClock().now())
        yield Staged(pathway, None, world, made_up=True, today=today, posting=posting)
        return
    office = the_office()
    with office.store.reading() as books:
        version, pathway = _found(books, named)
        world = world_in_use(books, office)
        alone = made_up or not world.directory.agencies
        if alone:
            world = replace(world, directory=made_up_directory(pathway))
        yield Staged(pathway, version, world, alone, world.day(office.clock.now()), posting)


def _found(books: Books, named: Named) -> tuple[int | None, Pathway]:
    if named.file is not None:
        find = published(books)
        return None, whole(read_pathway(named.file, find), find)
    key = str(named.key)
    if named.version is not None:
        return named.version, pathway_version(books, key, named.version)
    return pathway_in_use(books, key)
