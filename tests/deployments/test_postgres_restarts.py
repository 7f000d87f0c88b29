"""PostgreSQL restarts under a site that is at work: nobody loses anything, everybody is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from deployments.pages_app import is_well
from pages.application import create_app
from tests.deployments.commanding import site
from tests.domain.casework.bureau import Bureau, bureau
from tests.domain.db.dump import dump_of
from tests.domain.small import pathway, step
from tests.pages.reading import Page
from tests.postgres import PostgresServer, running_postgres

pytestmark = pytest.mark.postgres

DONE = {"_verdict": "done"}


@dataclass(frozen=True, slots=True)
class Served:
    """One request that waits, at `path`, and a browser at the pages."""

    place: Bureau
    browser: TestClient
    journey: str
    path: str

    def statuses(self) -> list[str]:
        return [request.status for request in self.place.requests(self.journey)]

    def health(self) -> int:
        return self.browser.get("/healthz").status_code


@pytest.fixture
def postgres() -> Iterator[PostgresServer]:
    """One that may be stopped, which the session's may not."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def served(postgres: PostgresServer) -> Iterator[Served]:
    asked = pathway(step("verify"), step("shelter", "verify", role="shelter"))
    with bureau(postgres.fresh_database()) as place:
        place.publish(asked)
        journey = place.open(asked)
        (request,) = place.waiting(journey)
        app = create_app(
            OfficeAnswers(place.office, lambda _: None),
            language="vi",
            health=lambda: is_well(place.office),
        )
        with TestClient(app, raise_server_exceptions=False) as browser:
            yield Served(place, browser, journey, f"/a/{place.token(request)}")


def test_an_answer_that_met_a_stopped_database_is_recorded_once_when_it_is_sent_again(
    served: Served, postgres: PostgresServer
) -> None:
    shown, before = served.browser.get(served.path), dump_of(served.place.office.store)

    postgres.stop()
    met = [served.browser.get(served.path), served.browser.post(served.path, data=DONE)]
    health = served.health()
    postgres.start()
    after = dump_of(served.place.office.store)
    again = [served.browser.post(served.path, data=DONE) for _ in range(2)]

    assert shown.status_code == 200
    assert [answer.status_code for answer in met] == [503, 503]
    assert (health, served.health()) == (503, 200)
    assert after == before
    assert [answer.status_code for answer in again] == [200, 409]
    assert served.statuses() == ["done"]


def test_who_meets_a_stopped_database_learns_what_to_do_and_nothing_else(
    served: Served, postgres: PostgresServer
) -> None:
    postgres.stop()
    answer = served.browser.post(served.path, data=DONE)
    postgres.start()

    words = Page(answer.text).words
    assert "xin coi như câu trả lời CHƯA được ghi nhận" in words
    assert "If you have just sent an answer, please take it as NOT recorded." in words
    assert "press the button again: nothing is recorded twice" in words
    for secret in (served.path, served.journey, "database", "REFERRAL", "Traceback"):
        assert secret not in answer.text


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_after_a_restart_the_first_answer_is_recorded(
    served: Served, postgres: PostgresServer, mode: str
) -> None:
    served.browser.get(served.path)
    postgres.stop(mode)
    postgres.start()

    first = served.browser.post(served.path, data=DONE)

    assert first.status_code == 200
    assert served.statuses() == ["done"]


def test_an_answer_that_got_its_page_outlives_a_crash_of_the_database(
    served: Served, postgres: PostgresServer
) -> None:
    receipt = served.browser.post(served.path, data=DONE)

    postgres.stop("immediate")
    postgres.start()

    assert receipt.status_code == 200
    assert served.statuses() == ["done"]


def test_a_command_says_that_the_database_does_not_answer(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    with site(tmp_path / "data", REFERRAL_DATABASE_URL=postgres.fresh_database()) as place:
        place.done("db", "upgrade")
        place.done("case", "list")

        postgres.stop()
        said, checked = place.referral("case", "list"), place.referral("doctor")
        postgres.start()

        assert (said.code, checked.code) == (1, 1)
        assert said.err.startswith("The database does not answer. Please see whether it runs,")
        assert "The database cannot be reached." in checked.out
        place.done("case", "list")
