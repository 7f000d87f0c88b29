from __future__ import annotations

import pytest

from tests.pages.answering_world import World
from tests.pages.answers_contract import AnswersContract
from tests.pages.colleagues_contract import ColleaguesContract
from tests.pages.drafts_contract import DraftsContract
from tests.pages.fakes import FakeAnswers
from tests.pages.readings_contract import PersonWorld, ReadingsContract
from tests.pages.sayings_contract import SayingsContract
from tests.pages.sent_corrections_contract import SentCorrectionsContract


class TestFakeAnswers(
    AnswersContract, ColleaguesContract, ReadingsContract, SayingsContract, SentCorrectionsContract
):
    @pytest.fixture
    def world(self) -> World:
        return FakeAnswers()

    @pytest.fixture
    def person_world(self) -> PersonWorld:
        return FakeAnswers()


class TestFakeDrafts(DraftsContract):
    @pytest.fixture
    def world(self) -> World:
        return FakeAnswers()
