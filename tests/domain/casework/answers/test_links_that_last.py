"""A link works for as long as its request waits, whatever is installed and rotated meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.views import Open, Submission
from domain.casework.office import Office
from domain.seals.links import LinkSigner, NotALink
from domain.seals.sealing import KEY_BYTES, KeyRing
from tests.domain.casework.bureau import KEYS, Bureau, bureau
from tests.domain.casework.former import restore_former_release
from tests.domain.small import pathway, step

OLD, NEW = KEYS["l"].keys["0001"], b"n" * KEY_BYTES


def with_keys(office: Office, keys: dict[str, bytes]) -> Office:
    return replace(office, links=LinkSigner(KeyRing(keys)))


@pytest.fixture
def asked(here: Bureau) -> str:
    """The token of a link that the key 0001 signed."""
    verify = pathway(step("verify"))
    here.publish(verify)
    (request,) = here.waiting(here.open(verify))
    return here.token(request)


def test_a_link_of_the_former_release_is_answered_after_the_update(database_url: str) -> None:
    former = restore_former_release(database_url)

    with bureau(database_url) as place:
        seen = look(place.office, former.token)
        answer(place.office, former.token, Submission("done", {"letter": ["12/CV"]}))

        assert isinstance(seen, Open)
        assert place.requests(former.journey)[0].status == "done"


def test_a_retired_key_still_opens_the_links_that_it_signed(here: Bureau, asked: str) -> None:
    office = with_keys(here.office, {"0002": NEW, "0001": OLD})

    assert isinstance(look(office, asked), Open)


@pytest.mark.parametrize(
    "signing",
    [
        # a newer one
        "0002",
        # one that was retired before the link was made
        "0000",
    ],
)
def test_a_key_opens_no_link_that_another_one_signed(
    here: Bureau, asked: str, signing: str
) -> None:
    office = with_keys(here.office, {"0002": NEW, "0001": OLD, "0000": b"o" * KEY_BYTES})
    forged = office.links.token(office.links.read(asked).link_id, signing)

    with pytest.raises(NotALink):
        look(office, forged)
    with pytest.raises(NotALink):
        answer(office, forged, Submission("done", {}))
