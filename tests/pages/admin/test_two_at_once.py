"""Two administrators on one page: the second is told, and loses nothing of what they typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.casework.administration.keeping_directory import directory_kept
from tests.pages.admin.editor import DRAFT, STEPS, editing, stands
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Form, Page

TRIP = f"{DRAFT}/steps/trip"
STAY = f"{DRAFT}/steps/reception/form/stay"
HOSPITAL = "/admin/directory/agencies/benh_vien"
CONTACT = {"contacts.1.name": "Nguyễn Hoa", "contacts.1.channels.1.channel": "sms",
           "contacts.1.channels.1.target": "0912345678"}  # fmt: skip


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    with editing(front) as browser:
        yield browser


@pytest.fixture
def bac(front: Front) -> Iterator[Browser]:
    with front.browser("bac") as browser:
        yield browser


def kept_meanwhile(browser: Browser, path: str, **typed: str) -> None:
    named = {key.replace("__", "."): value for key, value in typed.items()}
    assert browser.send(form(browser.page(path), "/save"), **named).status_code == 303


def told(browser: Browser, seen: Form, **typed: str) -> Page:
    named = {key.replace("__", "."): value for key, value in typed.items()}
    return browser.read(browser.send(seen, **named), 409)


def section(page: Page, control: str = "title.vi") -> Form:
    return next(one for one in page.forms if control in one.values)


def add_hospital(browser: Browser) -> None:
    new = form(browser.page("/admin/directory/new-agency"), "/add")
    browser.follow(browser.send(new, **{"title.vi": "Bệnh viện", **CONTACT}))


@pytest.mark.parametrize("typed", [{"_more": "yes"}, {"field.0": "reception.agrees"}])
def test_to_be_asked_more_sees_nothing_of_what_another_kept_meanwhile(
    front: Front, vi: Browser, bac: Browser, typed: dict[str, str]
) -> None:
    seen = form(vi.page(f"{TRIP}/condition"), "/save")
    row = {"compared__0": "is", "value__0": "home"}
    kept_meanwhile(bac, f"{TRIP}/condition", field__0="reception.stay", **row)

    more = Page(vi.send(seen, **{"field.0": "reception.agrees", **typed}).text)
    shown = told(vi, form(more, "/save"), compared__0="is", value__0="true")

    assert "Bắc vừa thay đổi" in shown.words
    assert stands(front, *STEPS, "trip", "when") == "reception.stay == 'home'"


def test_the_wording_that_is_not_kept_still_stands_there(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = form(vi.page(f"{TRIP}/wording"), "/save")
    kept_meanwhile(bac, f"{TRIP}/wording", ask__vi="Xin đưa đi.")

    shown = told(vi, seen, ask__vi="Xin đón về.", ask__en="Please bring them.")

    assert "Xin đưa đi." in shown.words
    again = form(shown, "/save")
    assert again.values["ask.vi"] == ["Xin đón về."]
    assert vi.send(again).status_code == 303
    ask = {"vi": "Xin đón về.", "en": "Please bring them."}
    assert stands(front, *STEPS, "trip", "ask") == ask


def test_the_reason_of_what_both_share_still_stands_there(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = form(vi.page(f"{TRIP}/shares"), "/save")
    kept_meanwhile(bac, f"{TRIP}/shares", share__full_name="yes", why__full_name__vi="Vì một")

    typed = {"share__full_name": "yes", "why__full_name__vi": "Vì hai", "share__phone": "yes"}
    shown = told(vi, seen, **typed, without_consent="wait")

    again = form(shown, "/save")
    assert again.values["why.full_name.vi"] == ["Vì hai"]
    assert again.values["share.phone"] == ["yes"]
    assert again.values["without_consent"] == ["wait"]
    assert vi.send(again, **{"why.phone.vi": "Để gọi"}).status_code == 303
    assert stands(front, *STEPS, "trip", "shares", "full_name", "why", "vi") == "Vì hai"


def test_two_who_share_the_same_for_the_same_reason_share_it_once(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = form(vi.page(f"{TRIP}/shares"), "/save")
    shared = {"share.full_name": "yes", "why.full_name.vi": "Vì một"}
    kept_meanwhile(bac, f"{TRIP}/shares", share__full_name="yes", why__full_name__vi="Vì một")

    assert vi.send(seen, **shared).status_code == 303
    why = {"vi": "Vì một", "en": "Vì một"}
    assert stands(front, *STEPS, "trip", "shares") == [{"field": "full_name", "why": why}]


def test_what_another_shares_is_not_taken_back_by_who_did_not_see_it(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = form(vi.page(f"{TRIP}/shares"), "/save")
    kept_meanwhile(bac, f"{TRIP}/shares", share__full_name="yes", why__full_name__vi="Vì một")

    vi.send(seen, **{"share.phone": "yes", "why.phone.vi": "Để gọi"})

    for field in ("full_name", "phone"):
        assert stands(front, *STEPS, "trip", "shares", field, "field") == field


def test_a_field_that_is_not_kept_still_stands_there_with_its_options(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = form(vi.page(STAY), "/save")
    kept_meanwhile(bac, STAY, label__vi="Nơi ở của Bắc", new__0__vi="Khách sạn")

    typed = {"may_be_empty": "yes", "option__home__vi": "Ở nhà", "gone__shelter": "yes"}
    shown = told(vi, seen, label__vi="Nơi ở của Vi", new__0__vi="Bệnh viện", **typed)

    again = form(shown, "/save")
    said = {name: again.values[name] for name in ("label.vi", "option.home.vi", "new.0.vi")}
    assert said == {
        "label.vi": ["Nơi ở của Vi"], "option.home.vi": ["Ở nhà"], "new.0.vi": ["Bệnh viện"],
    }  # fmt: skip
    assert again.values["option.khach_san.vi"] == ["Khách sạn"]
    assert again.values["may_be_empty"] == again.values["gone.shelter"] == ["yes"]


def test_what_another_changed_beside_it_stays_when_a_field_is_kept_all_the_same(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = form(vi.page(STAY), "/save")
    beside = {
        "option__home__vi": "Ở nhà riêng",
        "status__home": "not_a_victim",
        "may_be_empty": "yes",
    }
    kept_meanwhile(bac, STAY, label__vi="Nơi ở của Bắc", **beside)

    assert vi.send(form(told(vi, seen, label__vi="Của Vi"), "/save")).status_code == 303

    place = (*STEPS, "reception", "form", "stay")
    assert stands(front, *place, "label", "vi") == "Của Vi"
    assert stands(front, *place, "options", "home", "label", "vi") == "Ở nhà riêng"
    assert stands(front, *place, "options", "home", "status") == "not_a_victim"
    assert stands(front, *place, "required") is False


def test_what_another_does_not_share_any_more_is_not_shared_again_unseen(
    front: Front, vi: Browser, bac: Browser
) -> None:
    shared = {"share__full_name": "yes", "share__phone": "yes", "why__phone__vi": "Để gọi"}
    kept_meanwhile(vi, f"{TRIP}/shares", **shared, why__full_name__vi="Vì không")
    seen = form(vi.page(f"{TRIP}/shares"), "/save")
    kept_meanwhile(bac, f"{TRIP}/shares", share__phone="", why__full_name__vi="Vì một")

    shown = told(vi, seen, why__full_name__vi="Vì hai")
    assert vi.send(form(shown, "/save")).status_code == 303

    why = {"vi": "Vì hai", "en": "Vì hai"}
    assert stands(front, *STEPS, "trip", "shares") == [{"field": "full_name", "why": why}]


def test_what_another_changed_beside_it_in_a_section_stays(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = section(vi.page(TRIP))
    kept = bac.send(section(bac.page(TRIP)), **{"title.vi": "Của Bắc", "ask.vi": "Xin của Bắc"})
    assert kept.status_code == 303

    shown = told(vi, seen, title__vi="Của Vi")
    assert section(shown).values["ask.vi"] == ["Xin của Bắc"]
    assert vi.send(section(shown)).status_code == 303

    assert stands(front, *STEPS, "trip", "title", "vi") == "Của Vi"
    assert stands(front, *STEPS, "trip", "ask", "vi") == "Xin của Bắc"


def test_a_time_that_another_set_beside_it_stays(front: Front, vi: Browser, bac: Browser) -> None:
    # A browser sends the first unit of a time where none is set.
    unit = {"not_before.period.unit": "months"}
    seen, others = (section(by.page(TRIP), "not_before.period.amount") for by in (vi, bac))
    time = {"not_before.period.amount": "30", "not_before.period.unit": "days"}
    assert bac.send(others, **time, after="papers").status_code == 303

    shown = vi.read(vi.send(seen, **unit, after="services"), 409)
    assert vi.send(section(shown, "not_before.period.amount")).status_code == 303

    assert stands(front, *STEPS, "trip", "not_before", "period") == {"days": 30}
    assert stands(front, *STEPS, "trip", "after") == ["services"]


@pytest.mark.parametrize(
    ("path", "lost", "typed"),
    [
        (STAY, "kind", {"label.vi": "Nơi ở của Vi"}),
        (f"{TRIP}/shares", "without_consent", {"share.phone": "yes", "why.phone.vi": "Vì Vi"}),
        (f"{TRIP}/wording", "ask.en", {"ask.vi": "Của Vi"}),
    ],
)
def test_a_form_that_did_not_arrive_whole_is_a_page_all_the_same(
    vi: Browser, bac: Browser, path: str, lost: str, typed: dict[str, str]
) -> None:
    seen = form(vi.page(path), "/save")
    seen.values.pop(lost)
    others = {key: f"{text} và Bắc" if key.endswith(".vi") else text for key, text in typed.items()}
    bac.follow(bac.send(form(bac.page(path), "/save"), **others))

    assert vi.send(seen, **typed).status_code == 409


def test_the_cel_that_is_not_kept_still_stands_there(vi: Browser, bac: Browser) -> None:
    seen = form(vi.page(f"{TRIP}/condition"), "/write")
    row = {"compared__0": "is", "value__0": "home"}
    kept_meanwhile(bac, f"{TRIP}/condition", field__0="reception.stay", **row)

    shown = told(vi, seen, text="reception.agrees == true && reception.stay != 'home'")

    again = form(shown, "/write").values["text"]
    assert again == ["reception.agrees == true && reception.stay != 'home'"]


def test_a_field_that_another_added_moves_from_the_page_that_lists_it(
    front: Front, vi: Browser, bac: Browser
) -> None:
    path = f"{DRAFT}/steps/reception/form"
    seen = form(vi.page(path), "/add")
    bac.follow(bac.send(form(bac.page(path), "/add"), **{"title.vi": "Ghi chú", "kind": "text"}))

    listed = vi.read(vi.send(seen, **{"title.vi": ""}), 422)

    assert vi.send(form(listed, "/ghi_chu/up")).status_code == 303


def test_an_option_that_another_added_stays_when_the_field_is_reworded(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = form(vi.page(STAY), "/save")
    kept_meanwhile(bac, STAY, new__0__vi="Khách sạn")

    assert vi.send(seen, **{"label.vi": "Nơi ở"}).status_code == 303

    place = (*STEPS, "reception", "form", "stay")
    assert stands(front, *place, "label", "vi") == "Nơi ở"
    assert stands(front, *place, "options", "khach_san", "label", "vi") == "Khách sạn"


def test_an_agency_that_could_not_be_read_is_not_kept_over_what_another_wrote(
    front: Front, vi: Browser
) -> None:
    add_hospital(vi)
    seen, others = (form(vi.page(HOSPITAL), "/change") for _ in range(2))
    vi.follow(vi.send(others, **{"title.vi": "Bệnh viện tỉnh"}))

    wrong = vi.read(vi.send(seen, **{"title.vi": "Bệnh viện xã", "valid_to": "ngày mai"}), 422)
    shown = told(vi, form(wrong, "/change"), valid_to="")

    assert "Hiện là: Bệnh viện tỉnh" in shown.words
    kept = directory_kept(front.place.office).directory.agency("benh_vien")
    assert kept is not None
    assert kept.title.vi == "Bệnh viện tỉnh"


def test_a_contact_of_an_agency_that_another_took_out_is_told_and_stays_typed(vi: Browser) -> None:
    add_hospital(vi)
    seen = form(vi.page(f"{HOSPITAL}/new-contact"), "/add")
    vi.follow(vi.send(form(vi.page(HOSPITAL), "/remove")))

    typed = {"channels__1__channel": "sms", "channels__1__target": "0912345678"}
    shown = told(vi, seen, name="Trần Hà", **typed)

    assert form(shown, "/add").values["name"] == ["Trần Hà"]
