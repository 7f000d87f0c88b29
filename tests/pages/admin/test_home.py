from __future__ import annotations

from tests.domain.small import pathway, step
from tests.pages.desk.front import Front

SMALL = pathway(step("verify"))


def test_an_administrator_sees_what_is_in_use_and_no_case(front: Front) -> None:
    front.place.publish(SMALL)
    code, _, _ = front.place.open(SMALL, area="hai_phong").partition("/")

    with front.browser("vi") as vi:
        home, pathways = vi.page("/admin"), vi.page("/admin/pathways")

    assert "Đang dùng: 1." in home.words
    assert "`" not in home.words
    assert SMALL.title.vi in pathways.words
    assert "Phiên bản 1" in pathways.words
    assert code not in home.words + pathways.words


def test_before_anything_is_published_it_says_so(front: Front) -> None:
    with front.browser("vi") as vi:
        page = vi.page("/admin/pathways?lang=en")

    assert "No pathway is published yet." in page.words


def test_what_is_nowhere_is_told_as_not_recorded_and_not_as_a_link(front: Front) -> None:
    with front.browser("vi") as vi:
        page = vi.page("/admin/nowhere", 404)

    assert "CHƯA được ghi nhận" in page.words
    assert "đường dẫn" not in page.words
