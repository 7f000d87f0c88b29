from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from domain.db.journeys import AT_A_TIME, LOOK_LEASE
from domain.db.session import Store
from domain.db.tables import Case
from tests.domain.db.rows import HOUR, JOURNEY, NOW, journey, open_journey

SECONDS = timedelta(seconds=1)
SECOND, OTHER = "7K3Q-9MXD/2", "M4TB-2WKC/1"


def test_the_second_journey_of_a_case_joins_the_first(store: Store) -> None:
    open_journey(store)
    open_journey(store, id=SECOND)
    open_journey(store, id=OTHER)

    with store.reading() as books:
        assert [row.id for row in books.journeys.of_case("7K3Q-9MXD")] == [JOURNEY, SECOND]
        assert books.journeys.code_is_taken("7K3Q-9MXD")
        assert not books.journeys.code_is_taken("XXXX-XXXX")


def test_what_was_added_is_found_as_it_was(store: Store) -> None:
    open_journey(store, area="hai_phong", opened_by_run="run-1", next_due_at=NOW + HOUR)

    with store.reading() as books:
        row = books.journeys.find(JOURNEY)
        assert row is not None
        assert (row.area, row.opened_at, row.next_due_at) == ("hai_phong", NOW, NOW + HOUR)
        assert books.journeys.opened_by("run-1") is row
        assert books.journeys.opened_by("run-2") is None
        assert books.journeys.find("nothing") is None
    with store.writing() as books:
        assert books.journeys.lock("nothing") is None


def test_open_ones_are_listed_apart_the_oldest_first(store: Store) -> None:
    open_journey(store, opened_at=NOW + HOUR)
    open_journey(store, id=SECOND, status="ended")
    open_journey(store, id=OTHER)

    with store.reading() as books:
        assert [row.id for row in books.journeys.open()] == [OTHER, JOURNEY]
        assert {row.id for row in books.journeys.every()} == {OTHER, JOURNEY, SECOND}


@pytest.mark.parametrize(
    ("row", "due"),
    [
        # its time has come
        ({"next_due_at": NOW}, [JOURNEY]),
        # to the second
        ({"next_due_at": NOW + HOUR / 3600}, []),
        # it waits for an answer alone
        ({"next_due_at": None}, []),
        # it is over
        ({"next_due_at": NOW, "status": "ended"}, []),
    ],
)
def test_due_is_what_is_open_and_whose_time_has_come(
    store: Store, row: dict[str, object], due: list[str]
) -> None:
    open_journey(store, **row)

    with store.writing() as books:
        assert list(books.journeys.claim_due(NOW, books.database_now())) == due


def test_of_two_sweeps_one_looks_at_a_journey(store: Store) -> None:
    open_journey(store, next_due_at=NOW)

    claimed = [_claim_due(store) for _ in range(2)]

    assert claimed == [[JOURNEY], []]


def test_what_a_sweep_left_goes_to_the_next(store: Store) -> None:
    open_journey(store, next_due_at=NOW)
    _claim_due(store)

    with store.writing() as books:
        later = books.database_now() + LOOK_LEASE + SECONDS
        assert list(books.journeys.claim_due(NOW, later)) == [JOURNEY]


def test_two_sweeps_at_once_share_what_is_due(store: Store) -> None:
    for number in range(AT_A_TIME + 1):
        open_journey(store, id=f"7K3Q-{number:04}/1", next_due_at=NOW)

    together = Barrier(2)

    def claim(_: int) -> list[str]:
        together.wait(30)
        return _claim_due(store)

    with ThreadPoolExecutor(2) as sweeps:
        claimed = list(sweeps.map(claim, range(2)))

    assert sorted(map(len, claimed)) == [1, AT_A_TIME]
    assert len({each for some in claimed for each in some}) == AT_A_TIME + 1


def _claim_due(store: Store) -> list[str]:
    with store.writing() as books:
        return list(books.journeys.claim_due(NOW, books.database_now()))


@pytest.mark.parametrize(
    ("row", "unseen"),
    [
        # something came
        ({"wanted_seq": 2, "seen_seq": 1}, [JOURNEY]),
        # the flow saw it
        ({"wanted_seq": 2, "seen_seq": 2}, []),
        # nobody goes on with it
        ({"wanted_seq": 2, "seen_seq": 1, "status": "stopped"}, []),
    ],
)
def test_unseen_is_what_came_after_the_flow_had_looked(
    store: Store, row: dict[str, object], unseen: list[str]
) -> None:
    open_journey(store, **row)

    with store.reading() as books:
        assert [found.id for found in books.journeys.unseen()] == unseen


def test_a_generation_has_one_run(store: Store) -> None:
    open_journey(store)

    with store.writing() as books:
        bound = [books.journeys.bind_run(JOURNEY, 1, run) for run in ("one", "two", "one")]

    assert bound == [True, False, True]


def test_a_lost_run_is_given_up_once_and_its_generation_can_be_bound_no_more(
    store: Store,
) -> None:
    open_journey(store, flow_run="lost")

    with store.writing() as books:
        given_up = [books.journeys.next_generation(JOURNEY, 1) for _ in range(2)]
        bound = [books.journeys.bind_run(JOURNEY, number, "new") for number in (1, 2)]

    assert (given_up, bound) == ([True, False], [False, True])


def test_a_journey_that_is_over_gets_no_new_run(store: Store) -> None:
    open_journey(store, status="ended", flow_run="done")

    with store.writing() as books:
        assert not books.journeys.next_generation(JOURNEY, 1)


def test_a_case_is_written_once_with_its_first_journey(store: Store) -> None:
    open_journey(store)
    with store.writing() as books:
        books.journeys.add(journey(id=SECOND), NOW + HOUR)

    with Session(store.engine) as session:
        case = session.get(Case, "7K3Q-9MXD")
        assert case is not None
        assert case.opened_at == NOW
