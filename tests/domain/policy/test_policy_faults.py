from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.areas.area_map import shipped_areas
from domain.pathway.template import Duty, Pathway
from domain.policy.policy_faults import Named, days_too_far, policy_faults, policy_notes
from domain.policy.province_policy import read_policy
from tests.domain.small import pathway, step
from tests.strategies import named as labelled

TWO_DAYS = {"amount": 2, "unit": "calendar_days", "source": "Quy chế phối hợp, Điều 4"}
POLICY = """
schema: 2
key: hai_phong
title: {vi: Thiết lập của Hải Phòng, en: Settings of Hải Phòng}
area: hai_phong
valid_from: 2026-01-01
leads: {small: labour}
receives: {pathway: small, entry: self_return}
limits:
  small:
    verify:
      limit: {amount: 2, unit: calendar_days}
      source: Quy chế phối hợp, Điều 4
      origin: province
duties:
  small:
    meeting: {every: {months: 1}, source: Công văn 3/SYT, origin: province}
standby:
  opens: "07:30"
  closes: "17:00"
  asks: {police: truc_ban}
  source: Quyết định 12/QĐ-UBND
  origin: province
sources: {at_once: Quyết định 12/QĐ-UBND}
at_once:
  - {tell: lead, at: 1 hour}
"""


def small() -> Pathway:
    whole = pathway(step("verify", limit=TWO_DAYS), step("shelter", "verify"))
    duty = Duty.model_validate(labelled("meeting") | {"role": "police", "limit": TWO_DAYS})
    return whole.model_copy(update={"duties": (duty,)})


def named(*policies: str) -> Named:
    return Named(
        areas=[area.id for area in shipped_areas().areas],
        pathways={"small": small()},
        roles={"truc_ban"},
        policies=[read_policy(written) for written in policies],
    )


def test_policy_that_names_what_there_is_has_no_fault() -> None:
    policy = read_policy(POLICY)

    assert list(policy_faults(policy, named(POLICY))) == []
    assert list(policy_notes(policy, named(POLICY))) == []


@pytest.mark.parametrize(
    ("written", "instead", "en", "vi"),
    [
        # an area on no list
        (
            "area: hai_phong",
            "area: hai_fong",
            "area: There is no area “hai_fong”. Perhaps this is meant: “hai_phong”, “hai_duong”.",
            "area: Không có địa bàn “hai_fong”. Có phải ý là: “hai_phong”, “hai_duong”?",
        ),
        # a lead for a pathway that nobody published
        (
            "leads: {small:",
            "leads: {smal:",
            "leads › smal: No pathway “smal” is published. Perhaps this is meant: “small”.",
            "leads › smal: Chưa công bố quy trình nào có mã “smal”. Có phải ý là: “small”?",
        ),
        # a lead whom nobody knows
        (
            "small: labour}",
            "small: labor}",
            "leads › small: Neither a pathway nor the directory has a role “labor”. "
            "Perhaps this is meant: “labour”. If it is new, assign it in the directory first.",
            "leads › small: Không quy trình nào và danh bạ cũng không có vai trò “labor”. "
            "Có phải ý là: “labour”? Nếu là vai trò mới, hãy phân công trong danh bạ trước.",
        ),
        # a pathway that is to receive and that is like no other
        (
            "pathway: small, entry",
            "pathway: quang_tri, entry",
            "receives › pathway: No pathway “quang_tri” is published. "
            "Publish it first, or choose another: `referral pathway list` shows them.",
            "receives › pathway: Chưa công bố quy trình nào có mã “quang_tri”. "
            "Hãy công bố quy trình đó trước, hoặc chọn quy trình khác: "
            "xem bằng `referral pathway list`.",
        ),
        # an entry that it does not have
        (
            "entry: self_return",
            "entry: rescue",
            "receives › entry: “rescue” is no entry of “small”. "
            "Choose one of these: “self_return”.",
            "receives › entry: “rescue” không phải cách tiếp nhận của “small”. "
            "Hãy chọn một trong các giá trị sau: “self_return”.",
        ),
        # limits of a pathway that nobody published
        (
            "limits:\n  small:",
            "limits:\n  smalls:",
            "limits › smalls: No pathway “smalls” is published. Perhaps this is meant: “small”.",
            "limits › smalls: Chưa công bố quy trình nào có mã “smalls”. Có phải ý là: “small”?",
        ),
        # a limit of a step that was renamed
        (
            "    verify:",
            "    verfy:",
            "limits › small › verfy: “small” has no step and no duty “verfy”. "
            "Perhaps this is meant: “verify”.",
            "limits › small › verfy: "
            "Quy trình “small” không có bước hay nhiệm vụ định kỳ nào là “verfy”. "
            "Có phải ý là: “verify”?",
        ),
        # a duty that no pathway has
        (
            "    meeting:",
            "    inspection:",
            "duties › small › inspection: “small” has no duty “inspection”. "
            "Choose one of these: “meeting”.",
            "duties › small › inspection: "
            "Quy trình “small” không có nhiệm vụ định kỳ “inspection”. "
            "Hãy chọn một trong các giá trị sau: “meeting”.",
        ),
        # a duty as often as two things at once say
        (
            "{months: 1}",
            "{months: 1, days: 30}",
            "duties › small › meeting › every: It is not clear how often this is asked. "
            "Write either months or days, for example: months: 1.",
            "duties › small › meeting › every: Chưa rõ bao lâu thì hỏi lại một lần. "
            "Hãy ghi số tháng hoặc số ngày, ví dụ: months: 1.",
        ),
        # a duty about which nothing is said
        (
            "every: {months: 1}, source: C",
            "source: C",
            "duties › small › meeting: This says neither how often nor from when. "
            "Write under “every” how often this is asked, for example: months: 1.",
            "duties › small › meeting: Chưa ghi bao lâu hỏi một lần, cũng chưa ghi từ ngày nào. "
            "Hãy ghi tại mục “every” bao lâu thì hỏi một lần, ví dụ: months: 1.",
        ),
        # a first day for what nobody says how often it is
        (
            "every: {months: 1}, source: C",
            "first: 2026-11-01, source: C",
            "duties › small › meeting: "
            "A first day alone sets nothing: “small” does not say how often. "
            "Write under “every” how often this is asked, for example: months: 1.",
            "duties › small › meeting: "
            "Chỉ ghi ngày đầu thì chưa đủ: “small” không quy định bao lâu hỏi một lần. "
            "Hãy ghi tại mục “every” bao lâu thì hỏi một lần, ví dụ: months: 1.",
        ),
        # somebody is asked at night for a role that no step has
        (
            "asks: {police:",
            "asks: {polise:",
            "standby › asks › polise: Neither a pathway nor the directory has a role “polise”. "
            "Perhaps this is meant: “police”. If it is new, assign it in the directory first.",
            "standby › asks › polise: "
            "Không quy trình nào và danh bạ cũng không có vai trò “polise”. "
            "Có phải ý là: “police”? Nếu là vai trò mới, hãy phân công trong danh bạ trước.",
        ),
        # and one whom nobody assigned to anything
        (
            "truc_ban}",
            "can_bo_dem}",
            "standby › asks › police: "
            "Neither a pathway nor the directory has a role “can_bo_dem”. "
            "Check how it is spelt. If it is new, assign it in the directory first.",
            "standby › asks › police: "
            "Không quy trình nào và danh bạ cũng không có vai trò “can_bo_dem”. "
            "Hãy kiểm tra lại cách viết. Nếu là vai trò mới, hãy phân công trong danh bạ trước.",
        ),
        # a ladder that nobody decided
        (
            "sources: {at_once: Quyết định 12/QĐ-UBND}\n",
            "",
            "sources › at_once: This is missing. Name who decided the lines under “at_once”.",
            "sources › at_once: Thiếu mục này. "
            "Hãy ghi ai đã quyết định các dòng tại mục “at_once”.",
        ),
    ],
)
def test_name_that_nobody_knows_is_told_with_the_nearest(
    written: str, instead: str, en: str, vi: str
) -> None:
    assert written in POLICY
    policy = read_policy(POLICY.replace(written, instead, 1))

    (fault,) = policy_faults(policy, named())

    assert fault.message.in_("en") == en
    assert fault.message.in_("vi") == vi


def test_a_first_day_is_enough_where_the_pathway_says_how_often() -> None:
    policy = read_policy(
        POLICY.replace("every: {months: 1}, source: C", "first: 2026-11-01, source: C")
    )
    monthly = labelled("meeting") | {"role": "police", "every": {"months": 1}}
    theirs = small().model_copy(update={"duties": (Duty.model_validate(monthly),)})

    faults = policy_faults(policy, replace(named(), pathways={"small": theirs}))

    assert list(faults) == []


@pytest.mark.parametrize(
    ("first", "is_told"),
    [
        # a slip in the year
        ("0202-11-01", True),
        ("2062-11-01", True),
        # ten years away, and one more
        ("2016-01-01", False),
        ("2036-12-31", False),
        ("2015-12-31", True),
        ("2037-01-01", True),
    ],
)
def test_a_first_day_many_years_away_is_taken_for_a_slip(first: str, *, is_told: bool) -> None:
    far = POLICY.replace("{months: 1}, source", f"{{months: 1}}, first: {first}, source")

    found = list(days_too_far(read_policy(far), date(2026, 11, 23)))

    assert [fault.place for fault in found] == is_told * ["duties › small › meeting › first"]


def test_all_unknown_names_are_told_at_once() -> None:
    wrong = POLICY.replace("small: labour", "small: nobody").replace("small", "big")
    policy = read_policy(wrong.replace("hai_phong", "hue"))

    places = [fault.place for fault in policy_faults(policy, named())]

    assert places == ["area", "leads › big", "receives › pathway", "limits › big", "duties › big"]


@pytest.mark.parametrize(
    ("other", "rivals"),
    [
        # the same area from the same day, under another key
        (POLICY.replace("key: hai_phong", "key: hp"), True),
        # the same key: this one takes its place
        (POLICY, False),
        # another day
        (POLICY.replace("key: hai_phong", "key: hp").replace("2026-01-01", "2026-07-01"), False),
        # another area
        (POLICY.replace("key: hai_phong", "key: hp").replace("area: hai_phong", ""), False),
    ],
)
def test_two_policies_do_not_begin_for_one_area_on_one_day(other: str, *, rivals: bool) -> None:
    faults = list(policy_faults(read_policy(POLICY), named(other)))

    assert [fault.message.in_("en") for fault in faults] == rivals * [
        "valid_from: The policy “hp” begins for this area on this day as well. "
        "Give this one the same key, to replace that one, or another first day."
    ]
    assert [fault.message.in_("vi") for fault in faults] == rivals * [
        "valid_from: Thiết lập “hp” cũng bắt đầu áp dụng cho địa bàn này vào đúng ngày này. "
        "Hãy dùng cùng “key” để thay thiết lập đó, hoặc chọn ngày bắt đầu khác."
    ]


@pytest.mark.parametrize(
    ("limit", "noted"),
    [
        # the pathway says two calendar days: the same, less, and more
        ("{amount: 2, unit: calendar_days}", False),
        ("{unit: at_once}", False),
        ("{amount: 3, unit: calendar_days}", True),
        # 24 hours are over before two days are; 72 are not
        ("{amount: 24, unit: hours}", False),
        ("{amount: 72, unit: hours}", True),
        # one working day is longer before a weekend
        ("{amount: 1, unit: working_days}", True),
        ("{amount: 0, unit: working_days}", False),
    ],
)
def test_limit_that_goes_beyond_that_of_the_pathway_is_noted(limit: str, *, noted: bool) -> None:
    policy = read_policy(POLICY.replace("{amount: 2, unit: calendar_days}", limit))

    notes = [note.in_("en") for note in policy_notes(policy, named())]

    assert notes == noted * [
        "limits › small › verify: an answer in time may come later than the pathway says "
        "(Quy chế phối hợp, Điều 4). Please check that this is allowed."
    ]


def test_limit_of_a_duty_that_goes_beyond_its_own_is_noted() -> None:
    policy = read_policy(
        POLICY.replace("    verify:", "    meeting:").replace("2, unit", "9, unit")
    )

    (note,) = policy_notes(policy, named())

    assert note.in_("vi") == (
        "limits › small › meeting: thời hạn này có thể dài hơn thời hạn trong quy trình "
        "(Quy chế phối hợp, Điều 4). Xin kiểm tra có được phép không."
    )


def test_step_without_a_limit_of_its_own_may_have_any() -> None:
    policy = read_policy(
        POLICY.replace("    verify:", "    shelter:").replace("2, unit", "90, unit")
    )

    assert list(policy_notes(policy, named())) == []


def test_policy_from_before_ladders_had_sources_is_read_and_noted() -> None:
    old = POLICY.replace("schema: 2", "schema: 1").replace("sources: {at_once", "# {at_once")
    policy = read_policy(old)

    assert list(policy_faults(policy, named())) == []
    (note,) = policy_notes(policy, named())
    assert note.in_("en") == (
        "at_once: nobody can tell who decided this. "
        "Write “schema: 2”, and name its source under “sources”."
    )
    assert note.in_("vi").startswith("at_once: chưa rõ ai quyết định nội dung này.")
