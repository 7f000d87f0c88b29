"""Faults at the forms of policies and of the directory: in the words of the forms, by titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from domain.casework.administration.keeping_directory import directory_kept
from domain.casework.administration.publishing import publish_policy
from domain.days.deadlines import Limit
from domain.directory.agencies import Directory
from domain.directory.succession import Succession
from domain.editing.fault_words import EDITORS_WORDS
from domain.pathway.template import Duty
from domain.policy.province_policy import Policy, Tell
from domain.texts import Language, Message, say
from domain.workbook.tables import TABLES
from pages.admin.directory.controls import CHOICES_IN_WORDS
from pages.admin.fault_words import FORMS_WORDS
from pages.admin.policies.stretches_typed import UNCLEAR
from tests.domain.editing.test_fault_words import FOR_PROGRAMMERS, NAMED, PLACEHOLDER, names_of
from tests.domain.small import pathway, step
from tests.house.source import modules_of
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page
from tests.strategies import named

SMALL = pathway(step("verify"))
HOME = "/admin/policies"
ONE = f"{HOME}/hai_phong"
DIRECTORY = "/admin/directory"
NAMES = {name for model in (Policy, Directory, Succession, Limit) for name in names_of(model)}
NAMES_OF_VALUES = re.compile(r"\{(\w+)\}")
NAME_OF_A_CONTROL = re.compile(r"“(\w[^”]*)”")
IN_ENGLISH = re.compile(r"\b(minutes?|hours?|days?)\b")
OF_FILES_ALONE = {
    "Write under “every” how often this is asked, for example: months: 1.",
    "The id “{id}” is given twice.",
    "Give each area, each agency and each contact an id of its own.",
    "There is no area “{area}”. `referral directory areas` lists them.",
}
"""What no form lets anybody write, or is not told at one."""
OTHERS_IDS = {"domain/directory/addresses.py", "domain/directory/doubts.py"}
"""Of messengers, and of roles that no pathway has yet."""


def said() -> set[str]:
    rooms = modules_of("domain/policy", "domain/areas", "domain/directory")
    told = {text for one in rooms if one.name not in OTHERS_IDS for text in one.said()}
    return told - OF_FILES_ALONE


def test_no_fault_at_a_form_is_told_in_the_names_of_the_file() -> None:
    words = {**EDITORS_WORDS, **FORMS_WORDS}
    told = {words[text].text if text in words else text for text in said()}

    names = NAMES | set(get_args(Tell))
    assert [text for text in told if names & set(sum(NAMED.findall(text), ()))] == []
    plain = [PLACEHOLDER.sub("", text) for text in told]
    assert [text for text in plain if FOR_PROGRAMMERS.search(text)] == []
    blank = [Message(text, dict.fromkeys(NAMES_OF_VALUES.findall(text), "")) for text in told]
    assert [one.text for one in blank if IN_ENGLISH.search(one.in_("vi"))] == []


def test_every_word_of_the_forms_is_for_something_that_is_said() -> None:
    more = {text for one in modules_of("domain") for text in one.said()}

    assert set(FORMS_WORDS) <= more


@pytest.mark.parametrize("language", get_args(Language))
def test_what_is_to_be_filled_in_is_called_what_its_control_is_called(language: Language) -> None:
    headings = {column.heading.in_(language) for table in TABLES for column in table.columns}
    unit = say("Unit").in_(language)
    offered = {one.in_(language) for each in CHOICES_IN_WORDS.values() for one in each.values()}
    words = [one.in_(language) for one in (*FORMS_WORDS.values(), UNCLEAR)]
    named = [name for text in words for name in NAME_OF_A_CONTROL.findall(text)]

    assert [name for name in named if name not in {unit} | headings | offered] == []
    assert named.count(unit) == len({"a time or a share", "a time", "a number"})


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    """With a policy of Hải Phòng."""
    front.place.publish(SMALL)
    keep(front, "hai_phong", "Thiết lập Hải Phòng")
    with front.browser("vi") as browser:
        yield browser


def keep(front: Front, key: str, title: str, more: str = "") -> None:
    body = f"schema: 2\nkey: {key}\ntitle: {{vi: {title}, en: {title}}}\narea: {key}\n"
    publish_policy(front.place.office, f"{body}valid_from: 2026-01-01\n{more}", "user:lan")


def told_of(vi: Browser, ladder: str, *lines: tuple[int, str, str]) -> Page:
    typed = {f"sources.{ladder}": "Công văn 3"}
    for number, (amount, unit, tell) in enumerate(lines, start=1):
        at = f"{ladder}.{number}"
        typed |= {f"{at}.at.amount": str(amount), f"{at}.at.unit": unit, f"{at}.tell": tell}
    page = vi.page(f"{ONE}/ladders/{ladder}")
    for _ in lines[1:]:
        page = vi.read(vi.send(form(page, "/save"), _more="1"))
    return vi.read(vi.send(form(page, "/save"), **typed), 422)


@pytest.mark.parametrize(
    ("ladder", "lines", "words"),
    [
        (
            "without_limit",
            [(5, "days", "agency"), (5, "days", "agency"), (9, "days", "lead")],
            "“5 ngày” được ghi hai lần cho “nhắc cơ quan”.",
        ),
        (
            "without_limit",
            [(5, "days", "agency")],
            "Dòng cuối xin báo cơ quan cấp trên, hoặc đưa vào danh sách chờ cơ quan chủ trì.",
        ),
        (
            "with_limit",
            [(50, "percent", "agency"), (9, "days", "lead")],
            "Xin chọn “phần trăm thời hạn” ở mọi dòng hoặc không dòng nào",
        ),
    ],
)
def test_what_is_wrong_in_a_ladder_is_told_in_the_words_of_its_form(
    vi: Browser, ladder: str, lines: list[tuple[int, str, str]], words: str
) -> None:
    assert words in told_of(vi, ladder, *lines).words


def test_a_time_of_no_limit_at_all_is_told_with_its_unit_in_words(vi: Browser) -> None:
    page = vi.page(f"{ONE}/ladders/at_once")
    share = {"at_once.1.at.amount": "50", "at_once.1.at.unit": "percent", "at_once.1.tell": "lead",
             "sources.at_once": "Công văn 3"}  # fmt: skip

    told = vi.read(vi.send(form(page, "/save"), **share), 422)

    assert "tỷ lệ “50%”. Xin chọn phút, giờ hoặc ngày." in told.words


def test_another_policy_of_the_same_day_is_named_by_its_title(front: Front, vi: Browser) -> None:
    keep(front, "lai_chau", "Thiết lập Lai Châu")

    told = vi.read(vi.send(form(vi.page(f"{ONE}/about"), "/save"), area="lai_chau"), 422)

    assert "“Thiết lập Lai Châu” cũng bắt đầu" in told.words
    assert "key" not in told.words


def test_what_is_gone_is_told_by_its_own_title_and_its_pathways(front: Front, vi: Browser) -> None:
    limit = "{limit: {amount: 5, unit: hours}, source: QĐ 12, origin: province}"
    keep(front, "hai_phong", "Thiết lập Hải Phòng", f"limits:\n  small:\n    verify: {limit}\n")
    front.place.publish(pathway(step("meet")))
    verify = SMALL.by_id["verify"].title.vi

    assert (
        f"Thiết lập Hải Phòng › Thời hạn › {SMALL.title.vi} › {verify}:"
        f" Quy trình “{SMALL.title.vi}” không còn hỏi “{verify}”"
    ) in vi.page(ONE).words


def test_what_two_pathways_ask_no_more_under_one_id_is_told_by_its_title_in_each(
    front: Front, vi: Browser
) -> None:
    titles = {"small": "Xác minh", "other": "Thẩm tra"}
    limit = "{limit: {amount: 5, unit: hours}, source: QĐ 12, origin: province}"
    ours = "".join(f"  {key}:\n    verify: {limit}\n" for key in titles)
    for key, title in titles.items():
        asked = step("verify", title={"vi": title, "en": title})
        front.place.publish(pathway(asked).model_copy(update={"key": key}))
    keep(front, "hai_phong", "Thiết lập Hải Phòng", f"limits:\n{ours}")
    for key in titles:
        front.place.publish(pathway(step("meet")).model_copy(update={"key": key}))

    told = vi.page(ONE).words

    for title in titles.values():
        assert f"{title}: Quy trình “{SMALL.title.vi}” không còn hỏi “{title}”" in told


def test_what_is_gone_is_told_with_what_there_is_to_do_at_a_deadline(
    front: Front, vi: Browser
) -> None:
    review = Duty.model_validate(named("review") | {"role": "police"})
    front.place.publish(SMALL.model_copy(update={"duties": (review,)}))
    limit = "{limit: {amount: 5, unit: hours}, source: QĐ 12, origin: province}"
    keep(front, "hai_phong", "Thiết lập Hải Phòng", f"limits:\n  small:\n    review: {limit}\n")
    front.place.publish(SMALL)

    told = vi.page(ONE).words

    assert "chỉ những gì phiên bản trước hỏi còn theo mục này. Muốn bỏ, xin mở thời hạn đó" in told
    assert "Xin chọn mục khác" not in told


def test_a_step_is_told_by_its_title(front: Front, vi: Browser) -> None:
    law = {"amount": 1, "unit": "hours", "source": "Điều 5"}
    title = {"vi": "Xác minh", "en": "Verify"}
    front.place.publish(pathway(step("verify", limit=law, title=title)))
    limit = "{limit: {amount: 5, unit: hours}, source: QĐ 12, origin: province}"
    keep(front, "hai_phong", "Thiết lập Hải Phòng", f"limits:\n  small:\n    verify: {limit}\n")

    note = f"Thời hạn › {SMALL.title.vi} › Xác minh: thời hạn này có thể dài hơn"
    assert note in vi.page(ONE).words


def test_a_file_that_is_brought_is_told_of_in_its_own_words(vi: Browser) -> None:
    taken = vi.client.get(f"{ONE}/yaml").text
    ladder = "without_limit:\n  - {tell: agency, at: 5 days}\nsources: {without_limit: CV 3}\n"

    told = vi.read(vi.bring(form(vi.page(HOME), "/load"), f"{taken}{ladder}".encode()), 422)

    assert "“above” (cấp trên) hoặc “lead” (cơ quan chủ trì)" in told.words


def test_agencies_that_share_a_role_are_named_by_their_titles(front: Front, vi: Browser) -> None:
    new = vi.page(f"{DIRECTORY}/new-assignment?role=police")

    told = vi.read(vi.send(form(new, "/add"), agency="shelter", valid_from="2026-01-01"), 422)

    role = next(one.title.vi for one in SMALL.roles if one.id == "police")
    assert f"Cơ quan police và Cơ quan shelter cùng giữ vai trò {role}" in told.words
    assert "dùng mục “Thứ tự”" in told.words


def test_a_circle_of_agencies_is_told_by_their_titles(front: Front, vi: Browser) -> None:
    page = vi.page(f"{DIRECTORY}/agencies/tren")

    told = vi.read(vi.send(form(page, "/change"), above="police"), 422)

    titles = {one.id: one.title.vi for one in directory_kept(front.place.office).directory.agencies}
    assert f"{titles['tren']} → {titles['police']} → {titles['tren']}" in told.words
    assert "Xin để trống mục “Cơ quan cấp trên”" in told.words


def refused(vi: Browser, path: str) -> Page:
    return vi.read(vi.send(form(vi.page(f"{DIRECTORY}/{path}"), "/remove")), 422)


def test_what_still_names_an_agency_is_told_when_it_is_taken_out(front: Front, vi: Browser) -> None:
    told = refused(vi, "agencies/police").words

    role = next(one.title.vi for one in SMALL.roles if one.id == "police")
    assert f"Cơ quan police giữ vai trò {role} (mọi nơi), từ ngày" in told
    assert "Xin sửa những chỗ đó trước; hoặc giữ lại mục này và ghi ngày cuối" in told
    assert "Ở đây không có cơ quan" not in told


def test_the_only_contact_of_an_agency_is_told_when_it_is_taken_out(
    front: Front, vi: Browser
) -> None:
    police = directory_kept(front.place.office).directory.agency("police")
    assert police is not None
    first, second = police.contacts
    contacts = f"{DIRECTORY}/agencies/police/contacts"
    vi.follow(vi.send(form(vi.page(f"{contacts}/{first.id}"), "/remove")))

    told = refused(vi, f"agencies/police/contacts/{second.id}").words

    assert f"{second.name} là người liên hệ duy nhất của {police.title.vi}." in told


def test_whoever_is_for_an_area_is_told_when_it_is_taken_out(front: Front, vi: Browser) -> None:
    area = {"title.vi": "Phường Mới", "kind": "commune", "parent": "hai_phong",
            "valid_from": "2026-01-01", "source": "province"}  # fmt: skip
    vi.follow(vi.send(form(vi.page(f"{DIRECTORY}/new-area"), "/add"), **area))
    keep(front, "phuong_moi", "Hẹn ở Phường Mới")

    told = refused(vi, "areas/phuong_moi").words

    assert "Chưa bỏ được địa bàn này. Thiết lập “Hẹn ở Phường Mới” áp dụng cho" in told
