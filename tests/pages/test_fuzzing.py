"""Whatever is sent where: no fault of ours, and nothing half-written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from pages.application import create_app
from pages.pacing import Pace, Rates
from tests.domain.casework.bureau import Bureau, bureau
from tests.domain.db.dump import dump_of
from tests.domain.small import number, pathway, step, yes_no
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import EVERY_KIND
from tests.tries import tries

WITHOUT_END = 1_000_000
A_FEW = settings(
    max_examples=tries(60),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CASEWORK = FakeAnswers()
TOKEN = CASEWORK.ask(EVERY_KIND)
APP = create_app(
    CASEWORK,
    language="vi",
    health=lambda: True,
    pace=Pace(Rates(*[WITHOUT_END] * 4)),
)
SCHEMA = schemathesis.openapi.from_asgi("/api/openapi.json", APP)
CLIENT = TestClient(APP, raise_server_exceptions=True)

LETTERS = st.characters(exclude_categories=["Cs"])
TOKENS = st.one_of(
    st.just(TOKEN),
    st.text(LETTERS, max_size=80),
    st.builds(lambda before, after: before + TOKEN + after, st.text(max_size=3), st.text("./a%")),
)
PATHS = st.sampled_from(
    ["/a/{}", "/api/requests/{}", "/api/requests/{}/answer", "/{}", "/static/{}"]
)
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
CONTENT_TYPES = st.sampled_from(
    [
        "application/json",
        "application/json; charset=utf-16",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=" + "x" * 300,
        "text/html",
        "",
        "\t/;=",
    ]
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "Accept", "Accept-Language", "Accept-Encoding", "Cookie", "Authorization", "Expect",
            "Forwarded", "If-None-Match", "Origin", "Range", "Referer", "Transfer-Encoding",
            "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix",
            "X-HTTP-Method-Override",
        ]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60),
    max_size=5,
)  # fmt: skip


@SCHEMA.parametrize()
@A_FEW
def test_the_document_holds(case: Case[Any]) -> None:
    """With the token of a request, or with anything in its place."""
    assert case.call_and_validate().status_code < 500


@given(token=st.just(TOKEN), case_of=st.data())
@A_FEW
def test_the_document_holds_behind_a_genuine_link(token: str, case_of: st.DataObject) -> None:
    operation = SCHEMA["/api/requests/{token}/answer"]["POST"]
    case = case_of.draw(operation.as_strategy())
    case.path_parameters = {"token": token}

    # Which fields and verdicts are taken, the request says, and not the document.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


@given(
    method=METHODS,
    path=PATHS,
    token=TOKENS,
    content_type=CONTENT_TYPES,
    headers=HEADERS,
    query=st.text(LETTERS, max_size=30),
    body=st.binary(max_size=200),
)
@A_FEW
def test_no_request_is_our_fault(
    method: str,
    path: str,
    token: str,
    content_type: str,
    headers: dict[str, str],
    query: str,
    body: bytes,
) -> None:
    sent = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    request = CLIENT.build_request(
        method,
        f"{path.format(quote(token))}?{urlencode({'lang': query, query: ''})}",
        content=body,
        headers=sent | {b"Content-Type": content_type.encode("latin-1")},
    )

    answer = CLIENT.send(request)

    assert answer.status_code < 500
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bureau, str, TestClient]]:
    """The books themselves, and the link to a request that waits."""
    folder = tmp_path_factory.mktemp("fuzzed")
    verify = pathway(step("verify", form=[number("times"), yes_no("agreed")]))
    with bureau(f"sqlite:///{folder / 'referral.sqlite'}") as place:
        place.publish(verify)
        (request,) = place.waiting(place.open(verify))
        pace = Pace(Rates(*[WITHOUT_END] * 4))
        app = create_app(
            OfficeAnswers(place.office, lambda _: None),
            language="vi",
            health=lambda: True,
            pace=pace,
        )
        with TestClient(app) as client:
            yield place, place.token(request), client


@given(body=st.binary(max_size=300), content_type=CONTENT_TYPES)
@A_FEW
def test_whatever_bytes_are_sent_write_nothing(
    real: tuple[Bureau, str, TestClient], body: bytes, content_type: str
) -> None:
    place, token, client = real
    before = dump_of(place.office.store)

    for path in (f"/a/{token}", f"/api/requests/{token}/answer"):
        answer = client.post(path, content=body, headers={"Content-Type": content_type})
        assert answer.status_code in (400, 415, 422)

    assert dump_of(place.office.store) == before
