"""Prefect's deployments, made from what is published: one for each pathway, and the schedules."""

from __future__ import annotations

from domain.areas.area_map import Areas
from domain.casework.administration.publishing import areas_in_use, published_pathways
from domain.casework.duties.asking import standing_duties
from domain.casework.office import Office
from domain.pathway.template import Pathway
from domain.texts import Language, say
from tasks.attempts import Attempts
from tasks.reconciling import (
    OTHERS,
    Choice,
    DeploymentSpec,
    reconcile_deployments,
)
from tasks.scheduling_duties import of_duties
from tasks.wiring import the_office

EVERY_MINUTE = "* * * * *"


def reconcile(attempts: Attempts) -> None:
    """Bring Prefect's deployments in step with the published pathways."""
    attempts.failed += reconcile_deployments(wanted_deployments(the_office())).refused


def wanted_deployments(office: Office) -> dict[str, DeploymentSpec]:
    """A pathway that takes nobody in any more keeps its own as long as somebody is on it: without
    one no run of theirs could be replaced.
    """
    with office.store.reading() as books:
        published, areas = published_pathways(books), areas_in_use(books)
        duties = standing_duties(office, books)
        under_way = books.journeys.open_pathways()
    today = office.clock.now().astimezone(office.zone).date()
    journeys = {
        f"journey/{pathway.key}": _of_pathway(pathway, version, areas, office)
        for version, pathway in published
        if pathway.no_new_after is None or today <= pathway.no_new_after or pathway.key in under_way
    }
    # First: whatever else cannot be deployed, somebody must look after the journeys under way.
    return {"sweep/sweep": _sweep(office.language)} | journeys | of_duties(duties, office)


def _of_pathway(pathway: Pathway, version: int, areas: Areas, office: Office) -> DeploymentSpec:
    language = office.language
    about = [pathway.title.in_(language), pathway.about.in_(language)]
    if pathway.describes is not None:
        about.append(pathway.describes.in_(language))
    return DeploymentSpec(
        entrypoint="flows.journey.journey",
        version=str(version),
        description="\n\n".join(about),
        parameters={"pathway": pathway.key},
        form={"entry": _entry(pathway, language), "area": _area(areas, language)},
        tags=(f"pathway:{pathway.key}",),
    )


def _entry(pathway: Pathway, language: Language) -> Choice:
    return Choice(
        title=say("How the person comes in").in_(language),
        description=say("Choose one. Write nothing about the person here.").in_(language),
        options={entry.id: entry.title.in_(language) for entry in pathway.entries},
        required=True,
    )


def _area(areas: Areas, language: Language) -> Choice:
    return Choice(
        title=say("Area").in_(language),
        description=say("Where the journey is led. Leave it empty if it is not known.").in_(
            language
        ),
        options={key: title.in_(language) for key, title in areas.choices()},
    )


def _sweep(language: Language) -> DeploymentSpec:
    return DeploymentSpec(
        entrypoint="flows.sweep.sweep",
        version="1",
        description=say(
            "Reminds, escalates and mends, every minute. Please leave it switched on."
        ).in_(language),
        queue=OTHERS,
        cron=EVERY_MINUTE,
    )
