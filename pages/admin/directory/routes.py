"""The pages of the directory. Everybody who defines may look; it holds for everywhere, so only who
is there for everywhere changes it.
"""

from __future__ import annotations

from pages.admin.directory.contacts import Contacts
from pages.admin.directory.directories import Directories
from pages.admin.directory.entries import AGENCY, CONTACT, DIRECTORY, KINDS, Entries
from pages.admin.directory.files import Files
from pages.admin.directory.lists import Lists
from pages.admin.directory.succession import Successions
from pages.entrance.guarding import Guard


def add_directory(guard: Guard, directories: Directories) -> None:
    lists, files = Lists(directories), Files(directories)
    guard.shows(DIRECTORY, "define", lists.overview)
    guard.does(f"{DIRECTORY}/search", "define", lists.search)
    guard.does(f"{DIRECTORY}/undo", "publish", lists.undo)
    guard.shows(f"{DIRECTORY}/areas", "define", lists.areas)
    guard.shows(f"{DIRECTORY}/roles", "define", lists.roles)
    guard.shows(f"{DIRECTORY}/roles/{{role}}", "define", lists.role)
    guard.shows(f"{DIRECTORY}/files", "define", files.show)
    guard.shows(f"{DIRECTORY}/files/{{kind}}", "define", files.take)
    guard.does_with_files(f"{DIRECTORY}/files/load", "publish", files.load)
    for kind in KINDS:
        entries = Entries(directories, kind)
        guard.shows(kind.adding, "publish", entries.form_of_new)
        guard.does(f"{kind.adding}/add", "publish", entries.add)
        guard.shows(kind.path, "define", entries.form)
        guard.does(f"{kind.path}/change", "publish", entries.change)
        guard.does(f"{kind.path}/remove", "publish", entries.remove)
    guard.does(f"{CONTACT.path}/try", "publish", Contacts(directories).try_out)
    guard.shows(f"{DIRECTORY}/successions", "define", lists.successions)
    successions = Successions(directories)
    guard.shows(f"{AGENCY.path}/succession", "publish", successions.form)
    guard.does(f"{AGENCY.path}/succession/succeed", "publish", successions.succeed)
