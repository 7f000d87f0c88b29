"""The directory on its pages, as an administrator goes through them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from domain.casework.administration.keeping_directory import directory_kept
from domain.casework.administration.publishing import publish_directory
from domain.directory.agencies import Agency, Assignment, Directory
from tests.domain.casework.bureau import directory_with
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Form

SMALL = pathway(step("verify"))
HOME = "/admin/directory"
POLICES = "{role: police, agency: police, valid_from: 2020-01-01}"
POLICE = f"{HOME}/agencies/police"
CONTACT = {"contacts.1.name": "Nguyễn Hoa", "contacts.1.channels.1.channel": "sms",
           "contacts.1.channels.1.target": "0912345678"}  # fmt: skip
QUIET = {"quiet_hours.from": "21:00", "quiet_hours.until": "06:30"}
MAIL = {"channels.2.channel": "email", "channels.2.target": "t@a.vn"}


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    """With a directory in which `police` holds the role of that name."""
    front.place.publish(SMALL)
    with front.browser("vi") as browser:
        yield browser


def directory(front: Front) -> Directory:
    return directory_kept(front.place.office).directory


def agency(front: Front, name: str) -> Agency:
    found = directory(front).agency(name)
    assert found is not None
    return found


def assignments(front: Front, role: str) -> list[Assignment]:
    return [one for one in directory(front).assignments if one.role == role]


def search(vi: Browser) -> Form:
    return form(vi.page(HOME), "/search#agencies")


def test_an_agency_is_added_with_its_first_contact(front: Front, vi: Browser) -> None:
    page = vi.page(f"{HOME}/new-agency")

    done = vi.follow(vi.send(form(page, "/add"), **{"title.vi": "Bệnh viện"}, **CONTACT))

    assert "Đã thêm cơ quan. Xin gửi tin thử cho người liên hệ" in done.words
    assert "Nguyễn Hoa" in done.words
    added = agency(front, "benh_vien")
    assert added.title.en == "Bệnh viện"
    assert [(one.id, one.target_on("sms")) for one in added.contacts] == [
        ("nguyen_hoa", "0912345678")
    ]


def test_what_is_wrong_stands_beside_its_control_with_what_was_typed(
    front: Front, vi: Browser
) -> None:
    page = vi.page(f"{HOME}/new-agency")
    before = directory(front)

    answer = vi.send(
        form(page, "/add"),
        **{"title.vi": "Bệnh viện", "valid_from": "31/02/2026"},
        **(CONTACT | {"contacts.1.channels.1.target": "12"}),
    )
    told = vi.read(answer, 422)
    again = vi.send(form(told, "/add"), valid_from="2026-03-01")
    told_again = vi.read(again, 422)

    assert told.with_id("fault-valid_from")
    assert told_again.with_id("fault-contacts.1.channels.1.target")
    assert form(told_again, "/add").values["title.vi"] == ["Bệnh viện"]
    assert form(told_again, "/add").values["contacts.1.channels.1.target"] == ["12"]
    assert directory(front) == before


def test_an_empty_form_says_what_is_missing_where_it_is(front: Front, vi: Browser) -> None:
    told = vi.read(vi.send(form(vi.page(f"{HOME}/new-agency"), "/add")), 422)

    for name in ("title.vi", "contacts.1.name"):
        assert told.with_id(f"fault-{name}")


def test_what_has_to_be_filled_in_says_so(vi: Browser) -> None:
    def marked(path: str) -> list[str]:
        lines = vi.page(path).lines
        return [one for one, mark in pairwise(lines) if mark == "(bắt buộc)"]

    assert marked(f"{HOME}/new-assignment") == ["Vai trò", "Cơ quan", "Từ ngày"]
    assert marked(f"{POLICE}/new-contact") == ["Họ và tên", "Kênh 1", "Địa chỉ 1"]
    assert marked(f"{POLICE}/succession")[-1] == "Cơ quan tiếp nhận 1"


def test_a_contact_is_changed_added_and_taken_out(front: Front, vi: Browser) -> None:
    first, second = (one.id for one in agency(front, "police").contacts)
    page = vi.page(f"{POLICE}/contacts/{first}")
    vi.follow(vi.send(form(page, "/change"), name="Minh", **QUIET))
    added = vi.page(f"{POLICE}/new-contact")
    vi.follow(vi.send(form(added, "/add"), name="Tâm", **MAIL))
    vi.follow(vi.send(form(vi.page(f"{POLICE}/contacts/{second}"), "/remove")))

    minh, tam = agency(front, "police").contacts
    assert (minh.id, minh.name, minh.quiet_hours is not None) == (first, "Minh", True)
    assert (tam.id, tam.target_on("email")) == ("tam", "t@a.vn")


def test_a_test_message_goes_to_the_contact_or_it_is_said_why_not(
    front: Front, vi: Browser
) -> None:
    first = agency(front, "police").contacts[0]
    page = vi.page(f"{POLICE}/contacts/{first.id}")

    done = vi.follow(vi.send(form(page, "/try"), channel="email"))
    vi.send(form(page, "/change"), **{"channels.1.target": "full@example.vn"})
    refused = vi.read(vi.send(form(page, "/try"), channel="email"), 422)

    channel, target = first.channels[0].channel, first.channels[0].target
    assert front.tried[0][:2] == (channel, target)
    assert "/a/" not in front.tried[0][2].text
    assert "Nhà cung cấp đã nhận tin" in done.words
    assert "Mailbox full" in refused.words


def test_a_test_message_is_sent_from_the_page_of_the_agency(front: Front, vi: Browser) -> None:
    second = agency(front, "police").contacts[1]

    done = vi.follow(vi.send(form(vi.page(POLICE), f"/contacts/{second.id}/try")))

    assert [target for _, target, _ in front.tried] == [second.channels[0].target]
    assert "Nhà cung cấp đã nhận tin" in done.words


@pytest.mark.parametrize(
    "sought", ["Bệnh viện Đa khoa", "DA  khoa benh vien", "nguyen hoa", "kham_benh"]
)
def test_an_agency_is_found_by_its_name_its_people_or_its_role(
    front: Front, vi: Browser, sought: str
) -> None:
    new = form(vi.page(f"{HOME}/new-agency"), "/add")
    vi.follow(vi.send(new, **{"title.vi": "Bệnh viện Đa khoa"}, **CONTACT))
    role = form(vi.page(f"{HOME}/new-assignment?agency=benh_vien_da_khoa"), "/add")
    vi.follow(vi.send(role, role="kham_benh", valid_from="2026-01-01"))

    page = vi.read(vi.send(search(vi), q=sought))

    assert [link for link in page.links() if "/agencies/" in link] == [
        f"{HOME}/agencies/benh_vien_da_khoa"
    ]
    assert "Tìm thấy: 1" in page.words


def test_whom_somebody_seeks_stands_in_no_address(front: Front, vi: Browser) -> None:
    vi.follow(vi.send(form(vi.page(f"{HOME}/new-agency"), "/add"), **{"title.vi": "B"}, **CONTACT))

    answer = vi.send(search(vi), q="Nguyễn Hoa")
    page = vi.read(answer)

    assert "Tìm thấy: 1" in page.words
    assert str(answer.url).endswith(f"{HOME}/search")
    assert f"{HOME}?lang=en" in page.links()
    assert not [link for link in page.links() if "Nguy" in link]
    assert vi.page(f"{HOME}?q=khong").words == vi.page(HOME).words


def test_each_agency_is_listed_with_the_roles_that_it_has_today(front: Front, vi: Browser) -> None:
    vi.follow(vi.send(form(vi.page(f"{HOME}/assignments/1"), "/change"), valid_to="2026-01-31"))

    nobody = vi.read(vi.send(search(vi), q="khong co ai"))

    assert "chưa có vai trò nào" in vi.page(HOME).words
    assert "Không có cơ quan nào" in nobody.words


def test_the_last_change_is_told_by_what_things_are_called(front: Front, vi: Browser) -> None:
    role = form(vi.page(f"{HOME}/new-assignment?agency=police"), "/add")

    vi.follow(vi.send(role, role="shelter", area="hai_phong", valid_from="2026-01-01"))

    told = vi.page(HOME).words
    assert "Hải Phòng: " in told
    assert "police hai_phong" not in told


def test_a_role_is_given_ended_and_seen_over_time(front: Front, vi: Browser) -> None:
    page = vi.page(f"{HOME}/roles/police")
    assert "đang giữ vai trò" in page.words

    vi.follow(vi.send(form(vi.page(f"{HOME}/assignments/1"), "/change"), valid_to="2026-12-31"))
    new = vi.page(f"{HOME}/new-assignment?role=police")
    done = vi.follow(vi.send(form(new, "/add"), agency="shelter", valid_from="2027-01-01",
                             legal_basis="Quyết định 12"))  # fmt: skip

    assert [(one.agency, str(one.valid_to)) for one in assignments(front, "police")] == [
        ("police", "2026-12-31"), ("shelter", "None"),
    ]  # fmt: skip
    assert "sắp tới" in done.words
    assert "Quyết định 12" in done.words


def test_two_agencies_with_one_role_and_one_rank_are_told_at_the_line(
    front: Front, vi: Browser
) -> None:
    new = vi.page(f"{HOME}/new-assignment?role=police")

    told = vi.read(vi.send(form(new, "/add"), agency="shelter", valid_from="2026-01-01"), 422)

    assert "thứ tự" in told.words
    assert len(assignments(front, "police")) == 1


def test_an_area_of_the_provinces_own_is_added_and_ends(front: Front, vi: Browser) -> None:
    new = vi.page(f"{HOME}/new-area")
    vi.follow(vi.send(form(new, "/add"), **{"title.vi": "Xã A", "kind": "commune",
                                            "parent": "hai_phong"}))  # fmt: skip
    page = vi.page(f"{HOME}/areas/xa_a")
    done = vi.follow(vi.send(form(page, "/change"), valid_to="2026-01-31"))

    (area,) = directory(front).areas
    assert (area.id, area.parent, str(area.valid_to)) == ("xa_a", "hai_phong", "2026-01-31")
    assert "đến ngày 31 tháng 1 năm 2026" in done.words


def test_an_area_that_comes_with_the_program_is_no_page(vi: Browser) -> None:
    assert vi.client.get(f"{HOME}/areas/hai_phong").status_code == 404


def test_a_second_administrator_is_told_and_keeps_what_was_typed(front: Front, vi: Browser) -> None:
    page = vi.page(POLICE)
    first = form(page, "/change")
    vi.follow(vi.send(first, **{"title.vi": "Công an phường"}))

    told = vi.read(vi.send(first, **{"title.vi": "Công an xã"}), 409)

    assert "vừa thay đổi" in told.words
    assert "Hiện là: Công an phường" in told.words
    kept = form(told, "/change")
    assert kept.values["title.vi"] == ["Công an xã"]
    assert agency(front, "police").title.vi == "Công an phường"
    vi.follow(vi.send(kept))
    assert agency(front, "police").title.vi == "Công an xã"


def test_the_last_change_is_undone_and_no_other(front: Front, vi: Browser) -> None:
    vi.follow(vi.send(form(vi.page(POLICE), "/change"), **{"title.vi": "A"}))
    undo = form(vi.page(HOME), "/undo")
    vi.follow(vi.send(undo))
    assert agency(front, "police").title.vi != "A"

    told = vi.read(vi.send(undo), 409)

    assert "vừa thay đổi" in told.words


def test_a_succession_says_what_would_happen_before_it_is_kept(front: Front, vi: Browser) -> None:
    for _ in range(3):
        front.place.open(SMALL)
    page = vi.page(f"{POLICE}/succession")
    said = {"on": "2026-12-01", "to.1": "shelter", "legal_basis": "Nghị quyết 190"}

    looked = vi.read(vi.send(form(page, "/succeed"), **said))

    assert "3 yêu cầu đang chờ sẽ chuyển sang Cơ quan shelter" in looked.words
    assert directory(front).successions == ()
    done = vi.follow(vi.send(form(looked, "/succeed"), _do="keep"))
    assert "Cơ quan police → Cơ quan shelter" in done.words
    old, new = assignments(front, "police")
    assert (str(old.valid_to), new.agency, str(new.valid_from)) == (
        "2026-11-30", "shelter", "2026-12-01",
    )  # fmt: skip


def test_a_role_split_between_two_waits_for_a_person_and_says_so(front: Front, vi: Browser) -> None:
    journey = front.place.open(SMALL)
    said = {"on": "2026-11-24", "to.1": "shelter", "to.2": "health", "legal_basis": "190"}
    looked = vi.read(vi.send(form(vi.page(f"{POLICE}/succession"), "/succeed"), **said))
    both = vi.read(
        vi.send(form(looked, "/succeed"), _do="look", **{"takes.1": ["shelter", "health"]})
    )
    assert "1 yêu cầu đang chờ cần người quyết định" in both.words

    vi.follow(vi.send(form(both, "/succeed"), _do="keep"))
    front.place.later(days=2)

    with front.browser("vi") as then:
        listed = then.page(f"{HOME}/successions")
        assert journey.partition("/")[0] in listed.words
        assert "Cơ quan shelter hoặc Cơ quan health" in listed.words
        assert "1 việc cần quyết định" in then.page(HOME).words


def test_a_succession_without_its_day_or_an_heir_is_not_thought_out(vi: Browser) -> None:
    told = vi.read(vi.send(form(vi.page(f"{POLICE}/succession"), "/succeed")), 422)

    assert "Hãy chọn cơ quan tiếp nhận" in told.words
    assert told.with_id("fault-on")


@pytest.mark.parametrize("kind", ["xlsx", "yaml"])
def test_a_file_that_was_taken_along_is_brought_back(front: Front, vi: Browser, kind: str) -> None:
    taken, title = vi.client.get(f"{HOME}/files/{kind}").content, agency(front, "police").title.vi
    vi.follow(vi.send(form(vi.page(POLICE), "/change"), **{"title.vi": "A"}))
    loading = form(vi.page(f"{HOME}/files"), "/load")

    looked = vi.read(vi.bring(loading, taken, _do="look"))

    assert f"cơ quan “{title}”: " in looked.words
    assert agency(front, "police").title.vi == "A"
    vi.follow(vi.bring(loading, taken, _do="keep"))
    assert agency(front, "police").title.vi == "Cơ quan police"


@pytest.mark.parametrize(
    ("brought", "said"),
    [
        (b"agencies: [", "Dòng 1"),
        (b"PK\x03\x04 no workbook", "hỏng"),
        (b"\xd0\xcf\x11\xe0", ".xls"),
        (b"agencies: [{id: a}]", "agencies › a"),
        (b"\xff\xfe", "UTF-8"),
        (b"", "Chưa lưu gì cả"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told(
    front: Front, vi: Browser, brought: bytes, said: str
) -> None:
    before = directory(front)

    told = vi.read(vi.bring(form(vi.page(f"{HOME}/files"), "/load"), brought, _do="keep"), 422)

    assert said in told.words
    assert directory(front) == before


def test_an_empty_workbook_is_there_to_be_filled_in(vi: Browser) -> None:
    answer = vi.client.get(f"{HOME}/files/template")

    assert answer.content.startswith(b"PK")
    assert vi.client.get(f"{HOME}/files/exe").status_code == 404


def test_whoever_is_there_for_some_areas_looks_and_changes_nothing(front: Front) -> None:
    front.place.publish(SMALL)
    with front.browser("bac") as bac:
        page = bac.page(POLICE)

        assert "người quản trị toàn hệ thống" in page.words
        assert [button for button in page.tags if button[0] == "button"][1:] == []
        bac.page(f"{HOME}/new-agency", 404)


def test_what_administrators_typed_is_never_markup(front: Front) -> None:
    evil = "<script>alert(1)</script>"
    front.place.publish(SMALL)
    body = directory_with(["police"], [POLICES]).replace("Cơ quan police", evil)
    publish_directory(front.place.office, body, "user:vi")

    with front.browser("vi") as vi:
        for path in (HOME, POLICE, f"{HOME}/successions", f"{POLICE}/succession"):
            assert evil not in vi.client.get(path).text
