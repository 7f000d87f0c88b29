from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from starlette.testclient import TestClient

from domain.pathway.attachments import MEGABYTE, Attachment, Given
from domain.pathway.template import Field
from tests.files import CAMERA, GIF, PDF, PLACE, SVG, archive, bomb, photo, picture
from tests.pages.fakes import FakeAnswers, label
from tests.pages.forms import DAY
from tests.pages.reading import Page

PAPER = Field(id="van_ban", label=label("Bản chụp", "Scan"), kind="file", required=False)
PHOTO = Field(id="anh", label=label("Ảnh", "Photo"), kind="file", required=False)
FORM = (PAPER, PHOTO, DAY)
DONE = {"_verdict": "done", "ngay": "2026-11-23"}
Part = tuple[str, tuple[str, bytes, str]]


def part(field: str, content: bytes, name: str = "x.pdf", kind: str = "application/pdf") -> Part:
    return field, (name, content, kind)


def sent(casework: FakeAnswers, token: str) -> Given:
    (submission,) = casework.recorded(token)
    return submission.files


def content(casework: FakeAnswers, token: str, field: str = "van_ban") -> bytes:
    file = sent(casework, token)[field]
    assert isinstance(file, Attachment)
    return file.content


def test_a_document_is_taken_as_it_is_and_told_by_its_size(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    large = PDF[:9] + bytes(1_300_000) + PDF[9:]

    page = client.post(f"/a/{token}", data=DONE, files=[part("van_ban", large)])

    assert page.status_code == 200
    assert content(casework, token) == large
    assert "một tệp PDF, 1,2 MB" in Page(page.text).words


def test_what_the_file_was_called_is_nowhere(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask(FORM)

    page = client.post(f"/a/{token}", data=DONE, files=[part("van_ban", PDF, "Nguyễn Mai.pdf")])

    assert "Mai" not in page.text
    assert "Mai" not in repr(casework.recorded(token))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_drawn_anew(client: TestClient, casework: FakeAnswers, kind: str) -> None:
    token = casework.ask(FORM)

    client.post(f"/a/{token}", data=DONE, files=[part("anh", picture(kind))])

    assert reread(content(casework, token, "anh")) == (kind, (48, 32), "left")


def test_a_grey_scan_of_sixteen_bits_stays_grey(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask(FORM)
    scan = io.BytesIO()
    Image.new("I;16", (8, 8), 0x8000).save(scan, "PNG")

    client.post(f"/a/{token}", data=DONE, files=[part("anh", scan.getvalue())])

    with Image.open(io.BytesIO(content(casework, token, "anh"))) as image:
        assert image.convert("L").getextrema() == (0x80, 0x80)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        # with a palette, with parts that are seen through, of one bit, for a press
        ("P", "PNG"),
        ("LA", "PNG"),
        ("RGBA", "PNG"),
        ("1", "PNG"),
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
    ],
)
def test_whatever_colours_a_picture_has_it_is_taken(
    client: TestClient, casework: FakeAnswers, mode: str, kind: str
) -> None:
    token = casework.ask(FORM)
    drawn = io.BytesIO()
    Image.new(mode, (8, 8)).save(drawn, kind)

    client.post(f"/a/{token}", data=DONE, files=[part("anh", drawn.getvalue())])

    with Image.open(io.BytesIO(content(casework, token, "anh"))) as image:
        assert (image.format, image.size) == (kind, (8, 8))


def test_a_photo_tells_neither_where_it_was_taken_nor_with_what(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    assert hidden_in(photo()) == {"Exif", PLACE, CAMERA, "ICC"}

    client.post(f"/a/{token}", data=DONE, files=[part("anh", photo())])

    assert hidden_in(content(casework, token, "anh")) == set()


def test_a_photo_that_was_taken_upside_down_is_turned(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)

    client.post(f"/a/{token}", data=DONE, files=[part("anh", photo(turned=3))])

    assert reread(content(casework, token, "anh"))[2] == "right"


@pytest.mark.parametrize(
    "behind",
    [
        # a page with a script, an archive, another picture
        b"<html><script>alert(1)</script>",
        archive(),
        picture("PNG"),
    ],
    ids=["page", "archive", "picture"],
)
def test_what_stands_behind_a_picture_is_gone(
    client: TestClient, casework: FakeAnswers, behind: bytes
) -> None:
    token = casework.ask(FORM)

    client.post(f"/a/{token}", data=DONE, files=[part("anh", picture() + behind)])

    assert behind not in content(casework, token, "anh")


@pytest.mark.parametrize(
    ("name", "kind", "what"),
    [
        # what it is called, what is said of it, what it is
        ("ket-luan.pdf", "application/pdf", SVG),
        ("anh.png", "image/png", SVG),
        ("anh.png", "image/png", GIF),
        ("anh.jpg", "image/jpeg", b"<html>"),
        ("ket-luan.pdf", "application/pdf", PDF + archive()),
        ("ket-luan.pdf", "application/pdf", PDF[:-20]),
        ("anh.heic", "image/heic", b"\x00\x00\x00\x18ftypheic"),
        # nothing
        ("ket-luan.pdf", "application/pdf", b""),
        # pictures that only begin as such
        ("anh.jpg", "image/jpeg", picture()[:-200]),
        ("anh.png", "image/png", picture("PNG")[:40]),
        ("anh.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(100)),
        # a few kilobytes that would be gigabytes
        ("anh.png", "image/png", bomb()),
        # more than is taken
        ("ket-luan.pdf", "application/pdf", PDF + bytes(11 * MEGABYTE)),
    ],
    ids=[
        "svg as pdf", "svg as png", "gif as png", "page as jpeg", "pdf and zip", "half a pdf",
        "heic", "empty", "half a jpeg", "half a png", "nothing behind the head", "bomb",
        "eleven megabytes",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_not_taken_is_told_beside_its_field(
    client: TestClient, casework: FakeAnswers, name: str, kind: str, what: bytes, language: str
) -> None:
    token = casework.ask(FORM)

    answer = client.post(
        f"/a/{token}?lang={language}", data=DONE, files=[part("van_ban", what, name, kind)]
    )

    assert answer.status_code == 422
    assert casework.recorded(token) == []
    (fault,) = re.findall(r'id="fault-van_ban">(.+?)<', answer.text)
    assert ("Xin" in fault) == (language == "vi")
    assert ("Please" in fault) == (language == "en")


def test_all_that_is_wrong_is_told_at_once(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask(FORM)

    answer = client.post(
        f"/a/{token}", data=DONE | {"ngay": "hôm nay"}, files=[part("van_ban", GIF)]
    )

    assert re.findall(r'id="fault-(\w+)"', answer.text) == ["van_ban", "ngay"]


def test_a_file_that_must_be_chosen_again_is_asked_for(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)

    answer = client.post(f"/a/{token}", data=DONE | {"ngay": "x"}, files=[part("van_ban", PDF)])

    page = Page(answer.text)
    in_the_box, beside_it = page.words.split("Xin điền các mục")
    assert "Bản chụp – Xin chọn lại tệp này: tệp chưa được lưu." in in_the_box
    assert beside_it.count("Xin chọn lại tệp này: tệp chưa được lưu.") == 1
    assert "#f-van_ban" in page.links()
    assert "f-van_ban" in page.ids


def test_two_files_for_one_field_are_too_many(client: TestClient, casework: FakeAnswers) -> None:
    token = casework.ask(FORM)
    both = [part("van_ban", PDF), part("van_ban", PDF)]

    answer = client.post(f"/a/{token}", data=DONE, files=both)

    assert answer.status_code == 422
    assert "Xin gửi một tệp ở mục này." in Page(answer.text).words


@pytest.mark.parametrize(
    "stray",
    [
        # no field of this form, none that takes files, none of anybody's
        part("khac", PDF),
        part("ngay", PDF),
        part("../../etc/passwd", PDF, "../../etc/passwd"),
        # a browser's way of saying that nothing was chosen
        part("van_ban", b"", ""),
    ],
    ids=["another field", "a date", "a path", "nothing"],
)
def test_what_belongs_to_no_field_is_let_fall(
    client: TestClient, casework: FakeAnswers, stray: Part
) -> None:
    token = casework.ask(FORM)

    answer = client.post(f"/a/{token}", data=DONE, files=[stray])

    assert answer.status_code == 200
    assert sent(casework, token) == {}


def test_a_form_without_files_takes_no_more_than_it_did(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask((DAY,))

    answer = client.post(f"/a/{token}", data=DONE, files=[part("van_ban", PDF + bytes(MEGABYTE))])

    assert answer.status_code == 413


def test_who_has_no_link_is_not_listened_to(client: TestClient, casework: FakeAnswers) -> None:
    casework.ask(FORM)

    answer = client.post("/a/nothing", data=DONE, files=[part("van_ban", PDF + bytes(MEGABYTE))])

    assert answer.status_code == 404


def test_more_than_twenty_megabytes_get_a_plain_page(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    both = [part(field, PDF + bytes(11 * MEGABYTE)) for field in ("van_ban", "anh")]

    answer = client.post(f"/a/{token}", data=DONE, files=both)

    assert answer.status_code == 413
    assert "mỗi tệp không quá 10 MB" in Page(answer.text).words
    assert casework.recorded(token) == []


def reread(drawn: bytes) -> tuple[str | None, tuple[int, int], str]:
    """Its kind, its size, and on which side the red is."""
    with Image.open(io.BytesIO(drawn)) as image:
        red, _, blue = image.convert("RGB").getpixel((2, image.height // 2))  # type: ignore[misc]
        return image.format, image.size, "left" if red > blue else "right"


def hidden_in(drawn: bytes) -> set[str]:
    """What it holds beside its pixels, in whatever way it is written."""
    with Image.open(io.BytesIO(drawn)) as image:
        said = repr(image.info) + repr(dict(image.getexif()))
        said += repr(dict(image.getexif().get_ifd(0x8825)))
        found = {text for text in (PLACE, CAMERA) if text.encode() in drawn or text in said}
        found |= {"Exif"} if image.getexif() else set()
        return found | ({"ICC"} if "icc_profile" in image.info else set())


@pytest.mark.parametrize(
    ("form", "says"),
    [
        # no file, one, and two of them
        ((DAY,), False),
        ((PAPER, DAY), False),
        (FORM, True),
    ],
)
def test_who_may_send_several_is_told_beforehand_how_large_they_may_be_together(
    client: TestClient, casework: FakeAnswers, form: tuple[Field, ...], *, says: bool
) -> None:
    page = Page(client.get(f"/a/{casework.ask(form)}?lang=en").text)

    assert ("All files together: at most 20 MB." in page.words) is says
