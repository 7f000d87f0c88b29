"""What the pages rely on, of any keeper of drafts. A subclass brings its own `world`."""

from __future__ import annotations

import pytest

from domain.casework.answers.views import Dead, Fate, Open, Saying, Settled, Submission, TooLate
from domain.seals.links import NotALink
from tests.pages.answering_world import FORM, GIVEN, World


class DraftsContract:
    @pytest.fixture
    def world(self) -> World:
        raise AssertionError("a subclass brings its own")

    def test_what_was_kept_is_there_when_the_link_is_opened_again(self, world: World) -> None:
        token = world.ask(FORM)
        before = world.answers.read_words(token).draft

        world.answers.keep_draft(token, "done", {"_verdict": ["done"], "so_van_ban": ["12"]})
        kept = world.answers.keep_draft(
            token, "done", {"_verdict": ["done"], "so_van_ban": ["123/CATP"]}
        )
        look = world.answers.look(token)

        assert before is None
        assert isinstance(look, Open)
        assert look.put_by == kept.saved_at
        assert world.answers.read_words(token).draft == kept
        assert kept.forms == {"done": {"_verdict": ["done"], "so_van_ban": ["123/CATP"]}}

    def test_each_form_of_the_page_has_its_own(self, world: World) -> None:
        token = world.ask(FORM)

        world.answers.keep_draft(token, "done", GIVEN)
        kept = world.answers.keep_draft(token, "question", {"_reason": ["Bản nào?"]})

        assert kept.forms == {"done": GIVEN, "question": {"_reason": ["Bản nào?"]}}
        assert world.answers.read_words(token).draft == kept

    def test_what_was_said_is_no_draft_any_more(self, world: World) -> None:
        token = world.ask(FORM)
        question = Saying("question", "", "Bản nào?")
        world.answers.keep_draft(token, "done", GIVEN)
        for _ in range(2):
            world.answers.keep_draft(token, "question", {"_reason": ["Bản nào?"]})
            world.answers.speak_up(token, question)

        left = world.answers.read_words(token).draft

        assert left is not None
        assert left.forms == {"done": GIVEN}

    def test_where_nothing_else_was_begun_no_draft_is_left(self, world: World) -> None:
        token = world.ask(FORM)
        world.answers.keep_draft(token, "question", {"_reason": ["Bản nào?"]})

        world.answers.speak_up(token, Saying("question", "", "Bản nào?"))

        assert world.answers.read_words(token).draft is None

    def test_what_was_kept_is_for_its_own_link(self, world: World) -> None:
        token = world.ask(FORM)

        world.answers.keep_draft(token, "done", GIVEN)

        assert world.answers.read_words(world.colleagues_link(token)).draft is None

    def test_what_was_kept_can_be_discarded(self, world: World) -> None:
        token = world.ask(FORM)
        world.answers.keep_draft(token, "done", GIVEN)

        world.answers.discard_draft(token)
        world.answers.discard_draft(token)

        assert world.answers.read_words(token).draft is None

    def test_an_answer_ends_every_draft_of_its_request(self, world: World) -> None:
        token = world.ask(FORM)
        colleague = world.colleagues_link(token)
        for each in (token, colleague):
            world.answers.keep_draft(each, "done", GIVEN)

        world.answers.answer(token, Submission("done", GIVEN))

        for each in (token, colleague):
            with pytest.raises(TooLate):
                world.answers.read_words(each)

    def test_a_draft_that_comes_behind_the_answer_is_not_kept(self, world: World) -> None:
        token = world.ask(FORM)
        world.answers.answer(token, Submission("done", GIVEN))

        with pytest.raises(TooLate) as caught:
            world.answers.keep_draft(token, "done", GIVEN)

        assert isinstance(caught.value.look, Settled)

    @pytest.mark.parametrize("fate", ["withdrawn", "moved", "revoked", "resting"])
    def test_nothing_is_kept_behind_a_dead_link(self, world: World, fate: Fate) -> None:
        token = world.ask(FORM)
        world.let_it_be(token, fate)

        with pytest.raises(TooLate) as caught:
            world.answers.keep_draft(token, "done", GIVEN)

        assert isinstance(caught.value.look, Dead)

    def test_what_is_no_link_has_no_draft(self, world: World) -> None:
        token = world.ask(FORM)[:-1]

        with pytest.raises(NotALink):
            world.answers.read_words(token)
        with pytest.raises(NotALink):
            world.answers.keep_draft(token, "done", GIVEN)
        with pytest.raises(NotALink):
            world.answers.discard_draft(token)
