"""Files as people and attackers send them."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00;"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
PLACE = "Thôn Đoài, xã Đông Hải"
CAMERA = "Máy ảnh của chị Mai"
_GPS, _MAKE, _TURNED, _LATITUDE = 0x8825, 0x010F, 0x0112, 2


def picture(kind: str = "JPEG", size: tuple[int, int] = (48, 32), **saved: object) -> bytes:
    """Red on the left, blue on the right."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, *size))
    written = io.BytesIO()
    drawn.save(written, kind, **saved)
    return written.getvalue()


def photo(turned: int = 1) -> bytes:
    """With all that a phone writes into one: where, with what, how it was held."""
    exif = Image.Exif()
    exif[_MAKE] = CAMERA
    exif[_TURNED] = turned
    exif[_GPS] = {1: "N", _LATITUDE: (20.0, 51.0, 54.0), 29: PLACE}
    return picture(exif=exif, comment=PLACE.encode(), icc_profile=b"colours of " + CAMERA.encode())


def archive(entry: bytes = b"<script>alert(1)</script>") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archived:
        archived.writestr("index.html", entry)
    return packed.getvalue()


def bomb(size: tuple[int, int] = (20_000, 20_000)) -> bytes:
    """A few kilobytes that are gigabytes once they are unpacked."""
    written = io.BytesIO()
    Image.new("1", size).save(written, "PNG")
    return written.getvalue()
