"""What is wrong in the duties of a pathway."""

from __future__ import annotations

from collections.abc import Iterator

from domain.faults import Fault
from domain.pathway.places import Place
from domain.pathway.step_faults import form_faults, period_faults, told_and_asked, unknown_role
from domain.pathway.template import Duty, Pathway


def duty_faults(pathway: Pathway, duty: Duty, place: Place) -> Iterator[Fault]:
    yield from unknown_role(pathway, duty.role, (*place, "role"))
    if duty.asked_by is not None:
        yield from unknown_role(pathway, duty.asked_by, (*place, "asked_by"))
    for role in duty.informed:
        yield from unknown_role(pathway, role, (*place, "with"))
    yield from told_and_asked(duty.informed, {duty.role}, (*place, "with"))
    yield from form_faults(duty.form, place)
    if duty.every is not None:
        yield from period_faults(duty.every, (*place, "every"))
