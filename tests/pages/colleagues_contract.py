"""What the pages rely on where two of an agency have to do with one request: one passes it on to
the other, or the other confirms what the one has said.
"""

from __future__ import annotations

import pytest

from domain.casework.answers.views import (
    Dead,
    Delegation,
    Open,
    Settled,
    Submission,
    TextsToConfirm,
    ToConfirm,
    TooLate,
    Unconfirmed,
)
from domain.pathway.forms import FormFaults
from domain.texts import Label
from tests.pages.answering_world import FORM, GIVEN, World


def _the_colleague(world: World, token: str) -> str:
    look = world.answers.look(token)
    assert isinstance(look, Open)
    [colleague] = look.asking.colleagues
    return colleague.id


class ColleaguesContract:
    @pytest.fixture
    def world(self) -> World:
        raise AssertionError("a subclass brings its own")

    def test_a_colleague_gets_it_and_the_giver_has_it_no_more(self, world: World) -> None:
        token = world.ask(FORM)
        look = world.answers.look(token)
        assert isinstance(look, Open)
        [colleague] = look.asking.colleagues

        handed_on = world.answers.delegate(token, Delegation(colleague.id))

        dead, alive = world.answers.look(token), world.answers.look(world.colleagues_link(token))
        assert (handed_on.to, handed_on.confirmed) == (colleague.name, True)
        assert isinstance(dead, Dead)
        assert (dead.fate, dead.at) == ("delegated", handed_on.at)
        assert dead.now_with == Label(vi=colleague.name, en=colleague.name)
        assert isinstance(alive, Open)
        with pytest.raises(TooLate):
            world.answers.answer(token, Submission("done", GIVEN))

    def test_it_can_be_passed_back(self, world: World) -> None:
        token = world.ask(FORM)
        back = _the_colleague(world, world.colleagues_link(token))
        world.answers.delegate(token, Delegation(_the_colleague(world, token)))

        world.answers.delegate(world.colleagues_link(token), Delegation(back))
        world.let_letters_go()

        assert isinstance(world.answers.look(token), Open)
        assert isinstance(world.answers.look(world.colleagues_link(token)), Dead)

    def test_who_is_new_waits_for_the_coordinator_and_the_link_goes_on(self, world: World) -> None:
        token = world.ask(FORM)

        handed_on = world.answers.delegate(token, Delegation("", "Chị Hoa", "hoa@tinh.gov.vn"))

        look = world.answers.look(token)
        assert (handed_on.to, handed_on.confirmed) == ("Chị Hoa", False)
        assert isinstance(look, Open)
        assert look.asking.newcomer_since == handed_on.at
        assert world.answers.answer(token, Submission("done", GIVEN)).verdict == "done"

    @pytest.mark.parametrize(
        ("to", "faulty"),
        [
            # somebody of another agency, or nobody
            (Delegation("shelter_1"), "colleague"),
            # neither mail nor a phone
            (Delegation("", "Chị Hoa", "gọi tôi"), "colleague_address"),
        ],
    )
    def test_it_goes_to_nobody_who_cannot_have_it(
        self, world: World, to: Delegation, faulty: str
    ) -> None:
        token = world.ask(FORM)

        with pytest.raises(FormFaults) as caught:
            world.answers.delegate(token, to)

        assert set(caught.value.faults) == {faulty}
        assert isinstance(world.answers.look(token), Open)

    def test_what_is_answered_is_not_passed_on(self, world: World) -> None:
        token = world.ask(FORM)
        colleague = _the_colleague(world, token)
        world.answers.answer(token, Submission("done", GIVEN))

        with pytest.raises(TooLate) as caught:
            world.answers.delegate(token, Delegation(colleague))

        assert isinstance(caught.value.look, Settled)

    def test_what_takes_two_counts_once_the_other_has_confirmed(self, world: World) -> None:
        token = world.ask(FORM, takes_two=True)
        other = world.colleagues_link(token)

        receipt = world.answers.answer(token, Submission("done", GIVEN))
        mine, theirs = world.answers.look(token), world.answers.look(other)
        assert isinstance(theirs, ToConfirm)
        confirmed = world.answers.confirm(other, theirs.proposed.line)

        assert (receipt.awaits_second, receipt.correctable) == (True, None)
        assert isinstance(mine, Unconfirmed)
        assert theirs.proposed.values == receipt.values
        assert (confirmed.confirmed, confirmed.awaits_second) == (True, False)
        assert (confirmed.values, confirmed.texts) == (receipt.values, receipt.texts)
        assert all(isinstance(world.answers.look(each), Settled) for each in (token, other))

    def test_nobody_confirms_their_own(self, world: World) -> None:
        token = world.ask(FORM, takes_two=True)
        world.answers.answer(token, Submission("done", GIVEN))
        theirs = world.answers.look(world.colleagues_link(token))
        assert isinstance(theirs, ToConfirm)

        with pytest.raises(TooLate):
            world.answers.confirm(token, theirs.proposed.line)

        assert world.answers.look(world.colleagues_link(token)) == theirs

    def test_what_is_not_confirmed_is_open_again(self, world: World) -> None:
        token = world.ask(FORM, takes_two=True)
        other = world.colleagues_link(token)
        given = world.answers.answer(token, Submission("done", GIVEN))
        theirs = world.answers.look(other)
        assert isinstance(theirs, ToConfirm)
        line = theirs.proposed.line

        with pytest.raises(FormFaults):
            world.answers.refuse(other, line, " ")
        texts = world.answers.proposed_texts(other, line)
        world.answers.refuse(other, line, "Sai ngày")

        look = world.answers.look(token)
        assert texts == TextsToConfirm(given.texts)
        assert isinstance(look, Open)
        assert look.asking.turned_down_at == given.at
        with pytest.raises(TooLate):
            world.answers.confirm(other, line)
