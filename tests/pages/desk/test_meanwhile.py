"""What a coordinator decides counts for what was on the screen, and for nothing that came since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from domain.casework.administration.publishing import directory_in_use
from domain.casework.answers.answering import answer, look
from domain.casework.answers.confirming import refuse
from domain.casework.answers.delegating import delegate
from domain.casework.answers.views import Delegation, Submission, ToConfirm
from domain.casework.desk.coordinating import ask_again
from domain.casework.journeys.passing_on import pass_on_to
from domain.seals.sealing import KEY_BYTES, KeyRing, Sealer
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step, yes_no
from tests.pages.desk.front import Browser, Front, form
from tests.pages.desk.test_deeds import PHONED, form_of
from tests.pages.desk.test_of_two import proposed
from tests.pages.reading import Page

SMALL = pathway(step("verify", form=[yes_no("agrees")]))
OTHER_KEYS = Sealer(KeyRing({"0001": bytes([99]) * KEY_BYTES}))


@pytest.fixture
def request_id(front: Front) -> str:
    """The police are asked to verify."""
    front.place.publish(SMALL)
    (request,) = front.place.waiting(front.place.open(SMALL, area="hai_phong"))
    return request


def declined_and_asked_elsewhere(place: Bureau, request: str) -> None:
    place.decline(request)
    ask_again(place.office, f"{request.rpartition('/')[0]}:verify", "tam", "labour")


def passed_on(place: Bureau, request: str) -> None:
    pass_on_to(place.office, request, "labour", "tam")


@pytest.mark.parametrize("change", [declined_and_asked_elsewhere, passed_on])
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("answer", {"_verdict": "done", "agrees": "yes", **PHONED}),
        ("again", {"agency": "shelter"}),
        ("skip", {"reason": "Đã biết"}),
        ("withdraw", {"reason": "Nhầm hồ sơ"}),
        ("extend", {"until": "2026-12-31", "reason": "Nghỉ lễ"}),
        ("pass-on", {"agency": "shelter"}),
    ],
    ids=["answer", "again", "skip", "withdraw", "extend", "pass-on"],
)
@pytest.mark.parametrize("named_by", ["step", "number"])
def test_what_was_decided_of_one_agency_is_not_done_to_another(
    front: Front, lan: Browser, request_id: str, change: object, name: str,
    typed: Mapping[str, str], named_by: str,
) -> None:  # fmt: skip
    journey = request_id.rpartition("/")[0]
    page = lan.page(f"/desk/cases/{journey}/verify" if named_by == "step" else path_to(request_id))
    assert callable(change)
    change(front.place, request_id)
    before = front.kinds(journey)

    sent = lan.send(form_of(page, name, "done" if name == "answer" else None), **typed)

    assert sent.status_code == 422
    assert "vừa được trả lời hoặc thay đổi" in Page(sent.text).words
    assert front.kinds(journey) == before
    assert front.woken == []


def test_a_colleague_who_was_named_since_is_not_confirmed_unseen(
    front: Front, lan: Browser, request_id: str
) -> None:
    place, token = front.place, front.place.token(request_id)
    delegate(place.office, token, Delegation("", "Chị Hoa", "hoa@tinh.gov.vn"))
    read = Page(lan.send(form(lan.page(path_to(request_id)), "/read")).text)
    delegate(place.office, token, Delegation("", "Kẻ lạ", "ke_la@example.com"))

    sent = lan.send(form(read, "/confirm-colleague"))

    assert sent.status_code == 422
    assert "delegated" not in front.kinds(request_id.rpartition("/")[0])
    with place.office.store.reading() as books:
        assert "ke_la@example.com" not in directory_in_use(books).model_dump_json()


def test_an_answer_that_was_proposed_since_is_not_confirmed_unseen(
    front: Front, lan: Browser
) -> None:
    place, request = front.place, proposed(front.place)
    page = lan.page(path_to(request))
    second = place.token(request, contact=2)
    seen = look(place.office, second)
    assert isinstance(seen, ToConfirm)
    refuse(place.office, second, seen.proposed.line, "Sai ngày")
    answer(place.office, place.token(request), Submission("done", {"victim": ["no"]}))

    sent = lan.send(form(page, "/confirm"), _given_by="Trần Thị Bình", _how="phone")

    assert sent.status_code == 422
    assert "answered" not in front.kinds(request.rpartition("/")[0])


def test_a_directory_that_was_changed_meanwhile_is_told_beside_the_form(
    front: Front, lan: Browser, request_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = front.place.token(request_id)
    delegate(front.place.office, token, Delegation("", "Chị Hoa", "hoa@tinh.gov.vn"))
    read = Page(lan.send(form(lan.page(path_to(request_id)), "/read")).text)
    monkeypatch.setattr("domain.casework.answers.delegating.directory_version", lambda _: 0)

    sent = lan.send(form(read, "/confirm-colleague"))

    assert sent.status_code == 422
    assert "Danh bạ vừa được thay đổi" in Page(sent.text).words


def test_what_no_key_of_ours_opens_is_told_on_its_page(front: Front, request_id: str) -> None:
    front.place.answer(request_id, {}, "failed", "Không gặp được")
    front.door = replace(front.door, office=replace(front.place.office, sealer=OTHER_KEYS))

    with front.browser("lan") as lan:
        sent = lan.send(form(lan.page(path_to(request_id)), "/read"))

    assert sent.status_code == 422
    assert "Không mở được một nội dung" in Page(sent.text).words


def path_to(request: str) -> str:
    return f"/desk/cases/{request}"
