from __future__ import annotations

import hashlib
from importlib.resources import files

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

_CSS = files("pages").joinpath("static", "pages.css").read_bytes()
STYLESHEET = f"/static/pages.{hashlib.sha256(_CSS).hexdigest()[:12]}.css"

routes = APIRouter()


@routes.api_route("/static/{name}", methods=["GET", "HEAD"])
def stylesheet(name: str) -> Response:
    """Its name changes with its content, so it may be kept for ever."""
    if not STYLESHEET.endswith(f"/{name}"):
        raise HTTPException(404)
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_CSS, media_type="text/css", headers=forever)
