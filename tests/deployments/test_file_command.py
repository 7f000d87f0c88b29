"""How a coordinator gets a file that came with an answer."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from domain.casework.answers.answering import answer
from domain.casework.answers.views import Submission
from domain.pathway.attachments import Attachment
from tests.deployments.commanding import Site
from tests.domain.casework.bureau import Bureau, HandClock
from tests.domain.small import pathway, step
from tests.files import PDF

LETTER = {"id": "letter", "label": {"vi": "Công văn", "en": "Letter"}, "kind": "file"}


@pytest.fixture
def answered(empty: Site) -> str:
    """A request whose answer came by a link, with a letter."""
    place, small = (
        Bureau(empty.office, HandClock()),
        pathway(step("verify", form=[LETTER | {"required": False}])),
    )
    place.publish(small)
    (request,) = place.waiting(place.open(small))
    sent = Submission("done", {}, files={"letter": Attachment("pdf", PDF)})
    answer(empty.office, place.token(request), sent)
    return request


def test_a_file_is_written_for_its_reader_alone(empty: Site, answered: str, tmp_path: Path) -> None:
    said = empty.done("request", "file", answered, "letter", "--to", tmp_path, "--by", "lan")

    (written,) = tmp_path.glob("*.pdf")
    assert written.name == f"{answered.partition('/')[0]}-1.pdf"
    assert written.read_bytes() == PDF
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert str(written) in said.out


def test_it_is_written_down_who_took_it(empty: Site, answered: str, tmp_path: Path) -> None:
    empty.done("request", "file", answered, "letter", "--to", tmp_path / "a.pdf", "--by", "lan")

    with empty.office.store.reading() as books:
        last = books.trails.lines(answered.rpartition("/")[0])[-1]
    assert (last.kind, last.actor) == ("read", "user:lan")


def test_what_is_there_is_not_written_over(empty: Site, answered: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("something else")

    said = empty.referral("request", "file", answered, "letter", "--to", tmp_path / "a.pdf")

    assert (said.code, "is there already" in said.err) == (1, True)
    assert (tmp_path / "a.pdf").read_text() == "something else"


@pytest.mark.parametrize(
    ("field", "to", "why"),
    [
        ("photo", "a.pdf", "No file came with this answer"),
        ("letter", "no/such/folder/a.pdf", "cannot be written"),
    ],
)
def test_what_cannot_be_had_is_told(
    empty: Site, answered: str, tmp_path: Path, field: str, to: str, why: str
) -> None:
    said = empty.referral("request", "file", answered, field, "--to", tmp_path / to)

    assert (said.code, why in said.err) == (1, True)


def test_who_reads_the_answer_is_told_of_the_file(empty: Site, answered: str) -> None:
    said = empty.done("request", "show", answered)

    assert "letter  Letter: a PDF of 1 KB" in said.out


def test_a_file_cannot_be_typed_in(empty: Site, answered: str) -> None:
    said = empty.referral(
        "request", "answer", answered, "--verdict", "done", "--field", "letter=a.pdf",
        "--how", "paper", "--given-by", "ông Minh", "--corrects", "3",
    )  # fmt: skip

    assert said.code == 1
    assert "letter: A file comes only by the page behind the agency's link." in said.err
