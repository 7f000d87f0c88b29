from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.pages.fakes import FakeAnswers
from tests.pages.forms import DAY
from tests.pages.reading import Page

TO_MINH = {"_verdict": "delegated", "_colleague": "minh"}
TO_HOA = {
    "_verdict": "delegated",
    "_colleague": "",
    "_colleague_name": "  Chị   Hoa ",
    "_colleague_address": "hoa@tinh.gov.vn",
}


@pytest.mark.parametrize(
    ("language", "way", "done", "dead"),
    [
        (
            "vi",
            "Đồng nghiệp của chúng tôi sẽ trả lời",
            "Đã chuyển cho đồng nghiệp",
            "Đã chuyển cho Anh Minh, người có đường dẫn riêng.",
        ),
        (
            "en",
            "A colleague of ours should answer this",
            "Passed on to your colleague",
            "It went to Anh Minh, who has a link of their own.",
        ),
    ],
)
def test_a_colleague_is_chosen_and_the_link_says_so_from_then_on(
    client: TestClient, casework: FakeAnswers, language: str, way: str, done: str, dead: str
) -> None:
    link = f"/a/{casework.ask([DAY])}?lang={language}"

    shown = client.get(link)
    sent = client.post(link, data=TO_MINH)
    afterwards = client.get(link)

    assert way in Page(shown.text).words
    assert "Anh Minh" in Page(shown.text).words
    assert (sent.status_code, afterwards.status_code) == (200, 410)
    assert done in Page(sent.text).words
    assert dead in Page(afterwards.text).words


def test_looking_passes_nothing_on(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])

    client.get(f"/a/{token}", params=TO_MINH)

    assert client.get(f"/a/{token}").status_code == 200


@pytest.mark.parametrize(
    ("language", "said", "noted"),
    [
        ("vi", "Đã hỏi cán bộ điều phối", "cán bộ điều phối chưa xác nhận"),
        ("en", "The coordinator is asked", "The coordinator has not confirmed that yet."),
    ],
)
def test_somebody_new_is_named_and_the_link_goes_on_working(
    client: TestClient, casework: FakeAnswers, language: str, said: str, noted: str
) -> None:
    link = f"/a/{casework.ask([DAY])}?lang={language}"

    sent = client.post(link, data=TO_HOA)
    afterwards = client.get(link)

    assert said in Page(sent.text).words
    assert "Chị Hoa" in Page(sent.text).words
    assert afterwards.status_code == 200
    assert noted in Page(afterwards.text).words


def test_a_fault_stands_beside_what_was_typed(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])

    sent = client.post(f"/a/{token}", data={**TO_HOA, "_colleague_address": "gọi tôi"})

    assert sent.status_code == 422
    assert 'href="#colleague_address"' in sent.text
    assert 'value="gọi tôi"' in sent.text
    assert client.get(f"/a/{token}").status_code == 200


def test_a_correction_is_not_passed_on(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask([DAY])
    client.post(f"/a/{token}", data={"_verdict": "done", "ngay": "2026-11-23"})

    correcting = client.get(f"/a/{token}?correct=1&lang=en")
    sent = client.post(f"/a/{token}?lang=en", data=TO_MINH)

    assert "A colleague of ours should answer this" not in Page(correcting.text).words
    assert sent.status_code == 409
