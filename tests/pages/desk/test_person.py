"""At the desk: who the person is, what they agreed to, and who read what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from domain.casework.administration.publishing import publish_directory, publish_policy
from domain.casework.person.reading import make_code, read_person
from domain.casework.person.the_person import look_at_person
from domain.trail.telling_trail import told_of_other
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.casework.journeys.test_standing_by import STANDBY
from tests.domain.casework.sharing import NAME, SAFE, sharing, with_telephones
from tests.domain.db.dump import dump_of
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

SHARED = sharing("full_name", "safe_contact")
WITNESS = "Bà Lụa, hàng xóm"
WHO = {"full_name": NAME, "birth_date": "5/1/2004", "phone": "0912345678", "safe_contact": SAFE}
AGREED: Mapping[str, Sequence[str]] = {
    "roles": ["police"],
    "fields": ["full_name", "safe_contact"],
    "how": ["spoken"],
    "giver": ["person"],
    "language": ["tiếng Thái"],
    "witness": [WITNESS],
}


@pytest.fixture
def code(front: Front) -> str:
    """Of a case in Hải Phòng; the police are asked."""
    front.place.publish(SHARED)
    return front.place.open(SHARED, area="hai_phong").partition("/")[0]


def person(code: str, page: str = "") -> str:
    return f"/desk/cases/{code}/person{page}"


def take_down(lan: Browser, code: str) -> Page:
    page = lan.page(person(code, "/details"))
    return lan.follow(lan.send(form(page, "/details"), **WHO))


def agree(lan: Browser, code: str) -> Page:
    page = lan.page(person(code, "/agree"))
    return lan.follow(lan.send(form(page, "/agree"), **AGREED))


def police_read(place: Bureau, code: str) -> None:
    (request,) = place.waiting(f"{code}/1")
    made = make_code(place.office, request, "police_1", "lan")
    read_person(place.office, place.token(request), made.code)


def test_opening_goes_on_to_the_person_then_to_consent_then_to_what_stands(
    front: Front, lan: Browser
) -> None:
    front.place.publish(SHARED)
    opening = form(lan.page("/desk/open"), "/desk/open")

    details = lan.follow(lan.send(opening, entry="small:self_return", area="hai_phong"))
    consent = lan.follow(lan.send(form(details, "/details"), **WHO))
    person = lan.follow(lan.send(form(consent, "/agree"), **AGREED))

    (journey, *_) = front.woken
    assert "Hồ sơ đã mở" in details.words
    assert "Đã lưu dưới niêm phong" in consent.words
    assert "Đồng ý: police: Họ và tên, Liên lạc an toàn" in person.words
    assert {"took_identity", "consent_given"} <= set(front.kinds(journey))
    assert front.woken == [journey, journey]


def test_each_field_says_what_it_is_for_and_none_is_filled_in_by_the_browser(
    lan: Browser, code: str
) -> None:
    page = lan.page(person(code, "/details"))
    sent = form(page, "/details")
    typed = [attributes for _, attributes in sent.controls if attributes["name"] != "_token"]

    assert [one["name"] for one in typed] == [
        "full_name", "birth_date", "papers", "address", "phone", "safe_contact",
    ]  # fmt: skip
    assert {one["autocomplete"] for one in (sent.attributes, *typed)} == {"off"}
    assert {one["aria-describedby"] in page.ids for one in typed} == {True}
    assert "Không được nói gì" in page.words


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(
    front: Front, lan: Browser, code: str
) -> None:
    sent = form(lan.page(person(code, "/details")), "/details")

    answer = lan.send(sent, full_name=NAME, birth_date="31/02/2004")

    page = Page(answer.text)
    assert answer.status_code == 422
    assert "fault-birth_date" in page.ids
    assert page.with_id("f-full_name")["value"] == NAME
    assert "took_identity" not in front.kinds(f"{code}/1")


def test_what_was_typed_stands_in_no_address_and_on_no_other_page(
    front: Front, lan: Browser, code: str
) -> None:
    sent = lan.send(form(lan.page(person(code, "/details")), "/details"), **WHO)
    agree(lan, code)

    paths = (person(code), person(code, "/details"), person(code, "/agree"), f"/desk/cases/{code}")
    shown = "".join(lan.client.get(path).text for path in paths)

    assert sent.headers["Location"] == person(code, "/agree?done=details")
    assert sent.headers["Cache-Control"] == "no-store"
    for secret in (*WHO.values(), WITNESS):
        assert secret not in shown
        assert secret not in repr(dump_of(front.place.office.store))


def test_the_case_says_which_fields_are_known(lan: Browser, code: str) -> None:
    before = lan.page(f"/desk/cases/{code}")
    take_down(lan, code)

    after = lan.page(f"/desk/cases/{code}")

    assert "Chưa biết gì về người được hỗ trợ" in before.words
    assert "Họ và tên; Ngày sinh (hoặc năm sinh); Số điện thoại; Liên lạc an toàn" in after.words
    assert person(code) in after.links()


def test_it_is_shown_by_a_press_and_each_look_is_written_down(
    front: Front, lan: Browser, code: str
) -> None:
    take_down(lan, code)
    page = lan.page(person(code))

    shown = lan.send(form(page, "/show"))

    assert all(text in Page(shown.text).words for text in WHO.values())
    assert shown.headers["Cache-Control"] == "no-store"
    assert front.kinds(f"{code}/1").count("read_identity") == 1
    assert lan.client.get(person(code, "/show")).status_code == 404


def test_what_is_left_empty_stays_and_what_is_ticked_goes(
    front: Front, lan: Browser, code: str
) -> None:
    take_down(lan, code)
    page = lan.page(person(code, "/details"))

    lan.follow(lan.send(form(page, "/details"), _away=["phone"], address="Bản Nậm Cản"))

    known = look_at_person(front.place.office, code, "lan")
    assert dict(known) == {
        "full_name": NAME,
        "birth_date": "5/1/2004",
        "address": "Bản Nậm Cản",
        "safe_contact": SAFE,
    }


def test_consent_lets_the_agency_read(front: Front, lan: Browser, code: str) -> None:
    take_down(lan, code)
    agree(lan, code)

    police_read(front.place, code)

    words = lan.page(person(code)).words
    assert "Cơ quan police: Liên lạc an toàn" in words
    assert "Người trực: police_1@example.vn" in words


def test_a_consent_with_faults_is_not_written_down(front: Front, lan: Browser, code: str) -> None:
    sent = form(lan.page(person(code, "/agree")), "/agree")

    answer = lan.send(sent, roles=["police"], witness=WITNESS)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert {"fault-fields", "fault-how", "fault-giver"} <= set(page.ids)
    assert page.with_id("f-witness")["value"] == WITNESS
    assert "checked" in page.with_id("f-roles")
    assert "consent_given" not in front.kinds(f"{code}/1")


def test_what_is_sealed_with_an_entry_is_shown_by_a_press(
    front: Front, lan: Browser, code: str
) -> None:
    page = agree(lan, code)

    shown = lan.send(form(page, "/entry"))

    assert WITNESS not in page.words
    assert WITNESS in Page(shown.text).words
    assert front.kinds(f"{code}/1").count("read") == 1


def test_to_have_looked_at_an_entry_ticks_nothing_that_is_taken_back(
    lan: Browser, code: str
) -> None:
    page = agree(lan, code)

    shown = Page(lan.send(form(page, "/entry")).text)

    assert WITNESS in shown.words
    assert "entry" not in form(shown, "/withdraw").values


def test_taking_back_acts_at_once_and_names_who_has_read(
    front: Front, lan: Browser, code: str
) -> None:
    publish_directory(front.place.office, with_telephones(directory_for(SHARED)), "user:lan")
    take_down(lan, code)
    page = agree(lan, code)
    police_read(front.place, code)
    front.woken.clear()

    after = lan.follow(lan.send(form(page, "/withdraw"), note="Nói qua điện thoại"))

    assert "Có hiệu lực từ lúc này" in after.words
    assert "Đã rút lại" in after.words
    assert "Cơ quan police: Liên lạc an toàn" in after.words
    assert "tel:0912345678" in after.links()
    assert front.woken == [f"{code}/1"]
    assert not [one for one in after.forms if one.attributes["action"].endswith("/withdraw")]


@pytest.mark.parametrize("name", ["agree", "refuse", "override"])
def test_whoever_stands_by_at_night_can_be_ticked(
    front: Front, lan: Browser, code: str, name: str
) -> None:
    publish_policy(front.place.office, STANDBY, "user:lan")
    page = lan.page(person(code, f"/{name}"))

    after = lan.follow(
        lan.send(
            form(page, f"/{name}"),
            **{**AGREED, "roles": ["labour"], "basis": ["danger_to_life"], "reason": ["Vì"]},
        )
    )

    offered = [a["value"] for _, a in page.tags if a.get("name") == "roles"]
    assert offered == ["police", "labour"]
    assert "labour: Họ và tên" in after.words


@pytest.mark.parametrize("name", ["agree", "refuse", "override"])
def test_a_form_that_is_sent_twice_is_written_down_once(
    front: Front, lan: Browser, code: str, name: str
) -> None:
    sent = form(lan.page(person(code, f"/{name}")), f"/{name}")
    typed = {**AGREED, "basis": ["danger_to_life"], "reason": ["Có người đe dọa"]}
    before = len(front.kinds(f"{code}/1"))

    first, second = lan.send(sent, **typed), lan.send(sent, **typed)
    lan.follow(lan.send(form(lan.page(person(code, f"/{name}")), f"/{name}"), **typed))

    written = [kind for kind in front.kinds(f"{code}/1")[before:] if kind.startswith("consent")]
    assert first.headers["Location"] == second.headers["Location"]
    assert len(written) == 2


def test_one_entry_can_be_taken_back_and_the_other_stays(
    front: Front, lan: Browser, code: str
) -> None:
    agree(lan, code)
    taking_back = form(agree(lan, code), "/withdraw")
    newest = next(a["value"] for _, a in taking_back.controls if a["name"] == "entry")

    after = lan.follow(lan.send(taking_back, entry=[newest]))

    assert after.words.count("Đã rút lại") == 1


def test_refusing_stops_no_request(front: Front, lan: Browser, code: str) -> None:
    agree(lan, code)
    page = lan.page(person(code, "/refuse"))

    after = lan.follow(lan.send(form(page, "/refuse"), note="Sợ gia đình biết"))

    assert "Không dịch vụ nào bị dừng" in after.words
    assert len(front.place.waiting(f"{code}/1")) == 1


def test_what_is_shown_without_consent_stands_out_in_words_on_the_case(
    lan: Browser, code: str
) -> None:
    page = lan.page(person(code, "/override"))
    scope = {"roles": ["police"], "fields": ["full_name"]}
    reason = "Có người đe dọa"

    bare = lan.send(form(page, "/override"), **scope)
    lan.follow(lan.send(form(page, "/override"), **scope, basis="danger_to_life", reason=reason))

    text = lan.client.get(f"/desk/cases/{code}").text
    case = Page(text).words
    assert {"fault-basis", "fault-reason"} <= set(Page(bare.text).ids)
    assert "CHO XEM KHI CHƯA CÓ SỰ ĐỒNG Ý police: Họ và tên Căn cứ: nguy hiểm" in case
    assert "Trần Thị Lan" in case
    assert f"<strong>{told_of_other('consent_overridden').in_('vi')}</strong>" in text
    assert reason not in case


def test_an_auditor_sees_the_ledger_without_texts(front: Front, lan: Browser, code: str) -> None:
    take_down(lan, code)
    agree(lan, code)

    with front.browser("hoa") as hoa:
        page = hoa.page(person(code))

    assert "Đồng ý: police: Họ và tên, Liên lạc an toàn" in page.words
    assert [one.attributes["action"] for one in page.forms] == ["/desk/sign-out"]
    assert WITNESS not in page.words


def test_a_case_about_a_place_has_no_person(front: Front, lan: Browser) -> None:
    site = pathway(step("verify")).model_copy(update={"subject": "site"})
    front.place.publish(site)
    code = front.place.open(site, area="hai_phong").partition("/")[0]

    lan.page(person(code), 404)

    assert "Người được hỗ trợ" not in lan.page(f"/desk/cases/{code}").words
