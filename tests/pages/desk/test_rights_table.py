"""Every route for everybody: who is let in, and for whom there is nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import Response

from domain.casework.administration.keeping_directory import change_directory
from domain.casework.administration.publishing import publish_day_table, publish_policy
from domain.casework.answers.views import Submission
from domain.casework.editing.drafts import start
from domain.casework.editing.trying import begin
from domain.directory.editing import AddEntry
from domain.editing.starting import tree_of
from domain.editing.tree import Tree
from domain.pathway.attachments import Attachment
from domain.simulation.examples import Run
from domain.simulation.trying import SILENT
from pages.assets import STYLESHEET
from tests.domain.casework.bureau import bureau
from tests.domain.casework.sharing import agree
from tests.domain.small import ENTRY, pathway, step, yes_no
from tests.files import PDF
from tests.pages.admin.kept import BY_PROGRAMS, CHANGED, OWN_DAY, OWN_POLICY, SHOWN
from tests.pages.desk.front import Browser, Front, form
from tests.pages.desk.test_taking_files import PAPER

LET_IN, NOTHING_THERE, TO_SIGN_IN = "let in", "nothing there", "to sign in"
WHO: Mapping[str, str | None] = {
    "signed out": None,
    "coordinator of the area": "lan",
    "coordinator of another area": "minh",
    "auditor": "hoa",
    "administrator": "vi",
    "administrator of the area": "bac",
}
# In the order of WHO.
EVERYBODY = (LET_IN,) * 6
SIGNED_IN = (TO_SIGN_IN, *[LET_IN] * 5)
WHO_LOOKS = (TO_SIGN_IN, LET_IN, LET_IN, LET_IN, NOTHING_THERE, NOTHING_THERE)
WHO_ACTS = (TO_SIGN_IN, LET_IN, LET_IN, NOTHING_THERE, NOTHING_THERE, NOTHING_THERE)
LOOKS_HERE = (TO_SIGN_IN, LET_IN, NOTHING_THERE, LET_IN, NOTHING_THERE, NOTHING_THERE)
ACTS_HERE = (TO_SIGN_IN, LET_IN, *[NOTHING_THERE] * 4)
WHO_PUBLISHES = (TO_SIGN_IN, *[NOTHING_THERE] * 3, LET_IN, NOTHING_THERE)
WHO_DEFINES = (TO_SIGN_IN, *[NOTHING_THERE] * 3, LET_IN, LET_IN)

OF_AN_ANSWER = ("/read", "/file")
PERSON = "/desk/cases/{code}/person"
JOURNEY = "/desk/cases/{code}/{number}"
PATHWAY = "/admin/pathways/{key}"
VERSION = f"{PATHWAY}/versions/{{number}}"
DRAFT = f"{PATHWAY}/draft"
OF_A_DRAFT = {
    "roles": "police", "entries": "self_return", "stages": "stage", "steps": "verify",
    "ends": "finished", "duties": "of_duties", "parts": "of_parts",
}  # fmt: skip
ITEMS = tuple(OF_A_DRAFT)
CONDITIONS = (
    ("steps", "condition"), ("steps", "until"), ("ends", "condition"), ("parts", "condition"),
)  # fmt: skip
INSIDE = (*CONDITIONS, ("steps", "shares"), ("steps", "wording"))
WITH_FORMS = ("steps", "duties")
TRY, PLAYED = f"{PATHWAY}/draft/try", "played"
ACTS_OF_A_TRIAL = (
    "begin", "pass", "rest", "stop", "leave-out", "drop", "keep", "forget",
    "asked/{unit}/answer", "asked/{unit}/confirm",
)  # fmt: skip
TABLE: Mapping[str, tuple[str, ...]] = {
    "GET /": EVERYBODY,
    "GET /healthz": EVERYBODY,
    "GET /static/{name}": EVERYBODY,
    # Of the demo alone, whose letters are made up.
    "GET /mailbox": EVERYBODY,
    "GET /mailbox.json": EVERYBODY,
    "GET /api/openapi.json": EVERYBODY,
    "GET /api/requests/{token}": EVERYBODY,
    "POST /api/requests/{token}/answer": EVERYBODY,
    "GET /a/{token}": EVERYBODY,
    "POST /a/{token}": EVERYBODY,
    "GET /a/{token}/stands": EVERYBODY,
    "POST /a/{token}/seen": EVERYBODY,
    "GET /desk/sign-in": EVERYBODY,
    "POST /desk/sign-in": EVERYBODY,
    "GET /desk": SIGNED_IN,
    "GET /desk/cases": WHO_LOOKS,
    "GET /desk/open": WHO_ACTS,
    "POST /desk/open": WHO_ACTS,
    "GET /desk/cases/{code}": LOOKS_HERE,
    f"GET {PERSON}": LOOKS_HERE,
    f"POST {PERSON}/show": ACTS_HERE,
    f"POST {PERSON}/entry": ACTS_HERE,
    f"GET {PERSON}/details": ACTS_HERE,
    f"POST {PERSON}/details": ACTS_HERE,
    f"GET {PERSON}/agree": ACTS_HERE,
    f"POST {PERSON}/agree": ACTS_HERE,
    f"GET {PERSON}/refuse": ACTS_HERE,
    f"POST {PERSON}/refuse": ACTS_HERE,
    f"GET {PERSON}/override": ACTS_HERE,
    f"POST {PERSON}/override": ACTS_HERE,
    f"POST {PERSON}/withdraw": ACTS_HERE,
    f"GET {JOURNEY}": LOOKS_HERE,
    f"GET {JOURNEY}/{{unit}}": LOOKS_HERE,
    f"POST {JOURNEY}/{{unit}}/read": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/code": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/answer": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/again": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/skip": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/extend": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/pass-on": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/withdraw": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/file": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/confirm": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/refuse": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/confirm-colleague": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/reject-colleague": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/reply": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/take-over": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/review": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/leave": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/refuse-time": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/accept": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/resend": ACTS_HERE,
    f"POST {JOURNEY}/{{unit}}/called": ACTS_HERE,
    f"POST {JOURNEY}/pause": ACTS_HERE,
    f"POST {JOURNEY}/resume": ACTS_HERE,
    f"POST {JOURNEY}/stop": ACTS_HERE,
    "GET /admin": WHO_DEFINES,
    "GET /admin/pathways": WHO_DEFINES,
    f"GET {PATHWAY}": WHO_DEFINES,
    f"GET {VERSION}": WHO_DEFINES,
    f"GET {VERSION}/{{kind}}": WHO_DEFINES,
    "GET /admin/new-pathway": WHO_DEFINES,
    "POST /admin/new-pathway/start": WHO_DEFINES,
    "POST /admin/new-pathway/file": WHO_DEFINES,
    f"GET {PATHWAY}/impact": WHO_DEFINES,
    f"POST {PATHWAY}/impact/move": WHO_DEFINES,
    f"POST {PATHWAY}/impact/undo": WHO_DEFINES,
    f"POST {PATHWAY}/impact/move-all": WHO_DEFINES,
    f"POST {PATHWAY}/impact/undo-all": WHO_DEFINES,
    f"POST {VERSION}/retire": WHO_PUBLISHES,
    f"POST {PATHWAY}/change": WHO_DEFINES,
    f"POST {PATHWAY}/take-along": WHO_DEFINES,
    f"GET {DRAFT}": WHO_DEFINES,
    f"POST {DRAFT}/undo": WHO_DEFINES,
    f"POST {DRAFT}/throw-away": WHO_DEFINES,
    f"GET {DRAFT}/publish": WHO_DEFINES,
    f"POST {DRAFT}/publish": WHO_PUBLISHES,
    f"POST {DRAFT}/propose": WHO_DEFINES,
    f"GET {DRAFT}/about": WHO_DEFINES,
    f"POST {DRAFT}/about/save": WHO_DEFINES,
    **{f"GET {DRAFT}/{kind}": WHO_DEFINES for kind in ITEMS if kind not in ("stages", "steps")},
    **{f"POST {DRAFT}/{kind}/add": WHO_DEFINES for kind in ITEMS if kind != "steps"},
    **{f"GET {DRAFT}/{kind}/{{name}}": WHO_DEFINES for kind in ITEMS},
    **{
        f"POST {DRAFT}/{kind}/{{name}}/{act}": WHO_DEFINES
        for kind in ITEMS
        for act in ("save", "up", "down", "remove")
    },
    f"POST {DRAFT}/stages/{{name}}/add": WHO_DEFINES,
    f"POST {DRAFT}/steps/{{name}}/to": WHO_DEFINES,
    **{f"GET {DRAFT}/{kind}/{{name}}/{part}": WHO_DEFINES for kind, part in INSIDE},
    **{f"POST {DRAFT}/{kind}/{{name}}/{part}/save": WHO_DEFINES for kind, part in INSIDE},
    **{f"POST {DRAFT}/{kind}/{{name}}/{part}/write": WHO_DEFINES for kind, part in CONDITIONS},
    **{f"GET {DRAFT}/{kind}/{{name}}/form": WHO_DEFINES for kind in WITH_FORMS},
    **{f"POST {DRAFT}/{kind}/{{name}}/form/add": WHO_DEFINES for kind in WITH_FORMS},
    **{f"GET {DRAFT}/{kind}/{{name}}/form/{{field}}": WHO_DEFINES for kind in WITH_FORMS},
    **{
        f"POST {DRAFT}/{kind}/{{name}}/form/{{field}}/{act}": WHO_DEFINES
        for kind in WITH_FORMS
        for act in ("save", "up", "down", "remove")
    },
    f"GET {TRY}": WHO_DEFINES,
    f"GET {TRY}/asked/{{unit}}": WHO_DEFINES,
    **{f"POST {TRY}/{act}": WHO_DEFINES for act in ACTS_OF_A_TRIAL},
    "POST /api/session": EVERYBODY,
    "DELETE /api/session": EVERYBODY,
    # A cookie alone opens none of it: see `tests/pages/api/test_administrators.py`.
    **dict.fromkeys(BY_PROGRAMS, (TO_SIGN_IN,) * 6),
    **dict.fromkeys(SHOWN, WHO_DEFINES),
    "POST /admin/directory/search": WHO_DEFINES,
    **dict.fromkeys(CHANGED, WHO_PUBLISHES),
    "POST /desk/sign-out": SIGNED_IN,
}


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder: Path = tmp_path_factory.mktemp("rights")
    with bureau(f"sqlite:///{folder / 'referral.sqlite'}") as place:
        yield Front(place)


@pytest.fixture(scope="module")
def journey(front: Front) -> str:
    """In Hải Phòng; the police have sent a letter, and the shelter is asked."""
    place = front.place
    small = pathway(
        step("verify", form=[PAPER | {"required": False}]), step("care", "verify", role="shelter")
    )
    place.publish(small)
    commune: Tree = {"title": {"vi": "Xã A"}, "kind": "commune", "parent": "hai_phong"}
    change_directory(place.office, AddEntry(("areas",), commune), 1, "user:vi")
    publish_policy(place.office, OWN_POLICY, "user:vi")
    publish_day_table(place.office, OWN_DAY, "user:vi")
    journey = place.open(small, area="hai_phong")
    (request,) = place.waiting(journey)
    place.submit(request, Submission("done", {}, files={"paper": Attachment("pdf", PDF)}))
    place.carry(journey)
    return journey


@pytest.fixture(scope="module", autouse=True)
def draft(front: Front, journey: str) -> None:
    """Of the same pathway, with an item of each kind; and one that is sound."""
    rounds = {"every": {"months": 1}, "times": 2}
    small = pathway(
        step("verify", form=[yes_no("agrees")], repeat=rounds),
        step("care", "verify", role="shelter"),
    )
    more: Tree = {
        "duties": [{"id": "of_duties", "form": [yes_no("agrees")]}],
        "parts": [{"id": "of_parts"}],
    }
    start(front.place.office, {**tree_of(small), **more}, "user:vi")
    start(front.place.office, {**tree_of(small), "key": PLAYED}, "user:vi")


@pytest.fixture(scope="module")
def entry(front: Front, journey: str) -> str:
    """What the person of the case agreed to, by its id."""
    return agree(front.place, journey).entry


@pytest.fixture(scope="module")
def browsers(front: Front) -> Iterator[Mapping[str, Browser]]:
    with ExitStack() as stack:
        yield {who: stack.enter_context(front.browser(user)) for who, user in WHO.items()}


def test_every_route_has_its_row(front: Front) -> None:
    found = {
        f"{method} {route.path}"
        for route in routes_of(front.app())
        for method in (route.methods or set()) - {"HEAD"}
    }

    assert found == set(TABLE)


def routes_of(app: FastAPI) -> Iterator[APIRoute]:
    for route in app.routes:
        included = getattr(route, "original_router", None)
        for each in included.routes if included is not None else [route]:
            assert isinstance(each, APIRoute)
            yield each


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("route", TABLE)
def test_a_route_lets_in_whom_it_should(
    front: Front,
    browsers: Mapping[str, Browser],
    journey: str,
    entry: str,
    route: str,
    who: str,
) -> None:
    before = front.kinds(journey)

    answer = ask(
        front, browsers[who], route, journey, {"entry": entry, "_field": "paper", "version": "1"}
    )

    if route == "POST /desk/sign-out" and (user := WHO[who]) is not None:
        browsers[who].sign_in(user)
    outcome = outcome_of(answer)
    assert outcome == dict(zip(WHO, TABLE[route], strict=True))[who]
    if outcome != LET_IN:
        assert front.kinds(journey) == before


def ask(
    front: Front, browser: Browser, route: str, journey: str, named: Mapping[str, str]
) -> Response:
    """With its token, and nothing typed: what is not let in is not even read."""
    method, _, path = route.partition(" ")
    known = values(front, journey, path)
    if TRY in path:
        known |= {"key": PLAYED, "unit": "verify"}
        try_the_draft(front)
    path = path.format_map(known)
    if method == "GET":
        return browser.client.get(path)
    signed_in = "referral" in browser.client.cookies
    home, name = (browser.home(), "sign-out") if signed_in else ("/desk/sign-in", "sign-in")
    token = form(browser.page(home), name).values["_token"][0]
    return browser.client.request(method, path, data={"_token": token, **named})


def try_the_draft(front: Front) -> None:
    """Both administrators, from its beginning."""
    run = Run(entry=ENTRY, start=date(2026, 11, 23), script=SILENT)
    for user in ("vi", "bac"):
        begin(front.place.office, PLAYED, run, f"user:{user}")


def values(front: Front, journey: str, path: str) -> dict[str, str]:
    answered = path.endswith(OF_AN_ANSWER)
    code, _, number = journey.partition("/")
    verify, care = (request.id for request in front.place.requests(journey))
    return {
        "code": code,
        "area": "xa_a",
        "day": "2026-03-07",
        "ladder": "with_limit",
        "pathway": "small",
        "step": "verify",
        "agency": "police",
        "contact": "police_1",
        "role": "police",
        "key": "small",
        "kind": "yaml",
        "number": number,
        "unit": (verify if answered else care).rpartition("/")[2],
        "token": front.place.token(care),
        "name": name_in(path),
        "field": "agrees",
    }


def name_in(path: str) -> str:
    """Of a file, or of an item in the draft."""
    before = path.partition("/{name}")[0].rpartition("/")[2]
    return OF_A_DRAFT.get(before, STYLESHEET.path.rpartition("/")[2])


def outcome_of(answer: Response) -> str:
    if answer.status_code == 404:
        return NOTHING_THERE
    if answer.status_code == 401 and "/api/session" not in str(answer.url):
        return TO_SIGN_IN
    if answer.headers.get("Location", "").startswith("/desk/sign-in?"):
        return TO_SIGN_IN
    if answer.headers.get("Location") == "/desk/sign-in" and "sign-out" not in str(answer.url):
        return TO_SIGN_IN
    if "sign-in" not in str(answer.url):
        assert answer.status_code != 403
    assert answer.status_code < 500
    return LET_IN


def test_a_form_without_its_token_does_nothing(front: Front, journey: str) -> None:
    before = front.kinds(journey)
    guarded = ("POST /desk/", "POST /admin/")
    asked = [route.partition(" ")[2] for route in TABLE if route.startswith(guarded)]

    with front.browser("lan") as lan, front.browser("tam") as tam:
        stolen = form(tam.page("/desk"), "/desk/sign-out").values["_token"][0]
        answers = {
            (path, token): lan.client.post(
                path.format_map(values(front, journey, path)), data={"_token": token, "reason": "x"}
            ).status_code
            for path in asked
            for token in ("", stolen)
        }
        still_in = lan.client.get("/desk").status_code

    assert set(answers.values()) == {403}
    assert still_in == 200
    assert front.kinds(journey) == before
