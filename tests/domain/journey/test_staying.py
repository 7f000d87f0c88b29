"""Each reason for which a journey stays with its version."""

from __future__ import annotations

import pytest

from domain.journey.facts import RequestKey
from domain.journey.moving import StillAsked
from tests.domain.moves import PAPERS, SHELTER, move, to, why
from tests.domain.small import (
    MONTHLY,
    choices,
    end,
    journey,
    number,
    pathway,
    request,
    say,
    step,
    yes_no,
)
from tests.strategies import Part, label

UNTIL = {"until": "papers.n"}


def test_a_field_that_takes_the_name_of_another_stays_apart_from_it() -> None:
    world = journey(step("papers", form=[yes_no("stays"), yes_no("well")]), step("plan"))
    say(world, "papers", {"stays": True, "well": False})

    found = move(
        world, step("papers", form=[yes_no("well")]), step("plan"), fields={"papers.stays": "well"}
    )

    assert "“stays” and “well” in the answer to “papers” would both become" in why(found)


def test_without_its_name_a_renamed_field_says_nothing() -> None:
    world = journey(PAPERS, SHELTER)
    say(world, "papers", {"stays": True})

    found = move(
        world,
        step("papers", form=[yes_no("remains")]),
        SHELTER | {"when": "papers.remains == true"},
    )

    assert any("goes by “remains”" in str(each) for each in found.obstacles)


def test_a_journey_that_is_over_stays() -> None:
    world = journey(step("papers"))
    say(world, "papers")

    assert "is over" in why(move(world, step("papers")))


def test_a_journey_that_is_stopped_stays() -> None:
    world = journey(step("papers"))
    world.stop()

    assert "is stopped" in why(move(world, step("papers")))


def test_what_is_asked_is_not_dropped() -> None:
    world = journey(step("papers"), step("health"))

    assert "“papers” is asked now, and the new version does not have it" in why(
        move(world, step("health"))
    )


def test_what_is_asked_is_not_given_to_another_role() -> None:
    world = journey(step("papers"))

    assert "asked of police now, and by the new version union" in why(
        move(world, step("papers", role="union"))
    )


def test_what_is_asked_is_not_withdrawn_because_its_condition_changed() -> None:
    world = journey(PAPERS, SHELTER)
    say(world, "papers", {"stays": True})

    found = move(world, PAPERS, SHELTER | {"when": "papers.stays == false"})

    assert "“shelter” is asked now, and by the new version its turn" in why(found)


def test_what_is_asked_is_not_withdrawn_because_something_new_comes_before_it() -> None:
    world = journey(step("papers"), step("plan", "papers"))
    say(world, "papers")

    found = move(world, step("papers"), step("health"), step("plan", "papers", "health"))

    assert "“plan” is asked now, and by the new version its turn" in why(found)


def test_a_journey_does_not_end_by_a_move_while_something_is_asked() -> None:
    world = journey(step("papers"), step("health"))
    say(world, "papers")

    found = move(world, step("papers"), step("health"), ends=[end("early", "papers", at_once=True)])

    assert "end the journey at “early” while “health” is asked" in why(found)


@pytest.mark.parametrize(
    "shape",
    [
        {"jointly": ["union"]},
        {"repeat": {"every": {"months": 1}, "times": 2}},
        {"foreach": "needs.which"},
    ],
)
@pytest.mark.parametrize("answered", [True, False])
def test_what_was_asked_is_not_asked_in_another_shape(shape: Part, *, answered: bool) -> None:
    needs = step("needs", form=[choices("which", "one", "two")])
    world = journey(needs, step("help", "needs"), step("home", "help"))
    say(world, "needs", {"which": ("one",)})
    if answered:
        say(world, "help")

    found = move(world, needs, step("help", "needs", **shape), step("home", "needs"))

    assert "“help” was asked already" in why(found)


def test_more_rounds_are_no_other_shape() -> None:
    visit = step("visit", form=[yes_no("over")], repeat=MONTHLY)
    world = journey(visit)

    assert move(world, visit | {"repeat": MONTHLY | {"times": 3}}).possible


def test_an_answer_is_not_read_for_what_it_does_not_say() -> None:
    world = journey(PAPERS, step("plan", "papers"))
    say(world, "papers", {"stays": True})

    renamed = PAPERS | {"form": [yes_no("remains")]}
    later = step("shelter", "plan", when="papers.remains == true")

    assert move(world, renamed, step("plan", "papers")).possible
    assert "goes by “remains” in the answer to “papers”" in why(
        move(world, renamed, step("plan", "papers"), later)
    )


@pytest.mark.parametrize(("kind", "compared"), [("yes_no", "== true"), ("money", "!= null")])
def test_an_answer_is_not_read_as_another_kind(kind: str, compared: str) -> None:
    world = journey(step("papers", form=[number("n")]), step("plan", "papers"))
    say(world, "papers", {"n": 1})
    papers = step("papers", form=[number("n") | {"kind": kind}])
    later = step("shelter", "plan", when=f"papers.n {compared}")

    assert "goes by “n”" in why(move(world, papers, step("plan", "papers"), later))


def test_no_time_is_counted_from_what_was_no_date() -> None:
    world = journey(step("papers", form=[number("n")]), step("plan", "papers"))
    say(world, "papers", {"n": 1})
    papers = step("papers", form=[number("n") | {"kind": "date"}])

    found = move(world, papers, step("plan", "papers"), step("decide", "plan", not_before=UNTIL))

    assert "goes by “n”" in why(found)


def test_an_answer_is_not_read_by_options_that_it_does_not_have() -> None:
    world = journey(step("needs", form=[choices("which", "one", "two")]), step("plan", "needs"))
    say(world, "needs", {"which": ("one",)})
    fewer = step("needs", form=[choices("which", "two")])

    found = move(world, fewer, step("plan", "needs"), step("help", "plan", foreach="needs.which"))

    assert "goes by “which”" in why(found)


def test_two_steps_that_were_asked_do_not_become_one() -> None:
    world = journey(step("papers"), step("health"))

    found = move(world, step("papers"), names={"health": "papers"})

    assert "“papers” and “health” would both become the step “papers”" in why(found)


def test_steps_may_change_names_with_one_another() -> None:
    world = journey(step("papers"), step("health"))
    say(world, "papers")

    turned = {"papers": "health", "health": "papers"}
    found = move(world, step("health"), step("papers"), names=turned)

    assert found.possible
    assert found.still_asked == (StillAsked(RequestKey("papers"), ("wording",)),)


def test_what_nobody_has_confirmed_is_not_put_into_another_form() -> None:
    finding = step("finding", form=[yes_no("victim")], second_person=True)
    world = journey(finding)
    world.propose(request(world, "finding").key, "done", {"victim": True})

    assert move(world, finding).possible
    assert "An answer to “finding” is not settled" in why(
        move(world, finding | {"form": [yes_no("identified")]})
    )
    assert "An answer to “finding” is not settled" in why(
        move(world, finding | {"second_person": False})
    )


def test_a_correction_that_was_sent_is_decided_before_its_step_is_dropped() -> None:
    world = journey(PAPERS, step("health", "papers"))
    say(world, "papers", {"stays": True})
    world.want_correction(request(world, "papers").key, "done", {"stays": False})

    assert "An answer to “papers” is not settled" in why(move(world, step("health")))


def test_what_is_asked_does_not_come_to_wait_for_consent() -> None:
    world = journey(PAPERS)
    shares = [{"field": "phone", "why": label("To call")}]

    found = move(world, PAPERS | {"shares": shares, "without_consent": "wait"})

    assert "would wait for consent" in why(found)
    assert move(world, PAPERS | {"shares": shares}).still_asked[0].agency_hears


def test_a_condition_that_could_not_be_decided_keeps_the_journey() -> None:
    people = step("papers", form=[number("people")])
    world = journey(people, step("plan", "papers"))
    say(world, "papers", {"people": None})

    found = move(
        world, people, step("plan", "papers"), step("home", "papers", when="papers.people > 2")
    )

    assert "the condition of “home” could not be decided" in why(found)


def test_the_entry_by_which_the_person_came_stays() -> None:
    world = journey(PAPERS)
    new = pathway(PAPERS)
    other = new.entries[0].model_copy(update={"id": "rescue"})

    found = to(world, new.model_copy(update={"entries": (other,)}))

    assert "The person came in by “self_return”" in why(found)


def test_a_journey_about_a_person_does_not_become_one_about_a_place() -> None:
    world = journey(PAPERS)

    found = to(world, pathway(PAPERS).model_copy(update={"subject": "site"}))

    assert "about persons and the other about places" in why(found)


def test_an_end_that_was_reached_is_not_taken_back() -> None:
    world = journey(step("papers"), ends=[end("early", "papers", at_once=True)])
    world.answer(request(world, "papers").key)

    found = move(world, step("papers"))

    assert "has reached its end “early”" in why(found)


def test_a_person_goes_on_counting_as_what_they_were_found_to_be() -> None:
    finding = {"id": "finding", "label": label("finding"), "kind": "choice", "options": [
        {"id": "yes", "label": label("yes"), "status": "identified"},
    ]}  # fmt: skip
    world = journey(step("papers", form=[finding]), step("plan", "papers"))
    say(world, "papers", {"finding": "yes"})

    assert "count as something else" in why(move(world, step("plan")))
