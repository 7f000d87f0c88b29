from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from domain.directory.whom_to_call import WhomToCall, call_line
from domain.letters.notices import WAITS_FOR_LEAD, Entry, Matter, write_joint_letter, write_letter
from domain.texts import Label, Language

POLICE = Label(vi="Công an thành phố (mẫu)", en="City Police (made up)")
ASKED_AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MATTER = Matter(
    kind="request",
    ordinal=1,
    case_code="7K3Q-9MXD",
    ask=Label(vi="Xin xác minh và báo kết quả.", en="Please verify, and say the result."),
    item=None,
    asker=Label(vi="Sở Y tế (mẫu)", en="Department of Health (made up)"),
    holder=POLICE,
    asked_at=ASKED_AT,
    due_at=ASKED_AT + timedelta(days=4, hours=14, minutes=59),
    zone="Asia/Ho_Chi_Minh",
    reason=None,
)
LINK = "https://example.vn/a/abc"


def text(matter: Matter, language: Language = "vi", *, link: str | None = LINK) -> str:
    return write_letter(matter, addressee=POLICE, language=language, link=link, repeat=False).text


def test_a_request_says_who_asks_what_by_when_and_where_to_answer() -> None:
    assert text(MATTER) == (
        "Kính gửi: Công an thành phố (mẫu)\n\n"
        "Sở Y tế (mẫu) đề nghị quý cơ quan:\n"
        "Xin xác minh và báo kết quả.\n\n"
        "Mã hồ sơ: 7K3Q-9MXD\n"
        "Xin trả lời chậm nhất: hết thứ Sáu, 27/11/2026\n\n"
        "Xem yêu cầu và trả lời tại đây, không cần tài khoản:\n"
        "https://example.vn/a/abc\n\n"
        "Đường dẫn này chỉ dành cho cơ quan. Xin không chuyển tiếp thư này.\n"
    )


def test_a_request_that_comes_again_says_so_first() -> None:
    again = replace(MATTER, again=True)

    letter = write_letter(again, addressee=POLICE, language="vi", link=LINK, repeat=False)
    in_english = write_letter(again, addressee=POLICE, language="en", link=LINK, repeat=False)

    assert letter.subject == "[7K3Q-9MXD] Xin hỏi lại: có yêu cầu đang chờ cơ quan trả lời"
    assert letter.text.split("\n\n")[1].startswith("Xin hỏi lại: ")
    assert in_english.subject == "[7K3Q-9MXD] Asked again: a request awaits your answer"
    assert in_english.text.split("\n\n")[1].startswith("Asked again: ")


@pytest.mark.parametrize(
    ("kind", "times"),
    [
        # Whoever is asked may have to call.
        ("request", 1),
        ("withdrawal", 1),
        # The lead is the one who is called.
        ("lead", 0),
    ],
)
def test_a_letter_to_an_agency_says_whom_to_call(kind: str, times: int) -> None:
    whom = WhomToCall("Phòng Trẻ em (mẫu)", "0204 3 555 111")
    entry = Entry(replace(MATTER, kind=kind), None)

    letter = write_joint_letter([entry], addressee=POLICE, language="vi", repeat=False, call=whom)

    line = "Cán bộ điều phối: Phòng Trẻ em (mẫu), điện thoại 0204 3 555 111"
    assert letter.text.count(line) == times


def test_a_stop_for_safety_says_what_not_to_do_and_then_whom_to_call() -> None:
    call = call_line(WhomToCall("Phòng Trẻ em (mẫu)", "0204 3 555 111"))

    told = text(replace(MATTER, kind="halt", call=call), link=None)

    assert told.split("\n\n")[1:] == [
        "Vì lý do an toàn, toàn bộ vụ việc này đã dừng lại. Xin không làm gì thêm: không bàn"
        " giao, không đưa ai đi đâu.\n"
        "Trước khi làm bất cứ việc gì, xin gọi cho cán bộ điều phối.\n"
        "Cán bộ điều phối: Phòng Trẻ em (mẫu), điện thoại 0204 3 555 111",
        "Việc đã đề nghị với cơ quan:\nXin xác minh và báo kết quả.",
        "Mã hồ sơ: 7K3Q-9MXD\n",
    ]


def test_a_request_without_a_deadline_says_so() -> None:
    assert "Chưa đặt thời hạn." in text(replace(MATTER, due_at=None))


def test_a_deadline_within_a_day_is_told_by_its_hour() -> None:
    at_five = replace(MATTER, due_at=ASKED_AT + timedelta(days=4, hours=8))

    assert "Xin trả lời chậm nhất: 17:00 thứ Sáu, 27/11/2026\n" in text(at_five)
    assert "Please answer by: Friday 27 November 2026, 17:00\n" in text(at_five, "en")


def test_what_is_due_at_once_says_so() -> None:
    assert "Xin trả lời ngay." in text(replace(MATTER, due_at=ASKED_AT))


def test_who_had_a_request_before_is_named() -> None:
    before = Label(vi="Sở cũ (mẫu)", en="Former department (made up)")

    assert "Yêu cầu này trước đây thuộc Sở cũ (mẫu), nay được chuyển sang quý cơ quan.\n\n" in (
        text(replace(MATTER, predecessor=before))
    )
    assert "Former department (made up) had this request; it is with you now." in (
        text(replace(MATTER, predecessor=before), "en")
    )


def test_an_item_is_named() -> None:
    item = Label(vi="Chăm sóc y tế", en="Medical care")

    assert "Nội dung: Chăm sóc y tế" in text(replace(MATTER, item=item))


def test_who_confirms_together_with_others_is_named_as_that() -> None:
    shared = replace(MATTER, item=POLICE, jointly=True)

    assert "\nPhần xác nhận của: Công an thành phố (mẫu)\n" in text(shared)
    assert "\nTo be confirmed by: City Police (made up)\n" in text(shared, "en")


def test_who_is_told_outside_office_hours_is_told_why_another_is_asked() -> None:
    told = replace(MATTER, kind="informed", standby=True)

    assert (
        "Vì ngoài giờ làm việc, yêu cầu dưới đây đã được gửi đến nơi đang trực là "
        "Công an thành phố (mẫu). Quý cơ quan chưa cần trả lời"
    ) in text(told, link=None)
    assert "outside office hours" not in text(replace(told, standby=False), "en", link=None)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("request", "[7K3Q-9MXD] Có yêu cầu đang chờ cơ quan trả lời"),
        # the second reminder says that it is the second
        ("reminder", "[7K3Q-9MXD] Nhắc lần 2: có yêu cầu đang chờ cơ quan trả lời"),
        ("informed", "[7K3Q-9MXD] Thông báo để cơ quan biết"),
        ("escalation", "[7K3Q-9MXD] Có yêu cầu chưa được trả lời"),
        ("withdrawal", "[7K3Q-9MXD] Yêu cầu đã được rút lại"),
        ("halt", "[7K3Q-9MXD] DỪNG LẠI: xin không làm gì thêm trong vụ việc này"),
        ("lead", "[7K3Q-9MXD] Hồ sơ đang chờ cơ quan chủ trì quyết định"),
    ],
)
def test_a_subject_says_what_the_message_is_and_nothing_of_the_person(
    kind: str, subject: str
) -> None:
    matter = replace(MATTER, kind=kind, ordinal=2, reason="nobody")

    letter = write_letter(matter, addressee=POLICE, language="vi", link=None, repeat=False)

    assert letter.subject == subject


def test_only_who_may_answer_gets_a_link() -> None:
    assert "http" not in text(replace(MATTER, kind="informed"), link=None)


def test_a_message_that_may_be_a_repeat_says_so() -> None:
    letter = write_letter(MATTER, addressee=POLICE, language="en", link=LINK, repeat=True)

    assert "You may get this message twice." in letter.text


@pytest.mark.parametrize("reason", sorted(WAITS_FOR_LEAD))
def test_the_lead_is_told_why_and_what_to_do(reason: str) -> None:
    matter = replace(MATTER, kind="lead", reason=reason)

    written = text(matter, "en", link=None)

    assert str(WAITS_FOR_LEAD[reason]) in written
    assert "please" in written.lower()


@pytest.mark.parametrize("reason", sorted(WAITS_FOR_LEAD))
def test_only_danger_is_called_urgent(reason: str) -> None:
    matter = replace(MATTER, kind="lead", reason=reason)

    letter = write_letter(matter, addressee=POLICE, language="vi", link=None, repeat=False)

    assert ("KHẨN" in letter.subject) == (
        reason in ("unsafe", "unsafe_after", "code_locked", "answer_suspect")
    )


@pytest.mark.parametrize("reason", sorted(WAITS_FOR_LEAD))
@pytest.mark.parametrize("language", get_args(Language))
def test_the_lead_need_not_know_any_command(reason: str, language: Language) -> None:
    told = WAITS_FOR_LEAD[reason].in_(language)

    assert "`" not in told
    assert "--" not in told


def test_a_contact_is_written_to_in_their_language() -> None:
    assert text(MATTER, "en").startswith("To: City Police (made up)\n\nDepartment of Health")


def test_five_requests_are_one_letter_with_a_link_for_each() -> None:
    codes = ["7K3Q-9MXD", "7K3Q-9MXD", "M4TB-2WKC", "M4TB-2WKC", "M4TB-2WKC"]
    entries = [
        Entry(replace(MATTER, case_code=code), f"{LINK}{number}")
        for number, code in enumerate(codes, start=1)
    ]

    letter = write_joint_letter(entries, addressee=POLICE, language="vi", repeat=False)

    assert letter.subject == "[7K3Q-9MXD, M4TB-2WKC] Có 5 yêu cầu đang chờ cơ quan trả lời"
    links = [line for line in letter.text.splitlines() if line.startswith(LINK)]
    assert links == [f"{LINK}{number}" for number in range(1, 6)]
    assert letter.text.count("Xin xác minh và báo kết quả.") == 5
    assert letter.text.count("Kính gửi") == letter.text.count("không chuyển tiếp") == 1
    assert "Yêu cầu 3/5\n\n" in letter.text
