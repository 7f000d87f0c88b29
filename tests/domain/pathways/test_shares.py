"""What a step may share of the person: said in the pathway, with a reason, and on its page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.documents.page import page_files
from domain.pathway.files import (
    no_pathways,
    read_pathway,
    read_published,
    shipped_pathways,
    write_pathway,
)
from domain.pathway.soundness import faults
from domain.pathway.template import Pathway
from domain.person.consent import AS_GIVEN, NOTHING_AGREED, Ledger
from domain.simulation.plays import Listed
from tests.domain.simulation.test_simulating import asked, play, world_for
from tests.domain.small import pathway, step
from tests.strategies import Part

NAME: Part = {"field": "full_name", "why": {"vi": "Để xác minh", "en": "To verify"}}
SHARING = pathway(step("verify", shares=[NAME], without_consent="wait"))


def test_it_is_kept_as_it_is_written() -> None:
    assert read_published(write_pathway(SHARING)) == SHARING
    assert SHARING.by_id["verify"].shared == ("full_name",)


def test_a_pathway_that_shares_nothing_is_written_as_before() -> None:
    assert "shares" not in write_pathway(pathway(step("verify")))


def test_its_page_says_what_and_why_and_what_happens_without_consent() -> None:
    page = page_files(SHARING, no_pathways)["small.en.md"]

    assert "**May be read of the person, with their consent:**" in page
    assert "• Full name – To verify (*Design*)" in page
    assert "Without consent it is not asked: it waits for the coordinator." in page


@pytest.mark.parametrize(
    ("wrong", "place", "problem"),
    [
        # one field for two reasons
        (
            pathway(step("verify", shares=[NAME, NAME])),
            "stages › stage › steps › verify › shares",
            "“full_name” stands here more than once.",
        ),
        # a call at a bad moment
        (
            pathway(step("verify", shares=[NAME | {"field": "phone"}])),
            "stages › stage › steps › verify › shares",
            "Whoever calls the person must know when and how that is safe.",
        ),
        # consent to nothing
        (
            pathway(step("verify", without_consent="wait")),
            "stages › stage › steps › verify › without_consent",
            "The step shares nothing",
        ),
        # a place is no person
        (
            SHARING.model_copy(update={"subject": "site"}),
            "stages › stage › steps › verify › shares",
            "This pathway is about a place",
        ),
    ],
)
def test_what_cannot_be_shared_is_a_fault(wrong: Pathway, place: str, problem: str) -> None:
    (fault,) = faults(wrong)

    assert fault.place == place
    assert problem in fault.problem.in_("en")


def test_no_shipped_step_waits_for_consent_and_each_share_is_our_design() -> None:
    steps = [step for path in shipped_pathways() for step in read_pathway(path).steps]

    assert {step.without_consent for step in steps} == {"ask"}
    assert {share.origin for step in steps for share in step.shares} == {"design"}
    assert sum(bool(step.shares) for step in steps) < len(steps) / 4


def test_a_shipped_step_that_says_how_to_call_shares_the_number_to_call() -> None:
    steps = [step.shared for path in shipped_pathways() for step in read_pathway(path).steps]

    calling = [shared for shared in steps if "safe_contact" in shared]
    assert len(calling) == 7
    assert [shared for shared in calling if "phone" not in shared] == []


@pytest.mark.parametrize(
    ("ledger", "played"),
    [
        # as a simulation takes it
        (AS_GIVEN, ["verify/1.1", "after/1.1"]),
        # nobody agrees: it waits, and the lead goes on without it
        (NOTHING_AGREED, ["after/1.1"]),
    ],
    ids=["given", "refused"],
)
def test_a_simulation_shows_what_waits_for_consent(ledger: Ledger, played: list[str]) -> None:
    waits = pathway(step("verify", shares=[NAME], without_consent="wait"), step("after", "verify"))
    found = play(waits, "lead: 1 day", replace(world_for(waits), ledger=ledger))

    listed = [one.reason for one in found.happenings if isinstance(one, Listed)]
    assert asked(found) == played
    assert listed == (["no_consent"] if "verify/1.1" not in played else [])
