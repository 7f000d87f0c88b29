"""`referral pathway diff`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from deployments.options import AsJson
from deployments.speaking import give, site_language, tell
from domain.casework.administration.publishing import NotPublished, pathway_in_use, published
from domain.db.session import Books
from domain.pathway.differences import Difference, differences
from domain.pathway.files import read_pathway
from domain.pathway.parts import Find
from domain.pathway.template import Pathway
from domain.texts import say
from tasks.wiring import the_office

_PUBLISHED = re.compile(r"([a-z][a-z0-9_]*)(?:@([1-9][0-9]{0,8}))?")


@dataclass(frozen=True, slots=True)
class _Compared:
    """One of the two, under the name by which it is called."""

    name: str
    pathway: Pathway


def diff(one: str, other: str | None = None, /, *, as_json: AsJson = False) -> None:
    with the_office().store.reading() as books:
        find = published(books)
        if other is not None:
            before, after = _named(books, find, one), _named(books, find, other)
        else:
            before, after = _with_the_one_before(books, find, one)
        found = differences(before.pathway, after.pathway, find)
    if as_json:
        give([_as_data(each) for each in found])
    elif not found:
        tell(say("Nothing differs between {one} and {other}.", one=before.name, other=after.name))
    else:
        _tell(before, after, found)


def _named(books: Books, find: Find, name: str) -> _Compared:
    """A published one as KEY or KEY@N, else a file."""
    known = _PUBLISHED.fullmatch(name)
    if known is None:
        return _Compared(name, read_pathway(Path(name), find))
    key, number = known.groups()
    in_use, _ = pathway_in_use(books, key)
    return _of_version(find, key, int(number or in_use))


def _with_the_one_before(books: Books, find: Find, name: str) -> tuple[_Compared, _Compared]:
    """Of a file, that is the published one; of a version, the version before."""
    known = _PUBLISHED.fullmatch(name)
    after = _named(books, find, name)
    if known is None:
        return _named(books, find, after.pathway.key), after
    number = int(after.name.partition("@")[2])
    if number == 1:
        raise NotPublished(
            say(
                "{name} is the first version: name what it is to be compared with, a version or"
                " a file.",
                name=after.name,
            )
        )
    return _of_version(find, known[1], number - 1), after


def _of_version(find: Find, key: str, number: int) -> _Compared:
    pathway = find(key, number)
    if pathway is None:
        raise NotPublished(
            say("Pathway “{key}” has no version {n}. `referral pathway list` shows the one in use.",
                key=key, n=number)
        )  # fmt: skip
    return _Compared(f"{key}@{number}", pathway)


def _as_data(difference: Difference) -> dict[str, object]:
    language = site_language()
    return {
        "at": list(difference.at),
        "place": difference.place.in_(language),
        "what": difference.what.in_(language),
    }


def _tell(before: _Compared, after: _Compared, found: Sequence[Difference]) -> None:
    """Each place once, with all that differs there."""
    names = {"before": before.name, "after": after.name}
    tell(say("{before} → {after}, differences: {n}.", n=len(found), **names))
    for place, there in groupby(found, key=lambda each: each.place):
        print()
        tell(place)
        for difference in there:
            tell(difference.what, indent=2)
