"""The administrators' pages, each with the right that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from pages.admin.day_off_pages import Days, add_calendar
from pages.admin.directory.directories import Directories
from pages.admin.directory.routes import add_directory
from pages.admin.drafts import Drafts
from pages.admin.editing.addresses import LISTS
from pages.admin.editing.conditions import Conditions
from pages.admin.editing.fields import Fields
from pages.admin.editing.forms import Forms
from pages.admin.editing.items import Items
from pages.admin.editing.lists import AddedSteps, Lists
from pages.admin.editing.overview import Overview
from pages.admin.editing.publishing import Publishing
from pages.admin.editing.sections import ItemKind
from pages.admin.editing.sharing import Sharing
from pages.admin.editing.starting import Starting
from pages.admin.editing.visiting import of_a_draft
from pages.admin.editing.wording import Wording
from pages.admin.moves import Moves
from pages.admin.pathways import Pathways
from pages.admin.policies.policies import Policies
from pages.admin.policies.routes import add_policies
from pages.admin.trying.routes import add_trying
from pages.admin.trying.trials import Trials
from pages.admin.under_way import UnderWay
from pages.admin.versions import Versions
from pages.entrance.guarding import ADMIN, Guard

PATHWAYS = f"{ADMIN}/pathways"
PATHWAY = PATHWAYS + "/{key}"
VERSION = PATHWAY + "/versions/{number}"
DRAFT = PATHWAY + "/draft"
NEW = f"{ADMIN}/new-pathway"
"""No pathway can have a key with a hyphen."""


@dataclass(frozen=True, slots=True)
class Admins:
    """What the pages of administrators are handed."""

    pathways: Pathways
    drafts: Drafts
    directories: Directories
    trials: Trials
    policies: Policies
    days: Days
    moves: Moves


def add_admin(guard: Guard, parts: Admins) -> None:
    versions = Versions(parts.pathways, parts.drafts, parts.policies)
    guard.shows(ADMIN, "define", versions.home)
    guard.shows(PATHWAYS, "define", versions.list)
    guard.shows(PATHWAY, "define", versions.show)
    guard.does(f"{PATHWAY}/take-along", "define", versions.take_along)
    guard.shows(VERSION, "define", versions.read)
    guard.shows(VERSION + "/{kind}", "define", versions.take)
    add_under_way(guard, UnderWay(parts.moves, parts.pathways))
    add_starting(guard, Starting(parts.drafts, parts.pathways))
    add_editing(guard, parts.drafts)
    add_publishing(guard, Publishing(parts.drafts, parts.pathways))
    add_directory(guard, parts.directories)
    add_trying(guard, parts.trials)
    add_policies(guard, parts.policies)
    add_calendar(guard, parts.days)


def add_under_way(guard: Guard, under_way: UnderWay) -> None:
    guard.shows(f"{PATHWAY}/impact", "define", under_way.show)
    guard.does(f"{PATHWAY}/impact/move", "define", under_way.move)
    guard.does(f"{PATHWAY}/impact/undo", "define", under_way.undo)
    guard.does(f"{PATHWAY}/impact/move-all", "define", under_way.move_all)
    guard.does(f"{PATHWAY}/impact/undo-all", "define", under_way.undo_all)
    guard.does(f"{VERSION}/retire", "publish", under_way.retire)


def add_publishing(guard: Guard, publishing: Publishing) -> None:
    guard.shows(f"{DRAFT}/publish", "define", of_a_draft(publishing.show))
    guard.does(f"{DRAFT}/publish", "publish", of_a_draft(publishing.publish, publishing=True))
    guard.does(f"{DRAFT}/propose", "define", of_a_draft(publishing.propose, publishing=True))


def add_starting(guard: Guard, starting: Starting) -> None:
    guard.shows(NEW, "define", starting.form)
    guard.does(f"{NEW}/start", "define", starting.start_new)
    guard.does_with_files(f"{NEW}/file", "define", starting.from_file)
    guard.does(f"{PATHWAY}/change", "define", starting.change)


def add_editing(guard: Guard, drafts: Drafts) -> None:
    overview = Overview(drafts)
    guard.shows(DRAFT, "define", of_a_draft(overview.show))
    guard.does(f"{DRAFT}/undo", "define", of_a_draft(overview.undo))
    guard.does(f"{DRAFT}/throw-away", "define", of_a_draft(overview.throw_away))
    about = Items(drafts, "about")
    guard.shows(f"{DRAFT}/about", "define", of_a_draft(about.show))
    guard.does(f"{DRAFT}/about/save", "define", of_a_draft(about.save))
    guard.does(DRAFT + "/stages/{name}/add", "define", of_a_draft(AddedSteps(drafts).add))
    for kind in ("steps", *LISTS):
        add_items(guard, Items(drafts, kind))
        if kind != "steps":
            guard.does(f"{DRAFT}/{kind}/add", "define", of_a_draft(Lists(drafts, kind).add))
        if kind not in ("steps", "stages"):
            guard.shows(f"{DRAFT}/{kind}", "define", of_a_draft(Lists(drafts, kind).show))


def add_items(guard: Guard, items: Items) -> None:
    item = f"{DRAFT}/{items.kind}/{{name}}"
    guard.shows(item, "define", of_a_draft(items.show))
    acts = {"save": items.save, "up": items.up, "down": items.down, "remove": items.remove}
    for name, act in acts.items():
        guard.does(f"{item}/{name}", "define", of_a_draft(act))
    add_inside(guard, items.drafts, items.kind)
    if items.kind == "steps":
        guard.does(f"{item}/to", "define", of_a_draft(items.to_stage))


def add_inside(guard: Guard, drafts: Drafts, kind: ItemKind) -> None:
    """What an item of this kind holds, each on a page of its own."""
    item = f"{DRAFT}/{kind}/{{name}}"
    if kind in ("steps", "ends", "parts"):
        add_condition(guard, f"{item}/condition", Conditions(drafts, kind, "condition"))
    if kind in ("steps", "duties"):
        add_form(guard, f"{item}/form", Forms(drafts, kind), Fields(drafts, kind))
    if kind == "steps":
        add_condition(guard, f"{item}/until", Conditions(drafts, kind, "until"))
        for name, part in (("shares", Sharing(drafts)), ("wording", Wording(drafts))):
            guard.shows(f"{item}/{name}", "define", of_a_draft(part.show))
            guard.does(f"{item}/{name}/save", "define", of_a_draft(part.save))


def add_condition(guard: Guard, path: str, conditions: Conditions) -> None:
    guard.shows(path, "define", of_a_draft(conditions.show))
    guard.does(f"{path}/save", "define", of_a_draft(conditions.save))
    guard.does(f"{path}/write", "define", of_a_draft(conditions.write))


def add_form(guard: Guard, path: str, forms: Forms, fields: Fields) -> None:
    guard.shows(path, "define", of_a_draft(forms.show))
    guard.does(f"{path}/add", "define", of_a_draft(forms.add))
    field = path + "/{field}"
    guard.shows(field, "define", of_a_draft(fields.show))
    acts = {"save": fields.save, "up": forms.up, "down": forms.down, "remove": forms.remove}
    for name, act in acts.items():
        guard.does(f"{field}/{name}", "define", of_a_draft(act))
