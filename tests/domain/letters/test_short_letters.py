"""What an SMS says: Vietnamese takes 67 letters for each one that is paid, a link 160."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta

from domain.letters.notices import Entry, Matter
from domain.letters.short_letters import write_short_letter
from tests.domain.letters.test_notices import ASKED_AT, MATTER

LINK = "https://chuyentuyen.haiphong.gov.vn/a/" + "x" * 64
UCS2_OF_SEVERAL, GSM = 67, 160


def text(*matters: Matter, repeat: bool = False) -> tuple[str, tuple[str, ...]]:
    entries = [Entry(each, LINK if each.kind == "request" else None) for each in matters]
    letter = write_short_letter(entries, language="vi", repeat=repeat)
    assert letter.subject == ""
    return letter.text, letter.apart


def test_a_request_is_two_sms_and_its_link_a_third_by_itself() -> None:
    said, apart = text(MATTER)

    assert said == (
        "[7K3Q-9MXD] Có yêu cầu đang chờ cơ quan trả lời. Hạn: hết ngày 27/11/2026."
        " Đường dẫn ở tin nhắn sau."
    )
    assert apart == (LINK,)
    assert len(said) <= 2 * UCS2_OF_SEVERAL
    assert len(LINK) <= GSM
    assert unicodedata.is_normalized("NFC", said)


def test_a_deadline_within_a_day_is_told_by_its_hour() -> None:
    said, _ = text(replace(MATTER, due_at=ASKED_AT + timedelta(days=4, hours=8)))

    assert "Hạn: 17:00 27/11/2026." in said


def test_it_says_nothing_of_what_is_asked() -> None:
    said, _ = text(MATTER)

    assert "xác minh" not in said


def test_what_is_due_at_once_says_so() -> None:
    said, _ = text(replace(MATTER, due_at=ASKED_AT))

    assert "Xin trả lời ngay." in said


def test_without_a_deadline_there_is_none_in_it() -> None:
    said, _ = text(replace(MATTER, due_at=None))

    assert "Hạn" not in said


def test_several_requests_are_one_text_and_a_link_for_each() -> None:
    said, apart = text(MATTER, replace(MATTER, case_code="M4TB-2WKC"), MATTER)

    assert said == (
        "[7K3Q-9MXD, M4TB-2WKC] Có 3 yêu cầu đang chờ cơ quan trả lời."
        " Đường dẫn ở các tin nhắn sau."
    )
    assert apart == (LINK, LINK, LINK)


def test_what_needs_no_answer_says_what_it_is_about_and_has_no_link() -> None:
    said, apart = text(replace(MATTER, kind="withdrawal"))

    assert said == "[7K3Q-9MXD] Yêu cầu đã được rút lại. Xin xác minh và báo kết quả."
    assert apart == ()


def test_a_stop_for_safety_does_not_end_with_what_was_asked() -> None:
    said, _ = text(replace(MATTER, kind="halt"))

    assert said.startswith("[7K3Q-9MXD] DỪNG LẠI: xin không làm gì thêm trong vụ việc này.")
    assert said.endswith("xin gọi cho cán bộ điều phối.")
    assert "Xin xác minh" not in said


def test_a_repeat_says_that_it_may_be_one() -> None:
    said, _ = text(MATTER, repeat=True)

    assert said.endswith("Thư này có thể đến hai lần. Xin chỉ trả lời một lần.")
