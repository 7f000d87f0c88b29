from __future__ import annotations

import pytest

from domain.seals.sealing import CannotUnseal, KeyRing, Sealer, UnknownKey

OLD, NEW = b"o" * 32, b"n" * 32
TEXT = "Chị Lan đã được tiếp nhận."
CONTEXT = "answer 12"


def test_what_was_sealed_opens_in_its_context() -> None:
    sealer = Sealer(KeyRing({"2026": NEW}))

    assert sealer.unseal(sealer.seal(TEXT, CONTEXT), CONTEXT) == TEXT


def test_a_sealed_text_shows_its_version_and_key_and_nothing_else() -> None:
    sealed = Sealer(KeyRing({"2026": NEW})).seal(TEXT, CONTEXT)

    assert sealed.startswith("1.2026.")
    assert "Lan" not in sealed


def test_the_same_text_is_never_sealed_alike() -> None:
    sealer = Sealer(KeyRing({"2026": NEW}))

    assert sealer.seal(TEXT, CONTEXT) != sealer.seal(TEXT, CONTEXT)


def test_the_newest_key_seals_and_retired_ones_still_open() -> None:
    before = Sealer(KeyRing({"2025": OLD})).seal(TEXT, CONTEXT)
    after = Sealer(KeyRing({"2026": NEW, "2025": OLD}))

    assert after.unseal(before, CONTEXT) == TEXT
    assert after.seal(TEXT, CONTEXT).startswith("1.2026.")


def test_a_text_does_not_open_in_the_place_of_another() -> None:
    sealer = Sealer(KeyRing({"2026": NEW}))

    with pytest.raises(CannotUnseal):
        sealer.unseal(sealer.seal(TEXT, "answer 12"), "answer 13")


def test_a_text_whose_key_is_gone_names_the_key() -> None:
    sealed = Sealer(KeyRing({"2025": OLD})).seal(TEXT, CONTEXT)

    with pytest.raises(CannotUnseal, match="The key 2025 is missing"):
        Sealer(KeyRing({"2026": NEW})).unseal(sealed, CONTEXT)


def test_another_key_of_the_same_name_does_not_open() -> None:
    sealed = Sealer(KeyRing({"k": OLD})).seal(TEXT, CONTEXT)

    with pytest.raises(CannotUnseal):
        Sealer(KeyRing({"k": NEW})).unseal(sealed, CONTEXT)


def test_a_change_anywhere_in_the_sealed_bytes_is_found() -> None:
    sealer = Sealer(KeyRing({"k": NEW}))
    # Two letters make thirty bytes: no bit of the base64 is left over.
    sealed = sealer.seal("ab", CONTEXT)
    changed = [
        sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        for place in range(len(sealed))
    ]

    opened = [text for text in changed if _opens(sealer, text)]

    assert opened == []


@pytest.mark.parametrize(
    "damaged",
    [
        # nothing, a plain text, too few parts, too many
        "",
        TEXT,
        "1.k",
        "1.k.AAAA.AAAA",
        # not base64, nothing sealed, less than a nonce
        "1.k.ế",
        "1.k.",
        "1.k.AAAA",
        # a version that does not exist yet
        "2.k." + "A" * 60,
    ],
)
def test_what_was_never_sealed_does_not_open(damaged: str) -> None:
    with pytest.raises(CannotUnseal):
        Sealer(KeyRing({"k": NEW})).unseal(damaged, CONTEXT)


def test_nothing_shows_a_key() -> None:
    ring = KeyRing({"2026": NEW, "2025": OLD})

    shown = f"{ring!r} {ring} {Sealer(ring)!r} {Sealer(ring)}"

    assert repr(ring) == "KeyRing(ids=('2026', '2025'))"
    assert "nnn" not in shown
    assert "ooo" not in shown


def test_a_ring_gives_its_keys_by_id() -> None:
    ring = KeyRing({"2026": NEW, "2025": OLD})

    assert ring.newest_id == "2026"
    assert ring.key("2025") == OLD
    with pytest.raises(UnknownKey, match="The key 2024 is missing"):
        ring.key("2024")


def test_each_purpose_has_keys_of_its_own() -> None:
    ring = KeyRing({"2026": NEW, "2025": OLD})

    links, sealing = ring.for_purpose("links"), ring.for_purpose("sealing")

    assert links.ids == sealing.ids == ring.ids
    assert len({ring.key("2026"), links.key("2026"), sealing.key("2026"), links.key("2025")}) == 4
    assert links == ring.for_purpose("links")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        # no key at all
        ({}, "needs a key"),
        # too short, too long
        ({"k": b"short"}, "key k has 5 bytes, not 32"),
        ({"k": NEW + b"!"}, "key k has 33 bytes, not 32"),
        # an id that would not stand between the dots of a sealed text
        ({"a.b": NEW}, "is not a key id"),
        ({"": NEW}, "is not a key id"),
    ],
)
def test_a_ring_that_could_not_work_is_refused(keys: dict[str, bytes], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        KeyRing(keys)


def _opens(sealer: Sealer, sealed: str) -> bool:
    try:
        sealer.unseal(sealed, CONTEXT)
    except CannotUnseal:
        return False
    return True


def test_a_file_opens_in_its_context_and_nowhere_else() -> None:
    sealer = Sealer(KeyRing({"2026": NEW}))
    sealed = sealer.seal_bytes(b"%PDF-1.7 \x00\xff.", CONTEXT)

    assert sealer.unseal_bytes(sealed, CONTEXT) == b"%PDF-1.7 \x00\xff."
    assert b"PDF" not in sealed
    with pytest.raises(CannotUnseal):
        sealer.unseal_bytes(sealed, "answer 13")


@pytest.mark.parametrize(
    "sealed",
    [
        # nothing, or something else
        b"",
        b"%PDF-1.7",
        # a version to come
        b"2.2026.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        # a key that is gone
        b"1.2025.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        # cut short
        b"1.2026.xxx",
        # no key id at all
        b"1.\xff.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
)
def test_whatever_was_not_sealed_as_a_file_does_not_open(sealed: bytes) -> None:
    with pytest.raises(CannotUnseal):
        Sealer(KeyRing({"2026": NEW})).unseal_bytes(sealed, CONTEXT)
