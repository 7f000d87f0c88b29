"""A key of links that got out: its links die, and whoever is still asked gets another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.casework.administration import rotating
from domain.casework.administration.rotating import (
    GivenUp,
    give_up_links,
    missing_keys,
    needed_keys,
)
from domain.casework.answers.answering import look
from domain.casework.answers.drafts import keep_draft
from domain.casework.answers.views import Dead, Open, Submission, ToConfirm
from domain.casework.journeys.halting import stop
from domain.casework.office import Office
from domain.casework.person.the_person import take_identity
from domain.pathway.attachments import Attachment
from domain.pathway.template import Pathway
from domain.seals.links import LinkSigner
from domain.seals.sealing import KeyRing, Sealer
from tests.domain.casework.bureau import KEYS, TOKEN, Bureau
from tests.domain.casework.sharing import kinds
from tests.domain.small import pathway, step
from tests.files import PDF
from tests.strategies import Part, label

NEW = KeyRing({"0002": b"n" * 32})
BOTH = KeyRing({**NEW.keys, **KEYS["l"].keys})
SMALL = pathway(step("verify"), step("shelter", "verify"))
FINDING: Part = {"id": "finding", "label": label("Finding"), "kind": "file", "required": False}
FILING = pathway(step("verify", form=[FINDING]), step("shelter", "verify"))


def test_who_is_asked_gets_a_link_of_the_new_key_and_the_old_one_dies(anywhere: Bureau) -> None:
    _, old = asked(anywhere)
    anywhere.office = replace(anywhere.office, links=LinkSigner(BOTH))

    done = give_up_links(anywhere.office, "0001", "lan")
    anywhere.send()

    fresh = [TOKEN.findall(letter.letter.text)[0] for letter in anywhere.pile]
    assert done == GivenUp(links=2, letters=2)
    assert isinstance(look(anywhere.office, old), Dead)
    assert [isinstance(look(anywhere.office, token), Open) for token in fresh] == [True, True]
    assert needed_keys(anywhere.office)["links"] == {"0002": 2}


def test_a_machine_without_the_newer_key_sends_no_link_any_more(anywhere: Bureau) -> None:
    asked(anywhere)
    elsewhere = anywhere.office
    anywhere.office = replace(elsewhere, links=LinkSigner(BOTH))
    give_up_links(anywhere.office, "0001", "lan")
    here, anywhere.office = anywhere.office, elsewhere

    anywhere.send()
    sent_there, anywhere.office = list(anywhere.pile), here
    anywhere.send()

    assert sent_there == []
    assert len(anywhere.pile) == 2
    assert needed_keys(anywhere.office)["links"] == {"0002": 2}


def test_what_is_signed_while_a_key_is_given_up_is_given_up_too(
    anywhere: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(anywhere)
    elsewhere = anywhere.office
    anywhere.office = replace(elsewhere, links=LinkSigner(BOTH))
    journeys_of = rotating.journeys_of_key

    def and_meanwhile(office: Office, key_id: str) -> Sequence[str]:
        found = journeys_of(office, key_id)
        monkeypatch.setattr(rotating, "journeys_of_key", journeys_of)
        anywhere.office = elsewhere
        anywhere.later(hours=1)
        asked(anywhere)
        return found

    monkeypatch.setattr(rotating, "journeys_of_key", and_meanwhile)

    done = give_up_links(anywhere.office, "0001", "lan")

    assert done.links == 4
    assert needed_keys(elsewhere)["links"] == {}


def test_links_of_what_was_answered_die_and_nobody_is_written_to(anywhere: Bureau) -> None:
    request, old = asked(anywhere)
    anywhere.answer(request, {})
    anywhere.office = replace(anywhere.office, links=LinkSigner(BOTH))

    done = give_up_links(anywhere.office, "0001", "lan")
    anywhere.send()

    assert done == GivenUp(links=2, letters=0)
    assert isinstance(look(anywhere.office, old), Dead)
    assert anywhere.pile == []


def test_whoever_has_proposed_an_answer_is_not_written_to_and_the_second_is(
    here: Bureau,
) -> None:
    request, _ = asked(here, pathway(step("verify", second_person=True)))
    here.answer(request, {})
    here.carry(request.rpartition("/")[0])
    here.pile.clear()
    here.office = replace(here.office, links=LinkSigner(BOTH))

    done = give_up_links(here.office, "0001", "lan")
    here.send()

    assert done == GivenUp(links=2, letters=1)
    assert [letter.target for letter in here.pile] == ["police_2@example.vn"]
    (token,) = TOKEN.findall(here.pile[0].letter.text)
    assert isinstance(look(here.office, token), ToConfirm)


def test_who_was_written_to_on_their_second_channel_gets_the_fresh_link_by_their_first(
    here: Bureau,
) -> None:
    request, _ = asked(here)
    with here.office.store.writing() as books:
        for notice in books.notices.of_journey(request.rpartition("/")[0]):
            notice.channel = "sms"
    here.office = replace(here.office, links=LinkSigner(BOTH))

    give_up_links(here.office, "0001", "lan")
    here.send()

    assert {letter.channel for letter in here.pile} == {"email"}
    assert kinds(here, request.rpartition("/")[0]).count("link_reissued") == 2


def test_a_second_time_there_is_nothing_to_give_up(anywhere: Bureau) -> None:
    asked(anywhere)
    anywhere.office = replace(anywhere.office, links=LinkSigner(BOTH))
    give_up_links(anywhere.office, "0001", "lan")

    assert give_up_links(anywhere.office, "0001", "lan") == GivenUp(0, 0)


def test_after_two_keys_in_a_row_got_out_the_third_one_is_sent(anywhere: Bureau) -> None:
    asked(anywhere)
    anywhere.office = replace(anywhere.office, links=LinkSigner(BOTH))
    give_up_links(anywhere.office, "0001", "lan")
    anywhere.send()
    anywhere.pile.clear()
    third = KeyRing({"0003": b"t" * 32, **BOTH.keys})
    anywhere.office = replace(anywhere.office, links=LinkSigner(third))

    done = give_up_links(anywhere.office, "0002", "lan")
    anywhere.send()

    assert done == GivenUp(links=2, letters=2)
    assert len(anywhere.pile) == 2


def test_a_key_that_something_needs_and_that_is_gone_is_named(anywhere: Bureau) -> None:
    request, _ = asked(anywhere)
    anywhere.submit(request, Submission("declined", {}, "Bận", because="other"))
    take_identity(anywhere.office, request[:9], {"phone": ["0912345678"]}, "lan")
    before = missing_keys(anywhere.office)

    without = replace(
        anywhere.office, links=LinkSigner(NEW), sealer=Sealer(NEW), identity=Sealer(NEW)
    )

    assert before == ()
    assert missing_keys(without) == ("links/0001", "identity/0001", "fields/0001")


@pytest.mark.parametrize("what", ["a file", "a draft", "an answer of a journey that has ended"])
def test_a_key_that_is_gone_is_named_whatever_it_sealed(anywhere: Bureau, what: str) -> None:
    request, token = asked(anywhere, FILING)
    match what:
        case "a draft":
            keep_draft(anywhere.office, token, "done", {"note": ["x"]})
        case "a file":
            paper = Attachment("pdf", PDF)
            anywhere.submit(request, Submission("done", {}, files={"finding": paper}))
        case _:
            anywhere.submit(request, Submission("declined", {}, "Bận", because="other"))
            stop(anywhere.office, request.rpartition("/")[0], "Xong", "lan", unsafe=False)
            anywhere.later(minutes=11)
            anywhere.sweep()

    without = replace(anywhere.office, sealer=Sealer(NEW))

    assert missing_keys(anywhere.office) == ()
    assert missing_keys(without) == ("fields/0001",)


def asked(place: Bureau, small: Pathway = SMALL) -> tuple[str, str]:
    """A request that waits, and the token of its first contact's link."""
    place.publish(small)
    (request,) = place.waiting(place.open(small))
    place.pile.clear()
    return request, place.token(request)
