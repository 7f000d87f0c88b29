from __future__ import annotations

from starlette.requests import Request

LARGEST_BODY = 256 * 1024
"""In bytes: seven long texts of 4000 Vietnamese letters, each letter at nine bytes."""


class BodyTooLarge(Exception):
    """More was sent than a form of ours can hold."""


class NotWhole(Exception):
    """The parts of a form cannot be told apart, or the last of them did not arrive."""


async def limited_body(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """Raises BodyTooLarge at the first byte too many, whatever length was announced."""
    if int(request.headers.get("content-length", 0)) > largest:
        raise BodyTooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise BodyTooLarge
    return bytes(body)
