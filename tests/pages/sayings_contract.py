"""What the pages rely on where an agency says something that is no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.casework.answers.views import Open, Saying, SayingKind, Submission, TooLate
from domain.pathway.forms import FormFaults
from tests.pages.answering_world import FORM, GIVEN, World

SAYINGS = (Saying("accepted", "2026-11-25"), Saying("question", text="Gửi hồ sơ về đâu?"))


class SayingsContract:
    @pytest.fixture
    def world(self) -> World:
        raise AssertionError("a subclass brings its own")

    @pytest.mark.parametrize("saying", SAYINGS, ids=lambda one: one.kind)
    def test_what_is_no_answer_is_noted_and_shown_and_the_request_waits(
        self, world: World, saying: Saying
    ) -> None:
        token = world.ask(FORM)

        noted = world.answers.speak_up(token, saying)

        assert (noted.said.kind, noted.said.text) == (saying.kind, saying.text)
        for link in (token, world.colleagues_link(token)):
            look = world.answers.look(link)
            assert isinstance(look, Open)
            assert look.said == (replace(noted.said, text="", withheld=bool(saying.text)),)
            assert world.answers.read_words(link).said == (noted.said,)

    @pytest.mark.parametrize("saying", SAYINGS, ids=lambda one: one.kind)
    def test_who_presses_twice_is_told_the_same_and_it_is_noted_once(
        self, world: World, saying: Saying
    ) -> None:
        token = world.ask(FORM)

        noted = [world.answers.speak_up(token, saying) for _ in range(2)]

        assert noted[0].said == noted[1].said
        assert world.answers.read_words(token).said == (noted[0].said,)

    def test_what_is_said_without_words_or_a_day_is_not_noted(self, world: World) -> None:
        token = world.ask(FORM)

        lacking: dict[SayingKind, set[str]] = {"accepted": {"until"}, "question": {"reason"}}
        for kind, names in lacking.items():
            with pytest.raises(FormFaults) as caught:
                world.answers.speak_up(token, Saying(kind))
            assert set(caught.value.faults) == names

        look = world.answers.look(token)
        assert isinstance(look, Open)
        assert look.said == ()

    @pytest.mark.parametrize("saying", SAYINGS, ids=lambda one: one.kind)
    def test_of_what_was_answered_nothing_more_is_said(self, world: World, saying: Saying) -> None:
        token = world.ask(FORM)
        world.answers.answer(token, Submission("done", GIVEN))

        with pytest.raises(TooLate) as caught:
            world.answers.speak_up(token, saying)

        assert caught.value.look == world.answers.look(token)
