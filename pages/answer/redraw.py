"""A picture drawn anew: its pixels, and nothing that was written beside them.

Run by its path, in a process of its own (`pages.answer.pictures`), so that a picture that is made
to crash its reader, to fill the memory or to take for ever harms nobody else.
"""

from __future__ import annotations

import io
import resource
import sys
import warnings

from PIL import Image, ImageOps

TOO_MANY_PIXELS = 3
"""The exit code that says so. Any other but 0: it is no picture that can be read."""

MEMORY, SECONDS = 2 * 1024**3, 20
QUALITY = 90
_KEPT_AS_THEY_ARE = ("1", "L", "RGB", "RGBA")


def main(kind: str, most_pixels: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # ours is looked at instead, before anything is unpacked
    image: Image.Image = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=[kind])
    if image.width * image.height > most_pixels:
        return TOO_MANY_PIXELS
    sys.stdout.buffer.write(_redrawn(image, kind))
    return 0


def _redrawn(image: Image.Image, kind: str) -> bytes:
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith("I"):
        # Of sixteen bits of grey Pillow would cut off the darker half.
        image = image.convert("I").point(lambda level: level * (1 / 256))
    drawn = image.convert(_mode(image, kind))
    drawn.info.clear()
    written = io.BytesIO()
    drawn.save(written, kind, quality=QUALITY)
    return written.getvalue()


def _mode(image: Image.Image, kind: str) -> str:
    if image.mode in _KEPT_AS_THEY_ARE[: 4 if kind == "PNG" else 3]:
        return image.mode
    see_through = image.mode in ("LA", "PA") or "transparency" in image.info
    return "RGBA" if see_through and kind == "PNG" else "RGB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
