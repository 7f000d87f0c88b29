"""Whatever is typed into the editor: a page that helps, and a draft that can be opened again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from domain.casework.editing.drafts import every_draft, start, throw_away
from domain.editing.starting import tree_of
from pages.pacing import Pace, Rates
from tests.deployments.test_forms_fuzzed import FORM, NASTY, WITHOUT_END, body
from tests.domain.casework.bureau import bureau
from tests.domain.small import number, pathway, step, yes_no
from tests.pages.desk.front import Browser, Front
from tests.pages.reading import Form, Page
from tests.tries import tries

FULL = pathway(
    step("verify", form=[yes_no("agrees"), number("children")]),
    step("care", "verify", role="shelter", when="verify.agrees"),
)
DRAFT = "/admin/pathways/small/draft"
PATHS = (
    "", "/about", "/roles", "/roles/police", "/entries", "/entries/self_return", "/stages/stage",
    "/steps/verify", "/steps/care", "/ends", "/ends/finished", "/duties", "/parts", "/publish",
    "/try",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from([*NASTY, "", "verify", "care", "police", "small", "1", "0", "-1", "9" * 30]),
    st.text(st.characters(exclude_categories=()), max_size=40),
)
QUICK = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)


@dataclass(frozen=True, slots=True)
class Seat:
    front: Front
    vi: Browser

    def begins_anew(self) -> None:
        office = self.front.place.office
        for left in every_draft(office):
            throw_away(office, left.key, left.revision)
        start(office, tree_of(FULL), "user:vi")

    def forms(self) -> list[Form]:
        """All that change the draft, of all its pages."""
        shown = [self.vi.client.get(f"{DRAFT}{path}") for path in PATHS]
        pages = [Page(answer.text) for answer in shown if answer.status_code != 404]  # removed
        found = [one for page in pages for one in page.forms if "_revision" in one.values]
        ending = ("/throw-away", "/publish")
        return [one for one in found if not one.attributes["action"].endswith(ending)]


@pytest.fixture(scope="module")
def seat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    database = tmp_path_factory.mktemp("fuzzed") / "referral.sqlite"
    with bureau(f"sqlite:///{database}") as place:
        place.publish(FULL)
        front = Front(place, pace=Pace(Rates(*[WITHOUT_END] * 4)))
        with front.browser("vi") as vi:
            yield Seat(front, vi)


@given(data=st.data())
@settings(QUICK, max_examples=tries(40))
def test_whatever_is_typed_the_draft_can_be_opened_and_mended(
    seat: Seat, data: st.DataObject
) -> None:
    seat.begins_anew()
    for _ in range(data.draw(st.integers(1, 3))):
        sent = data.draw(st.sampled_from(seat.forms()), label="form")
        names = [name for name in sent.values if not name.startswith("_")]
        wrong = data.draw(st.dictionaries(st.sampled_from([*names, "x"]), texts, max_size=4))
        typed: Mapping[str, list[str]] = {**sent.values, **{n: [t] for n, t in wrong.items()}}
        pairs = [(name, text) for name, given in typed.items() for text in given]

        answer = seat.vi.client.post(sent.attributes["action"], content=body(pairs), headers=FORM)

        assert answer.status_code in (303, 404, 409, 413, 422), answer.text
        for path in PATHS:
            shown = seat.vi.client.get(f"{DRAFT}{path}").status_code
            assert shown in (200, 404), (path, sent.attributes, typed)
        overview = seat.vi.page(DRAFT)
        for address in overview.links():
            if address.startswith(DRAFT):
                assert seat.vi.client.get(address).status_code == 200, address
