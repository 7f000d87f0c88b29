"""Whatever is posted: no fault of ours, nothing half recorded, and a message that helps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from starlette.testclient import TestClient

from domain.texts import MOST_MARKS
from pages.application import create_app
from pages.pacing import Pace, Rates
from tests.files import GIF, PDF, SVG, archive, picture
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import DAY, NOTES
from tests.pages.reading import Page
from tests.pages.test_files import PAPER, PHOTO

FORM = (PAPER, PHOTO, DAY, NOTES)
WITHOUT_END = 1_000_000
BOUNDARY = b"xYzZY"
TYPE = f"multipart/form-data; boundary={BOUNDARY.decode()}"
FILES = (PDF, PDF[:-9], GIF, SVG, archive(), PDF + archive(), picture(), picture()[:99], b"")


def typed(name: bytes, text: bytes) -> bytes:
    head = b'Content-Disposition: form-data; name="' + name + b'"'
    return b"--" + BOUNDARY + b"\r\n" + head + b"\r\n\r\n" + text + b"\r\n"


def file(name: bytes, called: bytes, content: bytes) -> bytes:
    head = b'Content-Disposition: form-data; name="' + name + b'"; filename="' + called + b'"'
    lines = (b"--" + BOUNDARY, head, b"Content-Type: application/pdf", b"", content, b"")
    return b"\r\n".join(lines)


END = b"--" + BOUNDARY + b"--\r\n"
DONE = typed(b"_verdict", b"done") + typed(b"ngay", b"2026-11-23")


PLAIN = "application/x-www-form-urlencoded"
PROGRAM = b'{"verdict": "declined", "because": "wrong_area", "reason": "'


def post(client: TestClient, token: str, body: bytes, kind: str = TYPE) -> tuple[int, str]:
    answer = client.post(f"/a/{token}", content=body, headers={"Content-Type": kind})
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        # cut off: in a file, in a text, before the last line, after half of it
        (DONE + file(b"van_ban", b"x", PDF)[:-30], TYPE),
        (DONE[:-12], TYPE),
        (DONE + file(b"van_ban", b"x", PDF), TYPE),
        (DONE + END[:-4], TYPE),
        # an end that does not stand on a line of its own
        (DONE + file(b"van_ban", b"x", PDF)[:-2] + b" " + END, TYPE),
        # nothing at all, and what is no such thing
        (b"", TYPE),
        (b"_verdict=done", TYPE),
        # no boundary is named, or another one
        (DONE + END, "multipart/form-data"),
        (DONE + END, "multipart/form-data; boundary=other"),
        (DONE + END, "multipart/form-data; boundary="),
        # a part without a name
        (DONE + b"--" + BOUNDARY + b"\r\nX: y\r\n\r\nz\r\n" + END, TYPE),
        # a thousand parts
        (DONE + typed(b"a", b"b") * 1000 + END, TYPE),
        # a head without an end
        (b"--" + BOUNDARY + b"\r\n" + b"X" * 20_000 + END, TYPE),
    ],
    ids=[
        "in a file", "in a text", "before the end", "in the end", "no line of its own", "nothing",
        "another form", "no boundary", "another boundary", "an empty boundary", "no name",
        "a thousand parts", "a long head",
    ],
)  # fmt: skip
def test_what_is_not_whole_is_not_taken(
    client: TestClient, casework: FakeAnswers, body: bytes, kind: str
) -> None:
    token = casework.ask(FORM)

    status, text = post(client, token, body, kind)

    assert status == 400
    assert casework.recorded(token) == []
    assert "Câu trả lời CHƯA được ghi nhận." in Page(text).words
    assert "Your answer was NOT recorded." in Page(text).words


@pytest.mark.parametrize(
    "called",
    [
        # ways out of a folder, a null byte, quotes, a script, a page long
        b"../../../../etc/passwd",
        b"..\\..\\boot.ini",
        b"a.pdf\x00.exe",
        b'\\"; rm -rf /; \\"',
        b"<script>alert(1)</script>.pdf",
        b"x" * 2000,
        # a name that people read backwards, no UTF-8
        "a\u202efdp.exe".encode(),
        b"\xff\xfe",
    ],
    ids=["up", "up elsewhere", "null", "quotes", "script", "long", "backwards", "no utf-8"],
)
def test_whatever_a_file_is_called_does_not_matter(
    client: TestClient, casework: FakeAnswers, called: bytes
) -> None:
    token = casework.ask(FORM)

    status, text = post(client, token, DONE + file(b"van_ban", called, PDF) + END)

    assert status == 200
    assert "một tệp PDF, 1 KB" in Page(text).words
    assert "script>alert" not in text


MARK = "\u0315"
HEAP = "a" + MARK * 32_000 + "\u0300" * 32_000
"""128 KB: a minute's work for whoever puts its marks into their order before it is cut."""


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        # a form, a form with files, what a program sends
        ("/a/{token}", b"_verdict=declined&_because=wrong_area&_reason=" + HEAP.encode(), PLAIN),
        ("/a/{token}", DONE + typed(b"ghi_chu", HEAP.encode()) + END, TYPE),
        ("/api/requests/{token}/answer", PROGRAM + HEAP.encode() + b'"}', "application/json"),
    ],
    ids=["form", "in parts", "program"],
)
def test_a_heap_of_marks_holds_nobody_up(
    client: TestClient, casework: FakeAnswers, path: str, body: bytes, kind: str
) -> None:
    token = casework.ask(FORM)

    answer = client.post(path.format(token=token), content=body, headers={"Content-Type": kind})

    assert answer.status_code == 200
    (recorded,) = casework.recorded(token)
    assert MARK * MOST_MARKS in str(recorded)
    assert MARK * (MOST_MARKS + 1) not in f"{answer.text} {recorded}"


def test_null_bytes_are_no_writing(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask(FORM)

    status, _ = post(client, token, DONE + typed(b"ghi_chu", b"\x00a\x00b\x00") + END)

    assert status == 200
    assert casework.recorded(token)[0].raw["ghi_chu"] == ("ab",)


@pytest.fixture(scope="module")
def lasting() -> Iterator[tuple[FakeAnswers, TestClient]]:
    """One for many posts."""
    casework = FakeAnswers()
    pace = Pace(Rates(*[WITHOUT_END] * 4))
    app = create_app(casework, language="vi", health=lambda: True, pace=pace)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield casework, client


NAMES = st.sampled_from(
    [b"van_ban", b"anh", b"ngay", b"ghi_chu", b"_verdict", b"_draft", b"_reason"]
)
ODD = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"done", b"keep", b"2026-11-23", b"0000-00-00", "e\u0302\u0323".encode()]),
)
PARTS = st.one_of(
    st.builds(typed, NAMES, ODD),
    st.builds(file, NAMES, ODD, st.sampled_from(FILES)),
    st.binary(max_size=80),
    st.sampled_from([DONE, END, b"--" + BOUNDARY, b"\r\n"]),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(PARTS, max_size=6), ended=st.booleans())
def test_whatever_is_posted_is_answered_in_words(
    lasting: tuple[FakeAnswers, TestClient], parts: list[bytes], *, ended: bool
) -> None:
    casework, client = lasting
    token = casework.ask(FORM)

    status, text = post(client, token, b"".join(parts) + (END if ended else b""))

    assert status in (200, 303, 400, 422)
    assert Page(text).words
    assert len(casework.recorded(token)) == ("Đã ghi nhận câu trả lời" in Page(text).words)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=300))
def test_whatever_a_plain_form_holds_is_answered_in_words(
    lasting: tuple[FakeAnswers, TestClient], body: bytes
) -> None:
    casework, client = lasting
    token = casework.ask(FORM)

    status, text = post(client, token, body, PLAIN)

    assert status == 422
    assert Page(text).words
    assert casework.recorded(token) == []
