"""An administrator makes a pathway of the province's own out of a shipped one, and publishes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deployments.command_line import main
from domain.pathway.files import write_pathway
from tests.domain.ways import LAI_CHAU, LAI_CHAU_WAYS
from tests.prefect_server import PrefectServer
from tests.stories.people import answer_all, waiting
from tests.stories.province import Province, directory_of, province

OWN = LAI_CHAU.model_copy(update={"key": "cua_tinh"})


@pytest.fixture
def lai_chau(prefect: PrefectServer, tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, directory=directory_of([OWN])) as place:
        yield place


def test_once_published_it_runs_to_an_end(
    lai_chau: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cua_tinh.yaml"
    file.write_text(write_pathway(OWN), encoding="utf-8")
    way = next(way for way in LAI_CHAU_WAYS if way.name == "other_province")

    published = main(["pathway", "publish", str(file), "--by", "lan"])
    journey = lai_chau.open("cua_tinh", way.entry, "lai_chau")
    while waiting(lai_chau, journey):
        answer_all(lai_chau, journey, OWN, way.says)

    assert published == 0
    assert "cua_tinh" in capsys.readouterr().out
    assert lai_chau.case(journey).end == way.end
