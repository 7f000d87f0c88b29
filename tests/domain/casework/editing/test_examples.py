from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest

from domain.casework.administration.auditing import site_events
from domain.casework.administration.publishing import pathway_in_use
from domain.casework.editing.drafts import save, start
from domain.casework.editing.examples import (
    BreaksExamples,
    LosesExamples,
    check_examples,
    forget,
    keep,
    lost_examples,
    number_of_examples,
    publish_file,
)
from domain.casework.editing.publishing_drafts import publish_draft
from domain.casework.office import Office
from domain.editing.edits import Edit, Put, Remove
from domain.editing.starting import tree_of
from domain.pathway.template import Pathway
from domain.simulation.examples import Example, Run
from domain.simulation.scripts import Script
from domain.texts import Label
from tests.domain.casework.bureau import Bureau
from tests.domain.small import ENTRY, choices, pathway as small, step

LAN, VI = "user:lan", "user:vi"
VERIFY = step("verify", form=[choices("needs", "health", "school")])
PATHWAY = small(VERIFY, step("visit", "verify"))
NAME = "Tự trở về"
SAID = {"schema": 1, "steps": {"verify": {"answer": {"needs": ["health"]}}}}
RUN = Run(entry=ENTRY, start=date(2026, 11, 23), script=Script.model_validate(SAID))
VISIT = ("stages", "stage", "steps", "visit")
NEEDS = ("stages", "stage", "steps", "verify", "form", "needs", "options", "health")
LESS = [Remove(VISIT)]
LATER = RUN.model_copy(update={"start": date(2027, 1, 4)})


@pytest.fixture
def office(here: Bureau) -> Office:
    """With an example that was kept before its pathway was published."""
    keep(here.office, PATHWAY, NAME, RUN, LAN)
    here.later(hours=1)
    here.publish(PATHWAY)
    return here.office


def edited(office: Office, edits: Sequence[Edit]) -> int:
    draft = start(office, tree_of(PATHWAY), LAN)
    return save(office, "small", draft.revision, edits, LAN).revision


def in_use(office: Office) -> tuple[int, Pathway]:
    with office.store.reading() as books:
        return pathway_in_use(books, "small")


def the_kept_one(office: Office) -> tuple[Example, str]:
    """And who kept it."""
    with office.store.reading() as books:
        [row] = books.pathway_examples.of("small")
        return Example.model_validate_json(row.body), row.kept_by


def test_an_example_is_kept_with_what_came_of_it(office: Office) -> None:
    example, by = the_kept_one(office)

    assert (example.name, example.run, by) == (NAME, RUN, LAN)
    assert [one.unit for one in example.gave.asked] == ["verify", "visit"]
    assert example.gave.end == "finished"


def test_examples_are_counted_by_their_pathway(office: Office) -> None:
    keep(office, PATHWAY, "Sau Tết", LATER, VI)

    assert number_of_examples(office, "small") == 2
    assert number_of_examples(office, "other") == 0


def test_one_of_the_same_name_takes_its_place(office: Office) -> None:
    keep(office, PATHWAY, NAME, LATER, VI)

    example, by = the_kept_one(office)
    assert (example.run.start, by) == (date(2027, 1, 4), VI)


def test_what_is_forgotten_is_held_against_nothing(office: Office) -> None:
    forget(office, "small", NAME, VI)

    assert check_examples(office, small(VERIFY)) == ()


def test_what_becomes_of_an_example_is_an_event_of_the_site(here: Bureau, office: Office) -> None:
    keep(office, PATHWAY, NAME, RUN, VI)
    keep(office, PATHWAY, NAME, LATER, VI)
    here.clock.moment += timedelta(hours=1)
    for _ in range(2):
        forget(office, "small", NAME, LAN)

    told = [(one.at, one.actor, one.kind, one.about) for one in site_events(office.store)]
    assert told == [
        (here.clock.moment, LAN, "example_forgotten", f"example:small/{NAME}"),
        (here.clock.moment - timedelta(hours=1), VI, "example_replaced", f"example:small/{NAME}"),
        (here.clock.moment - timedelta(hours=2), LAN, "example_kept", f"example:small/{NAME}"),
    ]


@pytest.mark.parametrize(
    ("how", "lose"),
    [
        ("forgotten", lambda office: forget(office, "small", NAME, LAN)),
        ("replaced", lambda office: keep(office, small(VERIFY), NAME, RUN, LAN)),
    ],
    ids=["forgotten", "replaced"],
)
def test_no_version_breaks_unseen_an_example_that_is_gone(
    here: Bureau, office: Office, how: str, lose: Callable[[Office], object]
) -> None:
    revision, less = edited(office, LESS), small(VERIFY)
    retitled = less.model_copy(update={"title": Label(vi="Mới", en="New")})
    lose(office)

    with pytest.raises(LosesExamples, match=NAME) as refused:
        publish_draft(office, "small", revision, VI, renewed={"Giải cứu"})
    with pytest.raises(LosesExamples, match=NAME):
        publish_file(office, less, (), VI)

    assert refused.value.lost == lost_examples(office, "small")
    assert [(one.how, one.by) for one in refused.value.lost] == [(how, LAN)]
    here.clock.moment += timedelta(hours=1)
    assert publish_draft(office, "small", revision, VI, renewed={NAME}) == 2
    assert publish_file(office, retitled, (), VI) == 3


def test_before_there_is_a_version_examples_come_and_go(here: Bureau) -> None:
    keep(here.office, PATHWAY, NAME, RUN, LAN)
    forget(here.office, "small", NAME, LAN)

    assert publish_file(here.office, PATHWAY, (), VI) == 1


def test_an_example_that_was_not_there_then_is_not_lost(here: Bureau, office: Office) -> None:
    here.later(hours=1)
    keep(office, PATHWAY, "Giải cứu", RUN, LAN)
    keep(office, PATHWAY, "Giải cứu", LATER, LAN)
    keep(office, PATHWAY, "Thử", RUN, LAN)
    forget(office, "small", "Thử", LAN)

    assert lost_examples(office, "small") == ()


def test_an_example_that_was_forgotten_and_kept_anew_is_lost(here: Bureau, office: Office) -> None:
    here.later(hours=1)
    forget(office, "small", NAME, VI)
    keep(office, PATHWAY, NAME, LATER, LAN)

    assert [(one.name, one.how, one.by) for one in lost_examples(office, "small")] == [
        (NAME, "forgotten", VI)
    ]


def test_an_example_of_another_pathway_is_its_own(office: Office) -> None:
    keep(office, PATHWAY.model_copy(update={"key": "smaller"}), NAME, RUN, LAN)
    forget(office, "smaller", NAME, LAN)

    assert lost_examples(office, "small") == ()


def test_a_draft_that_goes_as_its_examples_say_is_published(office: Office) -> None:
    revision = edited(office, [Put(("title", "vi"), "Mới")])

    assert publish_draft(office, "small", revision, LAN) == 2


def test_a_draft_that_breaks_an_example_is_not_published_and_says_how(office: Office) -> None:
    revision = edited(office, LESS)

    with pytest.raises(BreaksExamples, match="Tự trở về") as refused:
        publish_draft(office, "small", revision, LAN)

    [broken] = refused.value.broken
    assert [str(message) for message in broken.differs] == [
        "The step “visit” is asked no more.",
        "It takes 1 days now; before: 2.",
    ]
    assert in_use(office)[0] == 1


def test_whoever_publishes_may_have_an_example_renewed(office: Office) -> None:
    publish_draft(office, "small", edited(office, LESS), VI, renewed={NAME})

    version, pathway = in_use(office)
    assert version == 2
    [checked] = check_examples(office, pathway)
    assert checked.fits
    assert the_kept_one(office)[1] == VI


def test_another_examples_name_renews_nothing(office: Office) -> None:
    with pytest.raises(BreaksExamples):
        publish_draft(office, "small", edited(office, LESS), LAN, renewed={"Giải cứu"})


def test_an_example_whose_answer_is_no_choice_any_more_says_so_until_it_is_forgotten(
    office: Office,
) -> None:
    publish_draft(office, "small", edited(office, [Remove(NEEDS)]), LAN, renewed={NAME})

    [checked] = check_examples(office, in_use(office)[1])
    [said] = checked.differs
    assert str(said).startswith("steps › verify › answer › needs: Please choose from these:")
    assert checked.gives is None
