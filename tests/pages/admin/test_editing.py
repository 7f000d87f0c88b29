"""A draft in the editor: what an administrator presses, and what becomes of the pathway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest
from httpx2 import Response

from domain.casework.administration.publishing import publish_pathway
from domain.casework.editing.drafts import NoDraft, draft_of, every_draft, save
from domain.editing.edits import Put
from domain.editing.starting import text_of
from domain.editing.tree import Node, at, listed
from domain.pathway.files import read_pathway, shipped_pathways
from domain.texts import Label
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Form, Page

SMALL = pathway(step("verify"), step("care", "verify", role="shelter"))
DRAFT = "/admin/pathways/small/draft"
STAGE = ("stages", "stage", "steps")
ITEMS = (
    "about", "roles/police", "entries/self_return", "stages/stage", "steps/verify", "steps/care",
    "ends/finished",
)  # fmt: skip


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    """Who has begun a draft of what is in use."""
    publish_pathway(front.place.office, SMALL, "user:vi")
    with front.browser("vi") as browser:
        browser.send(form(browser.page("/admin/pathways/small"), "/change"))
        yield browser


@pytest.fixture
def bac(front: Front, vi: Browser) -> Iterator[Browser]:
    with front.browser("bac") as browser:
        yield browser


def stands(front: Front, *place: str) -> Node:
    return at(draft_of(front.place.office, "small").tree, place)


def revision(front: Front) -> int:
    return draft_of(front.place.office, "small").revision


def section(page: Page, name: str) -> Form:
    return next(one for one in page.forms if one.values.get("_section") == [name])


def keep(
    browser: Browser, path: str, name: str, typed: Mapping[str, str | Sequence[str]]
) -> Response:
    """What is not named is sent as the page had it."""
    return browser.send(section(browser.page(f"{DRAFT}/{path}"), name), **typed)


def test_a_change_begins_as_the_version_in_use(front: Front, vi: Browser) -> None:
    page = vi.page(DRAFT)

    assert "Không có chỗ nào cần sửa." in page.words
    assert "Đang dùng phiên bản 1." in page.words
    assert (stands(front, "key"), stands(front, *STAGE, "verify", "role")) == ("small", "police")


def test_who_changes_it_as_well_comes_to_the_draft_that_there_is(vi: Browser, bac: Browser) -> None:
    page = vi.page("/admin/pathways/small")
    there = bac.client.post(
        "/admin/pathways/small/change",
        data={"_token": form(bac.page("/admin"), "sign-out").values["_token"][0], "version": "1"},
    )

    assert f"{DRAFT}" in page.links()
    assert there.headers["Location"] == f"{DRAFT}?done=there"


@pytest.mark.parametrize("path", ITEMS)
def test_what_nobody_touched_is_kept_as_it_was(front: Front, vi: Browser, path: str) -> None:
    before = revision(front)

    sent = [vi.send(one) for one in vi.page(f"{DRAFT}/{path}").forms if "_section" in one.values]

    assert {answer.status_code for answer in sent} == {303}
    assert revision(front) == before


def test_a_step_is_added_with_a_deadline(front: Front, vi: Browser) -> None:
    added = vi.send(
        form(vi.page(DRAFT), "/stages/stage/add"),
        **{"title.vi": "Khám sức khỏe", "role": "health", "after": "care"},
    )
    page = vi.follow(added)
    limit = {"limit.amount": "5", "limit.unit": "working_days", "limit.source": "Công văn 12"}
    kept = keep(vi, "steps/kham_suc_khoe", "time", limit)

    assert "Khám sức khỏe" in page.words
    assert "5 ngày làm việc, Công văn 12" in vi.follow(kept).words
    step = stands(front, *STAGE, "kham_suc_khoe")
    assert step == {
        "id": "kham_suc_khoe", "origin": "design", "role": "health", "after": ["care"],
        "title": {"vi": "Khám sức khỏe", "en": "Khám sức khỏe"},
        "limit": {"amount": 5, "unit": "working_days", "source": "Công văn 12"},
    }  # fmt: skip
    assert "Khám sức khỏe" in vi.page(DRAFT).words


def test_what_is_wrong_is_told_where_it_is_with_its_mend(front: Front, vi: Browser) -> None:
    keep(vi, "steps/care", "who", {"role": ""})
    overview, there = vi.page(DRAFT), vi.page(f"{DRAFT}/steps/care")

    assert "Cần sửa trước khi công bố: 1" in overview.words
    assert "care › Ai được đề nghị" in overview.words
    assert f"{DRAFT}/steps/care#who" in overview.links()
    assert stands(front, *STAGE, "care", "role") is None
    assert there.with_id("fault-role")
    assert "fault-role" in there.with_id("f-role")["aria-describedby"]


def test_a_draft_without_a_stage_says_where_one_is_added(vi: Browser) -> None:
    vi.send(form(vi.page(f"{DRAFT}/stages/stage"), "/remove"))
    overview, publishing = vi.page(DRAFT), vi.page(f"{DRAFT}/publish")

    assert "add-stage" in overview.ids
    assert f"{DRAFT}#add-stage" in overview.links()
    assert f"{DRAFT}#add-stage" in publishing.links()


def test_what_is_kept_with_something_left_to_mend_is_told_as_no_good_end(vi: Browser) -> None:
    one = vi.follow(keep(vi, "steps/care", "who", {"role": ""}))
    other = vi.follow(keep(vi, "steps/verify", "name", {"title.vi": "Xác minh"}))
    good = vi.follow(keep(vi, "steps/care", "who", {"role": "shelter"}))

    for page in (one, other):
        assert "Đã lưu." in page.words
        assert "Cần sửa trước khi công bố: 1" in page.words
        assert [each.get("class") for each in page.with_role("status")] == [None]
    assert [each["class"] for each in good.with_role("status")] == ["good"]


def test_what_cannot_be_read_stays_as_it_was_typed(front: Front, vi: Browser) -> None:
    keep(vi, "steps/care", "time", {"limit.amount": "năm", "limit.unit": "hours"})

    page = vi.page(f"{DRAFT}/steps/care")

    assert stands(front, *STAGE, "care", "limit", "amount") == "năm"
    assert section(page, "time").values["limit.amount"] == ["năm"]
    assert "Không có chỗ nào cần sửa." not in vi.page(DRAFT).words
    assert "Xin chỉ ghi bằng chữ số" in page.words
    assert "ngoặc kép" not in page.words


def test_the_input_that_lacks_something_is_marked_itself(vi: Browser) -> None:
    keep(vi, "steps/care", "time", {"limit.amount": "5", "limit.unit": "hours"})

    overview, page = vi.page(DRAFT), vi.page(f"{DRAFT}/steps/care")

    assert "Thời hạn: Văn bản quy định thời hạn này" in overview.words
    assert page.with_id("f-limit.source")["aria-invalid"] == "true"
    assert page.with_id("f-limit.source")["aria-describedby"] == "fault-limit.source"
    assert "aria-invalid" not in page.with_id("f-limit.amount")


def test_a_second_administrator_is_told_and_both_keep_what_they_did(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = section(bac.page(f"{DRAFT}/steps/care"), "name")
    keep(vi, "steps/care", "name", {"title.vi": "Chăm sóc"})
    keep(vi, "steps/verify", "name", {"title.vi": "Xác minh"})

    refused = bac.send(seen, **{"title.vi": "Chăm lo"})
    page = Page(refused.text)

    assert refused.status_code == 409
    assert "Chăm sóc" in page.words
    assert section(page, "name").values["title.vi"] == ["Chăm lo"]
    assert bac.send(section(page, "name")).status_code == 303
    assert stands(front, *STAGE, "care", "title", "vi") == "Chăm lo"
    assert stands(front, *STAGE, "verify", "title", "vi") == "Xác minh"


def test_two_who_change_different_things_need_not_know_of_each_other(
    front: Front, vi: Browser, bac: Browser
) -> None:
    seen = section(bac.page(f"{DRAFT}/steps/care"), "who")
    keep(vi, "steps/care", "name", {"title.vi": "Chăm sóc"})

    told = bac.follow(bac.send(seen, role="health"))

    assert "Các phần khác của bản thảo cũng đã được sửa" in told.words
    assert stands(front, *STAGE, "care", "role") == "health"
    assert stands(front, *STAGE, "care", "title", "vi") == "Chăm sóc"


def test_a_step_moves_up_into_another_stage_and_away(front: Front, vi: Browser) -> None:
    vi.send(form(vi.page(DRAFT), "/steps/care/up"))
    assert [one["id"] for one in listed(draft_of(front.place.office, "small").tree, STAGE)] == [
        "care", "verify",
    ]  # fmt: skip

    vi.send(form(vi.page(DRAFT), "/stages/add"), **{"title.vi": "Về sau"})
    vi.send(form(vi.page(f"{DRAFT}/steps/care"), "/to"), stage="ve_sau")
    assert stands(front, "stages", "ve_sau", "steps", "care", "role") == "shelter"

    gone = vi.send(form(vi.page(f"{DRAFT}/steps/care"), "/remove"))
    assert "Hoàn tác thay đổi cuối" in vi.follow(gone).words
    assert vi.client.get(f"{DRAFT}/steps/care").status_code == 404

    vi.send(form(vi.page(DRAFT), "/undo"))
    assert stands(front, "stages", "ve_sau", "steps", "care", "role") == "shelter"


def test_undo_says_what_it_takes_back(vi: Browser) -> None:
    before = vi.page(DRAFT)
    keep(vi, "steps/care", "who", {"role": "health"})
    after = vi.page(DRAFT)
    undone = vi.follow(vi.send(form(after, "/undo")))

    assert "Thay đổi cuối: Bước “care”, bên thực hiện: shelter → health" in after.words
    for page in (before, undone):
        assert not [one for one in page.forms if one.attributes["action"].endswith("/undo")]


@pytest.mark.parametrize("kind", ["roles", "entries", "ends", "duties"])
def test_each_kind_of_part_can_be_added(front: Front, vi: Browser, kind: str) -> None:
    added = vi.send(form(vi.page(f"{DRAFT}/{kind}"), f"/{kind}/add"), **{"title.vi": "Điều mới"})

    assert "Điều mới" in vi.follow(added).words
    assert stands(front, kind, "dieu_moi", "title", "vi") == "Điều mới"


def test_another_pathway_is_used_inside(front: Front, vi: Browser) -> None:
    other = SMALL.model_copy(update={"key": "other"})
    publish_pathway(front.place.office, other, "user:vi")

    added = vi.send(form(vi.page(f"{DRAFT}/parts"), "/parts/add"), use="other")
    page = vi.follow(added)

    assert stands(front, "parts", "other", "version") == 1
    assert section(page, "roles").values["roles.police"] == [""]


def test_a_part_shows_the_roles_of_the_version_that_it_names(front: Front, vi: Browser) -> None:
    other = SMALL.model_copy(update={"key": "other"})
    publish_pathway(front.place.office, other, "user:vi")
    vi.send(form(vi.page(f"{DRAFT}/parts"), "/parts/add"), use="other")
    smaller = other.model_copy(update={"roles": other.roles[:-1]})
    publish_pathway(front.place.office, smaller, "user:vi")

    page = vi.page(f"{DRAFT}/parts/other")

    assert f"roles.{other.roles[-1].id}" in section(page, "roles").values


@pytest.mark.parametrize("path", ["roles", "ends"])
def test_a_part_without_a_name_is_not_added(vi: Browser, path: str) -> None:
    answer = vi.send(form(vi.page(f"{DRAFT}/{path}"), f"/{path}/add"))

    assert answer.status_code == 422
    assert Page(answer.text).with_role("alert")


def test_a_new_pathway_begins_blank_or_as_a_copy(front: Front, vi: Browser) -> None:
    new = form(vi.page("/admin/new-pathway"), "/start")
    blank = vi.send(new, **{"title.vi": "Đón người về"})
    copy = vi.send(new, **{"title.vi": "Hải Phòng mới", "copy": "shipped:hai_phong"})

    assert blank.headers["Location"] == "/admin/pathways/don_nguoi_ve/draft?done=begun"
    assert "Cần sửa" in vi.follow(blank).words
    assert "Không có chỗ nào cần sửa." in vi.follow(copy).words
    assert [one.key for one in every_draft(front.place.office)] == [
        "don_nguoi_ve", "hai_phong_moi", "small",
    ]  # fmt: skip


def test_what_a_new_pathway_can_be_a_copy_of_is_named_once(front: Front, vi: Browser) -> None:
    def offered() -> list[str]:
        tags = vi.page("/admin/new-pathway").tags
        return [a["value"] for tag, a in tags if tag == "option" and "hai_phong" in a["value"]]

    shipped = next(path for path in shipped_pathways() if path.stem == "hai_phong")
    hai_phong = read_pathway(shipped)
    before = offered()
    publish_pathway(front.place.office, hai_phong, "user:vi")
    same = offered()
    other = hai_phong.model_copy(update={"title": Label(vi="Hải Phòng mới", en="New")})
    publish_pathway(front.place.office, other, "user:vi")

    assert (before, same) == (["shipped:hai_phong"], ["in-use:hai_phong"])
    assert offered() == ["in-use:hai_phong", "shipped:hai_phong"]
    assert "Hải Phòng mới, phiên bản 2" in vi.page("/admin/new-pathway").words


def test_a_file_of_another_site_becomes_a_draft(front: Front, vi: Browser) -> None:
    text = text_of({**draft_of(front.place.office, "small").tree, "key": "brought"})
    page = vi.page("/admin/new-pathway")

    begun = vi.send(form(page, "/file"), text=text)
    wrong = vi.send(form(page, "/file"), text="a: [")
    again = vi.send(form(page, "/file"), text=text)

    assert begun.headers["Location"] == "/admin/pathways/brought/draft?done=begun"
    assert [wrong.status_code, again.status_code] == [422, 422]


def test_a_file_is_brought_as_it_is(front: Front, vi: Browser) -> None:
    text = text_of({**draft_of(front.place.office, "small").tree, "key": "brought"})
    page = vi.page("/admin/new-pathway")

    begun = vi.bring(form(page, "/file"), text.encode("utf-8-sig"))

    assert begun.headers["Location"] == "/admin/pathways/brought/draft?done=begun"
    assert text_of(draft_of(front.place.office, "brought").tree) == text


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "Hãy chọn một tệp"),
        ("tên: Hải Phòng".encode("utf-16"), "UTF-8"),
        (b"a: " + b"b" * 1_000_000, "1 MB"),
    ],
)
def test_a_file_that_is_none_of_ours_is_told(vi: Browser, file: bytes, said: str) -> None:
    answer = vi.bring(form(vi.page("/admin/new-pathway"), "/file"), file)

    assert said in vi.read(answer, 422).words


@pytest.mark.parametrize("version", ["99999999999999999999999", "-99999999999999999999999"])
def test_no_number_of_a_file_closes_the_editor(front: Front, vi: Browser, version: str) -> None:
    text = f"key: brought\nparts:\n- {{id: p, use: small, version: {version}}}\n"
    draft = "/admin/pathways/brought/draft"

    begun = vi.send(form(vi.page("/admin/new-pathway"), "/file"), text=text)
    pages = {path: vi.page(f"{draft}{path}") for path in ("", "/parts", "/parts/p", "/publish")}
    gone = vi.send(form(pages[""], "/throw-away"))

    assert begun.status_code == gone.status_code == 303
    assert f"{draft}/parts/p#which" in pages[""].links()
    assert section(pages["/parts/p"], "which").values["version"] == [version]
    assert [one.key for one in every_draft(front.place.office)] == ["small"]


def test_what_is_thrown_away_is_gone_and_said_so(front: Front, vi: Browser, bac: Browser) -> None:
    seen = section(bac.page(f"{DRAFT}/steps/care"), "who")

    vi.send(form(vi.page(DRAFT), "/throw-away"))
    late = bac.send(seen, role="health")

    with pytest.raises(NoDraft):
        draft_of(front.place.office, "small")
    assert late.status_code == 404
    assert "Chưa lưu gì" in Page(late.text).words


@pytest.mark.parametrize(
    "path", ["steps/nothing", "roles/nothing", "stages/nothing", "ends/9", "nothing"]
)
def test_what_is_not_in_the_draft_is_not_there(vi: Browser, path: str) -> None:
    assert vi.client.get(f"{DRAFT}/{path}").status_code == 404


def test_a_mangled_form_changes_nothing(front: Front, vi: Browser) -> None:
    sent = section(vi.page(f"{DRAFT}/steps/care"), "who")
    before = revision(front)

    for wrong in ({"_revision": "x"}, {"_section": "nothing"}, {"_revision": "999"}):
        assert vi.send(sent, **{"role": "health", **wrong}).status_code in (404, 422)

    assert revision(front) == before


def test_what_is_typed_is_never_markup(front: Front, vi: Browser) -> None:
    bad = "<b onclick='x'>Khám</b>"
    save(
        front.place.office, "small", revision(front),
        [Put((*STAGE, "care", "title"), {"vi": bad, "en": bad}), Put(("about",), bad),
         Put((*STAGE, "care", "with"), [bad])],
        "user:bac",
    )  # fmt: skip

    for path in ("", "/steps/care", "/steps/verify", "/about", "/publish"):
        assert "<b onclick" not in vi.client.get(f"{DRAFT}{path}").text
