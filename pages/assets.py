"""The stylesheet and the little script that there is, each under a name that changes with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class Asset:
    path: str
    content: bytes
    media_type: str


def _asset(name: str, media_type: str) -> Asset:
    content = files("pages").joinpath("static", name).read_bytes()
    stem, _, ending = name.partition(".")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Asset(f"/static/{stem}.{digest}.{ending}", content, media_type)


STYLESHEET = _asset("pages.css", "text/css")
OPENED_SCRIPT = _asset("opened.js", "text/javascript")
ANSWER_SCRIPT = _asset("answer.js", "text/javascript")
READING_SCRIPT = _asset("reading.js", "text/javascript")
GOES_ON_SCRIPT = _asset("goes_on.js", "text/javascript")
_ALL = (STYLESHEET, OPENED_SCRIPT, ANSWER_SCRIPT, READING_SCRIPT, GOES_ON_SCRIPT)
_BY_PATH = {asset.path: asset for asset in _ALL}

routes = APIRouter()


@routes.api_route("/static/{name}", methods=["GET", "HEAD"])
def static_file(name: str) -> Response:
    """It may be kept for ever."""
    asset = _BY_PATH.get(f"/static/{name}")
    if asset is None:
        raise HTTPException(404)
    return Response(asset.content, media_type=asset.media_type, headers=FOREVER)
