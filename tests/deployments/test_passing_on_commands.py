from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from deployments.first_start import DEMO
from tests.deployments.commanding import Site

TODAY = date.today()  # noqa: DTZ011 - the day of the machine whose commands are called
PASSED_ON = (
    "What agencies had that are succeeded is passed on, in 1 journeys."
    " Where a person has to decide, `referral lead list` shows it.\n"
)
HOLDS = "{role: so_ldtbxh, agency: so_y_te, valid_from: 2025-03-01}"


def load(site: Site, tmp_path: Path, *, to: str, holders: tuple[str, ...]) -> str:
    """A directory in which the department of health is succeeded from today on; what was said."""
    text = (DEMO / "directory.yaml").read_text(encoding="utf-8")
    ended = f"valid_to: {TODAY - timedelta(days=1)}"
    text = re.sub(r"(agency: so_y_te, valid_from: [-0-9]+)", rf"\1, {ended}", text)
    rows = [
        f"  - {{role: so_ldtbxh, agency: {name}, rank: {rank}, valid_from: {TODAY}}}\n"
        for rank, name in enumerate(holders, start=1)
    ]
    text = text.replace("\nsuccessions:\n", "\n" + "".join(rows) + "successions:\n")
    text += f"  - {{agency: so_y_te, on: {TODAY}, to: [{to}], legal_basis: Quyết định mẫu}}\n"
    file = tmp_path / "directory.yaml"
    file.write_text(text, encoding="utf-8")
    return site.done("directory", "load", file).out


def test_a_new_directory_passes_on_at_once_what_agencies_had(demo: Site, tmp_path: Path) -> None:
    journey = demo.open()

    said = load(demo, tmp_path, to="cong_an_tp", holders=("cong_an_tp",))

    shown = demo.done("case", "show", journey.partition("/")[0]).out
    assert said.endswith(PASSED_ON)
    assert "City Police (sample)" in shown
    assert re.search(r"Until .+: Department of Health \(sample\)", shown)
    assert "Passed on: Quyết định mẫu" in shown


def test_the_directory_shows_who_succeeds_whom(demo: Site) -> None:
    shown = demo.done("directory", "show").out

    assert "2025-03-01  so_ldtbxh → so_y_te  Nghị quyết 176/2025/QH15" in shown


def test_a_person_decides_to_whom_it_passes(demo: Site, tmp_path: Path) -> None:
    journey = demo.open()
    both = ("cong_an_tp", "hoi_lhpn")
    load(demo, tmp_path, to=", ".join(both), holders=both)
    (line,) = demo.done("lead", "list", "--json").data

    said = demo.done("request", "pass-on", line["reference"], "--to", "hoi_lhpn")
    demo.go_on(journey)

    assert line["choices"] == list(both)
    assert said.out == ("The request is with this agency now: City Women's Union (sample).\n")
    assert demo.done("lead", "list", "--json").data == []


def test_what_passed_on_by_a_persons_choice_says_so(demo: Site) -> None:
    journey = demo.open()

    demo.done("request", "pass-on", f"{journey}/2", "--to", "cong_an_tp", "--by", "Lan")

    code = journey.partition("/")[0]
    ((request,),) = [case["requests"] for case in demo.done("case", "show", code, "--json").data]
    assert "Passed on: the coordinator decided" in demo.done("case", "show", code).out
    assert [(move["legal_basis"], move["by"]) for move in request["moves"]] == [(None, "user:Lan")]


def test_a_deadline_is_extended(demo: Site) -> None:
    journey = demo.open()
    until = TODAY + timedelta(days=40)

    said = demo.done("request", "extend", f"{journey}/2", "--until", f"{until}", "--reason", "Tết")

    (request,) = demo.requests(journey)
    told = said.out.splitlines()[0]  # and after it, that it is a day off, if that is so
    assert re.fullmatch(rf"The deadline is {until.day} \w+ {until.year} now\.", told)
    assert request["due_at"] == f"{until}T16:59:59+00:00"


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        # nobody of this id
        (lambda r: ("pass-on", r, "--to", "khong_co"), 1, "has no agency “khong_co” today"),
        # no such request
        (lambda r: ("pass-on", f"{r}99", "--to", "so_y_te"), 1, "There is no request"),
        # a day that is over
        (
            lambda r: ("extend", r, "--until", "2025-01-01", "--reason", "x"),
            1,
            "1 January 2025 is over already. Please name a later day.",
        ),
        # no reason
        (
            lambda r: ("extend", r, "--until", "2099-01-01", "--reason", " "),
            1,
            "Please give the reason for the new deadline.",
        ),
        # no day
        (lambda r: ("extend", r, "--until", "mai", "--reason", "x"), 2, "--until"),
    ],
)
def test_what_cannot_be_is_told(
    demo: Site, words: Callable[[str], tuple[str, ...]], code: int, problem: str
) -> None:
    request = f"{demo.open()}/2"

    said = demo.referral("request", *words(request))

    assert said.code == code
    assert problem in said.err


def test_what_was_asked_is_shown_with_whose_answer_it_is(demo: Site) -> None:
    request = f"{demo.open()}/2"

    assert "Department of Health (sample)" in demo.done("request", "show", request).out
    data = demo.done("request", "show", request, "--json").data
    assert data["agency"] == "Department of Health (sample)"
