"""What moving to another version would do."""

from __future__ import annotations

from domain.journey.facts import Corrected, Moved, RequestKey
from domain.journey.fold_and_plan import fold, plan
from domain.journey.moving import StillAsked
from tests.domain.moves import PAPERS, SHELTER, move
from tests.domain.small import (
    end,
    journey,
    number,
    pathway,
    request,
    say,
    step,
    yes_no,
)
from tests.strategies import label


def test_a_new_step_that_is_due_is_asked_at_once() -> None:
    world = journey(PAPERS, SHELTER)
    say(world, "papers", {"stays": True})

    found = move(world, PAPERS, SHELTER, step("health", "papers"))

    assert found.possible
    assert found.asks == (RequestKey("health"),)
    assert found.still_asked == (StillAsked(RequestKey("shelter"), ()),)
    assert found.stands_at == ("shelter", "health")


def test_a_new_step_before_what_was_answered_is_asked_and_what_was_answered_is_not() -> None:
    world = journey(step("papers"), step("plan", "papers"), step("home", "plan"))
    say(world, "papers")
    say(world, "plan")

    found = move(
        world,
        step("papers"), step("health", "papers"), step("plan", "health"),
        step("home", "papers"),
    )  # fmt: skip

    assert found.possible
    assert found.asks == (RequestKey("health"),)


def test_a_step_that_is_renamed_stays_asked() -> None:
    world = journey(step("papers"), step("plan", "papers"))

    new = (step("documents", title=label("papers")), step("plan", "documents"))
    found = move(world, *new, names={"papers": "documents"})

    assert found.possible
    assert found.asks == ()
    assert found.still_asked == (StillAsked(RequestKey("documents"), ()),)


def test_the_agency_hears_of_another_form_and_not_of_another_limit() -> None:
    world = journey(PAPERS, step("health"), step("home"))
    limit = {"amount": 5, "unit": "working_days", "source": "Decision 12"}

    found = move(
        world,
        PAPERS | {"form": [yes_no("stays"), number("children")], "ask": label("Look them through")},
        step("health", limit=limit),
        step("home", may_lack_grounds=True),
    )

    told = {each.key.step: (each.changes, each.agency_hears) for each in found.still_asked}
    assert found.possible
    assert told == {
        "papers": (("wording", "form"), True),
        "health": (("limit",), False),
        "home": (("verdicts",), True),
    }


def test_what_was_to_be_done_and_is_dropped_is_unneeded_and_what_was_done_is_left_behind() -> None:
    world = journey(
        step("papers"), step("health", "papers"), step("trip", "health"), step("home", "health"),
    )  # fmt: skip
    say(world, "papers")

    found = move(world, step("health"), step("home", "health"))

    assert found.possible
    assert found.left_behind == ("papers",)
    assert found.unneeded == ("trip",)


def test_a_step_whose_condition_cannot_hold_any_more_is_unneeded() -> None:
    world = journey(PAPERS, step("plan", "papers"), step("trip", "plan"))
    say(world, "papers", {"stays": True})

    trip = step("trip", "papers", when="papers.stays == false")
    found = move(world, PAPERS, step("plan", "papers"), trip)

    assert found.possible
    assert found.unneeded == ("trip",)


def test_where_nothing_is_left_the_move_says_at_which_end_the_journey_finishes() -> None:
    world = journey(step("papers"), step("health", "papers"))
    say(world, "papers")
    world.withdraw(request(world, "health").key)

    found = move(world, step("papers"), ends=[end("early", "papers")])

    assert found.possible
    assert (found.end, found.unneeded) == ("early", ("health",))


def test_a_pause_is_no_obstacle_and_hides_nothing() -> None:
    world = journey(PAPERS)
    world.pause(clocks_stop=True)

    found = move(world, PAPERS, step("health"))

    assert found.possible
    assert found.asks == (RequestKey("health"),)


def test_what_was_answered_before_a_move_is_read_and_corrected_after_it() -> None:
    world = journey(PAPERS, SHELTER)
    say(world, "papers", {"stays": True})
    new = pathway(
        PAPERS | {"id": "documents"},
        SHELTER | {"after": ["documents"], "when": "documents.stays == true"},
    )
    key, line = RequestKey("documents"), len(world.facts) - 1

    moved = Moved(at=world.now, from_version=1, to_version=2, steps={"papers": "documents"})
    corrected = Corrected(
        at=world.now, key=key, verdict="done", values={"stays": False}, by="an", how="phone",
        corrects=line,
    )  # fmt: skip

    kept = plan(new, fold([*world.facts, moved]), world.now)
    after = plan(new, fold([*world.facts, moved, corrected]), world.now)
    assert (kept.asks, kept.withdrawals) == ((), ())
    assert (after.asks, after.withdrawals) == ((), (RequestKey("shelter"),))


def test_a_field_that_is_renamed_is_gone_by_and_is_no_news_for_the_agency() -> None:
    world = journey(PAPERS, SHELTER | {"form": [yes_no("full")]})
    say(world, "papers", {"stays": True})

    found = move(
        world,
        step("papers", form=[yes_no("remains") | {"label": label("stays")}]),
        SHELTER
        | {"when": "papers.remains == true"}
        | {"form": [yes_no("crowded") | {"label": label("full")}]},
        fields={"papers.stays": "remains", "shelter.full": "crowded"},
    )

    assert found.possible
    assert (found.asks, found.unneeded) == ((), ())
    assert found.still_asked == (StillAsked(RequestKey("shelter"), ()),)


def test_a_field_of_a_step_that_is_renamed_too_goes_by_its_old_name() -> None:
    world = journey(PAPERS, SHELTER, step("plan"))
    say(world, "papers", {"stays": False})

    found = move(
        world,
        step("documents", form=[yes_no("remains")]),
        step("shelter", "documents", when="documents.remains == true", role="shelter"),
        step("plan"),
        names={"papers": "documents"},
        fields={"papers.stays": "remains"},
    )

    assert found.possible
    assert found.asks == ()
