"""Whatever is sent to an agency's page: a page that helps, and nothing half-written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from domain.casework.answers.seeing import LINK_OPENED
from domain.casework.answers.views import SayingKind
from domain.casework.dossier import Dossier
from domain.journey.facts import Verdict
from domain.pathway.declining import DECLINE_REASONS
from domain.pathway.template import Pathway
from pages.application import create_app
from pages.pacing import Pace, Rates
from tests.domain.casework.bureau import Bureau, bureau
from tests.domain.small import pathway, step
from tests.pages.forms import EVERY_KIND, FILLED
from tests.pages.reading import Page
from tests.tries import tries

Pairs = Sequence[tuple[str, str]]
Typed = Mapping[str, str | list[str]]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MEGABYTE = 1024 * 1024
WITHOUT_END = 1_000_000
NASTY = (
    unicodedata.normalize("NFD", "Đã xác minh ở Thủy Nguyên"),
    # written from right to left, and what turns the rest of the line around
    "\u200fمرحبا\u200e", "\u202egnp.exe\u202c", "\u2066abc\u2069",
    # no writing at all
    "\x00", "\x1b[31m", "a\x00b\x07c", "\r\n\r\n", "\u2028\u2029", "\ufeff", "\ufffe", "\ud800",
    # numbers and days that are none
    "-5", "-1.500.000", "1e9", "NaN", "9" * 400, "٣٤٥", "１２", "²", "1.00.0",
    "0000-01-01", "0000-00-00", "2026-02-30", "99999-01-01", "-2026-01-01", "1/1/1", "٢٠٢٦-01-01",
    # what other programs would act upon
    "<script>alert(1)</script>", "'; DROP TABLE events; --", "{{7*7}}", "{0.__class__}", "%s%n",
    "../../etc/passwd", "=1+1", "{moment}",
    # as much as is read, and more
    "ệ" * 4000, "ệ" * 4001, "x" * MEGABYTE,
    "", " ", "yes", "hai_phong", "2026-12-01", "y_te",
)  # fmt: skip
NOTHING: Typed = {}
NAMES = (*FILLED, "_reason", "_because", "_until", "_corrects", "_text", "", "__class__", "\x00")
WAYS = ("done", *get_args(SayingKind), *get_args(Verdict), "approve", "")

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.sampled_from(DECLINE_REASONS),
)
pairs = st.lists(st.tuples(st.sampled_from(NAMES), texts), max_size=14)


@dataclass(frozen=True, slots=True)
class Site:
    place: Bureau
    client: TestClient
    pathway: Pathway

    def ask(self) -> tuple[str, str]:
        """A journey, and where its agency answers."""
        # Requests of the same minutes come in one letter, later.
        self.place.later(hours=1)
        journey = self.place.open(self.pathway)
        (request,) = self.place.waiting(journey)
        return journey, f"/a/{self.place.token(request)}"

    def lines(self, journey: str) -> list[str]:
        """But for the one that says that the page was seen."""
        with self.place.office.store.reading() as books:
            kinds = [line.kind for line in books.trails.lines(journey)]
        return [kind for kind in kinds if kind != LINK_OPENED]

    def texts(self, journey: str) -> dict[str, str]:
        with self.place.office.store.reading() as books:
            dossier = Dossier.read(self.place.office, books, journey)
            return dossier.texts(dossier.recorded[-1].seq)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    form = [field.model_dump(mode="json", exclude_defaults=True) for field in EVERY_KIND]
    asked = pathway(step("verify", form=form, may_lack_grounds=True))
    database = tmp_path_factory.mktemp("fuzzed") / "referral.sqlite"
    with bureau(f"sqlite:///{database}") as place:
        place.publish(asked)
        app = create_app(
            OfficeAnswers(place.office, lambda _: None),
            language="vi",
            health=lambda: True,
            pace=Pace(Rates(*[WITHOUT_END] * 4)),
        )
        with TestClient(app, raise_server_exceptions=False) as client:
            yield Site(place, client, asked)


def body(sent: Pairs) -> bytes:
    """As a browser would send it, and as none would: half a letter, half a pair."""
    return b"&".join(_quoted(name) + b"=" + _quoted(text) for name, text in sent)


def _quoted(text: str) -> bytes:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass")).encode()


@given(way=st.sampled_from(WAYS), sent=pairs, typed=st.sampled_from((FILLED, NOTHING)))
@example(way="done", sent=[("so_tien", "-1.500.000")], typed=FILLED)
@example(way="done", sent=[("ngay", "0000-01-01")], typed=FILLED)
@example(way="more_time", sent=[("_until", "0000-01-01"), ("_reason", "\x00")], typed=NOTHING)
@example(way="question", sent=[("_reason", "x" * MEGABYTE)], typed=NOTHING)
@example(way="question", sent=[("_reason", "a\x85b\x00c")], typed=NOTHING)
@settings(max_examples=tries(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_sent_gets_a_page_that_helps_and_is_recorded_whole_or_not_at_all(
    site: Site, way: str, sent: Pairs, typed: Typed
) -> None:
    journey, address = site.ask()
    before = site.lines(journey)
    named = {"_verdict", *(name for name, _ in sent)}
    rest = [(n, each) for n, said in typed.items() for each in _each(said) if n not in named]

    answer = site.client.post(
        address, content=body([("_verdict", way), *rest, *sent]), headers=FORM
    )

    after = site.lines(journey)
    page = Page(answer.text)
    assert answer.status_code in (200, 409, 413, 422)
    assert unicodedata.is_normalized("NFC", answer.text)
    scripts = [attributes.get("src", "") for tag, attributes in page.tags if tag == "script"]
    assert all(source.startswith("/static/") for source in scripts)
    if answer.status_code == 200:
        assert after[:-1] == before
        assert all(map(is_plain_writing, site.texts(journey).values()))
        assert page.with_role("status")
    else:
        assert after == before
        assert page.links() or answer.status_code == 413


def _each(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def is_plain_writing(text: str) -> bool:
    """In one form, and without what no keyboard writes."""
    return unicodedata.is_normalized("NFC", text) and not any(
        unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in text
    )
