"""Whether a contact is reached: a message that is only a test."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from domain.directory.addresses import CHANNELS
from pages.admin.directory.directories import Directories
from pages.admin.directory.entries import AGENCY
from pages.entrance.guarding import NotThere, Visit


@dataclass(frozen=True, slots=True)
class Contacts:
    directories: Directories

    def try_out(self, visit: Visit) -> Response:
        parts = visit.request.path_params
        agency = self.directories.kept().directory.agency(parts["agency"])
        contacts = agency.contacts if agency is not None else ()
        contact = next((one for one in contacts if one.id == parts["contact"]), None)
        if agency is None or contact is None:
            raise NotThere
        typed = visit.typed.one("channel")
        channel = next((one for one in CHANNELS if one == typed), contact.channels[0].channel)
        refused = self.directories.try_out(contact.id, channel)
        if refused is None:
            return visit.go_to(f"{AGENCY.path.format_map(parts)}?done=try")
        return visit.page(
            "admin/directory/not_taken.html", 422, agency=agency, contact=contact, refused=refused
        )
