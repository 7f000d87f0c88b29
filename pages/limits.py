from __future__ import annotations

from starlette.requests import Request

LARGEST_BODY = 256 * 1024
"""In bytes: seven long texts of 4000 Vietnamese letters, each letter at nine bytes."""


class BodyTooLarge(Exception):
    """More was sent than a form of ours can hold."""


async def limited_body(request: Request) -> bytes:
    """Raises BodyTooLarge at the first byte too many, whatever length was announced."""
    if int(request.headers.get("content-length", 0)) > LARGEST_BODY:
        raise BodyTooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise BodyTooLarge
    return bytes(body)
