"""Sixty journeys in different places of one version, and a version that follows it.

The new one has one step less and two more, another deadline and a field of another name. What is
told of each journey beforehand is held against what then becomes of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random
from shutil import copyfile

import pytest

from domain.casework.desk import coordinating
from domain.casework.desk.coordinating import Proxy
from domain.casework.dossier import Dossier
from domain.casework.journeys.advancing import advance
from domain.casework.versions.impact import JourneyImpact, impact
from domain.casework.versions.moving import move_journey, undo_move
from domain.casework.versions.naming import CannotMove, Names
from domain.journey.carrying import unit_name
from domain.journey.facts import Asked, Moved
from domain.journey.fold_and_plan import Plan, plan
from domain.journey.folding import apply
from domain.journey.state import State
from tests.domain.casework.bureau import Bureau, bureau, least
from tests.domain.lives import finish
from tests.domain.small import MONTHLY, choices, number, pathway, step, yes_no
from tests.domain.world import World
from tests.strategies import ROLES, label

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]

HOW_MANY = 60
MOST_DEEDS = 8
NAMES = Names({}, {"papers.stays": "wants_shelter"})
NEEDS = step("needs", "papers", role="labour", form=[choices("needs", "school", "work")])
SUPPORT = step("support", "needs", role="union", foreach="needs.needs")
VISIT = step("visit", "plan", role="union", form=[yes_no("over")], repeat=MONTHLY)
LIMIT = {"amount": 5, "unit": "working_days", "source": "Decision 12"}
ONE = pathway(
    step("contact", form=[number("age")]),
    step("papers", "contact", form=[yes_no("stays")]),
    step("health", "contact", role="shelter", form=[yes_no("well")]),
    NEEDS,
    SUPPORT,
    step("shelter", "papers", role="shelter", when="papers.stays == true"),
    step("plan", "shelter", "health", "needs", role="labour"),
    VISIT,
)
TWO = pathway(
    step("contact", form=[number("age")], ask=label("Meet them soon")),
    step("papers", "contact", form=[yes_no("wants_shelter") | {"label": label("stays")}]),
    NEEDS,
    SUPPORT,
    step("lawyer", "papers", role="union"),
    step("shelter", "papers", role="shelter", when="papers.wants_shelter == true"),
    step("plan", "shelter", "needs", role="labour", limit=LIMIT),
    VISIT,
    step("report", "visit"),
)


@dataclass(frozen=True)
class Seen:
    """A journey at some moment."""

    state: State
    plan: Plan
    version: int
    rows: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Sixty:
    here: Bureau
    ids: list[str]

    def seen(self, journey: str) -> Seen:
        with self.here.office.store.reading() as books:
            dossier = Dossier.read(self.here.office, books, journey)
            rows = books.requests.waiting_in([journey])
            return Seen(
                dossier.state,
                plan(dossier.pathway, dossier.state, self.here.clock.now()),
                dossier.row.version,
                sorted((row.id, row.step, row.agency) for row in rows),
            )

    def impact(self) -> dict[str, JourneyImpact]:
        found = impact(self.here.office, "small", None, NAMES)
        return {each.journey: each for each in found.journeys}

    def letters(self) -> Counter[tuple[str, str]]:
        """Kind and agency of what was sent since the last look, each agency counted once."""
        self.here.later(minutes=6)
        self.here.send()
        ids = [each.notice_id for claimed in self.here.pile for each in claimed.notices]
        self.here.pile.clear()
        with self.here.office.store.reading() as books:
            sent = [books.notices.find(each) for each in ids]
        found = {(n.kind, n.about, n.contact.rpartition("_")[0]) for n in sent if n is not None}
        return Counter((kind, agency) for kind, _, agency in found if kind != "lead")


@dataclass(frozen=True)
class Lived:
    database: Path
    moment: datetime
    ids: list[str]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Whatever may have happened to each of them, always the same."""
    database = tmp_path_factory.mktemp("lived") / "referral.sqlite"
    with bureau(f"sqlite:///{database}") as here:
        here.publish(ONE)
        ids = [here.open(ONE) for _ in range(HOW_MANY)]
        for turn in range(MOST_DEEDS):
            for n, journey in enumerate(ids):
                if turn < n % (MOST_DEEDS + 1):
                    _live(here, journey, Random(f"{turn} {n}"))  # noqa: S311 - always the same
            here.later(minutes=1)
        while Sixty(here, ids).letters():
            pass  # one agency gets theirs in several joint ones
        here.publish(TWO)
        return Lived(database, here.clock.moment, ids)


@pytest.fixture
def sixty(lived: Lived, tmp_path: Path) -> Iterator[Sixty]:
    database = copyfile(lived.database, tmp_path / "referral.sqlite")
    with bureau(f"sqlite:///{database}") as here:
        here.clock.moment = lived.moment
        yield Sixty(here, lived.ids)


def _live(here: Bureau, journey: str, chance: Random) -> None:
    with here.office.store.reading() as books:
        waiting = [row.id for row in books.requests.waiting_in([journey])]
    if not waiting:
        return
    request = chance.choice(waiting)
    match chance.randrange(12):
        case 0:
            _tell(here, request, Proxy("declined", {}, "", "An", "phone", because="wrong_area"))
        case 1:
            coordinating.withdraw(here.office, request, "lan")
        case 2:
            coordinating.skip(here.office, request, "No need", "lan")
        case _:
            _answer(here, request, chance)
    advance(here.office, journey)


def _answer(here: Bureau, request: str, chance: Random) -> None:
    """Whatever the form takes; but there are more visits to come."""
    with here.office.store.reading() as books:
        row = books.requests.find(request)
        assert row is not None
        form = ONE.by_id[row.step].form_for(row.item or None)
    typed = least(form, {})
    typed |= {one.id: [chance.choice(("yes", "no"))] for one in form if one.kind == "yes_no"}
    typed |= {
        one.id: chance.sample([option.id for option in one.options], chance.randrange(3))
        for one in form
        if one.kind == "choices"
    }
    typed |= {"over": ["no"]} if "over" in typed else {}
    _tell(here, request, Proxy("done", typed, "", "An", "phone"))


def _tell(here: Bureau, request: str, said: Proxy) -> None:
    """By phone, so that no letter need come first."""
    coordinating.answer_for_agency(here.office, request, said, "lan")


def test_they_stand_in_different_places(sixty: Sixty) -> None:
    found = sixty.impact()

    assert set(found) == set(sixty.ids)
    places = {tuple(step.id for step in each.stands_at) for each in found.values()}
    assert len(places) >= 8
    assert sum(each.can_move for each in found.values()) >= 30
    assert sum(not each.can_move for each in found.values()) >= 10
    assert any(each.unneeded for each in found.values())
    assert any(each.left_behind for each in found.values())


def test_each_that_can_move_does_what_was_said_of_it(sixty: Sixty) -> None:
    for journey, told in _those_that_can(sixty):
        before = sixty.seen(journey)

        move_journey(sixty.here.office, journey, 2, NAMES, "lan", told.mark)
        sixty.here.carry(journey)

        after, letters = sixty.seen(journey), sixty.letters()
        new = {key: each for key, each in after.state.requests.items()
               if key not in before.state.requests}  # fmt: skip
        asked = Counter(("request", each.agency) for each in new.values())
        assert after.version == 2
        assert sorted(map(unit_name, new)) == sorted(what.id for what in told.asks)
        assert set(before.rows) <= set(after.rows)
        hearing = [each.what.id for each in told.still_asked if each.hears]
        revised = Counter(
            ("revised", request.agency)
            for request in before.state.waiting
            if unit_name(request.key) in hearing
        )
        assert letters == asked + revised
        stood = {request.key.step for request in after.state.waiting}
        assert not stood & {step.id for step in (*told.unneeded, *told.left_behind)}
        over = sixty.here.status(journey)
        assert over == (("ended", "finished") if told.end is not None else ("open", None))


def test_each_that_moved_goes_on_to_its_end_and_asks_nobody_twice(sixty: Sixty) -> None:
    for journey, told in _those_that_can(sixty):
        before = sixty.seen(journey)
        done = {key[:3] for key, each in before.state.requests.items() if each.status == "done"}
        move_journey(sixty.here.office, journey, 2, NAMES, "lan", told.mark)
        advance(sixty.here.office, journey)

        now, state = sixty.here.clock.now(), sixty.seen(journey).state
        world = World(TWO, {role: (role,) for role in ROLES}, now=now, state=state)
        finish(world)

        again = [fact.key for fact in world.facts if isinstance(fact, Asked)]
        assert world.state.closed is not None
        assert not {key[:3] for key in again} & done
        assert max(Counter(again).values(), default=1) == 1
        assert not set(again) & set(before.state.requests)
        unneeded = {step.id for step in told.unneeded}
        assert not {key.step for key in again} & unneeded


def test_each_that_stays_would_have_lost_what_is_asked(sixty: Sixty) -> None:
    for journey, told in sixty.impact().items():
        if told.can_move:
            continue
        before = sixty.seen(journey)

        with pytest.raises(CannotMove) as refused:
            move_journey(sixty.here.office, journey, 2, NAMES, "lan")
        sixty.here.carry(journey)

        assert refused.value.message in told.obstacles
        assert sixty.seen(journey) == before
        assert sixty.letters() == Counter()
        assert _forced(before, sixty.here).withdrawals


def _forced(before: Seen, here: Bureau) -> Plan:
    """What the new version would do with it, had it been moved all the same."""
    now = here.clock.now()
    moved = Moved(at=now, from_version=1, to_version=2, steps={}, fields=dict(NAMES.fields))
    return plan(TWO, apply(before.state, moved), now)


def test_undoing_brings_each_back(sixty: Sixty) -> None:
    for journey, told in _those_that_can(sixty):
        if told.end is not None:
            continue
        before = sixty.seen(journey)
        move_journey(sixty.here.office, journey, 2, NAMES, "lan", told.mark)
        sixty.here.carry(journey)
        between = sixty.letters()

        undo_move(sixty.here.office, journey, "lan")
        sixty.here.carry(journey)

        after, letters = sixty.seen(journey), sixty.letters()
        asked_since = {
            key: each for key, each in after.state.requests.items()
            if key not in before.state.requests
        }  # fmt: skip
        back = {key: each for key, each in after.state.requests.items() if key not in asked_since}
        units = {(key.step, key.item) for key in asked_since}
        known = after.state.asked_since - units
        assert replace(after.state, requests=back, asked_since=known) == before.state
        assert {each.status for each in asked_since.values()} <= {"withdrawn"}
        assert (after.plan, after.version, after.rows) == (before.plan, 1, before.rows)
        taken_back = Counter({("withdrawal", agency): n for (kind, agency), n in between.items()
                              if kind == "request"})  # fmt: skip
        revised = Counter({it: n for it, n in between.items() if it[0] == "revised"})
        assert letters == taken_back + revised


def _those_that_can(sixty: Sixty) -> list[tuple[str, JourneyImpact]]:
    return [(journey, told) for journey, told in sixty.impact().items() if told.can_move]
