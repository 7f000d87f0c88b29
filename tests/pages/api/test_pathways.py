"""What an administrator's program does to pathways: moves, single edits of a draft, examples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from domain.casework.administration.auditing import site_events
from domain.casework.administration.publishing import pathway_in_use, publish_pathway
from domain.casework.desk import coordinating
from domain.casework.editing.examples import forget, keep
from domain.editing.starting import tree_of
from domain.simulation.examples import Run
from domain.simulation.trying import SILENT
from tests.domain.casework.bureau import bureau
from tests.domain.small import ENTRY, pathway, step
from tests.pages.desk.front import Front
from tests.pages.programs import Data, Program, signed_in, told
from tests.strategies import label

FIRST = pathway(step("verify"), step("care", "verify", role="shelter"))
SECOND = pathway(
    step("verify", ask=label("Xác minh kỹ")),
    step("health", role="labour", title=label("Khám sức khỏe")),
    step("care", "verify", role="shelter"),
)
SMALL = "/pathways/small"
DRAFT = f"{SMALL}/draft"
SILENCE = "Im lặng"
RUN = Run(entry=ENTRY, start=date(2026, 11, 23), script=SILENT)
VERIFY = ["stages", "stage", "steps", "verify"]


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        place.publish(FIRST)
        yield Front(place)


@pytest.fixture
def journeys(front: Front) -> list[str]:
    """One in Hải Phòng and one in Lai Châu, and a version that came since."""
    found = [front.place.open(FIRST, area="hai_phong")]
    front.place.later(minutes=1)
    found.append(front.place.open(FIRST, area="lai_chau"))
    publish_pathway(front.place.office, SECOND, "user:vi")
    return found


@pytest.fixture
def begun(vi: Program) -> Data:
    return told(vi.asks("PUT", DRAFT, {"pathway": tree_of(FIRST)}))


def marks(program: Program) -> dict[str, str]:
    """Of all that can move."""
    found = program.does(f"{SMALL}/impact", {})["journeys"]
    return {one["journey"]: one["mark"] for one in found if one["can_move"]}


def versions(front: Front, journeys: list[str]) -> list[int]:
    with front.place.office.store.reading() as books:
        rows = [books.journeys.find(journey) for journey in journeys]
    return [row.version for row in rows if row is not None]


def edit(program: Program, revision: int, do: str, place: list[str], **more: object) -> Data:
    change = {"do": do, "place": place, **more}
    return program.does(f"{DRAFT}/edits", {"revision": revision, "edit": change})


def test_what_a_move_would_do_is_told_by_ids_and_titles(vi: Program, journeys: list[str]) -> None:
    found = vi.does(f"{SMALL}/impact", {})

    assert (found["to"], found["running"]) == (2, [{"version": 1, "journeys": 2}])
    first = found["journeys"][0]
    assert [one["id"] for one in first["stands_at"]] == ["verify"]
    assert first["asks"] == [
        {"id": "health", "title": {"vi": "Khám sức khỏe", "en": "Khám sức khỏe"}}
    ]
    (still,) = first["still_asked"]
    assert (still["what"]["id"], still["changes"], still["told"]) == ("verify", ["wording"], True)


def test_nothing_that_was_answered_is_told(front: Front, vi: Program, journeys: list[str]) -> None:
    (request,) = front.place.waiting(journeys[0])
    front.place.answer(request, {}, "failed", "Không gặp được")

    assert "Không gặp được" not in vi.asks("POST", f"{SMALL}/impact", {}).text


def test_a_programs_look_is_written_down(front: Front, vi: Program, journeys: list[str]) -> None:
    vi.does(f"{SMALL}/impact", {})

    events = site_events(front.place.office.store)
    assert [(one.actor, one.about) for one in events if one.kind == "looked_at_impact"] == [
        ("user:vi", "pathway:small@2")
    ]


def test_all_that_can_are_moved_woken_and_moved_back(
    front: Front, vi: Program, journeys: list[str]
) -> None:
    moved = vi.does(f"{SMALL}/moves", {"to": 2, "journeys": marks(vi)})
    went = versions(front, journeys)
    undoable = vi.does(f"{SMALL}/impact", {})["undoable"]
    shown = {one["journey"]: one["mark"] for one in undoable}
    back = vi.does(f"{SMALL}/moves/undoing", {"journeys": {journeys[0]: shown[journeys[0]]}})

    assert [(one["journey"], one["version"]) for one in moved["outcomes"]] == [
        (journey, 2) for journey in journeys
    ]
    assert went == [2, 2]
    assert [one["journey"] for one in undoable] == journeys
    assert back["outcomes"] == [{"journey": journeys[0], "version": 1, "stays": None}]
    assert versions(front, journeys) == [1, 2]
    assert front.woken == [*journeys, journeys[0]]


def test_who_went_on_since_it_was_looked_at_stays_and_keeps_no_other(
    front: Front, vi: Program, journeys: list[str]
) -> None:
    shown = marks(vi)
    coordinating.withdraw(front.place.office, front.place.waiting(journeys[0])[0], "lan")

    moved = vi.does(f"{SMALL}/moves", {"to": 2, "journeys": shown})

    assert "Xin xem lại" in moved["outcomes"][0]["stays"]["vi"]
    assert versions(front, journeys) == [1, 2]


def test_who_was_moved_on_since_it_was_told_stays_and_keeps_no_other(
    front: Front, vi: Program, journeys: list[str]
) -> None:
    vi.does(f"{SMALL}/moves", {"to": 2, "journeys": marks(vi)})
    told = {one["journey"]: one["mark"] for one in vi.does(f"{SMALL}/impact", {})["undoable"]}
    publish_pathway(front.place.office, FIRST, "user:vi")
    moved_on = journeys[0]
    vi.does(f"{SMALL}/moves", {"to": 3, "journeys": {moved_on: marks(vi)[moved_on]}})

    undone = vi.does(f"{SMALL}/moves/undoing", {"journeys": told})

    assert "Xin xem lại" in undone["outcomes"][0]["stays"]["vi"]
    assert versions(front, journeys) == [3, 1]


def test_journeys_of_other_areas_are_not_there(
    front: Front, client: TestClient, vi: Program, journeys: list[str]
) -> None:
    bac, everywhere = signed_in(client, "bac"), marks(vi)

    moved = bac.does(f"{SMALL}/moves", {"to": 2, "journeys": everywhere | {"X/1": "x"}})
    undone = bac.does(f"{SMALL}/moves/undoing", {"journeys": dict.fromkeys(journeys[1:], "1")})

    assert list(marks(vi)) == journeys[1:]
    assert list(everywhere) == journeys
    assert [one["version"] for one in moved["outcomes"]] == [2, None, None]
    elsewhere, nothing = moved["outcomes"][1:]
    assert elsewhere["stays"] == nothing["stays"] == undone["outcomes"][0]["stays"]
    assert versions(front, journeys) == [2, 1]


def test_a_name_that_no_version_has_moves_nobody(
    front: Front, vi: Program, journeys: list[str]
) -> None:
    names = {"steps": {"nothing": "verify"}}

    assert vi.asks("POST", f"{SMALL}/impact", names).status_code == 409
    moved = vi.does(f"{SMALL}/moves", {"to": 2, "journeys": marks(vi), **names})

    assert all("nothing" in one["stays"]["en"] for one in moved["outcomes"])
    assert versions(front, journeys) == [1, 1]


def test_a_version_is_retired_once_and_never_the_only_one(
    front: Front, vi: Program, journeys: list[str]
) -> None:
    retire = f"{SMALL}/versions/{{}}/retirement"

    statuses = [vi.asks("POST", retire.format(number)).status_code for number in (2, 2, 1, 9, "x")]

    assert statuses == [200, 409, 409, 404, 404]
    with front.place.office.store.reading() as books:
        assert pathway_in_use(books, "small")[0] == 1


def test_of_a_pathway_that_is_not_there_nothing_is_done(vi: Program) -> None:
    to = {"to": 1, "journeys": {}}
    for path, given in (("impact", {}), ("moves", to), ("moves/undoing", {"journeys": {}})):
        assert vi.asks("POST", f"/pathways/other/{path}", given).status_code == 404


def test_a_draft_is_changed_one_thing_at_a_time(vi: Program, begun: Data) -> None:
    steps = VERIFY[:-1]
    title = {"vi": "Khám sức khỏe"}

    put = edit(vi, begun["revision"], "put", [*VERIFY, "role"], value="labour")
    added = edit(vi, put["revision"], "add", steps, item={"title": title, "role": "health"})
    moved = edit(vi, added["revision"], "move", added["place"], by=-1)
    stage = edit(vi, moved["revision"], "add", ["stages"], item={"title": {"vi": "Sau"}})
    there = edit(vi, stage["revision"], "move_to", [*steps, "care"], stage="sau")
    gone = edit(vi, there["revision"], "remove", VERIFY)

    assert added["place"] == [*steps, "kham_suc_khoe"]
    assert there["place"] == ["stages", "sau", "steps", "care"]
    read = vi.reads(DRAFT)
    assert read["revision"] == gone["revision"] == begun["revision"] + 6
    first, after = read["pathway"]["stages"]
    assert [one["id"] for one in first["steps"]] == ["kham_suc_khoe"]
    assert "verify" not in after["steps"][0].get("after", [])


def test_all_that_is_wrong_at_one_place_of_a_draft_is_told(vi: Program, begun: Data) -> None:
    place = [*VERIFY, "after"]
    kept = edit(vi, begun["revision"], "put", place, value=["no_such", "nor_this"])

    body = {"revision": kept["revision"]}
    refused = told(vi.asks("POST", f"{DRAFT}/publication", body), 422)

    [(_, texts)] = refused["faults"].items()
    for text in texts.values():
        lines = text.splitlines()
        assert ["no_such" in lines[0], "nor_this" in lines[1]] == [True, True]


def test_the_same_once_more_changes_nothing(vi: Program, begun: Data) -> None:
    told = edit(vi, begun["revision"], "put", [*VERIFY, "role"], value="police")

    assert told == {"revision": begun["revision"], "place": None}


def test_who_changes_what_another_one_changed_is_refused_and_beside_it_is_kept(
    vi: Program, begun: Data
) -> None:
    title, old = [*VERIFY, "title"], begun["revision"]
    edit(vi, old, "put", title, value={"vi": "Một"})
    late = {"do": "put", "place": title, "value": {"vi": "Hai"}}

    refused = vi.asks("POST", f"{DRAFT}/edits", {"revision": old, "edit": late})
    beside = edit(vi, old, "put", [*VERIFY, "role"], value="labour")

    assert refused.status_code == 409
    assert beside["revision"] == old + 2
    step = vi.reads(DRAFT)["pathway"]["stages"][0]["steps"][0]
    assert (step["title"]["vi"], step["role"]) == ("Một", "labour")


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (404, {"do": "remove", "place": [*VERIFY[:-1], "nothing"]}),
        (404, {"do": "add", "place": ["title"], "item": {"id": "x"}}),
        (422, {"do": "put", "place": ["key"], "value": "other"}),
        (422, {"do": "put", "place": [], "value": {}}),
        (422, {"do": "remove", "place": []}),
        (422, {"do": "move_to", "place": ["stages", "stage"], "stage": "stage"}),
        (422, {"do": "replace", "place": VERIFY, "value": {}}),
        (422, {"do": "put", "place": VERIFY, "value": {}, "by": 1}),
    ],
)
def test_what_cannot_be_done_to_a_draft_leaves_it_as_it_is(
    vi: Program, begun: Data, status: int, change: Data
) -> None:
    sent = {"revision": begun["revision"], "edit": change}

    assert vi.asks("POST", f"{DRAFT}/edits", sent).status_code == status
    assert vi.reads(DRAFT) == begun


def test_a_revision_that_never_was_is_not_there(vi: Program, begun: Data) -> None:
    for act in ("removal", "proposal", "publication"):
        assert vi.asks("POST", f"{DRAFT}/{act}", {"revision": 99}).status_code == 404
    assert vi.reads(DRAFT) == begun


@pytest.mark.parametrize("number", ["NaN", "1e999", "-Infinity"])
def test_a_number_beyond_all_numbers_is_not_kept(vi: Program, begun: Data, number: str) -> None:
    body = f'{{"revision": 1, "edit": {{"do": "put", "place": ["about"], "value": [{number}]}}}}'
    headers = {**vi.headers, "Content-Type": "application/json"}

    answer = vi.client.post(f"/api{DRAFT}/edits", content=body, headers=headers)

    assert answer.status_code == 422
    assert vi.reads(DRAFT) == begun


def test_examples_are_told_with_how_the_version_and_the_draft_fit_them(
    front: Front, vi: Program, begun: Data
) -> None:
    keep(front.place.office, FIRST, SILENCE, RUN, "user:vi")

    (fits,) = vi.reads(f"{SMALL}/examples")["examples"]
    edit(vi, begun["revision"], "put", [*VERIFY, "role"], value="labour")
    (broken,) = vi.reads(f"{DRAFT}/examples")["examples"]
    edit(vi, begun["revision"] + 1, "put", [*VERIFY, "role"], value="nobody")

    assert (fits["name"], fits["run"]["entry"], fits["fits"]) == (SILENCE, ENTRY, True)
    assert not broken["fits"]
    assert broken["differs"]
    assert vi.asks("GET", f"{DRAFT}/examples").status_code == 409


@pytest.fixture
def lost(front: Front) -> list[str]:
    """Two examples, of which one was forgotten since the version in use, and one replaced."""
    office, names = front.place.office, [SILENCE, "Giải cứu"]
    for name in names:
        keep(office, FIRST, name, RUN, "user:vi")
    front.place.later(minutes=1)
    publish_pathway(office, SECOND, "user:vi")
    front.place.later(minutes=1)
    forget(office, "small", names[0], "user:lan")
    keep(office, SECOND, names[1], RUN, "user:vi")
    return names


def test_which_examples_were_lost_is_told_with_who_did_it_and_when(
    front: Front, vi: Program, lost: list[str], begun: Data
) -> None:
    at = front.place.office.clock.now().isoformat().replace("+00:00", "Z")

    found = vi.reads(f"{SMALL}/examples")["lost"]

    assert found == vi.reads(f"{DRAFT}/examples")["lost"]
    lan, vis = ({"vi": name, "en": name} for name in ("Trần Thị Lan", "Vi"))
    assert found == [
        {"name": lost[0], "how": "forgotten", "at": at, "by": lan},
        {"name": lost[1], "how": "replaced", "at": at, "by": vis},
    ]


def test_a_draft_is_published_once_the_lost_examples_that_are_told_are_named(
    front: Front, vi: Program, lost: list[str], begun: Data
) -> None:
    publication, given = f"{DRAFT}/publication", {"revision": begun["revision"]}
    names = [one["name"] for one in vi.reads(f"{DRAFT}/examples")["lost"]]
    front.place.later(minutes=1)

    refused = vi.asks("POST", publication, given | {"renewed": names[:1]})
    vi.does(publication, given | {"renewed": names})

    assert refused.status_code == 409
    assert vi.reads(f"{SMALL}/examples")["lost"] == []
