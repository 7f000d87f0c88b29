"""The keeper of answers that the pages are given keeps all that the pages rely on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from deployments.answers import OfficeAnswers
from domain.casework.answers.views import Fate, Submission
from domain.casework.desk.coordinating import withdraw
from domain.casework.dossier import Dossier
from domain.casework.journeys.halting import stop
from domain.casework.person.reading import make_code
from domain.journey.facts import Reassigned, RequestKey
from domain.pathway.forms import FormFaults
from domain.pathway.template import Field, Pathway
from tests.domain.casework.bureau import MORNING, Bureau, bureau
from tests.domain.casework.sharing import ASKING, agree, kinds, take_back, taken_down
from tests.domain.small import pathway, step
from tests.pages.answering_world import FORM, World
from tests.pages.answers_contract import AnswersContract
from tests.pages.colleagues_contract import ColleaguesContract
from tests.pages.drafts_contract import DraftsContract
from tests.pages.readings_contract import PersonWorld, ReadingsContract
from tests.pages.sayings_contract import SayingsContract
from tests.pages.sent_corrections_contract import SentCorrectionsContract


@dataclass
class OfficeWorld:
    """Police are asked to verify; a shelter is asked after that."""

    place: Bureau
    answers: OfficeAnswers = field(init=False)
    woken: list[str] = field(default_factory=list)
    journey: str = ""
    request: str = ""

    def __post_init__(self) -> None:
        self.answers = OfficeAnswers(self.place.office, self.woken.append)

    def ask(
        self, form: Sequence[Field], *, may_lack_grounds: bool = False, takes_two: bool = False
    ) -> str:
        asked = _pathway(form, may_lack_grounds=may_lack_grounds, second_person=takes_two)
        self.place.publish(asked)
        self.journey = self.place.open(asked)
        (self.request,) = self.place.waiting(self.journey)
        return self.place.token(self.request)

    def colleagues_link(self, token: str) -> str:
        return self.place.token(self.request, contact=2)

    def let_it_be(self, token: str, fate: Fate) -> None:
        office = self.place.office
        match fate:
            case "withdrawn":
                withdraw(office, self.request, "lan")
            case "resting":
                stop(office, self.journey, "Tạm dừng", "lan", unsafe=False)
            case "halted":
                stop(office, self.journey, "Không an toàn", "lan", unsafe=True)
            case "moved":
                with office.store.writing() as books:
                    dossier = Dossier.locked(office, books, self.journey)
                    moved = Reassigned(at=MORNING, key=RequestKey("verify"), agency="shelter")
                    dossier.record(moved, "user:lan")
            case "revoked":
                with office.store.writing() as books:
                    books.requests.revoke_links(self.request, MORNING, "key")

    def ask_what_depends(self, token: str) -> None:
        self.place.carry(self.journey)

    def let_letters_go(self) -> None:
        self.place.carry(self.journey)


@dataclass
class OfficePersonWorld:
    """Police who verify may know name and safe contact: the person agreed."""

    place: Bureau
    answers: OfficeAnswers = field(init=False)
    journey: str = ""
    request: str = ""

    def __post_init__(self) -> None:
        self.answers = OfficeAnswers(self.place.office, lambda _: None)

    def ask_about_the_person(self) -> str:
        self.journey = taken_down(self.place, ASKING)
        agree(self.place, self.journey)
        (self.request,) = self.place.waiting(self.journey)
        return self.place.token(self.request)

    def code_for(self, token: str) -> str:
        return make_code(self.place.office, self.request, "police_1", "lan").code

    def withdraw_consent(self, token: str) -> None:
        take_back(self.place, self.journey)

    def refusals(self, token: str) -> int:
        return kinds(self.place, self.journey).count("reading_refused")


class TestOfficeAnswers(
    AnswersContract, ColleaguesContract, ReadingsContract, SayingsContract, SentCorrectionsContract
):
    @pytest.fixture
    def place(self, database_url: str) -> Iterator[Bureau]:
        with bureau(database_url) as place:
            yield place

    @pytest.fixture
    def world(self, place: Bureau) -> World:
        return OfficeWorld(place)

    @pytest.fixture
    def person_world(self, place: Bureau) -> PersonWorld:
        return OfficePersonWorld(place)

    def test_an_answer_wakes_its_journey_once_it_is_committed(self, place: Bureau) -> None:
        seen: list[tuple[str, str]] = []
        world = OfficeWorld(place)
        token = world.ask(())

        def wake(journey: str) -> None:
            seen.append((journey, place.requests(journey)[0].status))

        OfficeAnswers(place.office, wake).answer(token, Submission("done", {}))

        assert seen == [(world.journey, "done")]

    def test_a_fresh_link_wakes_the_journey_that_sends_it(self, place: Bureau) -> None:
        world = OfficeWorld(place)
        token = world.ask(())
        world.let_it_be(token, "revoked")

        world.answers.send_afresh(token)

        assert world.woken == [world.journey]

    def test_what_was_not_recorded_wakes_nobody(self, place: Bureau) -> None:
        world = OfficeWorld(place)
        token = world.ask(FORM)

        with pytest.raises(FormFaults):
            world.answers.answer(token, Submission("done", {}))

        assert world.woken == []


class TestOfficeDrafts(DraftsContract):
    @pytest.fixture
    def world(self, database_url: str) -> Iterator[World]:
        with bureau(database_url) as place:
            yield OfficeWorld(place)


def _pathway(form: Sequence[Field], **marks: bool) -> Pathway:
    typed = [field.model_dump(mode="json", exclude_defaults=True) for field in form]
    asked = step("verify", form=typed, **marks)
    return pathway(asked, step("shelter", "verify", role="shelter"))
