"""A version that takes nobody in any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.casework.administration.publishing import (
    NotPublished,
    pathway_in_use,
    publish_pathway,
)
from domain.casework.desk.coordinating import CannotDo
from domain.casework.dossier import Dossier
from domain.casework.versions.impact import impact
from domain.casework.versions.moving import move_journey
from domain.casework.versions.naming import CannotMove, Names
from domain.casework.versions.retiring import retire
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step

ONE, TWO = pathway(step("papers")), pathway(step("papers"), step("plan"))


def version_of(here: Bureau, journey: str) -> int:
    with here.office.store.reading() as books:
        return Dossier.read(here.office, books, journey).row.version


def in_use(here: Bureau) -> tuple[int, Pathway]:
    with here.office.store.reading() as books:
        return pathway_in_use(books, "small")


def test_journeys_begin_by_the_newest_version_that_is_not_retired(anywhere: Bureau) -> None:
    anywhere.publish(ONE)
    anywhere.publish(TWO)
    on_two = anywhere.open(TWO)

    retired = retire(anywhere.office, "small", 2, "lan")

    assert (retired.in_use, retired.running, retired.parts) == (1, 1, ())
    assert version_of(anywhere, anywhere.open(ONE)) == 1
    assert version_of(anywhere, on_two) == 2


def test_whoever_is_on_a_retired_version_goes_on_by_it(here: Bureau) -> None:
    here.publish(ONE)
    journey = here.open(ONE)
    here.publish(TWO)

    retire(here.office, "small", 1, "lan")
    here.walk(journey, ONE, {})

    assert here.status(journey)[0] == "ended"


def test_no_journey_is_moved_to_a_retired_version(here: Bureau) -> None:
    here.publish(ONE)
    here.publish(TWO)
    journey = here.open(TWO)
    retire(here.office, "small", 1, "lan")

    with pytest.raises(CannotMove, match="is retired"):
        move_journey(here.office, journey, 1, Names(), "lan")
    with pytest.raises(CannotMove, match="is retired"):
        impact(here.office, "small", 1, Names())


def test_what_is_published_again_as_it_was_retired_is_a_new_version(here: Bureau) -> None:
    here.publish(ONE)
    here.publish(TWO)
    retire(here.office, "small", 2, "lan")

    assert publish_pathway(here.office, TWO, "user:lan") == 3
    assert in_use(here)[0] == 3


def test_where_two_publish_nobody_brings_an_earlier_version_into_use_alone(here: Bureau) -> None:
    here.publish(ONE)
    here.publish(TWO)
    here.publish(pathway(step("papers"), step("look")))
    office = replace(here.office, two_to_publish=True)

    with pytest.raises(CannotDo, match="publish the earlier version anew"):
        retire(office, "small", 3, "lan")

    assert in_use(here)[0] == 3
    assert retire(office, "small", 2, "lan").in_use == 3  # an older one
    with pytest.raises(CannotDo, match="publish the earlier version anew"):
        retire(office, "small", 3, "lan")


def test_the_only_version_left_is_not_retired(here: Bureau) -> None:
    here.publish(ONE)
    here.publish(TWO)
    retire(here.office, "small", 1, "lan")

    with pytest.raises(CannotDo, match="the only one in use"):
        retire(here.office, "small", 2, "lan")
    with pytest.raises(CannotDo, match="retired already"):
        retire(here.office, "small", 1, "lan")
    with pytest.raises(NotPublished):
        retire(here.office, "small", 3, "lan")
    assert in_use(here)[0] == 2
