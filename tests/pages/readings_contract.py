"""What the pages rely on, of any keeper of answers, when an officer reads about the person."""

from __future__ import annotations

from typing import Protocol

import pytest

from domain.casework.answers.views import Open, Submission, TooLate
from domain.casework.person.reading_views import Refused, Shown, WrongCode
from domain.seals.links import NotALink
from pages.answer.routes import Answers


class PersonWorld(Protocol):
    """A keeper of answers, and what happens around it."""

    @property
    def answers(self) -> Answers: ...

    def ask_about_the_person(self) -> str:
        """Ask an agency; name and safe contact are agreed to. The token of its contact's link."""
        ...

    def code_for(self, token: str) -> str:
        """A code that the coordinator has just made for the link's contact."""
        ...

    def withdraw_consent(self, token: str) -> None: ...

    def refusals(self, token: str) -> int:
        """How many the trail tells of."""
        ...


class ReadingsContract:
    @pytest.fixture
    def person_world(self) -> PersonWorld:
        raise AssertionError("a subclass brings its own")

    def test_the_request_tells_what_may_be_read_and_nothing_of_it(
        self, person_world: PersonWorld
    ) -> None:
        look = person_world.answers.look(person_world.ask_about_the_person())

        assert isinstance(look, Open)
        assert look.asking.readable is not None
        assert len(look.asking.readable.fields) == 2
        assert "Mây" not in repr(look)

    def test_the_right_code_shows_it_however_it_is_grouped(self, person_world: PersonWorld) -> None:
        token = person_world.ask_about_the_person()
        code = person_world.code_for(token)

        shown = person_world.answers.read_person(token, f" {code[:3]} {code[3:]} ")

        assert isinstance(shown, Shown)
        assert [text for _, text in shown.fields] == ["Gọi buổi sáng, nói là bạn học", "Lò Thị Mây"]

    def test_it_can_be_read_again_by_the_same_code(self, person_world: PersonWorld) -> None:
        token = person_world.ask_about_the_person()
        code = person_world.code_for(token)

        shown = [person_world.answers.read_person(token, code) for _ in range(7)]

        assert all(isinstance(each, Shown) for each in shown)

    def test_five_wrong_codes_lock_it_until_a_new_one_is_made(
        self, person_world: PersonWorld
    ) -> None:
        token = person_world.ask_about_the_person()
        code = person_world.code_for(token)
        wrong = f"{(int(code) + 1) % 10**6:06}"

        tried = [person_world.answers.read_person(token, wrong) for _ in range(5)]
        right = person_world.answers.read_person(token, code)

        assert tried == [WrongCode(left) for left in (4, 3, 2, 1, 0)]
        assert right == WrongCode(0)
        fresh = person_world.code_for(token)
        assert isinstance(person_world.answers.read_person(token, fresh), Shown)

    @pytest.mark.parametrize(
        "typed",
        [
            # nothing
            "",
            # too short, too long
            "12345",
            "1234567",
            # letters
            "abcdef",
        ],
    )
    def test_what_is_no_code_takes_no_try(self, person_world: PersonWorld, typed: str) -> None:
        token = person_world.ask_about_the_person()
        code = person_world.code_for(token)

        tried = [person_world.answers.read_person(token, typed) for _ in range(6)]

        assert tried == [Refused("no_digits")] * 6
        assert isinstance(person_world.answers.read_person(token, code), Shown)

    def test_before_a_code_was_made_there_is_none(self, person_world: PersonWorld) -> None:
        token = person_world.ask_about_the_person()

        assert person_world.answers.read_person(token, "123456") == Refused("no_code")

    def test_withdrawn_consent_closes_it_at_once_and_that_is_written_down(
        self, person_world: PersonWorld
    ) -> None:
        token = person_world.ask_about_the_person()
        code = person_world.code_for(token)
        person_world.withdraw_consent(token)

        assert person_world.answers.read_person(token, code) == Refused("no_consent")
        assert person_world.refusals(token) == 1

    def test_what_was_answered_is_shown_no_more(self, person_world: PersonWorld) -> None:
        token = person_world.ask_about_the_person()
        code = person_world.code_for(token)
        person_world.answers.answer(token, Submission("done", {}))

        with pytest.raises(TooLate):
            person_world.answers.read_person(token, code)
        with pytest.raises(TooLate):
            person_world.answers.send_code(token)

    def test_what_is_no_link_shows_nothing(self, person_world: PersonWorld) -> None:
        token = person_world.ask_about_the_person()
        code = person_world.code_for(token)

        with pytest.raises(NotALink):
            person_world.answers.read_person(token[:-1], code)

    def test_a_code_is_sent_to_a_second_address(self, person_world: PersonWorld) -> None:
        token = person_world.ask_about_the_person()

        assert person_world.answers.send_code(token) == "sent"
