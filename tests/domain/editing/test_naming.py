from __future__ import annotations

import pytest

from domain.editing.edits import Add, edited
from domain.editing.naming import id_from
from domain.pathway.soundness import RESERVED
from tests.domain.bad_pathways import sound

STEPS = ("stages", "care", "steps")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Khám sức khỏe", "kham_suc_khoe"),
        ("Đưa ĐẾN cơ sở", "dua_den_co_so"),
        ("5 ngày", "muc_5_ngay"),
        ("", "muc"),
        ("入院", "muc"),
        ("Hỗ trợ ban đầu cho người được hỗ trợ", "ho_tro_ban_dau_cho_nguoi"),
        ("a" * 99, "a" * 24),
        ("Điều 4 (khoản 2)", "dieu_4_khoan_2"),
    ],
)
def test_an_id_is_the_title_without_its_marks(title: str, name: str) -> None:
    assert id_from(title, ()) == name


def test_a_number_tells_those_apart_that_are_called_the_same() -> None:
    assert id_from("Khám", ["kham", "kham_2"]) == "kham_3"


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_no_id_has_a_meaning_of_its_own_in_conditions(word: str) -> None:
    assert id_from(word, ()) not in RESERVED


def test_steps_are_told_apart_in_all_stages_and_from_duties_and_parts() -> None:
    tree = sound() | {
        "duties": [{"id": "kham"}],
        "parts": [{"id": "luat"}],
        "stages": [*sound()["stages"], {"id": "more", "steps": []}],
    }

    places = [
        edited(tree, Add(("stages", "more", "steps"), {"title": {"vi": title}})).place[-1]
        for title in ("Khám", "Luật", "Trip", "Mới")
    ]

    assert places == ["kham_2", "muc_luat_2", "trip_2", "moi"]


def test_no_new_step_is_called_as_one_of_a_part_is() -> None:
    tree = sound() | {"parts": [{"id": "luat"}]}

    assert edited(tree, Add(STEPS, {"title": {"vi": "Luật 53"}})).place[-1] == "muc_luat_53"


def test_a_part_is_called_after_what_it_uses_and_leaves_room_for_its_steps() -> None:
    done = edited(sound(), Add(("parts",), {"use": "luat_53_2024_qh15"}))

    assert done.place == ("parts", "luat_53_2024")
