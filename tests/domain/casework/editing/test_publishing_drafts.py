from __future__ import annotations

from dataclasses import replace

import pytest

from domain.casework.administration.publishing import (
    pathway_in_use,
    pathway_version,
    publish_pathway,
)
from domain.casework.editing.drafts import (
    Draft,
    EditedMeanwhile,
    NoDraft,
    draft_of,
    every_draft,
    save,
    start,
    start_new,
    throw_away,
    undo,
)
from domain.casework.editing.publishing_drafts import (
    NotProposed,
    PublishedMeanwhile,
    compared,
    look_at_draft,
    propose,
    publish_draft,
)
from domain.casework.office import Office
from domain.casework.versions.retiring import retire
from domain.editing.edits import Put
from domain.editing.starting import blank, tree_of
from domain.pathway.files import PathwayFaults, read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from domain.texts import Label
from tests.domain.bad_pathways import sound
from tests.domain.casework.bureau import Bureau

LAN, VI = "user:lan", "user:vi"
TITLE = ("title", "vi")
PATHWAY = Pathway.model_validate(sound())
PART = {"id": "own", "origin": "design", "use": "small", "entry": "rescue"}


@pytest.fixture
def draft(here: Bureau) -> Draft:
    here.publish(PATHWAY)
    return start(here.office, sound(), LAN)


def retitled(office: Office, revision: int, title: str) -> int:
    return save(office, "small", revision, [Put(TITLE, title)], LAN).revision


def title_in_use(office: Office) -> tuple[int, str]:
    with office.store.reading() as books:
        version, pathway = pathway_in_use(books, "small")
    return version, pathway.title.vi


def test_a_published_draft_is_the_next_version_and_the_draft_is_gone(
    here: Bureau, draft: Draft
) -> None:
    revision = retitled(here.office, draft.revision, "Mới")

    assert publish_draft(here.office, "small", revision, LAN) == 2
    assert title_in_use(here.office) == (2, "Mới")
    with pytest.raises(NoDraft):
        draft_of(here.office, "small")


def test_a_version_stays_what_it_is_whatever_is_published_after_it(
    here: Bureau, draft: Draft
) -> None:
    publish_draft(here.office, "small", retitled(here.office, draft.revision, "Mới"), LAN)

    with here.office.store.reading() as books:
        assert pathway_version(books, "small", 1) == PATHWAY


def test_an_unsound_draft_is_never_published(here: Bureau, draft: Draft) -> None:
    revision = save(here.office, "small", draft.revision, [Put(("lead",), "nobody")], LAN).revision

    for deed in (publish_draft, propose):
        with pytest.raises(PathwayFaults, match="nobody"):
            deed(here.office, "small", revision, LAN)
    assert title_in_use(here.office) == (1, "Small")
    assert draft_of(here.office, "small").proposed_by is None


def test_an_area_that_is_in_no_directory_is_a_fault(here: Bureau, draft: Draft) -> None:
    save(here.office, "small", draft.revision, [Put(("area",), "nowhere")], LAN)

    looked = look_at_draft(here.office, draft_of(here.office, "small"))

    assert set(looked.reading.faults) == {("area",)}


@pytest.mark.parametrize("version", [10**23, 3_000_000_000, 2**31, 0, -1, -(10**23)])
def test_a_part_of_a_version_that_cannot_be_is_a_fault_of_a_draft_that_stays_open(
    anywhere: Bureau, version: int
) -> None:
    draft = start(anywhere.office, sound() | {"parts": [PART | {"version": version}]}, LAN)

    looked = look_at_draft(anywhere.office, draft)
    with pytest.raises(PathwayFaults, match="version"):
        publish_draft(anywhere.office, "small", draft.revision, LAN)
    throw_away(anywhere.office, "small", draft.revision)

    assert set(looked.reading.faults) == {("parts", "own", "version")}
    assert every_draft(anywhere.office) == []


def test_what_was_saved_since_it_was_looked_at_is_not_published(here: Bureau, draft: Draft) -> None:
    retitled(here.office, draft.revision, "Mới")

    with pytest.raises(EditedMeanwhile):
        publish_draft(here.office, "small", draft.revision, VI)


def test_a_draft_is_looked_at_whole(here: Bureau, draft: Draft) -> None:
    looked = look_at_draft(here.office, draft)

    assert looked.reading.pathway == looked.sketch == looked.drawn == PATHWAY
    assert looked.in_use == 1


def test_where_two_publish_it_is_proposed_first(here: Bureau, draft: Draft) -> None:
    office = replace(here.office, two_to_publish=True)
    with pytest.raises(NotProposed):
        publish_draft(office, "small", draft.revision, VI)

    propose(office, "small", draft.revision, LAN)
    assert draft_of(office, "small").proposed_by == LAN
    with pytest.raises(NotProposed, match="yourself"):
        publish_draft(office, "small", draft.revision, LAN)

    assert publish_draft(office, "small", draft.revision, VI) == 1  # the same text


def test_what_was_changed_is_proposed_anew(here: Bureau, draft: Draft) -> None:
    office = replace(here.office, two_to_publish=True)
    propose(office, "small", draft.revision, LAN)
    revision = retitled(office, draft.revision, "Mới")

    with pytest.raises(NotProposed):
        publish_draft(office, "small", revision, VI)

    revision = undo(office, "small", revision, LAN).revision
    with pytest.raises(NotProposed):
        publish_draft(office, "small", revision, VI)


def test_who_publishes_over_another_version_is_told_what_that_changed(
    here: Bureau, draft: Draft
) -> None:
    publish_pathway(here.office, Pathway.model_validate(sound() | {"lead": "shelter"}), VI)
    revision = retitled(here.office, draft.revision, "Mới")

    with pytest.raises(PublishedMeanwhile) as told:
        publish_draft(here.office, "small", revision, LAN)

    assert told.value.found.version == 2
    assert [str(one.what) for one in told.value.found.differences] == [
        "who answers for the journeys: police → shelter"
    ]
    assert publish_draft(here.office, "small", revision, LAN, over=2) == 3


def test_who_has_seen_one_version_does_not_publish_over_the_next(
    here: Bureau, draft: Draft
) -> None:
    for lead in ("shelter", "police"):
        publish_pathway(here.office, Pathway.model_validate(sound() | {"lead": lead}), VI)

    with pytest.raises(PublishedMeanwhile):
        publish_draft(here.office, "small", draft.revision, LAN, over=2)


def test_a_draft_of_a_version_that_was_retired_is_told_what_is_in_use_again(here: Bureau) -> None:
    here.publish(PATHWAY)
    publish_pathway(here.office, PATHWAY.model_copy(update={"lead": "shelter"}), VI)
    draft = start(here.office, sound() | {"lead": "shelter"}, LAN)
    retire(here.office, "small", 2, VI)

    with pytest.raises(PublishedMeanwhile, match="version 2 was retired") as told:
        publish_draft(here.office, "small", draft.revision, LAN)

    assert [str(one.what) for one in told.value.found.differences] == [
        "who answers for the journeys: shelter → police"
    ]
    assert publish_draft(here.office, "small", draft.revision, LAN, over=1) == 3


def test_a_new_pathway_is_not_published_over_one_that_came_meanwhile(here: Bureau) -> None:
    draft = start(here.office, sound(), LAN)
    publish_pathway(here.office, PATHWAY.model_copy(update={"lead": "shelter"}), VI)

    with pytest.raises(PublishedMeanwhile):
        publish_draft(here.office, "small", draft.revision, LAN)


def test_a_copy_is_compared_with_the_version_that_it_was_copied_from(here: Bureau) -> None:
    here.publish(PATHWAY)
    copy = start_new(here.office, sound(), Label(vi="Của tỉnh", en="Ours"), LAN, 1)
    publish_pathway(here.office, PATHWAY.model_copy(update={"lead": "shelter"}), VI)

    found = compared(here.office, copy, look_at_draft(here.office, copy))

    assert found is not None
    assert found.title == PATHWAY.title
    assert [str(one.what) for one in found.differences] == ["title: “Small” → “Ours”"]


def test_a_copy_of_what_comes_with_the_program_is_compared_with_what_was_copied(
    here: Bureau,
) -> None:
    """Not with what a newer program brings under that key."""
    shipped = next(read_pathway(path) for path in shipped_pathways() if path.stem == "hai_phong")
    former = {**tree_of(shipped), "lead": "cong_an"}
    thrown = start_new(here.office, former, Label(vi="Của tỉnh", en="Ours"), LAN)
    throw_away(here.office, thrown.key, thrown.revision)
    begun = start_new(here.office, former, Label(vi="Của tỉnh", en="Ours"), LAN)
    save(here.office, begun.key, begun.revision, [Put(("no_new_after",), "2030-01-01")], LAN)

    copy = draft_of(here.office, begun.key)
    found = compared(here.office, copy, look_at_draft(here.office, copy))

    assert begun.key == thrown.key
    assert found is not None
    assert found.title == shipped.title
    assert sorted(one.at for one in found.differences) == [("no_new_after",), ("title",)]


def test_what_was_written_anew_is_compared_with_nothing_before_its_first_version(
    here: Bureau,
) -> None:
    title = Label(vi="Của tỉnh", en="Ours")
    drafts = [
        start(here.office, sound(), LAN),
        start_new(here.office, blank("", title), title, LAN),
    ]

    for draft in drafts:
        assert compared(here.office, draft, look_at_draft(here.office, draft)) is None
