"""The pages of policies: what each says, and a form for each part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from starlette.responses import Response

from domain.areas.area_map import Areas
from domain.casework.administration.keeping_policies import KeptPolicy, written
from domain.casework.administration.publishing import Overtaken
from domain.days.deadlines import Limit
from domain.editing.edits import cleaned
from domain.faults import place_of
from domain.pathway.template import Duty, Pathway, Step
from domain.pathway.wording import limit_words
from domain.policy.editing import tree_of, value_at
from domain.policy.policy_faults import asked_in
from domain.policy.province_policy import LADDERS, PolicyFaults
from domain.policy.stretches import in_words
from domain.reading import NotYaml, text_in
from domain.texts import Message, say
from pages.admin.directory.controls import (
    Control,
    Offered,
    Option,
    controls,
    entry_typed,
    faults_shown,
    shown,
    typed_shown,
)
from pages.admin.directory.entries import done_at, made_from
from pages.admin.fault_words import Titles, in_the_forms
from pages.admin.policies.forms import (
    LADDER_TITLES,
    Form,
    about_form,
    ladder_form,
    ladder_named,
    lead_form,
    limit_form,
    new_form,
    rows_of,
    rows_typed,
)
from pages.admin.policies.policies import Policies
from pages.admin.policies.stretches_typed import apart, together
from pages.admin.policies.titles import titles_for
from pages.entrance.guarding import ADMIN, NotThere, View, Visit
from pages.entrance.typed import is_number

POLICIES = f"{ADMIN}/policies"
SEEN = "seen:"
MORE = "_more"
NOTHING = Offered((), (), {})
FormOf = Callable[[Visit], Form]


@dataclass(frozen=True, slots=True)
class _Told:
    values: Mapping[str, str]
    beside: Mapping[str, Message] = field(default_factory=dict)
    others: Sequence[Message] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class Keeping:
    policies: Policies

    def every(self, visit: Visit) -> Response:
        return self._every(visit)

    def overview(self, visit: Visit) -> Response:
        kept = self._kept(visit)
        titles = self._titles_of(kept)
        return visit.page(
            "admin/policies/policy.html",
            kept=kept, pathways=self.policies.pathways(), ladders=LADDERS, titles=LADDER_TITLES,
            areas=self._areas(), mine=self._mine(visit, kept), done=done_at(visit),
            notes=[in_the_forms(one, titles) for one in self.policies.notes(kept.policy.key)],
            in_words=in_words,
        )  # fmt: skip

    def pathway(self, visit: Visit) -> Response:
        kept, pathway = self._kept(visit), self._pathway(visit)
        ours = kept.policy.limits.get(pathway.key, {})
        return visit.page(
            "admin/policies/pathway.html",
            kept=kept, pathway=pathway, roles=self.policies.roles(), done=done_at(visit),
            lines=[
                (one, _limit_of(kept, pathway, one.id) or one.limit) for one in asked_in(pathway)
            ],
            limit_words=limit_words, ours=ours,
            earlier=[(one, ours[one.id].limit) for one in self._earlier(kept, pathway)],
        )  # fmt: skip

    def take(self, visit: Visit) -> Response:
        kept = self._kept(visit)
        headers = {"Content-Disposition": f'attachment; filename="{kept.policy.key}.yaml"'}
        body = written(tree_of(kept.policy))
        return Response(body, media_type="application/yaml; charset=utf-8", headers=headers)

    def load(self, visit: Visit) -> Response:
        brought = visit.typed.file("file")
        if brought is None:
            return self._every(visit, [say("Please choose a file.")])
        try:
            kept = self.policies.load(visit.user, text_in(brought), _seen(visit))
        except PolicyFaults as no:
            return self._every(visit, [fault.message for fault in no.faults])
        except (NotYaml, Overtaken) as no:
            return self._every(visit, [no.message])
        return visit.go_to(f"{POLICIES}/{kept.policy.key}?done=load")

    def form_of_new(self, visit: Visit) -> Response:
        form = new_form(self._area_options())
        return self._form(visit, None, form, _Told(shown(form.columns, {})))

    def add(self, visit: Visit) -> Response:
        form = new_form(self._area_options())
        typed, wrong = entry_typed(form.columns, visit.typed)
        values = typed_shown(form.columns, visit.typed, typed)
        area = visit.typed.one("area") or None
        if not self.policies.may_keep(visit.user, area):
            wrong["area"] = say("Please choose one of your own areas.")
        if wrong:
            return self._form(visit, None, form, _Told(values, wrong, status=422))
        try:
            entry = cleaned(typed)
            whole = entry if isinstance(entry, Mapping) else {}
            key = self.policies.add(visit.user, values["title.vi"], whole)
        except PolicyFaults as no:
            wrong, others = faults_shown(form.columns, (), no.faults, titles_for(self.policies))
            told = _Told(values, wrong, others, 422)
            return self._form(visit, None, form, told)
        return visit.go_to(f"{POLICIES}/{key}?done=add")

    def showing(self, form_of: FormOf) -> View:
        def show(visit: Visit) -> Response:
            kept, form = self._kept(visit), form_of(visit)
            return self._form(visit, kept, form, _Told(_shown(form, kept)))

        return show

    def saving(self, form_of: FormOf) -> View:
        def save(visit: Visit) -> Response:
            kept, form = self._kept(visit), form_of(visit)
            if not self._mine(visit, kept):
                raise NotThere
            return self._save(visit, kept, form)

        return save

    def _save(self, visit: Visit, kept: KeptPolicy, form: Form) -> Response:
        typed, wrong = entry_typed(form.columns, visit.typed)
        if wrong or visit.typed.one(MORE):
            values = {name: visit.typed.one(name) for name in shown(form.columns, {})}
            return self._form(visit, kept, form, _Told(values, wrong, status=422 if wrong else 200))
        values = typed_shown(form.columns, visit.typed, typed)
        entry, wrong = together(typed)
        if "area" in values and not self.policies.may_keep(visit.user, values["area"] or None):
            wrong["area"] = say("Please choose one of your own areas.")
        if wrong:
            return self._form(visit, kept, form, _Told(values, wrong, status=422))
        puts = [(place, cleaned(value_at(entry, place))) for place in form.places]
        try:
            self.policies.change(visit.user, kept.policy.key, puts, made_from(visit))
        except PolicyFaults as no:
            wrong, others = faults_shown(form.columns, (), no.faults, titles_for(self.policies))
            told = _Told(values, wrong, others, 422)
            return self._form(visit, kept, form, told)
        except Overtaken as no:
            newest = self._kept(visit)
            return self._form(visit, newest, form, _Told(values, others=[no.message], status=409))
        return visit.go_to(f"{self._back(visit)}?done=change")

    def about(self, _visit: Visit) -> Form:
        return about_form(self._area_options())

    def lead(self, visit: Visit) -> Form:
        roles = tuple(Option(role, title) for role, title in self.policies.roles().items())
        return lead_form(self._pathway(visit), roles)

    def limit(self, visit: Visit) -> Form:
        pathway, name = self._pathway(visit), visit.request.path_params["step"]
        asked = {one.id: one for one in asked_in(pathway)}
        if name not in asked:
            asked = {one.id: one for one in self._earlier(self._kept(visit), pathway)}
        step = asked.get(name)
        if step is None:
            raise NotThere
        return limit_form(pathway, step)

    def ladder(self, visit: Visit) -> Form:
        name = ladder_named(visit.request.path_params["ladder"])
        if name is None:
            raise NotThere
        typed = rows_typed(name, visit.typed) + bool(visit.typed.one(MORE))
        return ladder_form(name, max(typed, rows_of(name, self._kept(visit).policy)))

    def _form(self, visit: Visit, kept: KeptPolicy | None, form: Form, told: _Told) -> Response:
        mine = self._mine(visit, kept) if kept is not None else True
        # What others have kept meanwhile is seen only once the page has told of it.
        overtaken = told.status == 409  # noqa: PLR2004
        anew = overtaken or not visit.typed.texts
        seen = kept.version if kept is not None and anew else made_from(visit)
        now = _shown(form, kept) if kept and overtaken else {}
        return visit.page(
            "admin/policies/form.html",
            told.status,
            kept=kept, form=form, told=told, mine=mine, seen=seen, back=self._back(visit), now=now,
            pathway=self._pathway(visit) if "pathway" in visit.request.path_params else None,
            path=_page_of(visit), act="save" if kept is not None else "add",
            controls=[_chosen(one, form) for one in controls(form.columns, NOTHING)],
        )  # fmt: skip

    def _every(self, visit: Visit, problems: Sequence[Message] = ()) -> Response:
        return visit.page(
            "admin/policies/policies.html",
            422 if problems else 200,
            policies=self.policies.every(), areas=self._areas(), problems=problems,
            done=done_at(visit),
        )  # fmt: skip

    def _kept(self, visit: Visit) -> KeptPolicy:
        kept = self.policies.one(visit.request.path_params["key"])
        if kept is None:
            raise NotThere
        return kept

    def _pathway(self, visit: Visit) -> Pathway:
        key = visit.request.path_params["pathway"]
        found = next((one for one in self.policies.pathways() if one.key == key), None)
        if found is None:
            raise NotThere
        return found

    def _mine(self, visit: Visit, kept: KeptPolicy) -> bool:
        return self.policies.may_change(visit.user, kept.policy.key)

    def _areas(self) -> Mapping[str, object]:
        return {area.id: area.title for area in self.policies.areas()}

    def _earlier(self, kept: KeptPolicy, pathway: Pathway) -> Sequence[Step | Duty]:
        """What the policy sets a deadline for, and only earlier versions ask."""
        asked = {one.id for one in asked_in(pathway)}
        names = set(kept.policy.limits.get(pathway.key, {})) - asked
        return self.policies.asked_before(pathway.key, names)

    def _titles_of(self, kept: KeptPolicy) -> Titles:
        """With those of what only earlier versions ask."""
        titles, every = titles_for(self.policies), self.policies.pathways()
        earlier = {
            place_of("limits", each.key): {one.id: one.title for one in self._earlier(kept, each)}
            for each in every
        }
        return {**titles, **{at: {**titles.get(at, {}), **more} for at, more in earlier.items()}}

    def _area_options(self) -> tuple[Option, ...]:
        areas = sorted(self.policies.areas(), key=lambda one: one.title.vi)
        return tuple(Option(name, title) for name, title in Areas(tuple(areas)).choices())

    def _back(self, visit: Visit) -> str:
        parts = visit.request.path_params
        if "key" not in parts:
            return POLICIES
        own = f"{POLICIES}/{parts['key']}"
        return f"{own}/pathways/{parts['pathway']}" if "pathway" in parts else own


def _shown(form: Form, kept: KeptPolicy) -> Mapping[str, str]:
    return shown(form.columns, apart(tree_of(kept.policy)))


def _seen(visit: Visit) -> Mapping[str, int]:
    given = {name: visit.typed.one(name) for name in visit.typed.texts if name.startswith(SEEN)}
    return {name.removeprefix(SEEN): int(n) for name, n in given.items() if is_number(n)}


def _limit_of(kept: KeptPolicy, pathway: Pathway, step: str) -> Limit | None:
    rule = kept.policy.limits.get(pathway.key, {}).get(step)
    return rule.limit if rule is not None else None


def _chosen(control: Control, form: Form) -> Control:
    options = form.options.get(control.name)
    return control if options is None else replace(control, kind="choice", options=options)


def _page_of(visit: Visit) -> str:
    """A form is sent to one part below the page that it stands on."""
    path = visit.request.url.path
    path = path.removeprefix(visit.request.scope.get("root_path", ""))
    return path if visit.request.method in ("GET", "HEAD") else path.rpartition("/")[0]
