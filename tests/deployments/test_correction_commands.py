"""What a coordinator does by command about a correction that was sent to them."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.sent_corrections import send_correction
from domain.casework.answers.views import Settled, Submission
from tests.deployments.commanding import Site
from tests.deployments.test_speaking_commands import token

DAY = {"ngay_nhan": ["2026-11-20"]}
OTHER = {"ngay_nhan": ["2026-11-19"]}


def sent(demo: Site) -> str:
    """The first agency has answered, and says that it was another day; the journey."""
    journey = demo.open()
    link = token(demo, journey)
    answer(demo.office, link, Submission("done", DAY))
    demo.go_on(journey)
    seen = look(demo.office, link)
    assert isinstance(seen, Settled)
    wanted = Submission("done", OTHER, corrects=seen.for_the_coordinator)
    send_correction(demo.office, link, wanted)
    demo.go_on(journey)
    return journey


def test_a_correction_is_shown_and_taken_over(demo: Site) -> None:
    journey = sent(demo)
    (line,) = demo.done("lead", "list", "--json").data

    unread = demo.referral("request", "take-over", line["reference"], "--by", "lan")
    shown = demo.done("request", "show", f"{journey}/2", "--by", "lan").out
    stands = demo.done("case", "show", journey.partition("/")[0]).out
    said = demo.done("request", "take-over", line["reference"], "--by", "lan")

    assert line["reference"] == f"{journey}/2"
    assert (unread.code, unread.err) == (1, "Please read first what was sent.\n")
    assert "What should stand instead, as whoever answered says:" in shown
    assert "19 November 2026" in shown
    resting = shown.partition("Still open and resting on this answer:")[2]
    assert f"{journey}/" in resting
    assert "A correction that waits for you: " in stands
    assert said.out == "The correction is the answer now, and whoever sent it is told.\n"
    seen = demo.done("request", "show", f"{journey}/2", "--json").data
    assert (seen["values"]["ngay_nhan"], seen["wanted"]) == ("2026-11-19", None)


@pytest.mark.parametrize("by_item", [True, False], ids=["by number", "by step"])
def test_a_correction_is_not_taken_over(demo: Site, *, by_item: bool) -> None:
    journey = sent(demo)
    reference = f"{journey}/2" if by_item else f"{journey}:nhan_thong_tin"
    wanted = demo.done("request", "show", reference, "--by", "lan", "--json").data["wanted"]

    said = demo.done("request", "leave", reference, "--text", "Đã có giấy.", "--by", "lan")

    assert (wanted["verdict"], wanted["values"]["ngay_nhan"]) == ("done", "2026-11-19")
    assert said.out.startswith("The answer stays as it is. Whoever sent a correction is told")
    demo.go_on(journey)
    assert demo.done("lead", "list", "--json").data == []


def test_who_writes_a_correction_down_reads_who_is_asked_what_rests_on_it(demo: Site) -> None:
    journey = sent(demo)
    demo.done("request", "show", f"{journey}/2", "--by", "lan")

    said = demo.done(
        "request", "answer", f"{journey}/2", "--verdict", "done", "--corrects", "3",
        "--field", "ngay_nhan=2026-11-18", "--given-by", "ông Minh", "--how", "phone",
        "--by", "lan",
    )  # fmt: skip

    titles, _, after = said.out.partition(f"{journey}/")
    assert titles.strip() == "Still open and resting on this answer:"
    assert after.endswith("The answer is recorded.\n")
