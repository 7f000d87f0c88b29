from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.casework.administration.publishing import pathway_in_use
from domain.casework.editing.examples import keep
from domain.simulation.examples import Run
from domain.simulation.scripts import Script
from tests.deployments.commanding import SHIPPED, Site

NAME = "Tự trở về"
RUN = Run(entry="tu_tro_ve", start=date(2026, 11, 23), script=Script.model_validate({"schema": 1}))


@pytest.fixture
def kept(demo: Site) -> Site:
    with demo.office.store.reading() as books:
        _, pathway = pathway_in_use(books, "mau_chung")
    keep(demo.office, pathway, NAME, RUN, "user:lan")
    return demo


@pytest.fixture
def another(tmp_path: Path) -> Path:
    """In which the approach goes to another role."""
    text = SHIPPED["mau_chung"].read_text(encoding="utf-8")
    file = tmp_path / "mau_chung.yaml"
    file.write_text(text.replace("role: ubnd_xa", "role: dieu_phoi"), encoding="utf-8")
    return file


def test_a_version_that_goes_as_its_examples_say_is_told_as_that(kept: Site) -> None:
    assert kept.done("pathway", "examples", "mau_chung").out == "“Tự trở về” goes so.\n"
    assert kept.done("pathway", "examples", "mau_chung", "--json").data == [
        {"name": NAME, "fits": True, "differs": []}
    ]


def test_a_file_that_does_not_says_what_became_different(kept: Site, another: Path) -> None:
    said = kept.done("pathway", "examples", "mau_chung", "--file", another).out

    assert said.startswith("“Tự trở về” does not:\n")
    assert " goes to " in said


def test_such_a_file_is_published_only_when_the_example_is_to_be_renewed(
    kept: Site, another: Path
) -> None:
    refused = kept.referral("pathway", "publish", another)
    assert (refused.code, refused.out) == (1, "")
    assert " goes to " in refused.err

    kept.done("pathway", "publish", another, "--renew", NAME)

    assert kept.done("pathway", "examples", "mau_chung").out == "“Tự trở về” goes so.\n"


def test_a_pathway_without_examples_says_how_to_keep_one(demo: Site) -> None:
    said = demo.done("pathway", "examples", "mau_chung").out

    assert said == "mau_chung has no examples. A dry run of a draft can be kept as one.\n"
