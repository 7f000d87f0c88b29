"""What is written down when a person is asked for consent: forms made for a pathway, and read.

They offer what some step of the pathway shares, and whoever is asked for such a step; `standing_by`
are the roles asked in another's place at night.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from domain.areas.area_map import Areas
from domain.pathway.forms import Filled, FormFaults, Raw, fill
from domain.pathway.template import Field, FieldKind, Option, Pathway, Step
from domain.pathway.wording import PERSON_FIELDS
from domain.person.consent import Basis, Entered, Given, Giver, How, Overridden, Refused
from domain.texts import Label, Message, say

HOWS: Mapping[How, Message] = {
    "spoken": say("spoken"),
    "written": say("in writing"),
}
GIVERS: Mapping[Giver, Message] = {
    "person": say("the person"),
    "guardian": say("a guardian"),
}
BASES: Mapping[Basis, Message] = {
    "danger_to_life": say("danger to life"),
    "required_by_law": say("a law requires it"),
    "court_order": say("a court ordered it"),
}

_NO_AREAS = Areas(areas=())
StandingBy = Mapping[str, str]
"""By role, the one that is asked in its place while offices are closed."""
NOBODY: StandingBy = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """`texts` are to be sealed."""

    said: Entered
    texts: Mapping[str, str]


def steps_that_share(pathway: Pathway) -> tuple[Step, ...]:
    return tuple(step for step in pathway.by_id.values() if step.shares)


def agreement_form(pathway: Pathway, standing_by: StandingBy = NOBODY) -> tuple[Field, ...]:
    return (
        _choice("giver", Label(vi="Ai đồng ý?", en="Who agreed?"), GIVERS.items()),
        *_scope(pathway, standing_by),
        _UNTIL,
        _choice("how", Label(vi="Đồng ý bằng cách nào?", en="How was it given?"), HOWS.items()),
        _asked("language", Label(vi="Bằng ngôn ngữ nào?", en="In which language?"), "text"),
        _asked("witness", Label(vi="Người làm chứng", en="Witness"), "text"),
        _NOTE,
    )


def refusal_form(pathway: Pathway, standing_by: StandingBy = NOBODY) -> tuple[Field, ...]:
    return (*_scope(pathway, standing_by), _NOTE)


def override_form(pathway: Pathway, standing_by: StandingBy = NOBODY) -> tuple[Field, ...]:
    return (
        *_scope(pathway, standing_by),
        _choice("basis", Label(vi="Căn cứ", en="On which ground?"), BASES.items()),
        _asked("reason", Label(vi="Lý do", en="Why?"), "long_text", required=True),
        _UNTIL,
    )


def read_agreement(
    pathway: Pathway, raw: Raw, today: date, standing_by: StandingBy = NOBODY
) -> Told:
    """Raises FormFaults, naming every field at once."""
    filled = _filled(agreement_form(pathway, standing_by), raw, today, _SCOPE)
    return Told(Given.model_validate(filled.values), filled.texts)


def read_refusal(pathway: Pathway, raw: Raw, today: date, standing_by: StandingBy = NOBODY) -> Told:
    """Of whatever is not ticked at all it is about everything. Raises FormFaults."""
    filled = _filled(refusal_form(pathway, standing_by), raw, today)
    everything = {"roles": [role.id for role in pathway.roles], "fields": list(PERSON_FIELDS)}
    named = {name: value for name, value in filled.values.items() if value}
    return Told(Refused.model_validate(everything | named), filled.texts)


def read_override(
    pathway: Pathway, raw: Raw, today: date, standing_by: StandingBy = NOBODY
) -> Told:
    """Raises FormFaults, naming every field at once."""
    filled = _filled(override_form(pathway, standing_by), raw, today, _SCOPE)
    return Told(Overridden.model_validate(filled.values), filled.texts)


_SCOPE = ("roles", "fields")


def _filled(form: tuple[Field, ...], raw: Raw, today: date, ticked: Collection[str] = ()) -> Filled:
    """`ticked`: of these at least one."""
    faults: dict[str, Message] = {
        name: say("Please tick at least one.")
        for name in ticked
        if not any(text.strip() for text in raw.get(name, ()))
    }
    filled = Filled({}, {})
    try:
        filled = fill(form, raw, _NO_AREAS, today)
    except FormFaults as wrong:
        faults |= wrong.faults
    until = filled.values.get("until")
    if isinstance(until, str) and (day := date.fromisoformat(until)) < today:
        faults["until"] = say("{date} is over already. Please name a later day.", date=day)
    if faults:
        raise FormFaults(faults)
    return filled


def _scope(pathway: Pathway, standing_by: StandingBy) -> tuple[Field, ...]:
    sharing = steps_that_share(pathway)
    asked = {
        role for step in sharing for role in (step.role, *step.jointly, *step.role_by_item.values())
    }
    asked |= {standing_by[role] for role in asked if role in standing_by}
    shared = {field for step in sharing for field in step.shared}
    roles = tuple(Option(id=r.id, label=r.title) for r in pathway.roles if r.id in asked)
    fields = tuple(Option(id=f, label=label) for f, label in PERSON_FIELDS.items() if f in shared)
    steps = tuple(Option(id=step.id, label=step.title) for step in sharing)
    return (
        _ticks("roles", Label(vi="Ai được biết?", en="Who may know?"), roles),
        _ticks("fields", Label(vi="Được biết những gì?", en="What may they know?"), fields),
        _ticks("steps", Label(vi="Chỉ cho những bước nào?", en="For which steps only?"), steps),
    )


def _ticks(name: str, label: Label, options: tuple[Option, ...]) -> Field:
    return Field(id=name, label=label, kind="choices", options=options, required=False)


def _choice(name: str, label: Label, known: Iterable[tuple[str, Message]]) -> Field:
    options = tuple(
        Option(id=each, label=Label(vi=words.in_("vi"), en=words.in_("en")))
        for each, words in known
    )
    return Field(id=name, label=label, kind="choice", options=options)


def _asked(name: str, label: Label, kind: FieldKind, *, required: bool = False) -> Field:
    return Field(id=name, label=label, kind=kind, required=required)


_UNTIL = Field(
    id="until",
    label=Label(vi="Đến hết ngày", en="Until the end of"),
    kind="date",
    required=False,
    ahead=True,
)
_NOTE = _asked("note", Label(vi="Ghi chú", en="Note"), "long_text")
