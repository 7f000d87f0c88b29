"""The real keeper of answers keeps what the pages rely on, and wakes the journey after each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from deployments.answers import OfficeAnswers
from domain.casework import coordinating, noticing
from domain.casework.advancing import advance
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.opening import open_case
from domain.casework.publishing import publish_directory, publish_pathway
from domain.casework.running import unsent_notices
from domain.casework.views import Fate, Submission
from domain.facts import Reassigned
from domain.pathway import End, Entry, Field, Pathway, Role, Stage, Step
from domain.texts import Label
from tests.deployments.commanding import Site
from tests.pages.answers_contract import FORM, GIVEN, AnswersContract

TOKEN = re.compile(r"/a/(\w+)")
DIRECTORY = """
agencies:
  - id: cong_an
    title: {vi: Công an (mẫu), en: Police (sample)}
    contacts:
      - {id: minh, name: Minh, channels: [{channel: mailbox, target: minh@demo.invalid}]}
      - {id: quang, name: Quang, channels: [{channel: mailbox, target: quang@demo.invalid}]}
assignments:
  - {role: cong_an, agency: cong_an, valid_from: 2020-01-01}
"""


def label(text: str) -> Label:
    return Label(vi=text, en=text)


def pathway(form: Sequence[Field], *, may_lack_grounds: bool) -> Pathway:
    """Two steps, the second after the first, which has the form."""
    first = Step(
        id="xac_minh", origin="design", title=label("Xác minh"), role="cong_an",
        may_lack_grounds=may_lack_grounds, form=tuple(form),
    )  # fmt: skip
    second = Step(
        id="tra_loi", origin="design", title=label("Trả lời"), role="cong_an", after=("xac_minh",)
    )
    return Pathway(
        format=1,
        key="thu",
        title=label("Thử"),
        about=label("Thử"),
        lead="cong_an",
        roles=(Role(id="cong_an", origin="design", title=label("Công an")),),
        entries=(Entry(id="tu_tro_ve", origin="design", title=label("Tự trở về")),),
        stages=(Stage(id="mot", origin="design", title=label("Một"), steps=(first, second)),),
        ends=(End(id="xong", origin="design", title=label("Xong"), outcome="completed"),),
    )


@dataclass
class OfficeWorld:
    office: Office
    woken: list[str] = field(default_factory=list)
    _tokens: dict[str, str] = field(default_factory=dict)
    _journeys: dict[str, str] = field(default_factory=dict)

    @property
    def answers(self) -> OfficeAnswers:
        return OfficeAnswers(self.office, self.woken.append)

    def ask(self, form: Sequence[Field], *, may_lack_grounds: bool = False) -> str:
        publish_pathway(self.office, pathway(form, may_lack_grounds=may_lack_grounds), "user:lan")
        journey = open_case(self.office, "thu", "tu_tro_ve", None, by="user:lan")
        advance(self.office, journey)
        mine, colleagues = self._links_sent()
        self._tokens[mine] = colleagues
        self._journeys[mine] = journey
        return mine

    def colleagues_link(self, token: str) -> str:
        return self._tokens[token]

    def let_it_be(self, token: str, fate: Fate) -> None:
        journey = self._journeys[token]
        match fate:
            case "withdrawn":
                coordinating.withdraw(self.office, f"{journey}:xac_minh", "lan")
            case "resting":
                coordinating.stop(self.office, journey, "nhầm", "lan", unsafe=False)
            case "moved":
                self._move(journey)
            case "revoked":
                self._revoke(journey)

    def ask_what_depends(self, token: str) -> None:
        advance(self.office, self._journeys[token])

    def _links_sent(self) -> list[str]:
        letters = [noticing.claim(self.office, notice) for notice in unsent_notices(self.office)]
        return [TOKEN.findall(sent.letter.text)[0] for sent in letters if sent is not None]

    def _move(self, journey: str) -> None:
        with self.office.store.writing() as books:
            dossier = Dossier.locked(self.office, books, journey)
            (key,) = dossier.state.requests
            now = self.office.clock.now()
            dossier.record(Reassigned(at=now, key=key, agency="cong_an"), "user:lan")

    def _revoke(self, journey: str) -> None:
        with self.office.store.writing() as books:
            books.requests.revoke_links(f"{journey}/2", self.office.clock.now(), "compromised")


@pytest.fixture
def kept(empty: Site) -> OfficeWorld:
    publish_directory(empty.office, DIRECTORY, "user:lan")
    return OfficeWorld(empty.office)


class TestOfficeAnswers(AnswersContract):
    @pytest.fixture
    def world(self, kept: OfficeWorld) -> OfficeWorld:
        return kept


def test_an_answer_wakes_its_journey(kept: OfficeWorld) -> None:
    token = kept.ask(FORM)

    kept.answers.answer(token, Submission("done", GIVEN))

    assert len(kept.woken) == 1
    assert re.fullmatch(r"\w{4}-\w{4}/1", kept.woken[0])


def test_looking_wakes_nobody(kept: OfficeWorld) -> None:
    token = kept.ask(FORM)

    kept.answers.look(token)

    assert kept.woken == []
