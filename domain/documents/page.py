"""The page of a pathway: for those who decide on it, and for those whom it asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from domain.documents.diagram.drawing import draw
from domain.documents.tables import PathwayTables
from domain.markdown import plain
from domain.pathway.condition_words import area_title
from domain.pathway.parts import Find, whole
from domain.pathway.template import Pathway
from domain.pathway.wording import ORIGIN_MEANINGS, ORIGINS
from domain.texts import Language, Message, say

_SUFFIX: Mapping[Language, str] = {"vi": "", "en": ".en"}
_OWN_NAME: Mapping[Language, str] = {"vi": "Tiếng Việt", "en": "English"}


def page_files(pathway: Pathway, find: Find) -> dict[str, str]:
    """The pages and pictures of a sound pathway, by the names that they link each other with."""
    complete = whole(pathway, find)
    files = {}
    for language in get_args(Language):
        name = f"{pathway.key}{_SUFFIX[language]}"
        files[f"{name}.svg"] = draw(complete, language)
        files[f"{name}.md"] = "\n\n".join(_page(pathway, complete, language)) + "\n"
    return files


def _page(pathway: Pathway, complete: Pathway, language: Language) -> Iterator[str]:
    tables = PathwayTables(complete, language)
    yield f"# {plain(pathway.title.in_(language))}"
    yield _other_languages(pathway, language)
    yield plain(pathway.about.in_(language))
    yield "\n".join(f"- {plain(fact.in_(language))}" for fact in facts_of(complete))
    yield _heading(say("Diagram"), language)
    name = f"{pathway.key}{_SUFFIX[language]}.svg"
    picture = say("Diagram of the steps; the tables below say the same")
    yield f"[![{plain(picture.in_(language))}]({name})]({name})"
    yield from _legend(language)
    yield _heading(say("Ways in"), language)
    yield tables.entries()
    yield from _stages(complete, tables, language)
    yield _heading(say("Ends, in this order"), language)
    yield tables.ends()
    if pathway.parts:
        yield _heading(say("Pathways used inside this one"), language)
        yield tables.parts(pathway.parts)
    if pathway.duties:
        yield _heading(say("Duties around the journeys"), language)
        yield tables.duties()
    yield _heading(say("Roles"), language)
    yield tables.roles()
    written = say("Written by `referral pathway document`; edits here are lost.")
    yield f"*{written.in_(language)}*"


def _heading(words: Message, language: Language) -> str:
    return f"## {plain(words.in_(language))}"


def _other_languages(pathway: Pathway, language: Language) -> str:
    others = [one for one in get_args(Language) if one != language]
    return " · ".join(f"[{_OWN_NAME[one]}]({pathway.key}{_SUFFIX[one]}.md)" for one in others)


def facts_of(pathway: Pathway) -> Iterator[Message]:
    """What is to be known of it before its tables."""
    if pathway.describes is not None:
        yield say("What it describes: {period}", period=pathway.describes)
    if pathway.subject == "site":
        yield say("It is about a place, not a person.")
    if pathway.no_new_after is not None:
        yield say("No journey begins after {date}.", date=pathway.no_new_after)
    if pathway.area is not None:
        yield say("Its duties are asked in: {area}", area=area_title(pathway.area) or pathway.area)
    yield say("Answers for the journeys: {role}", role=pathway.role(pathway.lead).title)
    yield say(
        "Steps: {n}, by where they come from: {counts}",
        n=len(pathway.steps),
        counts=_counted(pathway),
    )


def _counted(pathway: Pathway) -> Message:
    counts = Counter(step.origin for step in pathway.steps)
    said = [
        say("{origin} {n}", origin=word, n=counts[origin])
        for origin, word in ORIGINS.items()
        if counts[origin]
    ]
    first, *others = said
    for other in others:
        first = Message("{first}, {other}", {"first": first, "other": other})
    return first


def _legend(language: Language) -> Iterator[str]:
    yield "\n".join(
        f"- **{plain(word.in_(language))}**: {plain(ORIGIN_MEANINGS[origin].in_(language))}"
        for origin, word in ORIGINS.items()
    )
    yield plain(
        say("A field of a form has its own mark where it comes from elsewhere than its step.").in_(
            language
        )
    )


def _stages(pathway: Pathway, tables: PathwayTables, language: Language) -> Iterator[str]:
    yield _heading(say("Steps"), language)
    for stage in pathway.stages:
        if stage.steps:
            yield f"### {plain(stage.title.in_(language))}"
            named = say("Stage named by: {origin}", origin=ORIGINS[stage.origin])
            source = f" – {plain(stage.source)}" if stage.source is not None else ""
            yield plain(named.in_(language)) + source
            yield tables.steps(stage.steps)
