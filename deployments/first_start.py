"""What a site has from its first start on. A later start changes nothing of it."""

from __future__ import annotations

from pathlib import Path

from domain.casework.administration.publishing import (
    directory_in_use,
    policies_in_use,
    publish_directory,
    publish_pathway,
    publish_policy,
    published_pathways,
)
from domain.casework.desk.looking import every_case
from domain.casework.journeys.opening import open_case
from domain.casework.office import Office
from domain.db.session import Store
from domain.errors import ReferralError
from domain.pathway.files import read_pathway, shipped_pathways
from domain.reading import text_of
from domain.texts import say
from tasks.settings import Settings
from tasks.wiring import PURPOSES, make_keys

DEMO = Path(__file__).with_name("demo")
DEMO_JOURNEYS = (("mau_chung", "tu_tro_ve", None), ("hai_phong", "tu_tro_ve", "hai_phong"))
BY = "up"


class KeysLost(ReferralError):
    """The keys that sealed the answers of this site are not there."""


def make_data_dir(folder: Path) -> None:
    """Cases lie in it, so nobody else of this machine may look."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)


def make_first_keys(settings: Settings) -> None:
    """Raises KeysLost where something in the database needs them: others could not open it."""
    if _without_keys(settings) & _purposes_in_use(settings):
        raise KeysLost(
            say(
                "There are cases, but the keys in {folder} are gone. Please put the folder back "
                "from a backup: no other keys can open what was answered.",
                folder=str(settings.keys_dir),
            )
        )
    make_keys(settings.keys_dir)


def _without_keys(settings: Settings) -> set[str]:
    return {p for p in PURPOSES if not any((settings.keys_dir / p).glob("*.key"))}


def _purposes_in_use(settings: Settings) -> set[str]:
    """A purpose that came with a later release has no key yet, and needs none."""
    store = Store(settings.database)
    try:
        with store.reading() as books:
            cases = {"links", "fields"} if books.journeys.every() else set()
            people = {"identity"} if books.identities.count_by_key() else set()
            return cases | people
    finally:
        store.close()


def publish_shipped(office: Office) -> None:
    """Those that are not published: what a province changed since stays as it changed it."""
    with office.store.reading() as books:
        known = {pathway.key for _, pathway in published_pathways(books)}
    for pathway in map(read_pathway, shipped_pathways()):
        if pathway.key not in known:
            publish_pathway(office, pathway, BY)


def set_up_demo(office: Office) -> None:
    """A made-up directory and policy where there is none, and two journeys before any other."""
    with office.store.reading() as books:
        has_directory = bool(directory_in_use(books).agencies)
        has_policy = bool(policies_in_use(books))
    if not has_directory:
        publish_directory(office, text_of(DEMO / "directory.yaml"), BY)
    if not has_policy:
        publish_policy(office, text_of(DEMO / "policy.yaml"), BY)
    if not every_case(office):
        for pathway, entry, area in DEMO_JOURNEYS:
            open_case(office, pathway, entry, area, by=BY)
