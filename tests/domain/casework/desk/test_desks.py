"""No case is without a desk, and no user of the desk without cases to come."""

from __future__ import annotations

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.desk.case_files import check_mine, journey_file
from domain.casework.desk.desks import areas_without_new_cases, on_no_desk
from domain.casework.desk.looking import NoSuchCase
from domain.directory.agencies import DirectoryFaults
from domain.users.user import User
from tests.domain.casework.bureau import Bureau, directory_for, restore_directory
from tests.domain.small import pathway, step

SMALL = pathway(step("verify"))
LAN = User("lan", "Lan", "coordinator", ("hai_phong",))
MINH = User("minh", "Minh", "coordinator", ("xa_a",))
HOA = User("hoa", "Hoa", "auditor", ("hai_phong",))
TAM = User("tam", "Tâm", "coordinator")
COMMUNE = """
areas:
  - {id: xa_a, title: {vi: Xã A, en: A commune}, kind: commune, parent: lai_chau}
"""
ENDED = COMMUNE.replace("parent: lai_chau}", "parent: lai_chau, valid_to: 2026-06-30}")


def add(place: Bureau, *users: User) -> None:
    with place.office.store.writing() as books:
        for user in users:
            books.users.add(user, "x", place.clock.now())


def test_a_case_without_an_area_is_every_coordinators_until_one_is_for_everywhere(
    anywhere: Bureau,
) -> None:
    anywhere.publish(SMALL)
    journey = anywhere.open(SMALL)
    add(anywhere, LAN, HOA)

    shown = journey_file(anywhere.office, LAN, journey.partition("/")[0])
    left = on_no_desk(anywhere.office)
    with pytest.raises(NoSuchCase):
        check_mine(anywhere.office, HOA, journey)
    add(anywhere, TAM)

    assert (shown.id, left) == (journey, ())
    check_mine(anywhere.office, TAM, journey)
    with pytest.raises(NoSuchCase):
        check_mine(anywhere.office, LAN, journey)


def test_a_case_of_an_area_that_nobody_is_for_stands_on_no_desk(here: Bureau) -> None:
    here.publish(SMALL)
    theirs, nobodys = here.open(SMALL, area="hai_phong"), here.open(SMALL, area="lai_chau")

    nobody_is_there = on_no_desk(here.office)
    add(here, LAN)

    assert nobody_is_there == (theirs, nobodys)
    assert on_no_desk(here.office) == (nobodys,)


def test_an_area_that_a_user_is_for_may_end_and_not_vanish(here: Bureau) -> None:
    directory = directory_for(SMALL)
    publish_directory(here.office, COMMUNE + directory, "user:lan")
    add(here, LAN, MINH)
    before = areas_without_new_cases(here.office)

    with pytest.raises(DirectoryFaults, match="The user “minh” is for this area"):
        publish_directory(here.office, directory, "user:lan")
    publish_directory(here.office, ENDED + directory, "user:lan")

    assert before == ()
    assert areas_without_new_cases(here.office) == ((MINH, "xa_a"),)


def test_an_area_that_vanished_all_the_same_is_told(here: Bureau) -> None:
    publish_directory(here.office, COMMUNE + directory_for(SMALL), "user:lan")
    add(here, MINH)

    restore_directory(here.office, directory_for(SMALL))

    assert areas_without_new_cases(here.office) == ((MINH, "xa_a"),)
