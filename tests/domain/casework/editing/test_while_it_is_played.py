"""While a draft or its examples are played nothing is locked, and what changed meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from domain.casework.administration.publishing import Overtaken, pathway_in_use
from domain.casework.editing import examples, trying
from domain.casework.editing.drafts import draft_of, save, start
from domain.casework.editing.examples import keep, publish_file
from domain.casework.editing.publishing_drafts import publish_draft
from domain.casework.editing.trying import CannotTry, begin, go_on, trial_of
from domain.casework.office import Office
from domain.editing.edits import Put
from domain.editing.starting import tree_of
from domain.journey.facts import RequestKey
from domain.simulation.examples import Run
from domain.simulation.scripts import Turn
from domain.simulation.trying import SILENT, Pass, Say
from tests.domain.casework.bureau import Bureau
from tests.domain.small import ENTRY, pathway as small, step

LAN, VI = "user:lan", "user:vi"
PATHWAY = small(step("verify"), step("visit", "verify"))
RUN = Run(entry=ENTRY, start=date(2026, 11, 23), script=SILENT)
ANSWERED = Say(RequestKey("verify"), Turn())
Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def office(here: Bureau) -> Office:
    here.publish(PATHWAY)
    start(here.office, tree_of(PATHWAY), LAN)
    begin(here.office, "small", RUN, LAN)
    keep(here.office, PATHWAY, "Tự trở về", RUN, LAN)
    return here.office


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Once, as soon as something is played."""

    def during_the_next_play(what: Callable[[], object]) -> None:
        to_do = [what]

        def posting(office: Office) -> object:
            while to_do:
                to_do.pop()()
            return real(office)

        real = examples.posting_of
        monkeypatch.setattr(trying, "posting_of", posting)
        monkeypatch.setattr(examples, "posting_of", posting)

    return during_the_next_play


def retitle(office: Office) -> None:
    save(office, "small", draft_of(office, "small").revision, [Put(("title", "vi"), "Mới")], VI)


def facts(office: Office) -> list[str]:
    tried = trial_of(office, "small", LAN)
    assert tried is not None
    return [fact.kind for fact in tried.play.facts]


def publish(office: Office) -> int:
    return publish_draft(office, "small", draft_of(office, "small").revision, LAN)


@pytest.mark.parametrize(
    "act",
    [
        lambda office: begin(office, "small", RUN, LAN),
        lambda office: go_on(office, "small", ANSWERED, LAN),
        lambda office: keep(office, PATHWAY, "Giải cứu", RUN, LAN),
        publish,
        lambda office: publish_file(office, PATHWAY, (), LAN),
    ],
    ids=["begin", "go on", "keep", "publish", "publish a file"],
)
def test_an_agency_answers_while_it_is_played(
    here: Bureau, office: Office, meanwhile: Meanwhile, act: Callable[[Office], object]
) -> None:
    journey = here.open(PATHWAY)
    [request] = here.waiting(journey)
    meanwhile(lambda: here.answer(request, {}))

    act(office)

    assert here.waiting(journey) == []


def test_a_run_that_went_on_meanwhile_is_left_as_it_is(
    office: Office, meanwhile: Meanwhile
) -> None:
    meanwhile(lambda: go_on(office, "small", ANSWERED, LAN))

    with pytest.raises(CannotTry, match="does not wait any more"):
        go_on(office, "small", Pass(None), LAN)

    assert "answered" in facts(office)


@pytest.mark.parametrize(
    "act",
    [
        lambda office: begin(office, "small", RUN, LAN),
        lambda office: go_on(office, "small", ANSWERED, LAN),
    ],
    ids=["begin", "go on"],
)
def test_what_was_played_of_a_draft_that_is_another_now_is_not_kept(
    office: Office, meanwhile: Meanwhile, act: Callable[[Office], object]
) -> None:
    meanwhile(lambda: retitle(office))

    with pytest.raises(CannotTry, match="changed meanwhile"):
        act(office)

    assert "answered" not in facts(office)


def test_an_example_that_was_kept_meanwhile_is_looked_at_before_it_is_published(
    office: Office, meanwhile: Meanwhile
) -> None:
    retitle(office)
    meanwhile(lambda: keep(office, PATHWAY, "Giải cứu", RUN, VI))

    with pytest.raises(Overtaken):
        publish(office)

    with office.store.reading() as books:
        assert pathway_in_use(books, "small")[0] == 1
    assert publish(office) == 2
