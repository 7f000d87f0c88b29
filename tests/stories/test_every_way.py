"""Ways through the shipped pathways, gone by people with links: every one through the common model
and Hải Phòng's, and one through each of the others, of which every way is gone without Prefect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import pytest

from domain.casework.desk.looking import RequestLine
from tests.domain.ways import HAI_PHONG_WAYS, MAU_CHUNG_WAYS, WAYS, Way
from tests.domain.ways.way import SHIPPED
from tests.prefect_server import PrefectServer
from tests.stories.people import answer_all, name_of, waiting
from tests.stories.province import MORNING, Province, directory_of, province

MOST_ROUNDS = 12
IN_THE_PILOT = datetime(2025, 10, 6, 2, 0, tzinfo=UTC)
ONE_OF_EACH = {
    "ca_mau-does_not_stay",
    "lai_chau-district",
    "luat_53_2024-found_no_victim",
    "molisa_person-victims_child",
    "molisa_site-all_targets_met",
    "quang_nam-child_at_home",
}
GONE = [
    *(way for way in [*MAU_CHUNG_WAYS, *HAI_PHONG_WAYS] if not way.skips),
    *(way for way in WAYS if str(way) in ONE_OF_EACH),
]
IN_EVERY_RUN = [
    next(way for way in GONE if way.pathway.key == key) for key in ("mau_chung", "hai_phong")
]


@pytest.fixture(scope="module")
def country(
    prefect_server: PrefectServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Province]:
    """Where all of them are in use, as long as this file runs."""
    prefect_server.belong_to_nobody()
    folder = tmp_path_factory.mktemp("country")
    pathways = list(SHIPPED.values())
    with province(folder, directory=directory_of(pathways)) as place:
        place.clock.move_to(IN_THE_PILOT)
        place.publish(*pathways)
        yield place


def test_each_shipped_pathway_is_gone_through() -> None:
    assert {way.pathway.key for way in GONE} == set(SHIPPED)


@pytest.mark.parametrize(
    "way",
    [pytest.param(w, marks=() if w in IN_EVERY_RUN else pytest.mark.long) for w in GONE],
    ids=str,
)
def test_people_go_it_to_its_end_and_the_graph_tells_each_step_once(
    way: Way, country: Province
) -> None:
    country.clock.move_to(IN_THE_PILOT if way.pathway.no_new_after else MORNING)
    country.publish()  # A sweep on a later day has taken away what took nobody in by then.
    journey = country.open(way.pathway.key, way.entry, "hai_phong")
    first_run = country.run(journey)

    go_on_to_the_end(country, journey, way)

    requests = country.case(journey).requests
    page = country.run(journey)
    assert Counter(map(name_of, requests)) == Counter(wanted(way))
    assert {request.attempt for request in requests} == {1}
    assert (page.id, page.state) == (first_run.id, "COMPLETED")
    assert (country.case(journey).end, page.badge) == (way.end, "Đã kết thúc")
    assert told(page.tasks(), "Gửi yêu cầu: ") == titles(way, requests)
    done = [request for request in requests if request.status == "done"]
    assert told(page.tasks(), "Đã thực hiện: ") == titles(way, done)


def go_on_to_the_end(place: Province, journey: str, way: Way) -> None:
    """Those who are asked answer; where nobody is, a month goes by."""
    for _ in range(MOST_ROUNDS):
        if place.case(journey).status == "ended":
            return
        if not waiting(place, journey):
            place.later(days=31)
            place.sweep()
        answer_all(place, journey, way.pathway, way.says)
    raise AssertionError(f"no end; there wait {waiting(place, journey)}")


def wanted(way: Way) -> list[str]:
    """What is asked; of a step that repeats, once for each visit that is told of."""
    said = {name: way.says.get(name, {}) for name in way.asked.split()}
    return [
        name
        for name, given in said.items()
        for _ in range(1 if isinstance(given, Mapping) else len(given))
    ]


def titles(way: Way, requests: Iterable[RequestLine]) -> list[str]:
    return sorted(_title(way, request) for request in requests)


def _title(way: Way, request: RequestLine) -> str:
    step = way.pathway.by_id[request.step]
    return f"{step.title.vi}, lần {request.occurrence}" if step.repeat else step.title.vi


def told(tasks: list[str], kind: str) -> list[str]:
    return sorted(task.removeprefix(kind) for task in tasks if task.startswith(kind))
