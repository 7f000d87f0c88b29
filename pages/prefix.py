"""The pages below a path of their host, whether the proxy before them keeps that path or not."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send


def prefix_of(base_url: str) -> str:
    """Such as `/referral`, or empty."""
    return urlsplit(base_url).path.rstrip("/")


def path_within(scope: Scope) -> str:
    """The path as the pages' own addresses begin: without what their host has before them."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


class BelowPrefix:
    """Tells the app where it stands, in the way of ASGI: `path` begins with `root_path`."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app, self._prefix = app, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._prefix and scope["type"] == "http":
            scope = {**scope, **self._placed(scope["path"])}
        await self._app(scope, receive, send)

    def _placed(self, path: str) -> dict[str, str]:
        rest = path.removeprefix(self._prefix)
        kept = rest != path and rest[:1] in ("", "/")
        return {"root_path": self._prefix, "path": self._prefix + ((rest if kept else path) or "/")}
