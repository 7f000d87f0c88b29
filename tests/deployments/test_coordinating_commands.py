"""What a coordinator does from a terminal: answer for an agency, ask again, skip, pause, stop."""

from __future__ import annotations

import re

import pytest

from tests.deployments.commanding import Site, site

PHONED = ("--given-by", "ông Minh", "--how", "phone", "--by", "Lan")
DAY = ("--field", "ngay_nhan=2026-11-20")


def test_an_answer_by_phone_lets_the_journey_go_on(demo: Site) -> None:
    journey = demo.open()

    said = demo.done("request", "answer", f"{journey}/2", "--verdict", "done", *DAY, *PHONED)
    demo.go_on(journey)

    assert said.out == "The answer is recorded.\n"
    assert [(r["step"], r["status"]) for r in demo.requests(journey)] == [
        ("nhan_thong_tin", "done"),
        ("don_de_nghi", "waiting"),
    ]


def test_an_answer_on_an_answer_corrects_it_where_its_line_is_named(demo: Site) -> None:
    journey = demo.open()
    answer = ("request", "answer", f"{journey}/2", *PHONED)
    demo.done(*answer, "--verdict", "declined", "--because", "wrong_area")

    unseen = demo.referral(*answer, "--verdict", "done", *DAY)
    said = demo.done(*answer, "--verdict", "done", *DAY, "--corrects", "3")

    assert (unseen.code, "add: --corrects 3" in unseen.err) == (1, True)
    assert said.out == "The answer is recorded.\n"
    assert [r["status"] for r in demo.requests(journey)] == ["done"]


def test_what_was_said_can_be_looked_at_and_each_look_is_kept(demo: Site) -> None:
    journey = demo.open()
    demo.done(
        "request", "answer", f"{journey}/2", *PHONED, "--verdict", "declined",
        "--because", "other", "--reason", "không phải việc của Sở",
    )  # fmt: skip

    said = demo.done("request", "show", f"{journey}/2", "--by", "lan")

    assert "Declined: Another reason" in said.out
    assert "Reason: không phải việc của Sở" in said.out
    assert "ngay_nhan" in said.out
    with demo.office.store.reading() as books:
        last = books.trails.lines(journey)[-1]
    assert (last.kind, last.actor) == ("read", "user:lan")


def test_what_changed_since_it_was_seen_is_not_acted_on(demo: Site) -> None:
    journey = demo.open()
    shown = demo.done("request", "show", f"{journey}/2", "--by", "lan").out
    as_seen = re.findall(r"name it (\S+)\.\n", shown)
    declined = ("--verdict", "declined", "--because", "wrong_area")

    first = demo.done("request", "answer", *as_seen, *PHONED, *declined)
    second = demo.referral("request", "skip", *as_seen, "--reason", "x", "--by", "lan")

    assert first.out == "The answer is recorded.\n"
    assert (second.code, "changed meanwhile" in second.err) == (1, True)


def test_what_was_said_is_shown_in_the_words_of_the_page(demo: Site) -> None:
    journey = demo.open()
    demo.done("request", "answer", f"{journey}/2", *PHONED, "--verdict", "done", *DAY)

    said = demo.done("request", "show", f"{journey}/2", "--by", "lan")

    assert ": 20 November 2026\n" in said.out


def test_a_stop_is_shown_with_what_undoes_it_and_the_case_code_is_enough_for_that(
    demo: Site,
) -> None:
    journey = demo.open()
    code = journey.partition("/")[0]
    demo.done("journey", "stop", code, "--reason", "nhầm hồ sơ")

    shown = demo.done("case", "show", code).out
    undone = demo.done("journey", "resume", code).out

    assert re.search(rf"Stopped\. Until .+ `referral journey resume {journey}` undoes it\.", shown)
    assert undone == f"Journey {journey} goes on.\n"
    assert "Stopped" not in demo.done("case", "show", code).out


def test_what_is_done_cannot_be_skipped(demo: Site) -> None:
    journey = demo.open()
    demo.done("request", "answer", f"{journey}/2", *PHONED, "--verdict", "done", *DAY)

    said = demo.referral("request", "skip", f"{journey}/2", "--reason", "không cần")

    assert (said.code, said.err) == (1, "This was done already: there is nothing to skip.\n")


def test_several_values_of_one_field_are_all_taken(demo: Site) -> None:
    journey = demo.open("mau_chung")

    said = demo.done(
        "request", "answer", f"{journey}/2", "--verdict", "done", *PHONED,
        "--field", "ngay=20/11/2026", "--field", "ho_tro_ngay=an_uong",
        "--field", "ho_tro_ngay=cho_nghi",
    )  # fmt: skip

    assert said.out == "The answer is recorded.\n"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        # a date that is none
        (("--verdict", "done", "--field", "ngay_nhan=hôm qua"), "ngay_nhan: Please write the date"),
        # nothing where something must be
        (("--verdict", "done"), "ngay_nhan: Please fill this in."),
        # a name that the form does not have
        (
            ("--verdict", "done", *DAY, "--field", "ngay=2026-11-20"),
            "ngay: The form has no such field. It has: ngay_nhan, nguon_van_ban.",
        ),
        # a refusal without its reason
        (("--verdict", "declined"), "because: Please choose why."),
        # without success, and not a word of what was tried
        (("--verdict", "failed"), "reason: Please say briefly why."),
    ],
)
def test_an_answer_with_faults_records_nothing(
    demo: Site, words: tuple[str, ...], problem: str
) -> None:
    journey = demo.open()

    said = demo.referral("request", "answer", f"{journey}/2", *words, *PHONED)

    assert said.code == 1
    assert said.err.splitlines()[0] == "The answer cannot be taken as it is written:"
    assert problem in said.err
    assert [r["status"] for r in demo.requests(journey)] == ["waiting"]


def test_another_agency_can_be_asked(demo: Site) -> None:
    journey = demo.open()

    said = demo.done("request", "again", f"{journey}/2", "--agency", "cong_an_tp")

    assert said.out == "It is asked again.\n"
    assert [r["status"] for r in demo.requests(journey)] == ["withdrawn", "waiting"]


@pytest.mark.parametrize(
    ("agency", "problem"),
    [
        # it still has the request
        (None, "This still waits for its answer. Name another agency"),
        # nobody knows it
        ("bo_ngoai_giao", "The directory has no agency “bo_ngoai_giao” today."),
    ],
)
def test_what_cannot_be_asked_again_says_why(demo: Site, agency: str | None, problem: str) -> None:
    journey = demo.open()
    other = ["--agency", agency] if agency else []

    said = demo.referral("request", "again", f"{journey}/2", *other)

    assert said.code == 1
    assert problem in said.err


def test_a_skipped_step_is_left_behind(demo: Site) -> None:
    journey = demo.open()

    said = demo.done("request", "skip", f"{journey}:nhan_thong_tin", "--reason", "đã biết")
    demo.go_on(journey)

    assert said.out == "It is skipped.\n"
    assert [r["status"] for r in demo.requests(journey)] == ["withdrawn", "waiting"]


def test_a_withdrawn_request_waits_for_the_coordinator(demo: Site) -> None:
    journey = demo.open()

    said = demo.done("request", "withdraw", f"{journey}/2")
    demo.go_on(journey)

    (line,) = demo.done("lead", "list", "--json").data
    assert said.out == "The request is withdrawn.\n"
    assert set(line) == {
        "reference", "case", "step", "why", "since", "choices", "promised", "urgent",
    }  # fmt: skip
    assert line["reference"] == f"{journey}:nhan_thong_tin"
    assert line["reference"] in demo.done("lead", "list").out


def test_an_empty_list_says_that_nothing_waits(empty: Site) -> None:
    assert empty.done("lead", "list").out == "Nothing waits for the coordinator.\n"
    assert empty.done("lead", "list", "--json").data == []


def test_a_journey_is_paused_and_goes_on(demo: Site) -> None:
    journey = demo.open()

    paused = demo.done("journey", "pause", journey, "--stop-clocks")
    again = demo.referral("journey", "pause", journey)
    resumed = demo.done("journey", "resume", journey)

    assert paused.out == f"Journey {journey} is paused.\n"
    assert (again.code, again.err) == (1, "The journey is paused already.\n")
    assert resumed.out == f"Journey {journey} goes on.\n"


def test_a_stop_can_be_undone(demo: Site) -> None:
    journey = demo.open()

    stopped = demo.done("journey", "stop", journey, "--reason", "nhầm hồ sơ")
    resumed = demo.done("journey", "resume", journey)

    assert f"`referral journey resume {journey}` undoes it" in stopped.out
    assert resumed.out == f"Journey {journey} goes on.\n"


def test_an_unsafe_journey_is_stopped_for_good(demo: Site) -> None:
    journey = demo.open()

    stopped = demo.done("journey", "stop", journey, "--reason", "không an toàn", "--unsafe")
    resumed = demo.referral("journey", "resume", journey)

    assert stopped.out == f"Journey {journey} is stopped.\n"
    assert resumed.code == 1
    assert "The journey is over." in resumed.err


def test_references_may_be_typed_carelessly(demo: Site) -> None:
    journey = demo.open()
    typed = journey.lower().replace("-", "")

    assert demo.done("journey", "pause", typed).out == f"Journey {journey} is paused.\n"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        # no such journey
        (("journey", "pause", "7K3Q-9MXD/1"), r"There is no journey 7K3Q-9MXD/1\."),
        # no such request
        (("request", "withdraw", "7K3Q-9MXD/1/2"), r"There is no request 7K3Q-9MXD/1/2\."),
        # no such step
        (("request", "skip", "{journey}:bay", "--reason", "x"), r"has no step “bay”"),
        # no code at all
        (("journey", "resume", "xyz"), r"A case code has 8 letters and digits"),
        # nothing is to be resumed
        (("journey", "resume", "{journey}"), r"neither paused nor stopped"),
    ],
)
def test_what_there_is_not_is_told(demo: Site, words: tuple[str, ...], problem: str) -> None:
    journey = demo.open()

    said = demo.referral(*(word.format(journey=journey) for word in words))

    assert said.code == 1
    assert re.search(problem, said.err)


def test_without_prefect_a_change_stands_and_the_sweep_goes_on(demo: Site) -> None:
    journey = demo.open()

    said = demo.done("journey", "pause", journey)

    assert said.err == ("Prefect cannot be told just now. The sweep goes on with this by itself.\n")


def test_commands_speak_the_sites_language(demo: Site) -> None:
    journey = demo.open()
    demo.office.store.close()

    with site(demo.folder, REFERRAL_LANGUAGE="vi") as place:
        said = place.done("journey", "pause", journey)

    assert said.out == f"Hành trình {journey} đã tạm dừng.\n"
