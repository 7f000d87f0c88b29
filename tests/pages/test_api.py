"""What an agency's own program does behind its link."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import httpx
import httpx2
import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Fate, Look, Open, Receipt, Submission
from domain.db.outage import DatabaseAway
from domain.texts import say
from pages.application import create_app
from pages.limits import LARGEST_BODY
from pages.pacing import Pace, Rates
from tests.pages.fakes import FakeAnswers, asking, label
from tests.pages.forms import DAY, EVERY_KIND, LETTER, NEEDED, NOTES, PLACE, PLANNED, RESULT
from tests.pages.serving import all_logs, served

GIVEN = {
    "so_van_ban": "123/CATP",
    "ghi_chu": "Đã gửi bản chính\nqua bưu điện.",
    "ngay": "2026-11-23",
    "dong_y": True,
    "ket_qua": "la_nan_nhan",
    "truong": None,
    "nhu_cau": ["y_te", "hoc_nghe"],
    "so_luot": 2,
    "so_tien": 1_500_000,
    "noi": "hai_phong",
}
DAY_GIVEN = {"ngay": "2026-11-23"}
DONE = {"verdict": "done", "values": DAY_GIVEN}


def shown(client: TestClient, token: str) -> httpx2.Response:
    return client.get(f"/api/requests/{token}")


def sent(client: TestClient, token: str, given: object) -> httpx2.Response:
    return client.post(f"/api/requests/{token}/answer", json=given)


def test_a_program_reads_what_is_asked(client: TestClient, casework: FakeAnswers) -> None:
    told = asking([RESULT, NOTES], item=label("Học nghề", "Training"), may_lack_grounds=True)

    read = shown(client, casework.ask_for(told))

    assert read.status_code == 200
    assert read.json()["state"] == "open"
    request = read.json()["request"]
    assert request["case_code"] == "7K3Q-9MXD"
    assert request["ask"]["vi"] == "Đề nghị xác minh thông tin ban đầu"
    assert request["item"] == {"vi": "Học nghề", "en": "Training"}
    assert request["due_at"] == "2026-11-27T10:00:00Z"
    assert request["verdicts"][0] == "done"
    assert "lacks_grounds" in request["verdicts"]
    result, notes = request["form"]
    assert (result["id"], result["kind"], result["required"]) == ("ket_qua", "choice", True)
    assert [option["value"] for option in result["options"]] == ["la_nan_nhan", "khong_phai"]
    assert (notes["required"], notes["options"]) == (False, [])


def test_a_program_is_told_the_last_day_that_is_taken(
    client: TestClient, casework: FakeAnswers
) -> None:
    form = shown(client, casework.ask([DAY, PLANNED, NOTES])).json()["request"]["form"]

    assert [field["latest"] for field in form] == ["2026-11-23", None, None]


def test_a_program_answers_with_every_kind_of_field(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND)

    recorded = sent(client, token, {"verdict": "done", "values": GIVEN})

    assert recorded.status_code == 200
    receipt = recorded.json()
    assert receipt["recorded_at"] == "2026-11-23T03:15:00Z"
    assert receipt["values"] == {
        "ngay": "2026-11-23",
        "dong_y": True,
        "ket_qua": "la_nan_nhan",
        "truong": None,
        "nhu_cau": ["y_te", "hoc_nghe"],
        "so_luot": 2,
        "so_tien": 1_500_000,
        "noi": "hai_phong",
    }
    assert receipt["texts"]["so_van_ban"] == "123/CATP"
    assert receipt["counts"]
    assert len(casework.recorded(token)) == 1


def test_what_each_option_says_can_be_sent(client: TestClient, casework: FakeAnswers) -> None:
    fields = (RESULT, NEEDED, PLACE)
    token = casework.ask(fields)
    form = shown(client, token).json()["request"]["form"]

    first = {field["id"]: field["options"][0]["value"] for field in form}
    recorded = sent(
        client, token, {"verdict": "done", "values": first | {"nhu_cau": [first["nhu_cau"]]}}
    )

    assert recorded.status_code == 200


def test_texts_are_kept_in_one_form(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([LETTER])
    decomposed = unicodedata.normalize("NFD", "Đã xác minh\x07")

    recorded = sent(client, token, {"verdict": "done", "values": {"so_van_ban": decomposed}})

    assert recorded.json()["texts"] == {"so_van_ban": "Đã xác minh"}


def test_a_program_declines_with_a_reason(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])

    offered = shown(client, token).json()["request"]["declines"]
    given = {"verdict": "declined", "because": "wrong_area", "reason": "Thuộc huyện bên"}
    receipt = sent(client, token, given).json()

    assert "wrong_area" in [each["value"] for each in offered]
    assert (receipt["verdict"], receipt["because"]) == ("declined", "wrong_area")
    assert receipt["reason"] == "Thuộc huyện bên"


def test_an_answer_is_read_back_and_corrected(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])
    line = sent(client, token, DONE).json()["corrects"]
    read = shown(client, token).json()

    corrected = sent(client, token, DONE | {"corrects": line})
    again = sent(client, token, DONE)

    assert (read["state"], read["answered_by_this_contact"], read["corrects"]) == (
        "answered",
        True,
        line,
    )
    assert corrected.json()["corrected"]
    assert again.status_code == 409
    assert again.json()["message"]["en"] == "This request was already answered or withdrawn."


def test_a_file_is_a_persons_to_send(client: TestClient, casework: FakeAnswers) -> None:
    scan = LETTER.model_copy(update={"id": "ban_quet", "kind": "file"})
    token = casework.ask([DAY, scan])

    refused = sent(client, token, {"verdict": "done", "values": {**DAY_GIVEN, "ban_quet": "x"}})

    assert set(refused.json()["faults"]) == {"ban_quet"}
    assert casework.recorded(token) == []


def test_what_takes_two_says_so_and_leaves_the_second_to_a_person(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY], takes_two=True)
    colleague = casework.colleagues_link(token)

    first = sent(client, token, DONE).json()
    states = [shown(client, each).json()["state"] for each in (token, colleague)]
    second = sent(client, colleague, DONE)

    assert first["counts"] is False
    assert states == ["unconfirmed", "to_confirm"]
    assert second.status_code == 409


@pytest.mark.parametrize(
    ("given", "faulty"),
    [
        # each field that is wrong, at once
        ({"verdict": "done", "values": {"so_luot": "hai"}}, {"so_luot", "ngay"}),
        # a name that the form does not have
        ({"verdict": "done", "values": {"ngay": "2026-11-23", "nagy": "1"}}, {"nagy"}),
        # what no calendar has
        ({"verdict": "done", "values": {"ngay": "2026-02-31"}}, {"ngay"}),
        # money below nothing, or with parts
        ({"verdict": "done", "values": {"ngay": "2026-11-23", "so_luot": -1}}, {"so_luot"}),
        ({"verdict": "done", "values": {"so_luot": 1.5}}, {"values"}),
        # two where one is asked for
        ({"verdict": "done", "values": {"ngay": ["2026-11-23", "2026-11-24"]}}, {"ngay"}),
        # no reason, one that is not on the list, none in words
        ({"verdict": "declined"}, {"because"}),
        ({"verdict": "declined", "because": "tired"}, {"because"}),
        ({"verdict": "failed"}, {"reason"}),
        # not offered here, or nowhere
        ({"verdict": "lacks_grounds", "reason": "x"}, {"verdict"}),
        ({"verdict": "maybe"}, {"verdict"}),
        # nothing of what is needed, and what nobody knows
        ({}, {"verdict"}),
        (DONE | {"by": "lan"}, {"by"}),
        (DONE | {"corrects": 0}, {"corrects"}),
        ([], {"body"}),
        ("done", {"body"}),
    ],
)
def test_faults_are_named_in_both_languages_and_nothing_is_recorded(
    client: TestClient, casework: FakeAnswers, given: object, faulty: set[str]
) -> None:
    times = LETTER.model_copy(update={"id": "so_luot", "kind": "whole_number", "required": False})
    token = casework.ask([DAY, times])

    refused = sent(client, token, given)

    assert refused.status_code == 422
    assert set(refused.json()["faults"]) == faulty
    assert all(set(words) == {"vi", "en"} for words in refused.json()["faults"].values())
    assert casework.recorded(token) == []


@pytest.mark.parametrize(
    "body",
    [
        # cut short on its way
        json.dumps(DONE).encode()[:-1],
        b"",
        # not even text
        b"\xff\xfe\x00",
        # JSON that only some readers take
        b'{"verdict": "done", "values": {"ngay": NaN}}',
        b'{"verdict": "declined", "reason": "\\ud800"}',
        # nested without end
        b"[" * 100_000,
        # a number of a million digits
        b'{"verdict": "done", "values": {"ngay": ' + b"9" * 200_000 + b"}}",
    ],
    ids=["cut", "empty", "binary", "NaN", "half a letter", "deep", "long number"],
)
def test_what_is_no_json_is_a_fault(client: TestClient, casework: FakeAnswers, body: bytes) -> None:
    token = casework.ask([DAY])

    refused = client.post(
        f"/api/requests/{token}/answer",
        content=body,
        headers={"Content-Type": "application/json; charset=utf-8"},
    )

    assert refused.status_code == 422
    assert casework.recorded(token) == []


@pytest.mark.parametrize(
    "content_type",
    # all that a form of another site's page could send
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""],
)
def test_only_json_is_taken(client: TestClient, casework: FakeAnswers, content_type: str) -> None:
    token = casework.ask([DAY])

    refused = client.post(
        f"/api/requests/{token}/answer",
        content=json.dumps(DONE),
        headers={"Content-Type": content_type},
    )

    assert refused.status_code == 415
    assert casework.recorded(token) == []


def test_too_much_is_refused(client: TestClient, casework: FakeAnswers) -> None:
    refused = sent(client, casework.ask([DAY]), {"verdict": "done", "reason": "x" * LARGEST_BODY})

    assert refused.status_code == 413
    assert refused.json()["message"]["en"] == "This was too much to send"


@pytest.mark.parametrize("fate", ["withdrawn", "moved", "revoked", "resting"])
def test_a_dead_link_says_its_fate_and_nothing_of_the_case(
    client: TestClient, casework: FakeAnswers, fate: Fate
) -> None:
    token = casework.ask([DAY])
    casework.let_it_be(token, fate)

    met = [shown(client, token), sent(client, token, DONE)]

    for answer in met:
        assert answer.status_code == 410
        assert set(answer.json()) == {"status", "message", "faults", "fate", "since"}
        assert answer.json()["fate"] == fate
        assert "7K3Q" not in answer.text
    assert casework.recorded(token) == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/requests/nothing", 404),
        ("POST", "/api/requests/nothing/answer", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/requests", 404),
        ("DELETE", "/api/requests/nothing", 405),
        ("GET", "/api/requests/nothing/answer", 405),
        # as a page of another site would ask first
        ("OPTIONS", "/api/requests/nothing/answer", 405),
    ],
)
def test_what_is_not_there_is_said_as_data(
    client: TestClient, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path, json=DONE if method == "POST" else None)

    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert set(answer.json()["message"]) == {"vi", "en"}


class Away(FakeAnswers):
    def look(self, token: str) -> Look:
        if token == "away":
            raise DatabaseAway(say("The database is up to date."))
        raise RuntimeError(token)


def test_our_own_troubles_are_data_too() -> None:
    app = create_app(Away(), language="vi", health=lambda: True)

    with TestClient(app, raise_server_exceptions=False) as client:
        away, broken = shown(client, "away"), shown(client, "broken")

    assert (away.status_code, broken.status_code) == (503, 500)
    assert broken.json()["message"]["en"] == "Something went wrong on our side"
    assert "broken" not in broken.text


def test_who_is_too_fast_is_told_when_to_come_back(casework: FakeAnswers) -> None:
    pace = Pace(Rates(looks=1, guesses=1))
    app = create_app(casework, language="vi", health=lambda: True, pace=pace)
    token = casework.ask([DAY])

    with TestClient(app) as client:
        met = [shown(client, each) for each in (token, token, "guess", "guess")]

    assert [answer.status_code for answer in met] == [200, 429, 429, 429]
    assert int(met[1].headers["Retry-After"]) > 0
    assert met[1].json()["status"] == 429


def test_what_is_told_to_programs_is_kept_by_nobody(
    client: TestClient, casework: FakeAnswers
) -> None:
    answer = shown(client, casework.ask([DAY]))

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "access-control-allow-origin" not in answer.headers


def test_the_document_tells_of_nothing_else(client: TestClient) -> None:
    document: dict[str, Any] = client.get("/api/openapi.json").json()

    assert set(document["paths"]) == {
        "/api/requests/{token}",
        "/api/requests/{token}/answer",
    }
    assert set(document["paths"]["/api/requests/{token}"]) == {"get"}
    assert document["servers"] == [{"url": "/"}]


def test_below_a_prefix_the_document_says_so(casework: FakeAnswers) -> None:
    app = create_app(casework, language="vi", health=lambda: True)

    with TestClient(app, root_path="/phoi-hop") as client:
        document = client.get("/phoi-hop/api/openapi.json").json()

    assert document["servers"] == [{"url": "/phoi-hop"}]


class Failing(FakeAnswers):
    def answer(self, token: str, submission: Submission) -> Receipt:
        raise RuntimeError(f"no answer at /api/requests/{token}/answer")


def test_no_token_of_a_program_is_logged() -> None:
    casework = Failing()
    token = casework.ask([])

    app = create_app(casework, language="vi", health=lambda: True)
    with all_logs() as written, served(app, access_log=True, log_level="trace") as address:
        broken = httpx.post(f"{address}/api/requests/{token}/answer", json={"verdict": "done"})

    assert broken.status_code == 500
    assert "POST /api/requests/…/answer" in written.getvalue()
    assert token not in written.getvalue()
    assert isinstance(casework.look(token), Open)
