"""What the pages rely on, of any keeper of answers. A subclass brings its own `world`."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from domain.casework.answers.views import (
    Dead,
    Fate,
    Open,
    Receipt,
    Settled,
    Submission,
    TooLate,
)
from domain.journey.facts import Verdict
from domain.pathway.forms import LONGEST_LONG_TEXT, FormFaults
from domain.seals.links import NotALink
from tests.pages.answering_world import FORM, GIVEN, World
from tests.pages.forms import NEEDED, PLACE


class AnswersContract:
    @pytest.fixture
    def world(self) -> World:
        raise AssertionError("a subclass brings its own")

    def test_a_request_that_waits_is_open(self, world: World) -> None:
        token = world.ask(FORM)

        look = world.answers.look(token)

        assert isinstance(look, Open)
        assert look.asking.form == FORM

    def test_looking_changes_nothing(self, world: World) -> None:
        token = world.ask(FORM)

        looks = [world.answers.look(token) for _ in range(10)]

        assert looks == [looks[0]] * 10
        assert isinstance(looks[0], Open)

    @pytest.mark.parametrize(
        "spoilt",
        [
            # never given out
            "abcdefgh",
            # cut short on its way
            "{cut}",
            # with the full stop of the sentence it stood in
            "{token}.",
            # not even letters
            "ệ",
        ],
    )
    def test_what_is_no_link_is_refused(self, world: World, spoilt: str) -> None:
        given = world.ask(FORM)
        token = spoilt.format(token=given, cut=given[:-1])

        with pytest.raises(NotALink):
            world.answers.look(token)
        with pytest.raises(NotALink):
            world.answers.answer(token, Submission("done", GIVEN))

    def test_an_answer_is_recorded_as_it_was_checked(self, world: World) -> None:
        token = world.ask(FORM)
        decomposed = unicodedata.normalize("NFD", "Đã xác minh")

        receipt = world.answers.answer(
            token, Submission("done", {"so_van_ban": [decomposed], "ngay": ["23/11/2026"]})
        )

        assert receipt.values == {"ngay": "2026-11-23"}
        assert receipt.texts == {"so_van_ban": "Đã xác minh"}
        assert (receipt.verdict, receipt.reason, receipt.corrected) == ("done", "", False)

    def test_no_need_at_all_is_an_answer(self, world: World) -> None:
        token = world.ask((NEEDED,))

        receipt = world.answers.answer(token, Submission("done", {}))

        assert receipt.values == {"nhu_cau": ()}

    def test_an_answered_request_is_settled(self, world: World) -> None:
        token = world.ask(FORM)

        receipt = world.answers.answer(token, Submission("done", GIVEN))
        look = world.answers.look(token)

        assert isinstance(look, Settled)
        assert look.by_this_contact
        assert look.answered_at == receipt.at
        assert look.correctable == receipt.correctable
        assert receipt.correctable is not None

    def test_faults_name_their_fields_and_nothing_is_recorded(self, world: World) -> None:
        token = world.ask(FORM)

        with pytest.raises(FormFaults) as caught:
            world.answers.answer(token, Submission("done", {"ngay": ["31/02/2026"]}))

        assert set(caught.value.faults) == {"so_van_ban", "ngay"}
        assert isinstance(world.answers.look(token), Open)

    def test_an_area_off_the_map_is_a_fault_of_its_field(self, world: World) -> None:
        token = world.ask((PLACE,))

        with pytest.raises(FormFaults) as caught:
            world.answers.answer(token, Submission("done", {"noi": ["atlantis"]}))

        assert set(caught.value.faults) == {"noi"}

    @pytest.mark.parametrize("verdict", ["failed", "lacks_grounds"])
    @pytest.mark.parametrize(
        "reason",
        [
            "",
            # nothing that anybody could read
            " \n",
            # a file's worth
            "x" * (LONGEST_LONG_TEXT + 1),
        ],
        ids=["none", "blank", "too long"],
    )
    def test_whatever_is_not_done_has_a_reason(
        self, world: World, verdict: Verdict, reason: str
    ) -> None:
        token = world.ask(FORM, may_lack_grounds=True)

        with pytest.raises(FormFaults) as caught:
            world.answers.answer(token, Submission(verdict, {}, reason))

        assert set(caught.value.faults) == {"reason"}
        assert isinstance(world.answers.look(token), Open)

    @pytest.mark.parametrize("verdict", ["failed", "lacks_grounds"])
    def test_what_is_not_done_needs_no_form(self, world: World, verdict: Verdict) -> None:
        token = world.ask(FORM, may_lack_grounds=True)

        receipt = world.answers.answer(token, Submission(verdict, {}, "Chưa có hồ sơ."))

        assert (receipt.verdict, receipt.reason) == (verdict, "Chưa có hồ sơ.")
        assert (receipt.values, receipt.texts) == ({}, {})

    def test_grounds_may_lack_only_where_the_step_says_so(self, world: World) -> None:
        token = world.ask(FORM, may_lack_grounds=False)

        with pytest.raises(FormFaults):
            world.answers.answer(token, Submission("lacks_grounds", {}, "Chưa có hồ sơ."))

        assert isinstance(world.answers.look(token), Open)

    @pytest.mark.parametrize(
        ("submission", "fault"),
        [
            # no reason chosen, though one is told
            (Submission("declined", {}, "Bận."), "because"),
            # none of the step's
            (Submission("declined", {}, because="tired"), "because"),
            # another one, and not which
            (Submission("declined", {}, because="other"), "reason"),
            # a reason to decline with what was not declined
            (Submission("failed", {}, "Đã tìm.", because="unsafe"), "because"),
            (Submission("done", GIVEN, because="unsafe"), "because"),
        ],
    )
    def test_a_decline_and_nothing_else_says_for_which_reason(
        self, world: World, submission: Submission, fault: str
    ) -> None:
        token = world.ask(FORM)

        with pytest.raises(FormFaults) as caught:
            world.answers.answer(token, submission)

        assert set(caught.value.faults) == {fault}
        assert isinstance(world.answers.look(token), Open)

    def test_a_decline_is_recorded_with_its_reason(self, world: World) -> None:
        token = world.ask(FORM)

        receipt = world.answers.answer(token, Submission("declined", {}, because="no_place"))

        assert (receipt.verdict, receipt.because, receipt.reason) == ("declined", "no_place", "")

    def test_a_second_answer_is_too_late(self, world: World) -> None:
        token = world.ask(FORM)
        first = world.answers.answer(token, Submission("done", GIVEN))

        with pytest.raises(TooLate) as caught:
            world.answers.answer(token, Submission("failed", {}, "Nhầm."))

        assert isinstance(caught.value.look, Settled)
        assert caught.value.look.answered_at == first.at
        assert caught.value.look.by_this_contact

    def test_a_colleague_comes_too_late_and_may_not_correct(self, world: World) -> None:
        token = world.ask(FORM)
        line = world.answers.answer(token, Submission("done", GIVEN)).correctable
        colleague = world.colleagues_link(token)

        with pytest.raises(TooLate) as caught:
            world.answers.answer(colleague, Submission("done", GIVEN, corrects=line))

        look = caught.value.look
        assert isinstance(look, Settled)
        assert (look.by_this_contact, look.correctable) == (False, None)

    def test_two_answers_at_once_are_one(self, world: World) -> None:
        token = world.ask(FORM)
        tokens = [token, world.colleagues_link(token)]
        start = Barrier(2)

        def send(each: str) -> Receipt | TooLate:
            start.wait()
            try:
                return world.answers.answer(each, Submission("done", GIVEN))
            except TooLate as late:
                return late

        with ThreadPoolExecutor(2) as threads:
            outcomes = list(threads.map(send, tokens))

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Receipt", "TooLate"]

    def test_a_correction_names_the_answer_that_it_replaces(self, world: World) -> None:
        token = world.ask(FORM)
        first = world.answers.answer(token, Submission("done", GIVEN)).correctable

        corrected = world.answers.answer(
            token, Submission("done", {**GIVEN, "ngay": ["2026-11-20"]}, corrects=first)
        )

        assert corrected.corrected
        assert corrected.values == {"ngay": "2026-11-20"}
        with pytest.raises(TooLate):
            world.answers.answer(token, Submission("done", GIVEN, corrects=first))

    def test_neither_an_answer_nor_its_correction_is_dated_in_the_future(
        self, world: World
    ) -> None:
        token = world.ask(FORM)
        ahead = {**GIVEN, "ngay": ["2027-05-01"]}

        with pytest.raises(FormFaults) as first:
            world.answers.answer(token, Submission("done", ahead))
        line = world.answers.answer(token, Submission("done", GIVEN)).correctable
        with pytest.raises(FormFaults) as again:
            world.answers.answer(token, Submission("done", ahead, corrects=line))

        assert set(first.value.faults) == set(again.value.faults) == {"ngay"}

    def test_what_was_never_answered_cannot_be_corrected(self, world: World) -> None:
        token = world.ask(FORM)

        with pytest.raises(TooLate) as caught:
            world.answers.answer(token, Submission("done", GIVEN, corrects=1))

        assert isinstance(caught.value.look, Open)

    def test_correcting_ends_when_what_depends_is_asked(self, world: World) -> None:
        token = world.ask(FORM)
        line = world.answers.answer(token, Submission("done", GIVEN)).correctable
        world.ask_what_depends(token)

        with pytest.raises(TooLate) as caught:
            world.answers.answer(token, Submission("done", GIVEN, corrects=line))

        assert isinstance(caught.value.look, Settled)
        assert caught.value.look.correctable is None

    @pytest.mark.parametrize("fate", ["withdrawn", "moved", "revoked", "resting"])
    def test_a_dead_link_says_what_became_of_it(self, world: World, fate: Fate) -> None:
        token = world.ask(FORM)
        world.let_it_be(token, fate)

        look = world.answers.look(token)
        with pytest.raises(TooLate) as caught:
            world.answers.answer(token, Submission("done", GIVEN))

        assert isinstance(look, Dead)
        assert look.fate == fate
        assert caught.value.look == look

    def test_being_seen_changes_nothing_of_what_is_asked(self, world: World) -> None:
        token = world.ask(FORM)
        before = world.answers.look(token)

        for _ in range(2):
            world.answers.seen(token)

        assert world.answers.look(token) == before
        with pytest.raises(NotALink):
            world.answers.seen("abcdefgh")
