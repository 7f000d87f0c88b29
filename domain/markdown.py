"""Markdown, as GitHub shows it, that says what a text says and does nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"([\\`*_\[\]#|~$])")
_BEGINS_A_LIST = re.compile(r"^([-+=]|\d+(?=[.)]))")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def plain(text: str) -> str:
    """On one line; nothing in it is a mark, whatever it holds and wherever it stands."""
    marked = _MARKS.sub(r"\\\1", " ".join(text.split())).translate(_HTML)
    return _BEGINS_A_LIST.sub(_held_back, marked)


def table(heads: Sequence[str], rows: Iterable[Sequence[Iterable[str]]]) -> str:
    """Of Markdown; each cell has its lines."""
    lines = [heads, ["---"] * len(heads), *(["<br>".join(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _held_back(found: re.Match[str]) -> str:
    begun = found[0]
    return f"\\{begun}" if not begun.isdigit() else f"{begun}&#8203;"
