"""A pathway's page for the site: the same tables as in its document, in HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.documents.markup import HTML
from domain.documents.page import facts_of
from domain.documents.tables import PathwayTables
from domain.pathway.template import Pathway
from domain.texts import Label, Language, Message, say


@dataclass(frozen=True, slots=True)
class Section:
    """`table` is markup in which every text is escaped."""

    heading: Message | Label
    table: str


@dataclass(frozen=True, slots=True)
class WebPage:
    facts: tuple[Message, ...]
    sections: tuple[Section, ...]


def web_page(pathway: Pathway, complete: Pathway, language: Language) -> WebPage:
    """Of a sound one: as it is written, and whole (`domain.pathway.parts.whole`)."""
    tables = PathwayTables(complete, language, HTML)
    return WebPage(tuple(facts_of(complete)), tuple(_sections(pathway, complete, tables)))


def _sections(pathway: Pathway, complete: Pathway, tables: PathwayTables) -> Iterator[Section]:
    yield Section(say("Ways in"), tables.entries())
    for stage in complete.stages:
        if stage.steps:
            yield Section(stage.title, tables.steps(stage.steps))
    yield Section(say("Ends, in this order"), tables.ends())
    if pathway.parts:
        yield Section(say("Pathways used inside this one"), tables.parts(pathway.parts))
    if pathway.duties:
        yield Section(say("Duties around the journeys"), tables.duties())
    yield Section(say("Roles"), tables.roles())
