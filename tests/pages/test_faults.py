from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from domain.pathway.template import Field
from tests.pages.fakes import FakeAnswers, asking
from tests.pages.forms import DAY, EVERY_KIND, LETTER, MONEY, PLANNED, RESULT, SCHOOL, TIMES
from tests.pages.reading import Page

TYPED_WRONG = {
    "_verdict": "done",
    "so_van_ban": "số " * 100,
    "ghi_chu": "\r\nDòng hai, sau một dòng trống",
    "ngay": "31/02/2026",
    "dong_y": "no",
    "ket_qua": "khong_phai",
    "truong": "truong_3",
    "nhu_cau": ["tam_ly", "hoc_nghe"],
    "so_luot": "hai",
    "so_tien": "1,5 triệu",
    "noi": "lai_chau",
}


def test_a_form_with_faults_comes_back_as_it_was_typed(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND)

    answer = client.post(f"/a/{token}", data=TYPED_WRONG)

    assert answer.status_code == 422
    assert Page(answer.text).form().values == {
        "_verdict": ["done"],
        "_moved": ["0"],
        "so_van_ban": ["số " * 100],
        "ghi_chu": ["\nDòng hai, sau một dòng trống"],
        "ngay": ["31/02/2026"],
        "dong_y": ["no"],
        "ket_qua": ["khong_phai"],
        "truong": ["truong_3"],
        "nhu_cau": ["tam_ly", "hoc_nghe"],
        "so_luot": ["hai"],
        "so_tien": ["1,5 triệu"],
        "noi": ["lai_chau"],
    }
    assert casework.recorded(token) == []


def test_each_fault_stands_beside_its_field(client: TestClient, casework: FakeAnswers) -> None:
    page = Page(client.post(f"/a/{casework.ask(EVERY_KIND)}", data=TYPED_WRONG).text)

    for name in ("so_van_ban", "ngay", "so_luot", "so_tien"):
        assert page.with_id(f"f-{name}")["aria-invalid"] == "true"
        assert page.with_id(f"f-{name}")["aria-describedby"] == f"fault-{name}"
        assert f"fault-{name}" in page.ids
    assert "fault-noi" not in page.ids


def test_a_date_in_the_future_is_told_beside_its_field(
    client: TestClient, casework: FakeAnswers
) -> None:
    token, ahead = casework.ask([DAY, PLANNED]), {"ngay": "2027-05-01", "tu_ngay": "2027-05-01"}

    answer = client.post(f"/a/{token}", data={"_verdict": "done"} | ahead)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert "Ngày này chưa đến. Xin kiểm tra lại." in page.words
    assert "aria-invalid" not in page.with_id("f-tu_ngay")
    assert page.form().values["ngay"] == ["2027-05-01"]
    assert casework.recorded(token) == []


def test_the_summary_leads_to_each_field(client: TestClient, casework: FakeAnswers) -> None:
    page = Page(client.post(f"/a/{casework.ask(EVERY_KIND)}", data={"_verdict": "done"}).text)

    anchors = [link.removeprefix("#") for link in page.links()]

    assert anchors == ["f-so_van_ban", "f-ngay", "f-dong_y", "f-ket_qua", "f-noi"]
    assert set(anchors) <= set(page.ids)
    assert "Chưa gửi được: xin xem lại các chỗ sau" in page.words


def test_faults_are_told_in_the_readers_language(client: TestClient, casework: FakeAnswers) -> None:
    answer = client.post(f"/a/{casework.ask([TIMES])}?lang=en", data=TYPED_WRONG)

    assert "Times – Please write a whole number in digits" in Page(answer.text).words


@pytest.mark.parametrize(
    "field",
    [
        # not among the options, radio and list alike
        RESULT,
        SCHOOL,
        # on no calendar
        DAY,
        # no number
        MONEY,
    ],
)
def test_what_no_control_would_send_is_a_fault_too(
    client: TestClient, casework: FakeAnswers, field: Field
) -> None:
    token = casework.ask([field])

    answer = client.post(f"/a/{token}", data={"_verdict": "done", field.id: "'; DROP"})

    assert answer.status_code == 422
    assert f"fault-{field.id}" in Page(answer.text).ids


def test_a_refusal_without_a_reason_comes_back_open(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([LETTER], may_lack_grounds=True)

    answer = client.post(f"/a/{token}", data={"_verdict": "lacks_grounds", "_reason": "  "})

    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.links() == ["#reason-lacks_grounds"]
    assert page.with_id("reason-lacks_grounds")["aria-describedby"] == "fault-reason"
    assert ["open" in attributes for tag, attributes in page.tags if tag == "details"] == [
        False,
        False,
        False,
        True,
        False,
        False,
        False,
    ]
    assert casework.recorded(token) == []


def test_a_reason_that_is_too_long_is_kept(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([LETTER])
    reason = "Chưa có hồ sơ. " * 300

    answer = client.post(
        f"/a/{token}", data={"_verdict": "declined", "_because": "no_place", "_reason": reason}
    )

    form = Page(answer.text).form("declined")
    assert answer.status_code == 422
    assert Page(answer.text).links() == ["#reason-declined"]
    assert form.values["_reason"] == [reason.strip()]
    assert form.values["_because"] == ["no_place"]


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        # no reason chosen, as from a page of an older release
        ({"_reason": "Không thuộc địa bàn"}, "#because-declined"),
        # one that the step does not have
        ({"_because": "unsafe"}, "#because-declined"),
        # none that anybody has
        ({"_because": "tired"}, "#because-declined"),
        # another one, and not which
        ({"_because": "other"}, "#reason-declined"),
    ],
)
def test_a_decline_says_why(
    client: TestClient, casework: FakeAnswers, sent: dict[str, str], place: str
) -> None:
    token = casework.ask_for(asking(declines=("no_place", "other")))

    answer = client.post(f"/a/{token}", data={"_verdict": "declined", **sent})

    page = Page(answer.text)
    assert (answer.status_code, page.links()) == (422, [place])
    assert place.removeprefix("#") in page.ids
    assert page.form("declined").values["_reason"] == [sent.get("_reason", "")]
    assert casework.recorded(token) == []


@pytest.mark.parametrize(
    "sent",
    [
        # a scanner that presses what it finds
        {},
        # nothing that a page of ours sends
        {"_verdict": "approve"},
        # offered on other pages than this
        {"_verdict": "lacks_grounds", "_reason": "x"},
        # what the fields say does not make it an answer
        {"so_van_ban": "123"},
    ],
)
def test_nothing_is_an_answer_but_the_ones_on_the_page(
    client: TestClient, casework: FakeAnswers, sent: dict[str, str]
) -> None:
    token = casework.ask([LETTER])

    answer = client.post(f"/a/{token}", data=sent)

    assert answer.status_code == 422
    assert Page(answer.text).links() == ["#answer"]
    assert "Xin chọn một trong các cách trả lời trên trang." in Page(answer.text).words
    assert casework.recorded(token) == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"_verdict": "done"}'),
        ("application/x-www-form-urlencoded", b"\xff\xfe%zz&&&==&_verdict"),
        ("text/plain", b""),
    ],
)
def test_a_mangled_body_is_a_form_with_faults(
    client: TestClient, casework: FakeAnswers, kind: str, body: bytes
) -> None:
    token = casework.ask([])

    answer = client.post(f"/a/{token}", content=body, headers={"Content-Type": kind})

    assert answer.status_code == 422
    assert casework.recorded(token) == []
