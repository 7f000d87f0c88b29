"""Pathways as files: how they are read, written and found."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from domain.faults import Faults, faults_of
from domain.pathway.part_faults import part_faults
from domain.pathway.parts import Find, whole
from domain.pathway.soundness import faults
from domain.pathway.template import Pathway
from domain.reading import read_yaml


class PathwayFaults(Faults):
    """A pathway that cannot be taken as it is written."""


def no_pathways(_key: str, _version: int) -> None:
    """For a pathway that has no parts."""


def read_pathway(source: Path | str, find: Find = no_pathways) -> Pathway:
    """As it is written; `find` gives what its parts use.

    Raises NotYaml for what cannot be read, PathwayFaults with all that is wrong in it.
    """
    return pathway_of(read_yaml(source), find)


def pathway_of(data: object, find: Find = no_pathways) -> Pathway:
    """As `read_pathway`, of what the file says. Raises PathwayFaults."""
    try:
        pathway = Pathway.model_validate(data)
    except ValidationError as error:
        raise PathwayFaults(faults_of(error, data)) from None
    if found := [*part_faults(pathway, find), *faults(whole(pathway, find))]:
        raise PathwayFaults(found)
    return pathway


def read_published(body: str) -> Pathway:
    """One that was found sound when it was published. It stays readable under later rules."""
    return Pathway.model_validate(read_yaml(body))


def write_pathway(pathway: Pathway) -> str:
    """The YAML that reads back as this pathway; the same pathway always gives the same text."""
    data = pathway.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def shipped_pathways() -> tuple[Path, ...]:
    return tuple(sorted((Path(__file__).parents[1] / "pathways").glob("*.yaml")))
