"""Which two may stand for an answer that takes two, and what takes two."""

from __future__ import annotations

import pytest

from domain.directory.files import read_directory
from domain.journey.facts import Proposed, RequestKey, Verdict
from domain.journey.seconding import (
    SAME_LINK,
    SAME_PERSON,
    SAME_USER,
    Signer,
    left_unconfirmed,
    needs_two,
    objection,
    silence_ends,
    turned_down,
    unconfirmed,
)
from domain.texts import Message
from tests.domain.casework.bureau import directory_with
from tests.domain.small import journey, request, step, waiting, yes_no
from tests.domain.world import DAY, World
from tests.strategies import Part

AN = Signer("police_1", "link", "Nguyễn Văn An")
BINH = Signer("police_2", "link", "Trần Thị Bình")
VERIFY = RequestKey("verify")
HELD = "{role: police, agency: police_hue, valid_from: 2020-01-01}"
TWO = read_directory(directory_with(["police_hue"], [HELD]))


def finding(**more: object) -> Part:
    return step("verify", form=[yes_no("victim")], second_person=True, **more)


def phoned(user: str, name: str) -> Signer:
    return Signer(user, "phone", name)


@pytest.mark.parametrize(
    ("first", "second", "against"),
    [
        # two officers, each by their own link
        (AN, BINH, None),
        # the same link twice
        (AN, AN, SAME_LINK),
        # two desks of one agency may be called alike
        (AN, Signer("police_2", "link", AN.name), None),
        # an officer, and another one by telephone
        (AN, phoned("lan", "Trần Thị Bình"), None),
        # an officer, and the same one by telephone
        (AN, phoned("lan", " nguyễn  văn AN "), SAME_PERSON),
        # an officer, and the same one by telephone, who is called by the given name there
        (AN, phoned("lan", "Anh An"), SAME_PERSON),
        (phoned("lan", "Chị Bình"), BINH, SAME_PERSON),
        # another one whose name only holds that name
        (AN, phoned("lan", "Lê An Bình"), None),
        # a coordinator whose name is an officer's id is yet somebody else
        (Signer("lan", "link", "Lan"), phoned("lan", "Trần Thị Bình"), None),
        # one by telephone, and another one by a link
        (phoned("lan", "Nguyễn Văn An"), BINH, None),
        # one by telephone, and the same one by a link
        (phoned("lan", "Nguyễn Văn An"), AN, SAME_PERSON),
        # both written down by one coordinator, whoever it was that called
        (phoned("lan", "Nguyễn Văn An"), phoned("lan", "Trần Thị Bình"), SAME_USER),
        # a letter and a call, both written down by one coordinator
        (Signer("lan", "paper", "An"), phoned("lan", "Bình"), SAME_USER),
        # two officers, told to two coordinators
        (phoned("lan", "Nguyễn Văn An"), phoned("mai", "Trần Thị Bình"), None),
        # one officer, told to two coordinators
        (phoned("lan", "Nguyễn Văn An"), phoned("mai", "Nguyễn Văn An"), SAME_PERSON),
    ],
    ids=range(15),
)
def test_who_may_confirm_what_whom_has_said(
    first: Signer, second: Signer, against: Message | None
) -> None:
    assert objection(first, second) == against


@pytest.mark.parametrize(
    ("answered", "verdict", "two"),
    [
        # a finding
        (None, "done", True),
        # to say no is no finding: another one is asked, or the coordinator decides
        (None, "declined", False),
        (None, "lacks_grounds", False),
        # to correct a finding, whatever is put in its place
        ("done", "done", True),
        ("done", "declined", True),
        # to correct a no: a finding takes two, another no does not
        ("declined", "done", True),
        ("declined", "failed", False),
    ],
    ids=range(7),
)
def test_a_finding_takes_two_and_so_does_what_replaces_one(
    answered: Verdict | None, verdict: Verdict, *, two: bool
) -> None:
    world = journey(finding())
    if answered is not None:
        world.answer(VERIFY, answered)

    assert needs_two(world.pathway.by_id["verify"], request(world, "verify"), verdict) is two


def test_who_only_shares_in_a_step_confirms_it_alone() -> None:
    world = journey(finding(jointly=["shelter"]))
    asked = world.pathway.by_id["verify"]

    assert needs_two(asked, request(world, "verify"), "done")
    assert not needs_two(asked, request(world, "verify[shelter]"), "done")


def test_what_comes_after_waits_for_the_second() -> None:
    world = journey(finding(), step("papers", "verify"))

    world.propose(VERIFY)
    world.settle()
    before = waiting(world)
    world.confirm(VERIFY)
    world.settle()

    assert before == ["verify/1.1"]
    assert waiting(world) == ["papers/1.1"]


def test_what_is_not_confirmed_waits_for_another_answer() -> None:
    world = journey(finding(), step("papers", "verify"))
    world.propose(VERIFY)

    world.turn_down(VERIFY)
    world.settle()

    assert waiting(world) == ["verify/1.1"]
    assert request(world, "verify").proposal is None
    assert request(world, "verify").answer is None


def test_what_was_confirmed_stands_until_two_have_corrected_it() -> None:
    world = journey(finding())
    world.answer(VERIFY, "done", {"victim": True})

    world.propose(VERIFY, "done", {"victim": False}, corrects=3)
    meanwhile = request(world, "verify").answer
    world.confirm(VERIFY)
    corrected = request(world, "verify").answer

    assert meanwhile is not None
    assert corrected is not None
    assert (meanwhile.values, corrected.values) == ({"victim": True}, {"victim": False})


def test_what_nobody_had_confirmed_when_it_passed_on_is_the_leads_until_the_next_answers() -> None:
    world = journey(finding())
    world.propose(VERIFY)

    world.reassign(VERIFY, "police_hue")
    world.reassign(VERIFY, "police_lao_cai")
    passed_on = left_unconfirmed(world.state)
    world.propose(VERIFY)

    assert passed_on == (VERIFY,)
    assert left_unconfirmed(world.state) == ()


@pytest.mark.parametrize(("clocks_stop", "late"), [(True, ()), (False, (VERIFY,))])
def test_time_that_does_not_run_lets_nobody_be_late(
    *, clocks_stop: bool, late: tuple[RequestKey, ...]
) -> None:
    world = journey(finding(), patience=10 * DAY)
    world.propose(VERIFY)
    world.pause(clocks_stop=clocks_stop)

    world.wait(60 * DAY)

    assert unconfirmed(world.pathway, world.state, TWO, world.now) == late


def corrected_finding(**correction: object) -> World:
    """It takes two, was answered, and awaits the second of those who correct it."""
    world = journey(finding(), step("papers", "verify"), patience=10 * DAY)
    world.answer(VERIFY, "done", {"victim": True})
    given = {"at": world.now, "key": VERIFY, "verdict": "done", "values": {}, "by": "an"}
    world.record(Proposed.model_validate(given | {"how": "link", "corrects": 3} | correction))
    return world


@pytest.mark.parametrize(
    ("correction", "days", "listed"),
    [
        # by a link, in time: the other one has as long as a reminder takes
        ({}, 4, False),
        ({}, 5, True),
        # by telephone likewise, however late
        ({"how": "phone", "by": "lan"}, 4, False),
        ({"how": "phone", "by": "lan"}, 5, True),
    ],
)
def test_a_correction_is_the_leads_once_the_second_is_silent(
    correction: dict[str, object], days: int, *, listed: bool
) -> None:
    world = corrected_finding(**correction)
    if correction:
        world.settle()
    begun = world.now

    world.wait(days * DAY)

    alone = unconfirmed(world.pathway, world.state, TWO, world.now)
    assert alone == ((VERIFY,) if listed else ())
    assert silence_ends(world.state, begun) == (begun + 5 * DAY,)


def test_what_no_link_can_confirm_any_more_is_the_leads_at_once() -> None:
    world = corrected_finding()

    world.settle()

    assert unconfirmed(world.pathway, world.state, TWO, world.now) == (VERIFY,)


@pytest.mark.parametrize(("how", "listed"), [("phone", (VERIFY,)), ("link", ())])
def test_a_correction_that_a_coordinator_wrote_down_and_nobody_confirms_is_theirs(
    how: str, listed: tuple[RequestKey, ...]
) -> None:
    world = corrected_finding(how=how)

    world.turn_down(VERIFY)
    refused = turned_down(world.state)
    world.leave_the_answer(VERIFY)

    assert refused == listed
    assert turned_down(world.state) == ()


@pytest.mark.parametrize("end", ["withdraw", "skip", "reassign"])
def test_what_was_proposed_ends_with_the_request(end: str) -> None:
    world = journey(finding())
    world.propose(VERIFY)

    match end:
        case "withdraw":
            world.withdraw(VERIFY)
        case "skip":
            world.skip("verify")
        case _:
            world.reassign(VERIFY)

    assert request(world, "verify").proposal is None
