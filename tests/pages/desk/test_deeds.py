from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from domain.journey.facts import Asked
from domain.pathway.template import Pathway
from tests.domain.casework.sharing import ASKING, WAITING, agree, taken_down
from tests.domain.small import pathway, step, yes_no
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Form, Page
from tests.strategies import label

SMALL = pathway(step("verify", form=[yes_no("agrees")]), step("shelter", "verify", role="shelter"))
DATED = pathway(step("visit", form=[{"id": "day", "kind": "date", "label": label("Day")}]))
PHONED = {"_how": "phone", "_given_by": "ông Minh"}
Typed = Mapping[str, str]


@pytest.fixture
def published(front: Front) -> Pathway:
    front.place.publish(SMALL)
    return SMALL


@pytest.fixture
def journey(front: Front, published: Pathway) -> str:
    """In Hải Phòng; the police are asked to verify."""
    return front.place.open(published, area="hai_phong")


@pytest.fixture
def request_id(front: Front, journey: str) -> str:
    (request,) = front.place.waiting(journey)
    return request


def form_of(page: Page, name: str, verdict: str | None = None) -> Form:
    """Of several that go to one address: the one that says 'done', or the other."""
    found = [one for one in page.forms if one.attributes.get("action", "").endswith(f"/{name}")]
    if verdict is not None:
        done = verdict == "done"
        found = [one for one in found if (one.values.get("_verdict") == ["done"]) is done]
    return found[0]


@pytest.mark.parametrize(
    ("name", "typed", "kind", "said"),
    [
        ("answer", {"_verdict": "done", "agrees": "yes", **PHONED}, "answered", "ghi nhận"),
        ("answer", {"_verdict": "declined:no_place", **PHONED}, "answered", "ghi nhận"),
        (
            "answer",
            {"_verdict": "failed", "_reason": "Không gặp được", **PHONED},
            "answered",
            "ghi nhận",
        ),
        ("again", {"agency": "labour"}, "asked", "đã gửi yêu cầu"),
        ("skip", {"reason": "Đã biết"}, "skipped", "bỏ qua"),
        ("withdraw", {"reason": "Trùng"}, "withdrawn", "rút"),
        ("extend", {"until": "2026-12-31", "reason": "Nghỉ lễ"}, "extended", "thời hạn"),
        ("pass-on", {"agency": "labour"}, "reassigned", "chuyển"),
        ("accept", {"until": "2026-12-20", **PHONED}, "accepted", "ghi nhận"),
        ("resend", {}, "link_reissued", "đường dẫn mới"),
    ],
    ids=[
        "done", "declined", "failed", "again", "skip", "withdraw", "extend", "pass-on", "accept",
        "resend",
    ],
)  # fmt: skip
def test_what_is_done_to_a_request_is_recorded_and_told(
    front: Front, lan: Browser, request_id: str, name: str, typed: Typed, kind: str, said: str
) -> None:
    journey = request_id.rpartition("/")[0]
    page = lan.page(f"/desk/cases/{request_id}")

    answer = lan.send(form_of(page, name, typed.get("_verdict")), **typed)

    after = lan.follow(answer)
    told = next(after.words for tag, _ in after.tags if tag == "section")
    assert answer.headers["Location"].startswith(f"/desk/cases/{journey}?done=")
    assert said in told.lower()
    assert front.kinds(journey)[-1] == kind
    assert front.woken == [journey]


@pytest.mark.parametrize(
    ("name", "typed", "problem"),
    [
        # what is missing
        ("answer", {"_verdict": "done", "agrees": "yes"}, "ai đã trả lời"),
        ("answer", {"_verdict": "done", **PHONED}, "Xin chọn một mục"),
        ("answer", {"_verdict": "failed", **PHONED}, "lý do"),
        ("answer", {"_verdict": "", **PHONED}, "Xin chọn một trong"),
        ("skip", {"reason": " "}, "lý do"),
        ("withdraw", {"reason": " "}, "lý do rút"),
        ("extend", {"until": "", "reason": "x"}, "chọn một ngày"),
        ("pass-on", {"agency": ""}, "chọn một cơ quan"),
        ("accept", {"until": "2026-12-31"}, "ai đã trả lời"),
        ("accept", {"until": "", **PHONED}, "chọn một ngày"),
        # what nobody would read
        ("skip", {"reason": "x" * 4001}, "4.000 ký tự"),
        ("extend", {"until": "2026-12-31", "reason": "x" * 4001}, "4.000 ký tự"),
        (
            "answer",
            {"_verdict": "done", "agrees": "yes", "_how": "phone", "_given_by": "x" * 201},
            "200 ký tự",
        ),
        (
            "accept",
            {"until": "2026-12-31", "_how": "phone", "_given_by": "x" * 201},
            "200 ký tự",
        ),
        # what cannot be
        ("extend", {"until": "2026-11-01", "reason": "x"}, "đã qua"),
        ("accept", {"until": "2026-11-01", **PHONED}, "đã qua"),
        ("extend", {"until": "0001-01-01", "reason": "x"}, "chọn một ngày"),
        ("extend", {"until": "9999-12-31", "reason": "x"}, "chọn một ngày"),
        ("again", {"agency": ""}, "còn đang chờ trả lời"),
        ("again", {"agency": "nobody"}, "nobody"),
        ("pass-on", {"agency": "police"}, "đang giữ yêu cầu rồi"),
        # what no form of ours sends
        ("answer", {"_verdict": "burnt", **PHONED}, "Xin chọn một trong"),
        ("answer", {"_verdict": "declined:rain", **PHONED}, "Xin chọn lý do"),
        (
            "answer",
            {"_verdict": "done", "agrees": "yes", "else": "x", **PHONED},
            "không có trường này",
        ),
    ],
)
def test_what_cannot_be_done_is_told_beside_its_form(
    front: Front, lan: Browser, request_id: str, name: str, typed: Typed, problem: str
) -> None:
    journey = request_id.rpartition("/")[0]
    page = lan.page(f"/desk/cases/{request_id}")
    before = front.kinds(journey)

    sent = form_of(page, name, "done" if name == "answer" else None)
    answer = lan.client.post(
        sent.attributes["action"], data={"_token": sent.values["_token"], **typed}
    )

    assert answer.status_code == 422
    assert problem in Page(answer.text).words
    assert front.kinds(journey) == before
    assert front.woken == []


def test_a_day_to_come_is_not_offered_and_is_told_beside_its_field(
    front: Front, lan: Browser
) -> None:
    front.place.publish(DATED)
    (request,) = front.place.waiting(front.place.open(DATED, area="hai_phong"))
    page = lan.page(f"/desk/cases/{request}")
    sent = form_of(page, "answer", "done")
    said = {"_verdict": "done", "day": "2027-05-01", **PHONED}

    answer = lan.client.post(
        sent.attributes["action"], data={"_token": sent.values["_token"], **said}
    )

    assert page.with_id("f-day")["max"] == "2026-11-23"
    assert answer.status_code == 422
    assert "Ngày này chưa đến. Xin kiểm tra lại." in Page(answer.text).words


def test_what_was_typed_of_an_answer_that_is_not_done_stays_in_its_form(
    lan: Browser, request_id: str
) -> None:
    page = lan.page(f"/desk/cases/{request_id}")

    sent = lan.send(form_of(page, "answer", "not done"), _reason="Không có nhà", **PHONED)

    after = Page(sent.text)
    assert sent.status_code == 422
    assert form_of(after, "answer", "not done").values["_given_by"] == [PHONED["_given_by"]]
    assert form_of(after, "answer", "done").values["_given_by"] == [""]
    assert "Không có nhà" in after.words


def test_an_answer_is_corrected(front: Front, lan: Browser, request_id: str) -> None:
    front.place.answer(request_id, {"agrees": ["no"]})
    page = lan.page(f"/desk/cases/{request_id}")

    lan.follow(lan.send(form_of(page, "answer", "done"), agrees="yes", **PHONED))

    assert front.kinds(request_id.rpartition("/")[0])[-1] == "corrected"


def test_where_consent_is_waited_for_the_agency_is_asked_without_being_told(front: Front) -> None:
    journey = taken_down(front.place, WAITING)
    agree(front.place, journey, fields=("safe_contact",))
    with front.browser("tam") as tam:
        page = tam.page(f"/desk/cases/{journey}/verify")
        asking = form(page, "/verify/again")
        refused = tam.send(asking)

        asked = tam.send(asking, without_consent="yes")

    assert "chưa đồng ý cho cơ quan biết: Họ và tên." in page.words
    assert refused.status_code == 422
    assert "chưa đồng ý cho cơ quan này biết" in Page(refused.text).words
    assert asked.status_code == 303
    assert front.kinds(journey)[-1] == "asked"
    with front.place.office.store.reading() as books:
        (record, *_) = reversed(books.trails.facts(journey))
    assert isinstance(record.fact, Asked)
    assert record.fact.shares == ("safe_contact",)


@pytest.mark.parametrize(
    ("shared", "agreed"),
    [
        # it is asked in any case, and the rest is not shown
        (ASKING, ()),
        # all of it was agreed to
        (WAITING, ("full_name", "safe_contact")),
    ],
    ids=["asks anyway", "agreed"],
)
def test_what_needs_no_consent_any_more_offers_nothing_without_it(
    front: Front, shared: Pathway, agreed: tuple[str, ...]
) -> None:
    journey = taken_down(front.place, shared)
    if agreed:
        agree(front.place, journey, fields=agreed)
    (request,) = front.place.waiting(journey)
    with front.browser("tam") as tam:
        page = tam.page(f"/desk/cases/{request}")

    controls = form(page, "/again").controls
    assert [each["name"] for _, each in controls if "name" in each] == ["_token", "_seen", "agency"]


def test_a_step_that_nobody_was_asked_is_left_out(front: Front, lan: Browser, journey: str) -> None:
    page = lan.page(f"/desk/cases/{journey}/shelter")
    assert "Chưa hỏi cơ quan nào." in page.words

    lan.follow(lan.send(form(page, "/shelter/skip"), reason="Người đó về nhà"))

    assert front.kinds(journey)[-1] == "skipped"


def test_what_was_written_is_sealed(front: Front, lan: Browser, request_id: str) -> None:
    page = lan.page(f"/desk/cases/{request_id}")
    lan.send(form(page, "/skip"), reason="Bà Nguyễn Thị A biết rồi")

    with front.place.office.store.reading() as books:
        (record,) = [
            one
            for one in books.trails.facts(request_id.rpartition("/")[0])
            if one.fact.kind == "skipped"
        ]
    assert record.sealed is not None
    assert "Nguyễn" not in record.sealed + record.fact.model_dump_json()


def test_a_journey_is_paused_and_goes_on(front: Front, lan: Browser, journey: str) -> None:
    path = f"/desk/cases/{journey}"
    paused = lan.follow(lan.send(form(lan.page(path), "/pause"), clocks="stop"))

    lan.follow(lan.send(form(paused, "/resume")))

    assert front.kinds(journey)[-2:] == ["paused", "resumed"]
    assert front.woken == [journey, journey]


def test_a_stop_can_be_undone_for_ten_minutes(front: Front, lan: Browser, journey: str) -> None:
    path = f"/desk/cases/{journey}"
    stopped = lan.follow(lan.send(form(lan.page(path), "/stop"), reason="Nhầm hồ sơ"))
    assert "Có thể hoàn tác" in stopped.words

    undone = lan.follow(lan.send(form(stopped, "/resume")))

    assert "Có thể hoàn tác" not in undone.words
    assert front.kinds(journey)[-2:] == ["stopped", "resumed"]


def test_who_learns_of_danger_after_the_stop_has_the_agencies_told_at_once(
    front: Front, lan: Browser, journey: str
) -> None:
    path = f"/desk/cases/{journey}"
    first = form(lan.page(path), "/stop")
    stopped = lan.follow(lan.send(first, reason="Nhầm hồ sơ"))
    twice = lan.send(first, reason="Nhầm hồ sơ")

    told = lan.follow(lan.send(form(stopped, "/stop"), reason="Bị theo dõi"))

    assert twice.status_code == 422
    assert front.kinds(journey).count("stopped") == 2
    assert "Có thể hoàn tác" not in told.words
    assert "không an toàn" in told.words


def test_what_is_unsafe_stops_for_good(front: Front, lan: Browser, journey: str) -> None:
    path = f"/desk/cases/{journey}"

    stopped = lan.follow(
        lan.send(form(lan.page(path), "/stop"), reason="Bị theo dõi", unsafe="yes")
    )

    assert [one.attributes["action"] for one in stopped.forms] == ["/desk/sign-out"]
    assert "không an toàn" in stopped.words


def test_a_stop_without_a_reason_is_told_beside_the_form(lan: Browser, journey: str) -> None:
    page = lan.page(f"/desk/cases/{journey}")

    answer = lan.send(form(page, "/stop"), reason="")

    assert answer.status_code == 422
    assert "lý do" in Page(answer.text).words


def test_a_case_is_opened(front: Front, lan: Browser, published: Pathway) -> None:
    page = lan.page("/desk/open")

    opened = lan.send(form(page, "/desk/open"), entry="small:self_return", area="hai_phong")

    case = lan.follow(opened)
    assert "Hồ sơ đã mở" in case.words
    (journey,) = front.woken
    code = journey.partition("/")[0]
    assert opened.headers["Location"] == f"/desk/cases/{code}/person/details?done=opened"


def test_a_form_that_is_sent_twice_opens_one_case(
    front: Front, lan: Browser, published: Pathway
) -> None:
    filled = {"entry": "small:self_return", "area": "hai_phong"}
    page = lan.page("/desk/open")

    first = lan.send(form(page, "/desk/open"), **filled)
    second = lan.send(form(page, "/desk/open"), **filled)
    another = lan.send(form(lan.page("/desk/open"), "/desk/open"), **filled)

    assert first.headers["Location"] == second.headers["Location"]
    assert first.headers["Location"] != another.headers["Location"]
    with front.place.office.store.reading() as books:
        assert len(books.journeys.every()) == 2


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"entry": "", "area": "hai_phong"}, "cách tiếp nhận"),
        ({"entry": "small:rescue", "area": "hai_phong"}, "rescue"),
        ({"entry": "large:self_return", "area": "hai_phong"}, "large"),
        # another's area, none at all, one that there is not
        ({"entry": "small:self_return", "area": "lai_chau"}, "địa bàn do anh/chị"),
        ({"entry": "small:self_return", "area": ""}, "địa bàn do anh/chị"),
        ({"entry": "small:self_return", "area": "atlantis"}, "địa bàn do anh/chị"),
    ],
)
def test_a_case_that_cannot_be_opened_is_not(
    front: Front, lan: Browser, published: Pathway, typed: Typed, problem: str
) -> None:
    page = lan.page("/desk/open")

    answer = lan.send(form(page, "/desk/open"), **typed)

    assert answer.status_code == 422
    assert problem in Page(answer.text).words
    assert front.woken == []


def test_an_answer_that_came_meanwhile_is_not_replaced_unseen(
    front: Front, lan: Browser, request_id: str
) -> None:
    page = lan.page(f"/desk/cases/{request_id}")
    front.place.answer(request_id, {"agrees": ["no"]})

    answer = lan.send(form_of(page, "answer", "done"), agrees="yes", **PHONED)

    assert answer.status_code == 422
    assert "vừa được trả lời" in Page(answer.text).words
    assert front.kinds(request_id.rpartition("/")[0])[-1] == "answered"


def test_of_two_coordinators_at_once_one_is_told(front: Front, request_id: str) -> None:
    journey, together = request_id.rpartition("/")[0], Barrier(2)
    with front.browser("lan") as lan, front.browser("tam") as tam:

        def answer(browser: Browser) -> int:
            page = browser.page(f"/desk/cases/{request_id}")
            together.wait(10)
            sent = browser.send(form_of(page, "answer", "done"), agrees="yes", **PHONED)
            return sent.status_code

        with ThreadPoolExecutor(2) as pool:
            statuses = sorted(pool.map(answer, (lan, tam)))

    assert statuses == [303, 422]
    assert front.kinds(journey).count("answered") == 1
