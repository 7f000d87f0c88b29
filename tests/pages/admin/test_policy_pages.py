"""Policies on their pages: deadlines, ladders and who leads, by who is there for their area."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from domain.casework.administration.keeping_policies import policy_kept
from domain.days.deadlines import Limit
from domain.policy.province_policy import Policy
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.programs import signed_in

SMALL = pathway(step("verify"))
HOME = "/admin/policies"
ONE = f"{HOME}/hai_phong"
VERIFY = f"{ONE}/pathways/small/steps/verify"
PLACE = "limits.small.verify"
FIVE_DAYS = {
    f"{PLACE}.limit.amount": "5", f"{PLACE}.limit.unit": "working_days",
    f"{PLACE}.source": "Quyết định 12", f"{PLACE}.origin": "province",
}  # fmt: skip


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    """With a policy of Hải Phòng."""
    front.place.publish(SMALL)
    with front.browser("vi") as browser:
        new = form(browser.page("/admin/new-policy"), "/add")
        browser.follow(browser.send(new, **{"title.vi": "Hải Phòng"}, area="hai_phong",
                                    valid_from="2026-01-01"))  # fmt: skip
        yield browser


def rung(
    ladder: str, number: int, amount: object = "", unit: str = "", tell: str = ""
) -> dict[str, str]:
    at = f"{ladder}.{number}"
    return {f"{at}.at.amount": str(amount), f"{at}.at.unit": unit, f"{at}.tell": tell}


def policy(front: Front) -> Policy:
    kept = policy_kept(front.place.office, "hai_phong")
    assert kept is not None
    return kept.policy


def test_a_deadline_is_set_with_its_legal_basis_and_taken_out_again(
    front: Front, vi: Browser
) -> None:
    done = vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **FIVE_DAYS))

    rule = policy(front).limits["small"]["verify"]
    assert (rule.limit, rule.source) == (Limit(amount=5, unit="working_days"), "Quyết định 12")
    assert "5 ngày làm việc" in done.words
    assert "Quyết định 12" in done.words
    vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **dict.fromkeys(FIVE_DAYS, "")))
    assert policy(front).limits == {}


def test_a_deadline_of_a_step_that_is_no_more_keeps_nothing_else_back_and_can_be_taken_out(
    front: Front, vi: Browser
) -> None:
    vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **FIVE_DAYS))
    front.place.publish(pathway(step("care")))

    care = {key.replace("verify", "care"): typed for key, typed in FIVE_DAYS.items()}
    vi.follow(vi.send(form(vi.page(VERIFY.replace("verify", "care")), "/save"), **care))
    page = vi.page(f"{ONE}/pathways/small")

    assert set(policy(front).limits["small"]) == {"verify", "care"}
    assert SMALL.by_id["verify"].title.vi in page.words
    assert "Phiên bản đang dùng không còn hỏi việc này" in page.words
    vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **dict.fromkeys(FIVE_DAYS, "")))
    assert set(policy(front).limits["small"]) == {"care"}
    assert vi.client.get(VERIFY).status_code == 404


def test_a_file_names_a_step_that_is_no_more_as_what_it_replaces_does(
    front: Front, vi: Browser
) -> None:
    vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **FIVE_DAYS))
    front.place.publish(pathway(step("care")))
    body = vi.client.get(f"{ONE}/yaml").text.replace("Hải Phòng", "Hải Phòng mới")

    vi.follow(vi.bring(form(vi.page(HOME), "/load"), body.encode()))

    assert policy(front).title.vi == "Hải Phòng mới"
    assert set(policy(front).limits["small"]) == {"verify"}


def test_a_deadline_that_is_set_for_what_is_asked_looks_through_no_earlier_version(
    front: Front, vi: Browser
) -> None:
    asked = list[object]()

    @event.listens_for(front.place.office.store.engine, "before_cursor_execute")
    def _(*said: object) -> None:
        asked.append(said[2])

    vi.page(VERIFY)
    before = len(asked)
    vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **FIVE_DAYS))
    asked.clear()

    vi.page(VERIFY)

    assert len(asked) == before


def test_a_deadline_of_a_step_that_there_never_was_is_no_page(vi: Browser) -> None:
    assert vi.client.get(VERIFY.replace("verify", "never")).status_code == 404


def test_the_page_of_a_deadline_says_whose_it_is_and_leads_back(vi: Browser) -> None:
    page = vi.page(VERIFY)

    assert f"Thời hạn: {SMALL.by_id['verify'].title.vi}" in page.words
    assert {HOME, ONE, f"{ONE}/pathways/small"} <= set(page.links())


def test_a_deadline_without_its_source_is_told_beside_it(front: Front, vi: Browser) -> None:
    typed = FIVE_DAYS | {f"{PLACE}.source": "", f"{PLACE}.limit.unit": "at_once"}

    told = vi.read(vi.send(form(vi.page(VERIFY), "/save"), **typed), 422)

    assert told.with_id(f"fault-{PLACE}.source")
    assert form(told, "/save").values[f"{PLACE}.limit.amount"] == ["5"]
    assert policy(front).limits == {}


def test_a_ladder_is_written_line_by_line_with_who_decided_it(front: Front, vi: Browser) -> None:
    page = vi.page(f"{ONE}/ladders/without_limit")
    first, second = rung("without_limit", 1, 5, "days", "agency"), rung("without_limit", 2)
    third = rung("without_limit", 3, 9, "days", "lead")

    more = vi.read(vi.send(form(page, "/save"), **first, _more="1"))
    more = vi.read(vi.send(form(more, "/save"), **second, _more="1"))
    told = vi.read(vi.send(form(more, "/save"), **third), 422)
    done = vi.follow(vi.send(form(told, "/save"), **{"sources.without_limit": "Công văn 3"}))

    assert told.with_id("fault-sources.without_limit")
    assert [(one.at, one.tell) for one in policy(front).without_limit] == [
        ("5 days", "agency"), ("9 days", "lead"),
    ]  # fmt: skip
    assert "Công văn 3" in done.words
    assert "5 ngày, 9 ngày" in done.words


def test_a_line_more_is_there_to_be_filled_and_keeps_nothing(front: Front, vi: Browser) -> None:
    page = vi.page(f"{ONE}/ladders/with_limit")

    more = vi.read(vi.send(form(page, "/save"), **rung("with_limit", 1, 50), _more="1"))

    values = form(more, "/save").values
    amounts = {name: texts for name, texts in values.items() if name.endswith(".amount")}
    assert amounts == {"with_limit.1.at.amount": ["50"], "with_limit.2.at.amount": [""]}
    assert "with_limit" not in policy(front).model_fields_set


@pytest.mark.parametrize(
    ("amount", "unit"), [("5", ""), ("", "days"), ("0", "days"), ("x", "days")]
)
def test_a_line_that_says_no_time_is_told_beside_it(
    front: Front, vi: Browser, amount: str, unit: str
) -> None:
    typed = rung("at_once", 1, amount, unit, "lead") | {"sources.at_once": "Công văn 3"}

    told = vi.read(vi.send(form(vi.page(f"{ONE}/ladders/at_once"), "/save"), **typed), 422)

    assert told.with_id("fault-at_once.1.at.amount")
    assert form(told, "/save").values["at_once.1.at.amount"] == [amount]
    assert "at_once" not in policy(front).model_fields_set


def test_who_takes_a_line_more_is_told_of_another_all_the_same(front: Front, vi: Browser) -> None:
    path = f"{ONE}/ladders/at_once"
    typed = rung("at_once", 1, 20, "minutes", "lead") | {"sources.at_once": "Công văn 3"}
    page = form(vi.page(path), "/save")
    with front.browser("bac") as bac:
        bac.follow(bac.send(form(bac.page(path), "/save"), **typed))

    more = vi.read(vi.send(page, **rung("at_once", 1, 10, "minutes", "lead"), _more="1"))

    vi.read(vi.send(form(more, "/save"), **{"sources.at_once": "Công văn 4"}), 409)
    assert policy(front).at_once[0].at == "20 minutes"


def test_a_ladder_in_the_wrong_order_is_told(front: Front, vi: Browser) -> None:
    lines = rung("with_limit", 1, 9, "days", "agency") | rung("with_limit", 2, 5, "days", "lead")
    lines |= {"sources.with_limit": "Công văn 3"}

    told = vi.read(vi.send(form(vi.page(f"{ONE}/ladders/with_limit"), "/save"), **lines), 422)

    assert told.with_id("fault-with_limit.1.at.amount")
    assert "“5 ngày” đứng sau “9 ngày”" in told.words
    assert "with_limit" not in policy(front).model_fields_set


def test_who_leads_is_chosen_from_the_roles(front: Front, vi: Browser) -> None:
    page = vi.page(f"{ONE}/pathways/small/lead")
    vi.follow(vi.send(form(page, "/save"), **{"leads.small": "health"}))

    assert policy(front).leads == {"small": "health"}


def test_what_it_is_for_is_changed_and_its_times(front: Front, vi: Browser) -> None:
    page = vi.page(f"{ONE}/about")
    typed = {"promises_within.amount": "14", "promises_within.unit": "days",
             "sources.promises_within": "Công văn 3",
             "title.vi": "Thành phố Hải Phòng"}  # fmt: skip

    vi.follow(vi.send(form(page, "/save"), **typed))

    assert policy(front).promises_within == "14 days"
    assert policy(front).title.vi == "Thành phố Hải Phòng"


def test_a_second_administrator_is_told_and_keeps_what_was_typed(front: Front, vi: Browser) -> None:
    page = form(vi.page(VERIFY), "/save")
    vi.follow(vi.send(page, **FIVE_DAYS))

    told = vi.read(vi.send(page, **(FIVE_DAYS | {f"{PLACE}.limit.amount": "9"})), 409)

    assert "Hiện là: 5" in told.words
    assert form(told, "/save").values[f"{PLACE}.limit.amount"] == ["9"]
    vi.follow(vi.send(form(told, "/save")))
    assert policy(front).limits["small"]["verify"].limit.amount == 9


def test_two_who_change_different_parts_keep_both(front: Front, vi: Browser) -> None:
    limit, lead = (
        form(vi.page(VERIFY), "/save"),
        form(vi.page(f"{ONE}/pathways/small/lead"), "/save"),
    )

    vi.follow(vi.send(limit, **FIVE_DAYS))
    vi.follow(vi.send(lead, **{"leads.small": "health"}))

    assert list(policy(front).limits) == list(policy(front).leads) == ["small"]


def test_who_is_there_for_an_area_keeps_its_policies_and_no_others(
    front: Front, vi: Browser
) -> None:
    new = form(vi.page("/admin/new-policy"), "/add")
    vi.follow(vi.send(new, **{"title.vi": "Mọi nơi"}, valid_from="2026-01-01"))
    with front.browser("bac") as bac:
        bac.follow(bac.send(form(bac.page(VERIFY), "/save"), **FIVE_DAYS))
        others = bac.page(f"{HOME}/moi_noi/pathways/small/steps/verify")
        refused = bac.send(form(others, "/save"), **FIVE_DAYS)
        away = bac.send(form(bac.page(f"{ONE}/about"), "/save"), area="lai_chau")
        everywhere = bac.send(form(bac.page("/admin/new-policy"), "/add"),
                              **{"title.vi": "B"}, valid_from="2026-01-01")  # fmt: skip

    assert list(policy(front).limits) == ["small"]
    assert "không thuộc địa bàn của anh/chị" in others.words
    assert refused.status_code == 404
    assert away.status_code == everywhere.status_code == 422
    assert policy(front).area == "hai_phong"


def test_a_policy_goes_out_and_comes_in_as_yaml(front: Front, vi: Browser) -> None:
    vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **FIVE_DAYS))
    taken = vi.client.get(f"{ONE}/yaml").content
    vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **dict.fromkeys(FIVE_DAYS, "")))

    vi.follow(vi.bring(form(vi.page(HOME), "/load"), taken))
    told = vi.read(vi.bring(form(vi.page(HOME), "/load"), b"schema: 2"), 422)

    assert policy(front).limits["small"]["verify"].limit.amount == 5
    assert "key" in told.words


def test_a_file_takes_the_place_of_no_version_that_its_page_did_not_show(
    front: Front, vi: Browser
) -> None:
    taken, page = vi.client.get(f"{ONE}/yaml").content, form(vi.page(HOME), "/load")
    vi.follow(vi.send(form(vi.page(VERIFY), "/save"), **FIVE_DAYS))

    told = vi.read(vi.bring(page, taken), 422)

    assert "Thiết lập vừa được thay đổi" in told.words
    assert list(policy(front).limits) == ["small"]
    vi.follow(vi.bring(form(told, "/load"), taken))
    assert policy(front).limits == {}


def test_a_version_for_everywhere_that_is_still_to_come_or_in_force_keeps_others_out(
    front: Front, vi: Browser
) -> None:
    about = form(vi.page(f"{ONE}/about"), "/save")
    vi.follow(vi.send(about, area=""))
    about = form(vi.page(f"{ONE}/about"), "/save")
    vi.follow(vi.send(about, area="hai_phong", valid_from="2026-06-01"))

    with front.browser("bac") as bac:
        refused = bac.send(form(bac.page(f"{ONE}/about"), "/save"), valid_from="2026-01-01")
        program = signed_in(bac.client, "bac")
        told = program.reads("/policies/hai_phong")
        earlier = told["policy"] | {"valid_from": "2026-01-01"}
        given = {"made_from": told["version"], "policy": earlier}
        by_program = program.asks("PUT", "/policies/hai_phong", given)

    assert (refused.status_code, by_program.status_code) == (404, 403)


def test_what_is_not_there_is_no_page(vi: Browser) -> None:
    nowhere = (f"{HOME}/x", f"{ONE}/ladders/x", f"{ONE}/pathways/x",
               f"{ONE}/pathways/small/steps/x")  # fmt: skip

    assert {vi.client.get(path).status_code for path in nowhere} == {404}
