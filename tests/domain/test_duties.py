from __future__ import annotations

import pytest

from tests.domain.bad_pathways import Change, faults_after, whole

COUNTED = {"id": "count", "kind": "whole_number", "label": {"vi": "Số người", "en": "How many"}}


def duty(**changes: object) -> Change:
    meeting = {
        "id": "meeting",
        "origin": "design",
        "title": {"vi": "Họp", "en": "Meeting"},
        "role": "shelter",
        "every": {"months": 1},
        "form": [COUNTED],
    }
    return whole(duties=[meeting | changes])


def test_a_duty_that_names_what_there_is_is_sound() -> None:
    assert faults_after(duty(asked_by="police", **{"with": ["police"]})) == ()


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        # nobody could be asked
        (duty(role="x"), "duties › meeting › role", "no role “x”"),
        (duty(asked_by="x"), "duties › meeting › asked_by", "no role “x”"),
        (duty(**{"with": ["x"]}), "duties › meeting › with", "no role “x”"),
        # how often it is asked
        (duty(every={"months": 1, "days": 3}), "duties › meeting › every", "not clear how often"),
        (duty(every={}), "duties › meeting › every", "Write either months or days"),
        # two of a kind
        (duty(form=[COUNTED, COUNTED]), "duties › meeting › form › count", "more than once"),
    ],
)
def test_a_fault_of_a_duty_is_told_with_its_place(change: Change, place: str, said: str) -> None:
    found = faults_after(change)

    assert [fault.place for fault in found] == [place]
    assert said in found[0].message.in_("en")
