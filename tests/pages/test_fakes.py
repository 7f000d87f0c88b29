from __future__ import annotations

import pytest

from tests.pages.answering_world import World
from tests.pages.answers_contract import AnswersContract
from tests.pages.colleagues_contract import ColleaguesContract
from tests.pages.fakes import FakeAnswers


class TestFakeAnswers(AnswersContract, ColleaguesContract):
    @pytest.fixture
    def world(self) -> World:
        return FakeAnswers()
