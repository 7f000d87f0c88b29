"""An administrator writes down Lai Châu's pathway and publishes the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deployments.command_line import main
from tests.domain.ways import LAI_CHAU, LAI_CHAU_WAYS, Way
from tests.prefect_server import PrefectServer
from tests.stories.people import answer_all, waiting
from tests.stories.province import Province, directory_of, province

FILE = Path(__file__).parents[1] / "examples" / "lai_chau.yaml"


@pytest.fixture
def lai_chau(prefect: PrefectServer, tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, directory=directory_of([LAI_CHAU])) as place:
        yield place


def test_once_published_it_runs_from_each_entry_to_an_end(
    lai_chau: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    published = main(["pathway", "publish", str(FILE), "--by", "lan"])

    ends = {way.entry: end_of(lai_chau, way) for way in LAI_CHAU_WAYS}

    assert published == 0
    assert "lai_chau" in capsys.readouterr().out
    assert ends == dict.fromkeys(("qua_tt_btxh", "qua_phong", "tu_tinh_khac"), "hoan_thanh")


def end_of(place: Province, way: Way) -> str:
    journey = place.open("lai_chau", way.entry, "lai_chau")
    while waiting(place, journey):
        answer_all(place, journey, way.pathway, way.says)
    return place.case(journey).end or ""
