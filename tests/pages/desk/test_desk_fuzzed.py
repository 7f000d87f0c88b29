"""Whatever is typed at the desk: a page that helps, and nothing half-written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote_from_bytes

import pytest
from httpx2 import Response
from hypothesis import HealthCheck, Phase, example, given, settings, strategies as st

from domain.casework.answers.speaking_up import speak_up
from domain.casework.answers.views import Saying
from domain.casework.dossier import Dossier
from domain.casework.person.the_person import look_at_person
from domain.pathway.template import Pathway
from pages.pacing import Pace, Rates
from tests.deployments.test_forms_fuzzed import FORM, NASTY, WITHOUT_END, body, is_plain_writing
from tests.domain.casework.bureau import bureau
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.forms import EVERY_KIND, FILLED
from tests.pages.reading import Page
from tests.strategies import label
from tests.tries import tries

Filled = Mapping[str, str]
SAID_BY = {"_given_by": "Đại úy Hòa", "_how": "phone"}
SCOPE = {"roles": "police", "fields": "full_name", "steps": "verify", "until": "2027-01-31"}
OF_REQUESTS: Mapping[str, Filled] = {
    "answer": {k: str(v) for k, v in FILLED.items() if k != "nhu_cau"}
    | {"nhu_cau": "y_te"}
    | SAID_BY,
    "again": {"agency": "police"},
    "skip": {"reason": "Đã có đủ."},
    "withdraw": {"reason": "Trùng."},
    "extend": {"until": "2026-12-20", "reason": "Chờ giấy tờ."},
    "pass-on": {"agency": "shelter"},
    "reply": {"text": "Gửi về Sở."},
    "refuse-time": {"text": "Không được."},
    "take-over": {},
    "leave": {"text": "Đã có giấy."},
    "review": {},
    "accept": {"until": "2026-12-20"} | SAID_BY,
    "resend": {},
    "called": {"contact": "police_1"},
    "confirm": SAID_BY,
    "refuse": SAID_BY | {"reason": "Chưa đủ."},
    "confirm-colleague": {},
    "reject-colleague": {"reason": "Không biết người này."},
    "read": {},
    "file": {"_field": "ghi_chu"},
    "code": {"contact": "police_1"},
}
OF_JOURNEYS: Mapping[str, Filled] = {
    "pause": {"clocks": "stop"},
    "resume": {},
    "stop": {"reason": "Không an toàn.", "unsafe": "yes"},
}
OF_PERSONS: Mapping[str, Filled] = {
    "details": {
        "full_name": "Lò Thị Mây", "birth_date": "5/1/2004", "papers": "CCCD 001", "phone": "091",
        "address": "Thôn Đoài", "safe_contact": "Buổi sáng", "_away": "phone",
    },
    "agree": SCOPE | {"how": "spoken", "giver": "person", "language": "Thái", "witness": "Bà Lụa"},
    "refuse": SCOPE | {"note": "Sợ gia đình biết"},
    "override": SCOPE | {"basis": "danger_to_life", "reason": "Có người đe dọa"},
    "withdraw": {"entry": "7K3Q-9MXD/1/4", "note": "Nói qua điện thoại"},
    "show": {},
    "entry": {"entry": "7K3Q-9MXD/1/4"},
}  # fmt: skip
OPENING = {"entry": "small:self_return", "area": "hai_phong", "_form": "a"}
FORMS: Mapping[str, Filled] = {
    "/desk/open": OPENING,
    **{f"{{request}}/{name}": filled for name, filled in OF_REQUESTS.items()},
    **{f"{{journey}}/{name}": filled for name, filled in OF_JOURNEYS.items()},
    **{f"{{case}}/person/{name}": filled for name, filled in OF_PERSONS.items()},
}
NAMES = sorted({name for filled in FORMS.values() for name in filled} | {"_seen", "_corrects", ""})

# Each try is a journey: what is found is not worth the minutes that making it smaller takes.
QUICK = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)
texts = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=()), max_size=40)
)
worse = st.dictionaries(st.sampled_from(NAMES), texts, max_size=4)


@dataclass(frozen=True, slots=True)
class Seat:
    """The coordinator's, and the journey before them."""

    front: Front
    lan: Browser
    token: str
    pathway: Pathway

    def journey(self) -> str:
        """Of which the police have asked something."""
        place = self.front.place
        journey = place.open(self.pathway, area="hai_phong")
        (request,) = place.waiting(journey)
        speak_up(place.office, place.token(request), Saying("question", text="Gửi về đâu?"))
        return journey

    def send(self, path: str, typed: Filled) -> Response:
        sent = [("_token", self.token), *typed.items()]
        return self.lan.client.post(path, content=body(sent), headers=FORM)

    def lines(self) -> int:
        """Of all trails."""
        with self.front.place.office.store.reading() as books:
            return sum(row.last_seq for row in books.journeys.every())

    def kept(self, journey: str) -> list[str]:
        """What was typed and is under seal, of the journey and of its person."""
        place, code = self.front.place, journey.partition("/")[0]
        with place.office.store.reading() as books:
            dossier = Dossier.read(place.office, books, journey)
            said = [dossier.texts(seq) for seq in range(1, dossier.row.last_seq + 1)]
        known = look_at_person(place.office, code, "lan")
        return [*(text for each in said for text in each.values()), *known.values()]


@pytest.fixture(scope="module")
def seat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    fields = [field.model_dump(mode="json", exclude_defaults=True) for field in EVERY_KIND]
    share = {"field": "full_name", "why": label("To verify")}
    asked = pathway(step("verify", form=fields, may_lack_grounds=True, shares=[share]))
    database = tmp_path_factory.mktemp("fuzzed") / "referral.sqlite"
    with bureau(f"sqlite:///{database}", join_within=timedelta(0)) as place:
        place.publish(asked)
        front = Front(place, pace=Pace(Rates(*[WITHOUT_END] * 4)))
        with front.browser("lan") as lan:
            token = form(lan.page("/desk"), "/desk/sign-out").values["_token"][0]
            yield Seat(front, lan, token, asked)


def helps(answer: Response) -> bool:
    """It says what is wrong, beside the form that was sent where there is one."""
    page = Page(answer.text)
    match answer.status_code:
        case 422:
            return bool(page.with_role("alert")) and "_token" in page.forms[-1].values
        case 413:
            return "CHƯA được ghi nhận" in page.words
        case _:
            return "Không có gì ở đây" in page.words


def address(path: str, journey: str, request: str) -> str:
    code = journey.partition("/")[0]
    within = {"journey": journey, "request": request, "case": code}
    return path if path.startswith("/desk") else f"/desk/cases/{path.format_map(within)}"


@given(path=st.sampled_from(sorted(FORMS)), wrong=worse)
@example(path="{request}/extend", wrong={"until": "0000-01-01"})
@example(path="{request}/answer", wrong={"so_tien": "-1.500.000", "ngay": "0000-01-01"})
@example(path="{request}/answer", wrong={"_seen": "9" * 400, "_corrects": "²"})
@example(path="{request}/skip", wrong={"reason": "\u202e" + NASTY[0] + "\x00"})
@example(path="{case}/person/details", wrong={"full_name": NASTY[0], "birth_date": "0000-01-01"})
@example(path="{case}/person/agree", wrong={"until": "0000-01-01", "witness": "ệ" * 4001})
@example(path="/desk/open", wrong={"area": "\ud800", "_form": "\x00"})
@settings(QUICK, max_examples=tries(60))
def test_whatever_is_typed_gets_a_page_that_helps_and_is_kept_whole_or_not_at_all(
    seat: Seat, path: str, wrong: Filled
) -> None:
    journey = seat.journey()
    (request,) = seat.front.place.waiting(journey)
    seat.lan.page(f"/desk/cases/{journey}")
    before = seat.lines()

    answer = seat.send(address(path, journey, request), {**FORMS[path], **wrong})

    assert answer.status_code in (200, 303, 404, 413, 422), answer.text
    assert unicodedata.is_normalized("NFC", answer.text)
    if answer.status_code >= 400:
        assert seat.lines() == before
        assert helps(answer), (path, answer.status_code, answer.text[:3000])
    assert all(map(is_plain_writing, seat.kept(journey)))


@given(name=texts, password=texts)
@example(name="lan", password="x" * 1_000_000)
@example(name="lan", password="a" + "\u0315" * 9000 + "\u0300" * 9000)
@settings(QUICK, max_examples=tries(25))
def test_whatever_is_typed_at_the_door_signs_nobody_in(
    seat: Seat, name: str, password: str
) -> None:
    with seat.front.browser() as stranger:
        token = stranger.page("/desk/sign-in").forms[0].values["_token"][0]
        sent = [("_token", token), ("name", name), ("password", password)]

        answer = stranger.client.post("/desk/sign-in", content=body(sent), headers=FORM)

        assert answer.status_code in (413, 422, 429), answer.text
        assert stranger.client.get("/desk").status_code == 303


@given(code=texts, number=texts, unit=texts)
@example(code="7K3Q-9MXD", number="9" * 5000, unit="verify")
@settings(QUICK, max_examples=tries(25))
def test_whatever_stands_in_an_address_is_no_fault_of_ours(
    seat: Seat, code: str, number: str, unit: str
) -> None:
    quoted = [
        quote_from_bytes(each.encode("utf-8", "surrogatepass"), "") for each in (code, number, unit)
    ]
    case = seat.journey()
    paths = [
        f"/desk/cases/{quoted[0]}", f"/desk/cases/{case}/{quoted[2]}",
        f"/desk/cases/{case.partition('/')[0]}/{quoted[1]}", f"/desk/cases?code={quoted[0]}",
    ]  # fmt: skip

    found = [seat.lan.client.get(path[:60_000]).status_code for path in paths]

    assert set(found) <= {200, 303, 307, 404, 422}
