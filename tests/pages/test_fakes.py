from __future__ import annotations

import pytest

from tests.pages.answers_contract import AnswersContract, World
from tests.pages.fakes import FakeAnswers


class TestFakeAnswers(AnswersContract):
    @pytest.fixture
    def world(self) -> World:
        return FakeAnswers()
