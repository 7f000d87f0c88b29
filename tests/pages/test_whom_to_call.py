from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Fate
from domain.directory.emergency import numbers_of
from domain.directory.whom_to_call import WhomToCall
from pages.application import create_app
from pages.rendering import end_pages_with
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import DAY
from tests.pages.reading import Page

OFFICE = WhomToCall("Phòng Trẻ em, Sở Y tế (mẫu)", "(+84) 204 3-555.111")
CALL = "Cán bộ điều phối: Phòng Trẻ em, Sở Y tế (mẫu), (+84) 204 3-555.111"


def client_of(casework: FakeAnswers, whom: WhomToCall | None, numbers: str = "") -> TestClient:
    app = create_app(casework, language="vi", health=lambda: True)
    end_pages_with(app, whom, numbers_of(numbers))
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("fate", "path"),
    [
        # A request that waits.
        (None, "/a/{token}"),
        # A link that is over.
        ("withdrawn", "/a/{token}"),
        # No link of ours: an apology.
        (None, "/a/nothing"),
        (None, "/"),
    ],
)
def test_each_page_for_officers_ends_with_whom_to_call(
    casework: FakeAnswers, fate: Fate | None, path: str
) -> None:
    token = casework.ask([DAY])
    if fate is not None:
        casework.let_it_be(token, fate)

    page = Page(client_of(casework, OFFICE).get(path.format(token=token)).text)

    assert CALL in page.words
    assert "tel:+842043555111" in page.links()


def test_where_a_danger_is_reported_and_after_it_stands_whom_to_call_first(
    casework: FakeAnswers,
) -> None:
    client = client_of(casework, OFFICE, "911 Cảnh sát / Police")
    token = casework.ask([DAY])

    before = client.get(f"/a/{token}")
    after = client.post(f"/a/{token}", data={"_verdict": "declined", "_because": "unsafe"})

    for page in (Page(before.text), Page(after.text)):
        assert "911 – Cảnh sát" in page.words
        assert {"tel:911", "tel:+842043555111"} <= set(page.links())
    assert "thấy ngay" not in after.text


def test_without_a_number_nothing_is_made_up(casework: FakeAnswers) -> None:
    page = Page(client_of(casework, None).get(f"/a/{casework.ask([DAY])}").text)

    assert "tel:" not in " ".join(page.links())
    assert "Cán bộ điều phối:" not in page.words
