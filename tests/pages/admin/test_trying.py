"""The dry run of a draft, as an administrator plays it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.casework.editing.drafts import save, start
from domain.casework.editing.examples import number_of_examples
from domain.editing.edits import Put, Remove
from domain.editing.starting import tree_of
from tests.domain.small import ENTRY, choices, pathway as small, step, yes_no
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page
from tests.strategies import Part, label

TRY = "/admin/pathways/small/draft/try"
SHOWN: list[Part] = [{"field": "full_name", "why": label("To verify")}]
LIMIT: Part = {"amount": 5, "unit": "working_days", "source": "thử"}
VERIFY = step(
    "verify", form=[yes_no("agrees"), choices("needs", "health")], limit=LIMIT, shares=SHOWN
)
PATHWAY = small(VERIFY, step("visit", "verify"))
BEGUN = {"entry": ENTRY, "start": "2027-02-01"}  # Tết is from the 4th to the 10th


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    front.place.publish(PATHWAY)
    start(front.place.office, tree_of(PATHWAY), "user:vi")
    with front.browser("vi") as browser:
        yield browser


def begun(browser: Browser, **typed: str) -> Page:
    return did(browser, browser.page(TRY), "begin", **{**BEGUN, **typed})


def did(browser: Browser, page: Page, act: str, **typed: str) -> Page:
    return browser.follow(browser.send(form(page, f"/try/{act}"), **typed))


def answered(browser: Browser, unit: str, **typed: str) -> Page:
    page = browser.page(f"{TRY}/asked/{unit}")
    answers = [one for one in page.forms if one.attributes["action"].endswith("/answer")]
    usual, *others = answers
    sent = others[0] if others and typed.get("_says") == "done" else usual
    if sent is usual:
        sent.values.pop("_usual") if typed else None
    return browser.follow(browser.send(sent, **(typed or {"_says": "done"})))


def test_a_run_begins_with_whom_it_asks_and_by_when_with_the_holidays(vi: Browser) -> None:
    page = begun(vi)

    assert f"{TRY}/asked/verify" in page.links()
    assert "Hạn trả lời: hết thứ Hai, 15/2/2027." in page.words
    assert "Không tính: nghỉ Tết Nguyên Đán 5 ngày." in page.words


def test_each_message_stands_as_it_arrives_in_vietnamese(vi: Browser) -> None:
    page = begun(vi)

    assert "[0000-000V] Có yêu cầu đang chờ cơ quan trả lời" in page.words
    assert "Kính gửi: police" in page.words
    assert "/a/…" in page.words


def test_each_message_stands_under_the_request_that_it_was_sent_for(front: Front) -> None:
    two = small(step("verify"), step("care", role="shelter"))
    front.place.publish(two)
    start(front.place.office, tree_of(two), "user:vi")
    with front.browser("vi") as browser:
        words = begun(browser).words

    told = ["police: verify. ", "Kính gửi: police", "shelter: care. ", "Kính gửi: shelter"]
    assert sorted(told, key=words.rindex) == told


def test_an_area_that_has_ended_leads_no_run(vi: Browser) -> None:
    words = vi.page(TRY).words

    assert "Hải Phòng" in words
    assert "Hải Dương" not in words


def test_who_could_see_what_of_the_person_goes_by_consent(vi: Browser) -> None:
    agreed = begun(vi)
    refused = did(vi, agreed, "drop") and begun(vi, consent="refused")

    assert "Họ và tên" in agreed.words
    assert "Họ và tên" not in refused.words


def test_an_answer_leads_on_to_what_comes_after_it(vi: Browser) -> None:
    begun(vi)

    page = answered(vi, "verify")

    assert f"{TRY}/asked/visit" in page.links()


def test_a_form_is_filled_in_as_its_agency_has_it(vi: Browser) -> None:
    begun(vi)

    page = answered(vi, "verify", _says="done", agrees="yes", needs="health")

    assert "agrees: Có" in page.words
    assert "needs: health" in page.words


def test_a_wrong_answer_is_marked_at_its_field(vi: Browser) -> None:
    begun(vi)
    page = vi.page(f"{TRY}/asked/verify")
    sent = [one for one in page.forms if one.attributes["action"].endswith("/answer")][1]

    answer = vi.send(sent, _says="done", agrees="perhaps")

    assert answer.status_code == 422
    assert Page(answer.text).with_id("fault-agrees")


def test_what_no_agency_can_say_is_asked_for_once_more(vi: Browser) -> None:
    begun(vi)
    page = vi.page(f"{TRY}/asked/verify")

    answer = vi.send(form(page, "/answer"), _says="lacks_grounds")

    assert answer.status_code == 422
    assert "Đề nghị chọn câu trả lời của cơ quan." in Page(answer.text).words


def test_time_passes_until_the_reminder(vi: Browser) -> None:
    page = did(vi, begun(vi), "pass", time="next")

    assert "Nhắc lần 1" in page.words


def test_what_all_decline_is_left_out_by_the_lead(vi: Browser) -> None:
    begun(vi)
    page = answered(vi, "verify", _says="declined:no_place")

    page = did(vi, page, "leave-out")

    assert f"{TRY}/asked/visit" in page.links()


@pytest.mark.parametrize("how", ["usual", "chance"])
def test_the_rest_is_played_to_the_end(vi: Browser, how: str) -> None:
    page = did(vi, begun(vi), "rest", how=how)

    assert "Hành trình đã kết thúc: finished" in page.words
    assert page.words == vi.page(TRY).words


def test_a_stopped_run_is_told_as_that(vi: Browser) -> None:
    page = did(vi, begun(vi), "stop", why="unsafe")

    assert "Hành trình đã dừng." in page.words
    assert not [one for one in page.forms if one.attributes["action"].endswith("/pass")]


def test_a_run_is_kept_as_an_example_and_a_draft_that_breaks_it_says_so(
    front: Front, vi: Browser
) -> None:
    page = did(vi, did(vi, begun(vi), "rest", how="usual"), "keep", name="Tự trở về")
    assert "Bản thảo diễn ra đúng như ví dụ này." in page.words

    visit = ("stages", "stage", "steps", "visit")
    save(front.place.office, "small", 1, [Remove(visit)], "user:vi")

    assert "Bước “visit” không còn được hỏi." in vi.page(TRY).words


def test_an_example_without_a_name_is_not_kept(front: Front, vi: Browser) -> None:
    answer = vi.send(form(begun(vi), "/keep"), name=" ")

    assert answer.status_code == 422
    assert number_of_examples(front.place.office, "small") == 0


def test_an_example_is_forgotten(front: Front, vi: Browser) -> None:
    page = did(vi, begun(vi), "keep", name="Tự trở về")

    did(vi, page, "forget")

    assert number_of_examples(front.place.office, "small") == 0


def test_a_run_that_fits_the_draft_no_more_says_so_and_can_be_ended(
    front: Front, vi: Browser
) -> None:
    begun(vi)
    save(front.place.office, "small", 1, [Put(("lead",), "nobody")], "user:vi")

    page = vi.page(TRY)

    assert "Bản thảo chưa hoàn chỉnh nên chưa chạy thử được." in page.words


def test_what_an_administrator_typed_is_never_markup(front: Front, vi: Browser) -> None:
    title = "<b onclick='x'>Khám</b>"
    place = ("stages", "stage", "steps", "verify", "title", "vi")
    save(front.place.office, "small", 1, [Put(place, title)], "user:vi")

    page = did(vi, begun(vi), "keep", name=title)

    assert title in page.words
    assert not [attributes for tag, attributes in page.tags if "onclick" in attributes]


def test_a_wrong_day_and_a_way_in_that_there_is_not_are_told(vi: Browser) -> None:
    begin = form(vi.page(TRY), "/begin")

    for typed in ({**BEGUN, "start": "tomorrow"}, {**BEGUN, "entry": "by_air"}):
        answer = vi.send(begin, **typed)
        assert answer.status_code == 422
        assert Page(answer.text).with_role("alert")


def test_where_there_is_no_draft_there_is_no_run(vi: Browser) -> None:
    assert vi.client.get("/admin/pathways/other/draft/try").status_code == 404


def test_looking_changes_nothing(front: Front, vi: Browser) -> None:
    begun(vi)
    before = held(front)

    vi.page(TRY)
    vi.page(f"{TRY}/asked/verify")

    assert held(front) == before


def held(front: Front) -> str | None:
    with front.place.office.store.reading() as books:
        found = books.pathway_trials.find("small", "user:vi")
    return found.body if found is not None else None


def test_a_run_that_comes_to_no_end_says_what_to_do_and_can_be_ended(front: Front) -> None:
    weekly = {"every": {"days": 7}, "until": "'home' in call.at"}
    draft = small(step("call", form=[choices("at", "home")], repeat=weekly))
    front.place.publish(draft)
    start(front.place.office, tree_of(draft), "user:vi")
    with front.browser("vi") as browser:
        page = did(browser, begun(browser), "rest", how="usual")

        assert "Lần chạy thử dừng tại đây: đã qua ba năm hoặc 1.500 sự việc" in page.words
        assert f"{TRY}/pass" not in [one.attributes["action"] for one in page.forms]
        assert "Bắt đầu" in did(browser, page, "drop").words
