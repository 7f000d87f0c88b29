"""A step that lets some time pass first: nobody is asked before, and then by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.journey.facts import RequestKey
from domain.journey.progress import Standing
from tests.domain.small import go_to, journey, say, standing, step, waiting, yes_no
from tests.domain.world import DAY, START
from tests.strategies import Part, label

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
REFLECTION = {"period": {"days": 45}}


def date_of(name: str, *, required: bool = True) -> Part:
    return {
        "id": name, "label": label(name), "kind": "date", "required": required, "ahead": True,
    }  # fmt: skip


def test_nobody_is_asked_before_the_time_has_passed_and_then_they_are() -> None:
    world = journey(step("welcome"), step("decide", "welcome", not_before=REFLECTION))
    world.wait(3 * DAY)
    say(world, "welcome")

    assert waiting(world) == []
    assert standing(world, "decide") is Standing.OPEN
    assert world.look().look_again_at == START + 48 * DAY

    go_to(world, START + 48 * DAY - timedelta(seconds=1))
    assert waiting(world) == []

    go_to(world, START + 48 * DAY)
    assert waiting(world) == ["decide/1.1"]


def test_the_journey_does_not_end_while_a_step_is_held_back() -> None:
    world = journey(step("welcome"), step("decide", "welcome", not_before=REFLECTION))

    say(world, "welcome")

    assert world.state.closed is None


def test_a_step_at_the_beginning_is_held_back_from_the_opening_on() -> None:
    world = journey(step("decide", not_before={"period": {"days": 2}}))

    assert world.look().look_again_at == START + 2 * DAY


def test_it_is_counted_from_the_last_of_what_it_comes_after() -> None:
    world = journey(
        step("welcome"), step("bed"), step("decide", "welcome", "bed", not_before=REFLECTION)
    )
    say(world, "bed")
    world.wait(4 * DAY)
    say(world, "welcome")

    assert world.look().look_again_at == START + 49 * DAY


def test_what_a_person_skipped_begins_it_too() -> None:
    world = journey(step("welcome"), step("decide", "welcome", not_before=REFLECTION))
    world.wait(2 * DAY)
    world.skip("welcome")
    world.settle()

    assert world.look().look_again_at == START + 47 * DAY


def test_the_date_that_was_answered_begins_it() -> None:
    held_back = {"period": {"months": 1}, "since": "welcome.decided"}
    world = journey(
        step("welcome", form=[date_of("decided")]), step("ask", "welcome", not_before=held_back)
    )

    say(world, "welcome", {"decided": "2026-01-31"})

    begins = datetime(2026, 2, 28, tzinfo=HANOI)
    assert world.look().look_again_at == begins
    go_to(world, begins.astimezone(UTC))
    assert waiting(world) == ["ask/1.1"]


def test_a_date_alone_is_the_day_from_which_on_it_is_asked() -> None:
    world = journey(
        step("welcome", form=[date_of("until")]),
        step("ask", "welcome", not_before={"until": "welcome.until"}),
    )

    say(world, "welcome", {"until": "2026-03-20"})

    assert world.look().look_again_at == datetime(2026, 3, 20, tzinfo=HANOI)


def test_the_later_counts_of_a_time_that_must_pass_and_a_date_that_was_answered() -> None:
    held_back = REFLECTION | {"until": "welcome.until"}
    world = journey(
        step("welcome", form=[date_of("until")]), step("decide", "welcome", not_before=held_back)
    )

    say(world, "welcome", {"until": "2026-02-03"})
    assert world.look().look_again_at == START + 45 * DAY

    world.correct(RequestKey("welcome"), values={"until": "2026-06-01"})
    world.settle()
    assert world.look().look_again_at == datetime(2026, 6, 1, tzinfo=HANOI)


def test_a_date_that_was_corrected_moves_the_day() -> None:
    world = journey(
        step("welcome", form=[date_of("until")]),
        step("ask", "welcome", not_before={"until": "welcome.until"}),
    )
    say(world, "welcome", {"until": "2026-03-20"})

    world.correct(RequestKey("welcome"), values={"until": "2026-01-30"})
    world.settle()

    assert waiting(world) == ["ask/1.1"]


def test_a_slip_that_is_corrected_does_not_begin_the_time_anew() -> None:
    world = journey(
        step("welcome", form=[yes_no("well")]), step("decide", "welcome", not_before=REFLECTION)
    )
    say(world, "welcome", {"well": False})
    world.wait(20 * DAY)

    world.correct(RequestKey("welcome"), values={"well": True})
    world.settle()

    assert world.look().look_again_at == START + 45 * DAY


def test_a_date_that_was_not_given_lets_the_time_be_counted_from_the_turn() -> None:
    held_back = REFLECTION | {"since": "welcome.decided"}
    world = journey(
        step("welcome", form=[date_of("decided", required=False)]),
        step("decide", "welcome", not_before=held_back),
    )

    say(world, "welcome", {"decided": None})

    assert world.look().look_again_at == START + 45 * DAY


def test_each_of_those_who_are_asked_jointly_is_held_back() -> None:
    world = journey(
        step("welcome"), step("meet", "welcome", jointly=["health"], not_before=REFLECTION)
    )
    say(world, "welcome")
    assert waiting(world) == []

    go_to(world, START + 45 * DAY)

    assert waiting(world) == ["meet/1.1", "meet[health]/1.1"]


def test_what_was_declined_is_asked_of_the_next_without_waiting_again() -> None:
    world = journey(step("decide", not_before=REFLECTION))
    go_to(world, START + 45 * DAY)

    say(world, "decide", verdict="declined")

    assert waiting(world) == ["decide/1.2"]


def test_rounds_begin_after_the_time_and_then_keep_their_own() -> None:
    rounds = {"every": {"months": 1}, "times": 2}
    world = journey(step("visit", not_before={"period": {"days": 10}}, repeat=rounds))
    go_to(world, START + 10 * DAY)

    say(world, "visit")

    assert world.look().look_again_at == datetime(2026, 3, 10, 9, tzinfo=HANOI)
