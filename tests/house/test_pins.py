from __future__ import annotations

import re

import pytest

from tests.house.source import ROOT

PIN = re.compile(r"[A-Za-z0-9._-]+==[\w.!+]+( ; [^/@]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
COMMENT = re.compile(r"\s*#[^/\\]*")


def test_pinned_list_holds_names_versions_and_hashes_alone() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not _is_plain(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        # where an index is
        "--index-url https://registry.example/simple",
        # where wheels lie on one machine
        "--find-links /srv/wheels",
        # a requirement from an address
        "prefect @ https://registry.example/prefect.whl",
        # a path in a comment
        "    # via -r /home/lan/requirements.in",
        # a version without its hash
        "prefect==3.8.8",
    ],
)
def test_anything_else_is_noticed(line: str) -> None:
    assert not _is_plain(line)


def _is_plain(line: str) -> bool:
    return any(kind.fullmatch(line) for kind in (PIN, HASH, COMMENT))
