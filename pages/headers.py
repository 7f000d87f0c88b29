from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # A link is a key: no other site may learn it. Forms then carry "Origin: null".
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


# A year, as browsers ask for at least. Of this host alone: what else lies below is not ours to say.
BY_HTTPS_ALONE = ("Strict-Transport-Security", "max-age=31536000")


def secure(headers: MutableHeaders) -> None:
    """Add what the response does not say itself."""
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)


class SecurityHeaders:
    """`by_https`: people reach the pages so, and a link typed without it is never sent in clear."""

    def __init__(self, app: ASGIApp, *, by_https: bool) -> None:
        self._app, self._by_https = app, by_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                secure(headers)
                if self._by_https:
                    headers.setdefault(*BY_HTTPS_ALONE)
            await send(message)

        await self._app(scope, receive, send_secured)
