"""`referral worker` where it cannot work, and whose settings it has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deployments.holding import as_held, holding
from deployments.prefect_access import as_api
from tasks.settings import Settings
from tests.deployments.commanding import Site, site

UP = "http://127.0.0.1:8123"
OWN = "https://referral.example.vn"


def test_it_takes_no_run_without_a_database(bare: Site) -> None:
    said = bare.referral("worker")

    assert (said.code, said.out) == (1, "")
    assert (
        said.err == "There is no database yet. `referral up` makes it, or `referral db upgrade`.\n"
    )


def test_it_takes_no_run_without_keys(empty: Site) -> None:
    shutil.rmtree(empty.folder / "keys", ignore_errors=True)

    said = empty.referral("worker")

    assert (said.code, said.out) == (1, "")
    assert "There are no keys in" in said.err


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        # As it stands in the browser's address line.
        ("http://127.0.0.1:4765", "http://127.0.0.1:4765/api"),
        ("http://127.0.0.1:4765/", "http://127.0.0.1:4765/api"),
        ("https://prefect.example.vn/inside/api", "https://prefect.example.vn/inside/api"),
    ],
)
def test_the_address_of_prefects_pages_is_enough(given: str, meant: str) -> None:
    assert as_api(given) == meant


def test_what_is_no_address_is_refused_before_it_is_tried(empty: Site) -> None:
    said = empty.referral("worker", "--prefect-url", "foo")

    assert (said.code, said.out) == (1, "")
    assert said.err == "“foo” is not an address. Write it like this: http://127.0.0.1:4200\n"


@pytest.mark.parametrize(
    ("own", "held"),
    [
        ({}, (UP, True)),
        ({"REFERRAL_BASE_URL": OWN}, (OWN, True)),
        ({"REFERRAL_DEMO": "false"}, (UP, False)),
    ],
)
def test_its_own_settings_go_before_those_of_up(
    tmp_path: Path, own: dict[str, str], held: tuple[str, bool]
) -> None:
    chosen = Settings(data_dir=tmp_path, base_url=UP, demo=True)

    with site(tmp_path, **own), holding(chosen, prefect="http://127.0.0.1:9/api"):
        settings = as_held(Settings())

    assert (settings.base_url, settings.demo) == held


def test_without_up_the_settings_are_as_they_are(bare: Site) -> None:
    assert as_held(Settings()) == Settings()
