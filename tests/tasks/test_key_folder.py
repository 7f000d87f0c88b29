from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE, S_ISDIR

import pytest

from domain.seals.sealing import Sealer
from tasks.key_folder import FolderOfKeys, KeyAdded, NoKeys, add_key, make_first_key


def test_a_key_that_is_added_counts_at_once_for_who_read_the_folder_before(tmp_path: Path) -> None:
    make_first_key(tmp_path)
    sealer = Sealer(FolderOfKeys(tmp_path))
    before = sealer.seal("Mây", "x")

    added = add_key(tmp_path)

    after = sealer.seal("Mây", "x")
    assert (added, sealer.key_ids) == ("0002", ("0002", "0001"))
    assert (before[:7], after[:7]) == ("1.0001.", "1.0002.")
    assert (sealer.unseal(before, "x"), sealer.unseal(after, "x")) == ("Mây", "Mây")


def test_only_the_owner_may_read_a_key(tmp_path: Path) -> None:
    folder = tmp_path / "identity"
    make_first_key(folder)
    add_key(folder)

    files = list(folder.iterdir())

    assert sorted(file.name for file in files) == ["0001.key", "0002.key"]
    assert {S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert S_IMODE(folder.stat().st_mode) == 0o700


def test_a_first_key_is_made_once(tmp_path: Path) -> None:
    make_first_key(tmp_path)
    before = (tmp_path / "0001.key").read_bytes()

    make_first_key(tmp_path)

    assert (tmp_path / "0001.key").read_bytes() == before


@pytest.mark.parametrize(
    ("newest", "following"),
    [
        # as they are counted
        ("0009", "0010"),
        # as somebody named one
        ("2026-autumn", "2026-autumn_1"),
    ],
)
def test_a_new_key_stands_behind_the_last(tmp_path: Path, newest: str, following: str) -> None:
    (tmp_path / f"{newest}.key").write_bytes(b"k" * 32)

    assert add_key(tmp_path) == following
    assert FolderOfKeys(tmp_path).newest_id == following


def test_what_a_killed_rotation_left_is_in_nobodys_way(tmp_path: Path) -> None:
    make_first_key(tmp_path)
    (tmp_path / ".0002.new").write_bytes(b"half")

    assert add_key(tmp_path) == "0002"


def test_of_two_who_add_one_at_once_the_second_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_first_key(tmp_path)
    link = os.link

    def behind_another(half: Path, name: Path) -> None:
        name.write_bytes(b"k" * 32)
        link(half, name)

    monkeypatch.setattr(os, "link", behind_another)

    with pytest.raises(KeyAdded):
        add_key(tmp_path)
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["0001.key", "0002.key"]


def test_a_new_name_is_on_the_disk_before_anything_is_sealed_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_first_key(tmp_path)
    synced: list[tuple[bool, list[str]]] = []

    def fsync(handle: int) -> None:
        names = sorted(file.name for file in tmp_path.glob("*.key"))
        synced.append((S_ISDIR(os.fstat(handle).st_mode), names))

    monkeypatch.setattr(os, "fsync", fsync)

    add_key(tmp_path)

    assert synced == [(False, ["0001.key"]), (True, ["0001.key", "0002.key"])]


def test_without_a_key_nothing_is_made_up(tmp_path: Path) -> None:
    with pytest.raises(NoKeys):
        FolderOfKeys(tmp_path)
    with pytest.raises(NoKeys):
        add_key(tmp_path)
