"""Files that a draft keeps, those that come too late, and how much may come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Receipt, Submission
from domain.pathway.attachments import MEGABYTE
from pages.application import create_app
from pages.limits import LARGEST_BODY
from tests.files import GIF, PDF
from tests.pages.fakes import FakeAnswers
from tests.pages.reading import Page
from tests.pages.test_drafts import TAKEN_UP
from tests.pages.test_files import DONE, FORM, part


def test_files_that_are_slow_to_take_keep_nobody_from_a_page() -> None:
    done = Event()

    class Slow(FakeAnswers):
        def answer(self, token: str, submission: Submission) -> Receipt:
            done.wait()
            return super().answer(token, submission)

    casework = Slow()
    token, other = casework.ask(FORM), casework.ask(FORM)
    app = create_app(casework, language="vi", health=lambda: True)
    with TestClient(app) as client, ThreadPoolExecutor(60) as threads:

        def send() -> int:
            return client.post(f"/a/{token}", data=DONE, files=[part("van_ban", PDF)]).status_code

        uploads = [threads.submit(send) for _ in range(50)]
        page = threads.submit(lambda: client.get(f"/a/{other}").status_code)
        try:
            seen = page.result(timeout=20)
        finally:
            done.set()

    assert seen == 200
    assert {each.result() for each in uploads} <= {200, 409}


def test_a_draft_keeps_the_file_and_the_answer_takes_it_along(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=DONE | {"_draft": "keep"}, files=[part("van_ban", PDF)])

    shown = Page(client.post(f"/a/{token}", data=TAKEN_UP).text)
    named = DONE | {"_file": shown.form().values["_file"]}
    receipt = Page(client.post(f"/a/{token}", data=named, files=[part("anh", b"", "")]).text)

    assert "Đã lưu: một tệp PDF, 1 KB." in shown.words
    assert "một tệp PDF, 1 KB" in receipt.words


@pytest.mark.parametrize("taken_out", [False, True], ids=["not shown", "taken out"])
def test_a_file_that_the_form_does_not_name_is_not_sent(
    client: TestClient, casework: FakeAnswers, *, taken_out: bool
) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=DONE | {"_draft": "keep"}, files=[part("van_ban", PDF)])
    named = Page(client.post(f"/a/{token}", data=TAKEN_UP).text).form().values["_file"]

    more = {"_file": named, "_without": "van_ban"} if taken_out else {}
    receipt = Page(client.post(f"/a/{token}", data=DONE | more).text)

    assert "một tệp PDF" not in receipt.words


def test_a_saved_file_is_taken_out_of_the_draft(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=DONE | {"_draft": "keep"}, files=[part("van_ban", PDF)])

    out = DONE | {"_draft": "keep", "_without": "van_ban"}
    client.post(f"/a/{token}", data=out)
    shown = Page(client.post(f"/a/{token}", data=TAKEN_UP).text)

    assert "Đã lưu: một tệp" not in shown.words
    assert shown.form().values["ngay"] == ["2026-11-23"]


@pytest.mark.parametrize(
    ("state", "status", "said"),
    [
        # sent twice, or by a colleague before
        ("answered", 409, "Lần gửi vừa rồi không làm thay đổi gì"),
        ("answered for good", 409, "Lần gửi vừa rồi không làm thay đổi gì"),
        ("unconfirmed", 409, "Lần gửi vừa rồi không làm thay đổi gì"),
        ("to confirm", 409, "không được ghi nhận"),
        # and where the person agrees no more
        ("no consent", 410, "không được sử dụng hay chuyển cho ai nữa"),
    ],
)
def test_who_sends_a_large_file_too_late_reads_what_became_of_it(
    client: TestClient, casework: FakeAnswers, state: str, status: int, said: str
) -> None:
    token = casework.ask(FORM, takes_two=state in ("unconfirmed", "to confirm"))
    if state == "no consent":
        casework.let_it_be(token, "no_consent")
    else:
        client.post(f"/a/{token}", data=DONE)
    if state == "answered for good":
        casework.ask_what_depends(token)
    link = casework.colleagues_link(token) if state == "to confirm" else token

    late = client.post(f"/a/{link}", data=DONE, files=[part("van_ban", PDF + bytes(MEGABYTE))])

    assert late.status_code == status
    assert said in Page(late.text).words
    assert casework.refusals(token) == (state == "no consent")


@pytest.mark.parametrize("more", [{}, {"_draft": "keep"}], ids=["sent", "saved"])
def test_beside_files_no_more_may_be_typed_than_without(
    client: TestClient, casework: FakeAnswers, more: dict[str, str]
) -> None:
    token = casework.ask(FORM)
    typed = DONE | more | {"ngay": "x" * LARGEST_BODY}

    answer = client.post(f"/a/{token}", data=typed, files=[part("van_ban", PDF)])

    assert answer.status_code == 413
    assert casework.draft(token) is None


def test_a_fault_elsewhere_loses_nothing_that_a_draft_has_kept(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    client.post(f"/a/{token}", data=DONE | {"_draft": "keep"}, files=[part("van_ban", PDF)])

    page = client.post(f"/a/{token}", data=DONE | {"ngay": "x"}, files=[part("anh", b"", "")])

    assert page.status_code == 422
    assert "Đã lưu: một tệp PDF, 1 KB." in Page(page.text).words


@pytest.mark.parametrize("headers", [{}, {"Accept": "application/json"}], ids=["pressed", "script"])
def test_a_draft_that_cannot_keep_a_file_says_so(
    client: TestClient, casework: FakeAnswers, headers: dict[str, str]
) -> None:
    token = casework.ask(FORM)

    answer = client.post(
        f"/a/{token}",
        data=DONE | {"_draft": "keep"}, files=[part("van_ban", GIF)], headers=headers,
    )  # fmt: skip

    draft = casework.draft(token)
    assert draft is not None
    assert draft.forms["done"]["ngay"] == ("2026-11-23",)
    assert "Chỉ nhận tệp PDF, JPEG và PNG" in answer.text
