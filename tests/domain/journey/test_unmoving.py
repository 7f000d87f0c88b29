"""Taking back a move: what was comes back, until something rests on the new version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from domain.journey.facts import Asked, Moved, RequestKey, Withdrawn
from domain.journey.fold_and_plan import fold, plan
from domain.journey.moving import StillAsked
from domain.journey.unmoving import Undoing, undoing, why_it_is_not_undone
from domain.pathway.template import Pathway
from tests.domain.small import journey, pathway, request, say, step, yes_no
from tests.domain.world import DAY, World

UNCHANGED: Mapping[str, str] = MappingProxyType({})


class Journey:
    """One that was moved from a version to another."""

    def __init__(self, world: World, new: Pathway, names: Mapping[str, str] = UNCHANGED) -> None:
        self.world, self.old, self.before = world, world.pathway, world.state
        moved = Moved(at=world.now, from_version=1, to_version=2, steps=dict(names))
        world.record(moved)
        self.line, world.pathway = len(world.facts), new
        world.settle()

    def undone(self) -> Undoing:
        world = self.world
        assert why_it_is_not_undone(world.facts, world.now) is None
        back = undoing(self.old, world.pathway, world.facts, self.line, world.now)
        for key in back.withdrawn:
            world.record(Withdrawn(at=world.now, key=key, by_plan=True))
        world.record(back.fact)
        world.pathway = self.old
        return back


def why_not(world: World, later: timedelta = timedelta()) -> str:
    return str(why_it_is_not_undone(world.facts, world.now + later))


def test_what_the_move_asked_is_withdrawn() -> None:
    moved = Journey(journey(step("papers")), pathway(step("papers"), step("health")))

    back = moved.undone()

    assert back.withdrawn == (RequestKey("health"),)
    assert back.still_asked == (StillAsked(RequestKey("papers"), ()),)
    assert [r.key.step for r in moved.world.state.waiting] == ["papers"]
    assert plan(moved.old, moved.world.state, moved.world.now).asks == ()


def test_what_both_versions_ask_stays_asked() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    world.withdraw(request(world, "papers").key)
    moved = Journey(world, pathway(step("papers"), step("plan", "papers"), step("health")))
    moved.world.ask(RequestKey("papers", attempt=2))

    back = moved.undone()

    assert back.withdrawn == (RequestKey("health"),)
    assert [r.key for r in moved.world.state.waiting] == [RequestKey("papers", attempt=2)]


def test_a_new_step_with_an_old_name_is_not_taken_for_the_old_one() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    say(world, "papers")
    before = world.state
    new = pathway(step("documents"), step("papers"), step("plan", "documents"))
    moved = Journey(world, new, {"papers": "documents"})
    assert [r.key.step for r in world.state.waiting] == ["plan", "papers"]

    back = moved.undone()

    assert back.withdrawn == (RequestKey("papers"),)
    kept = {key: each for key, each in world.state.requests.items() if key in before.requests}
    assert kept == before.requests
    assert [r.key.step for r in world.state.waiting] == ["plan"]


def test_an_undone_journey_may_be_moved_and_undone_again() -> None:
    world = journey(step("papers"))
    new = pathway(step("documents"), step("papers"))
    for _ in range(2):
        moved = Journey(world, new, {"papers": "documents"})
        moved.undone()

    asked = [fact.key for fact in world.facts if isinstance(fact, Asked)]
    assert len(world.state.requests) == len(asked)
    assert fold(world.facts) == world.state
    assert [r.key.step for r in world.state.waiting] == ["papers"]


def test_fields_have_their_names_again() -> None:
    world = journey(step("papers", form=[yes_no("stays")]), step("plan", "papers"))
    say(world, "papers", {"stays": True})
    before = world.state
    world.record(
        Moved(
            at=world.now, from_version=1, to_version=2, steps={}, fields={"papers.stays": "remains"}
        )
    )
    new = pathway(step("papers", form=[yes_no("remains")]), step("plan", "papers"))

    back = undoing(world.pathway, new, world.facts, len(world.facts), world.now)
    world.record(back.fact)

    assert world.state == before


def test_a_journey_that_was_not_moved_has_nothing_to_undo() -> None:
    assert "was not moved" in why_not(journey(step("papers")))


def test_a_move_is_undone_within_a_day() -> None:
    moved = Journey(journey(step("papers")), pathway(step("papers")))

    assert why_it_is_not_undone(moved.world.facts, moved.world.now + DAY) is None
    assert "24 hours" in why_not(moved.world, DAY + timedelta(seconds=1))


def test_a_move_is_undone_once() -> None:
    moved = Journey(journey(step("papers")), pathway(step("papers")))
    moved.undone()

    assert "undone already" in why_not(moved.world)


def test_a_move_is_not_undone_once_something_was_answered() -> None:
    moved = Journey(journey(step("papers"), step("plan")), pathway(step("papers"), step("plan")))
    say(moved.world, "papers")

    assert "was answered since" in why_not(moved.world)


def test_a_move_by_which_the_journey_ended_is_not_undone() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    say(world, "papers")
    world.withdraw(request(world, "plan").key)
    moved = Journey(world, pathway(step("papers")))

    assert "is over" in why_not(moved.world)
