"""What a coordinator writes down, replies and refuses where an agency has said something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.casework.administration.publishing import directory_in_use
from domain.casework.answers.speaking_up import speak_up
from domain.casework.answers.views import Saying
from domain.casework.dossier import Dossier
from domain.db.tables import Link
from domain.seals.links import new_link_id
from tests.deployments.commanding import Site

PHONED = ("--given-by", "ông Minh", "--how", "phone", "--by", "lan")


def token(demo: Site, journey: str) -> str:
    """Of a link that the agency of the first request has."""
    office = demo.office
    with office.store.writing() as books:
        dossier = Dossier.read(office, books, journey)
        (request,) = dossier.state.waiting
        agency = directory_in_use(books).agency(request.agency)
        assert agency is not None
        link = Link(
            id=new_link_id(), key_id=office.links.newest_key_id, request=f"{journey}/2",
            contact=agency.contacts[0].id, made_at=office.clock.now(),
        )  # fmt: skip
        books.requests.add_link(link)
        return office.links.token(link.id, link.key_id)


def asks(demo: Site, journey: str, saying: Saying) -> None:
    speak_up(demo.office, token(demo, journey), saying)
    demo.go_on(journey)


def in_days(demo: Site, number: int) -> str:
    return (demo.office.clock.now() + timedelta(days=number)).date().isoformat()


def test_a_question_is_shown_and_replied_to(demo: Site) -> None:
    journey = demo.open()
    asks(demo, journey, Saying("question", text="Gửi về đâu?"))

    shown = demo.done("request", "show", f"{journey}/2").out
    stands = demo.done("case", "show", journey.partition("/")[0]).out
    said = demo.done("request", "reply", f"{journey}/2", "--text", "Về Sở.", "--by", "lan")

    assert "your agency asked the coordinator: Gửi về đâu?" in shown
    assert "Question that waits for a reply: " in stands
    assert said.out == "The reply is recorded, and the agency is told.\n"
    assert "the coordinator replied: Về Sở." in demo.done("request", "show", f"{journey}/2").out
    replied = demo.done("request", "show", f"{journey}/2", "--json").data["said"]
    assert [(one["kind"], one["text"]) for one in replied] == [
        ("question", "Gửi về đâu?"),
        ("reply", "Về Sở."),
    ]


def test_more_time_is_refused_and_the_case_shows_it(demo: Site) -> None:
    journey = demo.open()
    demo.done("request", "extend", f"{journey}/2", "--until", in_days(demo, 3), "--reason", "Chờ")
    asks(demo, journey, Saying("more_time", in_days(demo, 9), "Chờ giấy tờ."))

    (line,) = demo.done("lead", "list", "--json").data
    stands = demo.done("case", "show", journey.partition("/")[0]).out
    said = demo.done("request", "refuse-time", line["reference"], "--reason", "Đang gấp.")
    demo.go_on(journey)

    assert line["why"] == "The agency asks for more time. Please grant it or refuse it."
    assert "More time is asked for: until " in stands
    assert said.out == "The deadline stays, and the agency is told.\n"
    assert demo.done("lead", "list", "--json").data == []


def test_what_an_agency_takes_on_by_phone_is_written_down(demo: Site) -> None:
    journey = demo.open()

    said = demo.done("request", "accept", f"{journey}/2", "--until", in_days(demo, 5), *PHONED)

    assert said.out == "It is recorded. Until that day the agency is not reminded.\n"
    (request,) = demo.requests(journey)
    assert (request["status"], request["accepted_until"]) == ("waiting", in_days(demo, 5))
    assert "Taken on: will be done by " in demo.done("case", "show", journey.partition("/")[0]).out


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        # nobody asked
        (("request", "reply", "{request}", "--text", "Về Sở."), "has no question that is open"),
        (("request", "refuse-time", "{request}", "--reason", "x"), "has not asked for more time"),
        # a day that is over
        (("request", "accept", "{request}", "--until", "2020-01-31", *PHONED), "is over already"),
    ],
)
def test_what_there_is_nothing_to_say_to_is_told(
    demo: Site, words: tuple[str, ...], problem: str
) -> None:
    journey = demo.open()

    said = demo.referral(*(word.format(request=f"{journey}/2") for word in words))

    assert said.code == 1
    assert problem in said.err


def test_what_was_declined_is_shown_with_its_reason(demo: Site) -> None:
    journey = demo.open()

    demo.done(
        "request", "answer", f"{journey}/2", "--verdict", "declined", "--because", "unsafe", *PHONED
    )
    demo.go_on(journey)

    shown = demo.done("case", "show", journey.partition("/")[0]).out
    assert "Declined: It would not be safe now" in shown
    assert "Please check first whether anybody is in danger" in shown
    assert demo.requests(journey)[0]["because"] == "unsafe"
