"""A link that was lost, sent anew from a terminal."""

from __future__ import annotations

from tests.deployments.commanding import Site


def test_a_lost_link_is_sent_anew_and_the_trail_says_by_whom(demo: Site) -> None:
    journey = demo.open()

    said = demo.done("request", "resend", f"{journey}/2", "--by", "lan")

    assert said.out == "A fresh link is on its way.\n"
    notices = [notice["kind"] for notice in demo.requests(journey)[0]["notices"]]
    assert notices.count("request") == 2
    with demo.office.store.reading() as books:
        last = books.trails.lines(journey)[-1]
    assert (last.kind, last.actor) == ("link_reissued", "user:lan")


def test_of_a_contact_that_the_agency_does_not_have_the_command_names_those_it_has(
    demo: Site,
) -> None:
    journey = demo.open()

    said = demo.referral("request", "resend", f"{journey}/2", "nobody")

    assert said.code == 1
    assert "The agency has no such contact. It has: " in said.err
