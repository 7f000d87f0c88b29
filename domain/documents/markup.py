"""What is written in tables, as Markdown or as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from domain import markdown


@dataclass(frozen=True, slots=True)
class Markup:
    """`plain` makes of any text what says it and does nothing else; the others take such text."""

    plain: Callable[[str], str]
    strong: Callable[[str], str]
    soft: Callable[[str], str]
    table: Callable[[Sequence[str], Iterable[Sequence[Iterable[str]]]], str]


def _html_table(heads: Sequence[str], rows: Iterable[Sequence[Iterable[str]]]) -> str:
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "\n".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _html_cell(lines: Iterable[str]) -> str:
    return f"<td>{'<br>'.join(lines)}</td>"


MARKDOWN = Markup(markdown.plain, "**{}**".format, "*{}*".format, markdown.table)
HTML = Markup(
    lambda text: escape(" ".join(text.split())),
    "<strong>{}</strong>".format,
    "<small>{}</small>".format,
    _html_table,
)
