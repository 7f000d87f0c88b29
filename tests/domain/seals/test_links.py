from __future__ import annotations

import re

import pytest

from domain.seals.links import LinkSigner, NotALink, new_link_id
from domain.seals.sealing import KeyRing, UnknownKey

OLD, NEW = b"o" * 32, b"n" * 32
SIGNER = LinkSigner(KeyRing({"2026": NEW, "2025": OLD}))


def test_link_ids_are_random_letters_and_digits() -> None:
    ids = {new_link_id() for _ in range(1000)}

    assert len(ids) == 1000
    # 32 characters of 5 bits each
    assert all(re.fullmatch(r"[a-z2-7]{32}", link_id) for link_id in ids)


def test_a_token_is_read_as_the_link_that_it_was_made_for() -> None:
    link_id = new_link_id()

    assert SIGNER.read(SIGNER.token(link_id, "2026")) == (link_id, "2026")
    assert SIGNER.read(SIGNER.token(link_id, "2025")) == (link_id, "2025")


def test_a_token_is_the_same_at_each_sending() -> None:
    link_id = new_link_id()

    assert SIGNER.token(link_id, "2026") == SIGNER.token(link_id, "2026")


def test_a_token_has_no_mark_that_a_mail_program_could_cut_off() -> None:
    tokens = [SIGNER.token(new_link_id(), "2026") for _ in range(50)]

    assert all(re.fullmatch(r"[a-z2-7]{64}", token) for token in tokens)


def test_the_newest_key_signs_and_retired_ones_still_verify() -> None:
    link_id = new_link_id()
    before = LinkSigner(KeyRing({"2025": OLD})).token(link_id, "2025")

    assert SIGNER.newest_key_id == "2026"
    assert SIGNER.read(before) == (link_id, "2025")
    assert SIGNER.token(link_id, "2025") == before


def test_a_token_of_a_key_that_was_taken_away_is_no_link() -> None:
    token = SIGNER.token(new_link_id(), "2025")

    with pytest.raises(NotALink):
        LinkSigner(KeyRing({"2026": NEW})).read(token)


def test_no_token_is_made_with_a_key_that_was_taken_away() -> None:
    with pytest.raises(UnknownKey):
        SIGNER.token(new_link_id(), "2024")


def test_a_changed_character_anywhere_is_refused() -> None:
    token = SIGNER.token(new_link_id(), "2026")
    changed = [
        token[:place] + other + token[place + 1 :]
        for place in range(len(token))
        for other in "abcdefghijklmnopqrstuvwxyz234567"
        if other != token[place]
    ]

    read = [wrong for wrong in changed if _is_read(wrong)]

    assert len(changed) == 64 * 31
    assert read == []


def test_every_fault_gets_the_same_answer() -> None:
    token = SIGNER.token(new_link_id(), "2026")
    faults = [
        # nothing, cut short at any place, too long
        *(token[:length] for length in range(len(token))),
        token + "a",
        # in capitals, with a blank
        token.upper(),
        f" {token}",
        # an id without its signature, somebody else's signature
        new_link_id(),
        token[:32] + SIGNER.token(new_link_id(), "2026")[32:],
        # what was never text of ours
        "ế" * 64,
        "\ud800" * 64,
        "\x00" * 64,
        "a" * 5_000_000,
    ]

    answers = {_refusal(fault) for fault in faults}

    assert answers == {"This link is not valid. Please open it from the message again."}


def test_keys_of_links_are_not_the_keys_of_anything_else() -> None:
    ring = KeyRing({"2026": NEW})
    link_id = new_link_id()
    token = LinkSigner(ring).token(link_id, "2026")

    for other in (ring.for_purpose("sealing"), ring.for_purpose("sessions")):
        with pytest.raises(NotALink):
            LinkSigner(other).read(token)


def test_a_signer_shows_no_key() -> None:
    assert "nnn" not in f"{SIGNER!r} {SIGNER} {vars(SIGNER)}"


def _is_read(token: str) -> bool:
    try:
        SIGNER.read(token)
    except NotALink:
        return False
    return True


def _refusal(token: str) -> str:
    with pytest.raises(NotALink) as caught:
        SIGNER.read(token)
    return str(caught.value)
