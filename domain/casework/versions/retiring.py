"""A version of a pathway that takes nobody in any more. Whoever is on it goes on by it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.casework.administration.publishing import (
    PATHWAY,
    pathway_in_use,
    pathway_version,
    published_pathways,
)
from domain.casework.desk.coordinating import CannotDo
from domain.casework.office import Office
from domain.db.session import Books
from domain.texts import say

IN_USE_TAKES_TWO = say(
    "Two persons publish here, so nobody retires the version in use alone. Please publish the"
    " earlier version anew: its YAML, pasted at /admin/new-pathway, is a draft that one proposes"
    " and another publishes."
)


@dataclass(frozen=True, slots=True)
class Retired:
    """`in_use` is the version with which journeys begin now, `running` how many go by the retired
    one still, `parts` the pathways that use it inside them, as they are in use now.
    """

    in_use: int
    running: int
    parts: tuple[str, ...]


def retire(office: Office, key: str, version: int, by: str) -> Retired:
    """Raises NotPublished, and CannotDo for the only version that is left, or for the one in use
    where two persons publish: an earlier one would come into use by one alone.
    """
    with office.store.writing() as books:
        pathway_version(books, key, version)
        retired = books.publications.retired(PATHWAY, key)
        if version in retired:
            raise CannotDo(say("Version {n} is retired already.", n=str(version)))
        left = {row.version for row in books.publications.versions(PATHWAY, key)} - retired
        if left == {version}:
            raise CannotDo(
                say(
                    "Version {n} is the only one in use. Publish another one first; to take nobody "
                    "in any more, publish one with a last day (“no_new_after”).",
                    n=str(version),
                )
            )
        if office.two_to_publish and version == max(left):
            raise CannotDo(IN_USE_TAKES_TWO)
        books.publications.retire(PATHWAY, key, version, office.clock.now(), by)
        rows = books.journeys.on_pathway(key)
        return Retired(
            pathway_in_use(books, key)[0],
            sum(row.version == version for row in rows),
            _used_by(books, key, version),
        )


def _used_by(books: Books, key: str, version: int) -> tuple[str, ...]:
    return tuple(
        pathway.key
        for _, pathway in published_pathways(books)
        if any((part.use, part.version) == (key, version) for part in pathway.parts)
    )
