"""What an administrator's program does: by the rules of the pages, with the rights of its user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from fastapi import APIRouter, FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from deployments.door import OfficeDoor
from domain.areas.area_map import UnknownArea
from domain.casework.administration.keeping_directory import directory_kept
from domain.casework.administration.publishing import publish_day_table, publish_policy
from domain.casework.editing.drafts import start
from domain.db.publications import PublishedElsewhere
from domain.editing.starting import tree_of
from domain.errors import ReferralError
from domain.texts import say
from domain.users.rights import may
from pages.api.administering import Call, Clerk
from pages.api.common import Done
from pages.pacing import Pace, Rates
from tests.domain.casework.bureau import bureau
from tests.domain.small import pathway, step
from tests.pages.admin.kept import BY_PROGRAMS, OWN_DAY, OWN_POLICY
from tests.pages.desk.front import USERS, Front
from tests.pages.programs import Program, signed_in
from tests.tries import tries

SMALL = pathway(step("verify"))
NAMED = {
    "day": "2026-03-07", "key": "small", "number": "1", "agency": "police", "contact": "police_1",
}  # fmt: skip
A_FEW = settings(
    max_examples=tries(15),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        front = Front(place)
        place.publish(SMALL)
        publish_policy(place.office, OWN_POLICY, "user:vi")
        publish_day_table(place.office, OWN_DAY, "user:vi")
        yield front


@pytest.mark.long
@pytest.mark.parametrize("route", BY_PROGRAMS)
def test_a_route_lets_in_whose_user_has_the_right(client: TestClient, route: str) -> None:
    method, _, path = route.partition(" /api")
    path = path.format(**NAMED)
    nobody = Program(client, {"Authorization": "Bearer x"}).asks(method, path, {})
    answers = {user: signed_in(client, user.name).asks(method, path, {}) for user in USERS}

    assert nobody.status_code == 401
    for user, answer in answers.items():
        assert (answer.status_code != 403) == may(user, BY_PROGRAMS[route]), user.name
        assert answer.status_code not in (401, 500)


def test_a_wrong_password_opens_nothing_and_too_many_are_slowed(client: TestClient) -> None:
    wrong = {"name": "vi", "password": "sai rồi sai rồi"}

    told = [client.post("/api/session", json=wrong).status_code for _ in range(6)]

    assert told == [401] * 5 + [429]


def test_what_is_signed_out_opens_nothing(client: TestClient, vi: Program) -> None:
    assert client.delete("/api/session", headers=vi.headers).status_code == 204

    assert vi.asks("GET", "/directory").status_code == 401


def test_the_directory_is_read_changed_and_written_back(front: Front, vi: Program) -> None:
    read = vi.reads("/directory")
    read["directory"]["agencies"][0]["title"]["vi"] = "Ủy ban".encode().decode()
    written = {"made_from": read["version"], "directory": read["directory"]}

    kept = vi.asks("PUT", "/directory", written)
    late = vi.asks(
        "PUT", "/directory", written | {"directory": {"agencies": [], "assignments": []}}
    )

    assert kept.json() == {"version": read["version"] + 1}
    assert directory_kept(front.place.office).directory.agencies[0].title.vi == "Ủy ban"
    assert late.status_code == 409
    assert "vừa thay đổi" in late.json()["message"]["vi"]


def test_faults_are_told_by_their_places_and_nothing_is_kept(front: Front, vi: Program) -> None:
    read = vi.reads("/directory")
    read["directory"]["agencies"][0]["above"] = "nobody"

    told = vi.asks("PUT", "/directory", {"made_from": 1, "directory": read["directory"]})

    assert told.status_code == 422
    assert list(told.json()["faults"]) == ["agencies › tren › above"]
    assert directory_kept(front.place.office).version == 1


def test_a_day_is_said_and_taken_out(vi: Program) -> None:
    line = {"made_from": 1, "worked": False, "title": {"vi": "Nghỉ", "en": "Off"}, "source": "CV 1"}

    assert vi.asks("PUT", "/calendar/days/2026-03-09", line).json() == {"version": 2}
    days = [one["day"] for one in vi.reads("/calendar")["days"]]
    removed = vi.asks("POST", "/calendar/days/2026-03-07/removal", {"made_from": 2})

    assert days == ["2026-03-07", "2026-03-09"]
    assert removed.json() == {"version": 3}
    for path in ("/calendar/days/x", "/calendar/days/2026-03-08/removal"):
        method = "POST" if path.endswith("removal") else "PUT"
        assert (
            vi.asks(method, path, line if method == "PUT" else {"made_from": 3}).status_code == 404
        )


def test_a_policy_is_kept_by_who_is_there_for_its_area(client: TestClient, vi: Program) -> None:
    bac, policy = signed_in(client, "bac"), vi.reads("/policies/small")["policy"]
    mine = policy | {"title": {"vi": "Của tôi", "en": "Mine"}}
    others = policy | {"area": "lai_chau"}

    kept = bac.asks("PUT", "/policies/small", {"made_from": 1, "policy": mine})
    late = bac.asks("PUT", "/policies/small", {"made_from": 1, "policy": policy})
    refused = bac.asks("PUT", "/policies/small", {"made_from": 2, "policy": others})
    another_key = bac.asks("PUT", "/policies/other", {"made_from": 0, "policy": mine})

    statuses = [one.status_code for one in (kept, late, refused, another_key)]
    assert statuses == [200, 409, 403, 422]
    assert vi.reads("/policies")["policies"][0]["policy"]["title"]["vi"] == "Của tôi"


def test_a_draft_is_begun_told_its_faults_and_published_once_it_is_sound(vi: Program) -> None:
    broken = {"schema": 1, "key": "moi", "title": {"vi": "Mới", "en": "New"}}
    sound = SMALL.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"key": "moi"}

    told = vi.asks("PUT", "/pathways/moi/draft", {"pathway": broken}).json()
    refused = vi.asks("POST", "/pathways/moi/draft/publication", {"revision": told["revision"]})
    vi.asks("POST", "/pathways/moi/draft/removal", {"revision": told["revision"]})
    begun = vi.asks("PUT", "/pathways/moi/draft", {"pathway": sound}).json()
    published = vi.asks("POST", "/pathways/moi/draft/publication", {"revision": begun["revision"]})

    assert told["faults"]
    assert refused.status_code == 422
    assert begun["faults"] == {}
    assert published.json() == {"version": 1}
    assert [one["key"] for one in vi.reads("/pathways")["pathways"]] == ["moi", "small"]
    assert "key: moi" in vi.reads("/pathways/moi")["yaml"]
    assert vi.asks("GET", "/pathways/moi/draft").status_code == 404


@pytest.mark.parametrize("act", ["removal", "proposal", "publication"])
@pytest.mark.parametrize("revision", [0, 77])
def test_a_revision_that_never_was_is_not_there(vi: Program, act: str, revision: int) -> None:
    draft = "/pathways/small/draft"
    begun = vi.asks("PUT", draft, {"pathway": tree_of(SMALL)}).json()

    told = vi.asks("POST", f"{draft}/{act}", {"revision": revision})

    assert told.status_code == 404
    assert "bản thảo" in told.json()["message"]["vi"]
    assert vi.reads(draft)["revision"] == begun["revision"]


@pytest.mark.parametrize("key", ['"><script>', "a" * 3000])
def test_what_is_no_key_begins_no_draft(vi: Program, key: str) -> None:
    told = vi.asks("PUT", f"/pathways/{quote(key)}/draft", {"pathway": {"key": key}})

    assert told.status_code == 422
    assert "key" in told.json()["message"]["vi"]


@pytest.mark.parametrize(("wrong", "status"), [(PublishedElsewhere, 409), (UnknownArea, 422)])
def test_what_an_act_refuses_is_told(
    front: Front, vi: Program, wrong: type[ReferralError], status: int
) -> None:
    def refuse(_: Call) -> Done:
        raise wrong(say("Please do this once more."))

    clerk, app = Clerk(OfficeDoor(front.door), APIRouter(prefix="/api")), FastAPI()
    clerk.answers("GET", "/refused", "define", refuse, Done, "Refused")
    app.include_router(clerk.routes)

    told = Program(TestClient(app), vi.headers).asks("GET", "/refused")

    assert told.status_code == status
    assert told.json()["message"]["en"] == "Please do this once more."


def test_no_cookie_opens_any_of_it(front: Front) -> None:
    with front.browser("vi") as vi:
        assert vi.client.get("/api/directory").status_code == 401


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("fuzzed")
    with bureau(f"sqlite:///{folder / 'referral.sqlite'}") as place:
        place.publish(SMALL)
        place.open(SMALL)
        start(place.office, tree_of(SMALL), "user:vi")
        yield Front(place, pace=Pace(Rates(*[1_000_000] * 4)))


@pytest.mark.parametrize("route", BY_PROGRAMS)
def test_whatever_is_sent_is_told_as_the_document_says(patient: Front, route: str) -> None:
    method, _, path = route.partition(" ")
    app = patient.app()
    operation = schemathesis.openapi.from_asgi("/api/openapi.json", app)[path][method]
    with TestClient(app) as client:
        headers = dict(signed_in(client, "vi").headers)

        @given(case=operation.as_strategy())
        @A_FEW
        def holds(case: Case[Any]) -> None:
            # Of what is there; what fits together, the directory says, and not the document.
            case.path_parameters = {name: NAMED[name] for name in case.path_parameters or {}}
            answer = case.call_and_validate(
                headers=headers, excluded_checks=[positive_data_acceptance]
            )
            assert answer.status_code < 500

        holds()
