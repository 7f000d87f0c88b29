"""What a simulation shows is what happens: the same answers at the same moments, both ways."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from domain.casework.editing.examples import posting_of
from domain.journey.facts import Reassigned
from domain.simulation.plays import Arrived
from domain.simulation.scripts import ScriptedCast, read_script
from domain.simulation.simulating import simulate
from tests.domain.casework.bureau import MORNING, Bureau
from tests.domain.casework.played_out import (
    facts,
    letters_lived,
    letters_played,
    live,
    messages,
    notices,
    world_of,
)
from tests.domain.casework.reorganising import (
    FEBRUARY,
    IN_A_CHAIN,
    NEW,
    OLD,
    TO_NEW,
    VERIFY,
    reorganise,
)
from tests.domain.small import choices, pathway, step
from tests.domain.ways.way import SHIPPED

SCRIPT = """
schema: 1
lead: 2 days
steps:
  tiep_can: {answer: {dong_y: yes, can_noi_o: yes, nhu_cau: [y_te, phap_ly]}}
  noi_o: {says: silent}
  dich_vu[phap_ly]: {says: declined, after: 3 hours}
  xac_minh: {after: 16 days}
  ke_hoach: {answer: {huong: ve_gia_dinh, xa: hai_phong}}
  tiep_nhan_tai_xa: {answer: {dong_y_theo_doi: yes}}
  theo_doi:
    - {answer: {tiep_theo: tiep_tuc}}
    - {answer: {tiep_theo: ket_thuc}}
"""
SPLIT = ((OLD, NEW, NEW.replace("agency: new", "agency: other, rank: 2")), (TO_NEW,))


@pytest.mark.long  # `test_dry_run_agrees` has its kind in every run
def test_silence_refusal_and_rounds_are_as_they_were_simulated(here: Bureau) -> None:
    pathway = SHIPPED["mau_chung"]
    here.publish(pathway)
    world = world_of(here)
    script = read_script(SCRIPT, pathway, world)
    cast = ScriptedCast(script, pathway, world)
    play = simulate(
        pathway, world, cast, pathway.entries[0].id, None, MORNING, posting=posting_of(here.office)
    )

    journey = live(here, play)

    assert facts(here.office, journey) == list(play.facts)
    assert notices(here, journey) == messages(play)
    assert letters_lived(here, journey) == letters_played(here, play)
    assert {kind for _, kind, *_ in messages(play)} == {
        "request", "reminder", "escalation", "informed", "lead", "countersign",
    }  # fmt: skip
    assert play.end is not None
    assert play.end.id == "hoan_thanh"


SUCCESSIONS = [
    # one takes over from another, and a third from that one
    (IN_A_CHAIN, "", [("old", "new", "plan"), ("new", "newer", "plan")]),
    # two take over, and the lead decides who has it
    (SPLIT, "lead: 2 days\n", [("old", "new", "user:lead")]),
]


@pytest.mark.parametrize(("directory", "lead", "passed_on"), SUCCESSIONS, ids=["chain", "split"])
def test_a_request_passes_on_as_it_was_simulated(
    here: Bureau,
    directory: tuple[Sequence[str], Sequence[str]],
    lead: str,
    passed_on: list[tuple[str, str, str]],
) -> None:
    here.clock.moment = FEBRUARY
    here.publish(VERIFY)
    reorganise(here, *directory)
    world = world_of(here)
    script = read_script(f"schema: 1\n{lead}otherwise: 200 days", VERIFY, world)
    cast = ScriptedCast(script, VERIFY, world)
    entry = VERIFY.entries[0].id
    play = simulate(VERIFY, world, cast, entry, None, FEBRUARY, posting=posting_of(here.office))

    journey = live(here, play)

    moves = [fact for fact in play.facts if isinstance(fact, Reassigned)]
    assert [(move.before, move.agency, move.by) for move in moves] == passed_on
    assert facts(here.office, journey) == list(play.facts)
    assert notices(here, journey) == messages(play)
    assert letters_lived(here, journey) == letters_played(here, play)


def test_requests_to_one_agency_go_together_as_it_was_simulated(here: Bureau) -> None:
    """Five in a letter; what is left waits five minutes for others."""
    needs = [f"need_{n}" for n in range(7)]
    many = pathway(
        step("verify", form=[choices("needs", *needs)]),
        step("help", "verify", foreach="verify.needs", role="labour"),
    )
    here.publish(many)
    world = world_of(here)
    said = f"schema: 1\nsteps: {{verify: {{after: 2 hours, answer: {{needs: {needs}}}}}}}"
    cast = ScriptedCast(read_script(said, many, world), many, world)
    posting = posting_of(here.office)
    play = simulate(many, world, cast, many.entries[0].id, None, MORNING, posting=posting)

    journey = live(here, play)

    assert facts(here.office, journey) == list(play.facts)
    assert letters_lived(here, journey) == letters_played(here, play)
    arrived = [one for one in play.happenings if isinstance(one, Arrived)]
    assert [len(one.matters) for one in arrived if one.contact.id == "labour_1"] == [5, 2]
