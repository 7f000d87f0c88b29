"""A succession says beforehand what it will pass on, and afterwards what a person has to decide."""

from __future__ import annotations

from datetime import date

from domain.casework.administration.keeping_directory import changed_directory, directory_kept
from domain.casework.journeys.going_to_pass import goes_by, splits
from domain.directory.editing import Succeed
from domain.users.user import User
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.reorganising import (
    MARCH,
    NEW,
    OLD,
    TO_NEW,
    VERIFY,
    asked,
    pass_all_on,
    reorganise,
)

ON = date(2025, 3, 1)
EVERYWHERE = User("vi", "Vi", "administrator")
OF_HAI_PHONG = User("bac", "Bắc", "administrator", ("hai_phong",))
HELD = OLD.replace(", valid_to: 2025-02-28", "")
OTHER = NEW.replace("agency: new", "agency: other")


def told(place: Bureau, *takes: str) -> list[tuple[str | None, int]]:
    edit = Succeed("old", ON, ("new", "other"), "Nghị quyết mẫu", {"1": takes})
    found = goes_by(place.office, changed_directory(place.office, edit), "old")
    return [(one.to.en if one.to else None, one.number) for one in found]


def test_it_says_how_many_requests_go_to_whom(here: Bureau) -> None:
    asked(here, assignments=[HELD], successions=[])
    here.open(VERIFY)

    assert told(here, "new") == [("Agency new", 2)]
    assert told(here, "other") == [("Agency other", 2)]


def test_where_several_have_the_role_or_none_has_a_person_decides(here: Bureau) -> None:
    asked(here, assignments=[HELD], successions=[])

    assert told(here, "new", "other") == told(here) == [(None, 1)]


def test_what_it_says_is_what_comes(here: Bureau) -> None:
    journey, request = asked(here)
    directory = directory_kept(here.office).directory
    before = goes_by(here.office, directory, "old")

    here.clock.moment = MARCH
    pass_all_on(here)

    assert [(one.to.en if one.to else None, one.number) for one in before] == [("Agency new", 1)]
    (moved,) = here.requests(journey)
    assert (moved.id, moved.agency) == (request, "Cơ quan new")
    assert goes_by(here.office, directory, "old") == ()


def test_an_agency_that_nobody_succeeds_passes_nothing_on(here: Bureau) -> None:
    asked(here)

    assert goes_by(here.office, directory_kept(here.office).directory, "new") == ()


def test_what_a_person_decides_is_listed_until_it_is_decided(here: Bureau) -> None:
    journey, _ = asked(here, assignments=[OLD, NEW, OTHER.replace("}", ", rank: 2}")])
    assert splits(here.office, EVERYWHERE) == ()

    here.clock.moment = MARCH
    pass_all_on(here)
    (split,) = splits(here.office, EVERYWHERE)

    assert (split.journey, split.role, split.agency.en) == (journey, "police", "Agency old")
    assert [one.en for one in split.choices] == ["Agency new", "Agency other"]
    assert splits(here.office, OF_HAI_PHONG) == ()
    reorganise(here, [OLD, NEW], [TO_NEW])
    pass_all_on(here)
    assert splits(here.office, EVERYWHERE) == ()
