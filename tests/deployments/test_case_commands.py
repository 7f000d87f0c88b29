from __future__ import annotations

import re
from datetime import datetime

import pytest

from tests.deployments.commanding import Site

JOURNEY = {"id", "pathway", "version", "entry", "area", "status", "end", "opened_at", "urgent"}
REQUEST = {
    "id",
    "undelivered",
    "step",
    "item",
    "moves",
    "answered_at",
    "occurrence",
    "attempt",
    "agency",
    "status",
    "asked_at",
    "due_at",
    "answer_line",
    "because",
    "accepted_until",
    "question_at",
    "time_wanted_until",
    "correction_wanted_at",
    "proposed_at",
    "colleague",
    "notices",
}


def test_opening_a_case_tells_its_code(demo: Site) -> None:
    said = demo.done("case", "open", "--pathway", "hai_phong", "--entry", "tu_tro_ve")

    assert re.fullmatch(r"Case (\w{4}-\w{4}) is open; its journey is \1/1\.\n", said.out)
    assert "The sweep goes on with this" in said.err


def test_opening_a_case_as_data(demo: Site) -> None:
    opened = demo.done(
        "case", "open", "--pathway", "mau_chung", "--entry", "giai_cuu", "--area", "hai_phong",
        "--json",
    ).data  # fmt: skip

    (listed,) = demo.done("case", "list", "--json").data
    assert opened == {"case": listed["id"].partition("/")[0], "journey": listed["id"]}
    assert (listed["pathway"], listed["entry"], listed["area"]) == (
        "mau_chung",
        "giai_cuu",
        "hai_phong",
    )


@pytest.mark.parametrize(
    ("pathway", "entry", "area", "problem"),
    [
        # not published
        ("lang_son", "tu_tro_ve", None, "No pathway “lang_son” is published."),
        # not a way into this pathway: those that are, are named
        ("hai_phong", "giai_cuu", None, "Choose one of: danh_sach_cong_an, danh_sach_co_so, "),
        # no such place
        (
            "hai_phong",
            "tu_tro_ve",
            "atlantis",
            "There is no area “atlantis”. `referral directory areas`",
        ),
    ],
)
def test_what_cannot_be_opened_opens_nothing(
    demo: Site, pathway: str, entry: str, area: str | None, problem: str
) -> None:
    where = ["--area", area] if area else []

    said = demo.referral("case", "open", "--pathway", pathway, "--entry", entry, *where)

    assert said.code == 1
    assert problem in said.err
    assert demo.done("case", "list", "--json").data == []


def test_cases_are_listed_without_their_requests(demo: Site) -> None:
    journey = demo.open()

    listed = demo.done("case", "list", "--json").data

    assert [set(line) for line in listed] == [JOURNEY]
    assert datetime.fromisoformat(listed[0]["opened_at"]).tzinfo is not None
    assert f"{journey}  hai_phong 1  tu_tro_ve  –  under way  –" in demo.done("case", "list").out


def test_a_site_without_cases_says_how_to_open_one(empty: Site) -> None:
    assert "`referral case open`" in empty.done("case", "list").out


def test_a_case_is_shown_with_what_was_asked_of_whom(demo: Site) -> None:
    journey = demo.open()

    said = demo.done("case", "show", journey.partition("/")[0])

    assert f"{journey}/2  nhan_thong_tin  Department of Health (sample)  waits for an answer" in (
        said.out
    )
    assert "    request 1, to Trịnh Thị Dung (the demo's mailbox): not sent yet" in said.out


def test_a_case_as_data_has_every_request(demo: Site) -> None:
    journey = demo.open()

    (shown,) = demo.done("case", "show", journey.partition("/")[0], "--json").data

    in_full = {"duty", "can_be_undone_until", "person", "requests", "waits_for_lead"}
    assert set(shown) == JOURNEY | in_full
    assert [set(request) for request in shown["requests"]] == [REQUEST]
    (notice,) = shown["requests"][0]["notices"]
    assert notice == {
        "kind": "request",
        "ordinal": 1,
        "contact": "dung",
        "to": "Trịnh Thị Dung",
        "channel": "mailbox",
        "status": "queued",
        "at": None,
        "refusal": None,
    }


def test_a_code_may_be_typed_carelessly(demo: Site) -> None:
    code = demo.open().partition("/")[0]

    said = demo.done("case", "show", code.lower().replace("-", " "))

    assert code in said.out


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        # no code at all
        ("abc", "A case code has 8 letters and digits"),
        # one letter wrong
        ("7K3Q-9MXE", "7K3Q-9MXE is not a case code"),
    ],
)
def test_a_wrong_code_is_told_from_an_unknown_case(demo: Site, code: str, problem: str) -> None:
    said = demo.referral("case", "show", code)

    assert said.code == 1
    assert said.err.startswith(problem)


def test_a_case_says_what_the_person_is_and_whose_support_follows(demo: Site) -> None:
    journey = demo.open()
    for fields in (
        ["ngay_nhan=2026-11-20"],
        ["ngay_don=2026-11-20", "dong_y=yes"],
        ["so_cong_van=12/CV", "ngay_gui=2026-11-20"],
    ):
        _answer_the_last(demo, journey, fields)
    asked = demo.done("case", "show", journey.partition("/")[0]).out

    _answer_the_last(demo, journey, ["ket_qua=la_nan_nhan", "ngay_tra_loi=2025-06-30"])
    _have_confirmed(demo, journey)
    answered = demo.done("case", "show", journey.partition("/")[0]).out

    assert "The person: is being identified, since" in asked
    assert "Support by" not in asked
    assert "The person: identified as a victim, since 30 June 2025" in answered
    assert "Support by: Law 66/2011/QH12, by the day of identification" in answered


def _answer_the_last(site: Site, journey: str, fields: list[str]) -> None:
    given = [word for field in fields for word in ("--field", field)]
    site.done(
        "request", "answer", site.requests(journey)[-1]["id"], "--verdict", "done", *given,
        "--given-by", "ông Minh", "--how", "phone", "--by", "Lan",
    )  # fmt: skip
    site.go_on(journey)


def _have_confirmed(site: Site, journey: str) -> None:
    """By somebody else of the agency, who speaks with another coordinator."""
    site.done(
        "request", "confirm", site.requests(journey)[-1]["id"],
        "--given-by", "bà Hoa", "--how", "phone", "--by", "Mai",
    )  # fmt: skip
    site.go_on(journey)
