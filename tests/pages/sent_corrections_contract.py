"""What the pages rely on where a correction goes to the coordinator."""

from __future__ import annotations

import pytest

from domain.casework.answers.views import Settled, Submission, TooLate
from domain.pathway.forms import FormFaults
from tests.pages.answering_world import FORM, GIVEN, World

OTHER = {"so_van_ban": ["7/CATP"], "ngay": ["2026-11-20"]}


def for_the_coordinator(world: World) -> tuple[str, int]:
    """The link of who answered, and what their correction names, since the next step is asked."""
    token = world.ask(FORM)
    world.answers.answer(token, Submission("done", GIVEN))
    world.ask_what_depends(token)
    look = world.answers.look(token)
    assert isinstance(look, Settled)
    assert (look.correctable, look.too_late is not None) == (None, True)
    assert look.for_the_coordinator is not None
    return token, look.for_the_coordinator


class SentCorrectionsContract:
    @pytest.fixture
    def world(self) -> World:
        raise AssertionError("a subclass brings its own")

    def test_a_correction_for_the_coordinator_leaves_the_answer(self, world: World) -> None:
        token, line = for_the_coordinator(world)

        sent = world.answers.send_correction(token, Submission("done", OTHER, corrects=line))

        look = world.answers.look(token)
        assert isinstance(look, Settled)
        assert [(each.kind, each.at) for each in look.said] == [("correction", sent.at)]
        assert (look.for_the_coordinator, look.by_this_contact) == (line, True)

    def test_a_colleague_sends_none(self, world: World) -> None:
        token, line = for_the_coordinator(world)
        colleague = world.colleagues_link(token)

        with pytest.raises(TooLate):
            world.answers.send_correction(colleague, Submission("done", OTHER, corrects=line))

    def test_what_names_another_answer_is_not_taken(self, world: World) -> None:
        token, line = for_the_coordinator(world)

        with pytest.raises(TooLate):
            world.answers.send_correction(token, Submission("done", OTHER, corrects=line + 7))

    def test_what_is_not_whole_is_not_taken(self, world: World) -> None:
        token, line = for_the_coordinator(world)
        lacking = Submission("done", {"ngay": ["mai"]}, corrects=line)

        with pytest.raises(FormFaults):
            world.answers.send_correction(token, lacking)

        look = world.answers.look(token)
        assert isinstance(look, Settled)
        assert look.said == ()
