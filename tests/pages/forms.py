"""Fields of every kind, and what an official of the made-up city types into them."""

from __future__ import annotations

from domain.pathway.template import Field, Option
from tests.pages.fakes import label

YES_OR_NOT = (
    Option(id="la_nan_nhan", label=label("Là nạn nhân", "Is a victim")),
    Option(id="khong_phai", label=label("Không phải là nạn nhân", "Is not a victim")),
)
NEEDS = (
    Option(id="y_te", label=label("Hỗ trợ y tế", "Medical support")),
    Option(id="tam_ly", label=label("Hỗ trợ tâm lý", "Psychological support")),
    Option(id="hoc_nghe", label=label("Học nghề", "Vocational training")),
)
SCHOOLS = tuple(
    Option(id=f"truong_{n}", label=label(f"Trường số {n}", f"School {n}")) for n in range(1, 10)
)

LETTER = Field(id="so_van_ban", label=label("Số văn bản", "Letter number"), kind="text")
NOTES = Field(id="ghi_chu", label=label("Ghi chú", "Notes"), kind="long_text", required=False)
DAY = Field(id="ngay", label=label("Ngày trả lời", "Date of reply"), kind="date")
PLANNED = Field(id="tu_ngay", label=label("Từ ngày", "From"), kind="date", ahead=True)
AGREES = Field(id="dong_y", label=label("Đồng ý nhận hỗ trợ", "Agrees to support"), kind="yes_no")
RESULT = Field(id="ket_qua", label=label("Kết quả", "Result"), kind="choice", options=YES_OR_NOT)
SCHOOL = Field(
    id="truong", label=label("Trường", "School"), kind="choice", options=SCHOOLS, required=False
)
NEEDED = Field(id="nhu_cau", label=label("Nhu cầu", "Needs"), kind="choices", options=NEEDS)
TIMES = Field(id="so_luot", label=label("Số lượt", "Times"), kind="whole_number", required=False)
MONEY = Field(id="so_tien", label=label("Số tiền", "Amount"), kind="money", required=False)
PLACE = Field(id="noi", label=label("Địa bàn", "Area"), kind="area")

EVERY_KIND = (LETTER, NOTES, DAY, AGREES, RESULT, SCHOOL, NEEDED, TIMES, MONEY, PLACE)

FILLED = {
    "_verdict": "done",
    "so_van_ban": "123/CATP",
    "ghi_chu": "Đã gửi bản chính\r\nqua bưu điện.",
    "ngay": "2026-11-23",
    "dong_y": "yes",
    "ket_qua": "la_nan_nhan",
    "truong": "truong_9",
    "nhu_cau": ["y_te", "hoc_nghe"],
    "so_luot": "2",
    "so_tien": "1.500.000",
    "noi": "hai_phong",
}

# A browser ends a line as mail does; the pages do not.
RAW = {
    name: (typed.replace("\r\n", "\n"),) if isinstance(typed, str) else tuple(typed)
    for name, typed in FILLED.items()
    if name != "_verdict"
}
