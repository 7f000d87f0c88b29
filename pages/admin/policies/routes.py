"""The pages of policies. Who is there for an area keeps the policies of it."""

from __future__ import annotations

from pages.admin.policies.keeping import POLICIES, Keeping
from pages.admin.policies.policies import Policies
from pages.entrance.guarding import ADMIN, Guard

ONE = f"{POLICIES}/{{key}}"
NEW = f"{ADMIN}/new-policy"


def add_policies(guard: Guard, policies: Policies) -> None:
    keeping = Keeping(policies)
    guard.shows(POLICIES, "define", keeping.every)
    guard.does_with_files(f"{POLICIES}/load", "publish", keeping.load)
    guard.shows(NEW, "define", keeping.form_of_new)
    guard.does(f"{NEW}/add", "define", keeping.add)
    guard.shows(ONE, "define", keeping.overview)
    guard.shows(f"{ONE}/yaml", "define", keeping.take)
    guard.shows(f"{ONE}/pathways/{{pathway}}", "define", keeping.pathway)
    for path, form in (
        (f"{ONE}/about", keeping.about),
        (f"{ONE}/ladders/{{ladder}}", keeping.ladder),
        (f"{ONE}/pathways/{{pathway}}/lead", keeping.lead),
        (f"{ONE}/pathways/{{pathway}}/steps/{{step}}", keeping.limit),
    ):
        guard.shows(path, "define", keeping.showing(form))
        guard.does(f"{path}/save", "define", keeping.saving(form))
