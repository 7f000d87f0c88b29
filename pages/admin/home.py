"""The page where an administrator comes in."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from pages.admin.pathways import Pathways
from pages.entrance.guarding import Visit


@dataclass(frozen=True, slots=True)
class Home:
    pathways: Pathways

    def show(self, visit: Visit) -> Response:
        return visit.page("admin/home.html", pathways=self.pathways.in_use())
