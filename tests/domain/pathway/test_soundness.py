from __future__ import annotations

from pathlib import Path

import pytest

from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.soundness import MOST_STEPS, faults
from tests.domain.bad_pathways import (
    STEPS,
    WHEN,
    Change,
    end,
    faults_after,
    field,
    form,
    more,
    more_steps,
    step,
    trip,
    visits,
    whole,
)
from tests.strategies import named

BAD = {
    # names of roles
    "role": (step("trip", role="nobody"), f"{STEPS} › trip › role", "no role “nobody”"),
    "asked_by": (step("trip", asked_by="x"), f"{STEPS} › trip › asked_by", "no role “x”"),
    "with": (step("trip", **{"with": ["x"]}), f"{STEPS} › trip › with", "no role “x”"),
    "lead": (whole(lead="x"), "lead", "Choose one of these, or add it under “roles”: “police”"),
    "role of an item": (
        step("services", role_by_item={"law": "x"}),
        f"{STEPS} › services › role_by_item › law",
        "no role “x”",
    ),
    "tells whom it asks": (
        step("trip", **{"with": ["shelter"]}),
        f"{STEPS} › trip › with",
        "“shelter” is asked, and so need not be told. Take it out of “with”.",
    ),
    "tells whom it asks jointly": (
        step("trip", jointly=["police"], **{"with": ["police"]}),
        f"{STEPS} › trip › with",
        "“police” is asked, and so need not be told.",
    ),
    # asked jointly
    "jointly with nobody": (
        step("trip", jointly=["x"]),
        f"{STEPS} › trip › jointly",
        "no role “x”",
    ),
    "jointly with itself": (
        step("trip", jointly=["shelter"]),
        f"{STEPS} › trip › jointly",
        "“shelter” is asked already. Name here only who is asked beside it.",
    ),
    "jointly item by item": (
        step("services", jointly=["police"]),
        f"{STEPS} › services › jointly",
        "cannot be asked jointly",
    ),
    "jointly in rounds": (
        step("visit", jointly=["police"]),
        f"{STEPS} › visit › jointly",
        "cannot be asked jointly",
    ),
    # what the person is
    "dated by what is no date": (
        step("papers", dated_by="ok"),
        f"{STEPS} › papers › dated_by",
        "“ok” is no date in the form of this step.",
    ),
    "dated by another step": (
        step("papers", dated_by="day"),
        f"{STEPS} › papers › dated_by",
        "“day” is no date",
    ),
    # handing over
    "handed over to what is no area": (
        end(0, outcome="handed_over", hands_over={"area": "reception.stay"}),
        "ends › refused › hands_over › area",
        "Name a field of the kind “area” here.",
    ),
    "handed over by an unknown entry": (
        end(0, outcome="handed_over", hands_over={"area": "reception.commune", "pathway": "far"}),
        "ends › refused › hands_over",
        "Name both, or neither",
    ),
    "handed over to nowhere": (
        end(0, outcome="handed_over"),
        "ends › refused › outcome",
        "“handed_over” and “hands_over” go together",
    ),
    "handed over and completed": (
        end(0, outcome="completed", hands_over={"area": "reception.commune"}),
        "ends › refused › outcome",
        "Add what is missing, or choose another outcome.",
    ),
    # the order
    "after nothing": (step("trip", after=["x"]), f"{STEPS} › trip › after", "no step “x”"),
    "end after nothing": (end(0, after=["x"]), "ends › refused › after", "no step “x”"),
    "ring": (
        step("trip", after=["visit"]),
        f"{STEPS} › trip › after",
        "wait for one another: trip → visit → trip.",
    ),
    "after itself": (
        step("trip", after=["trip"]),
        f"{STEPS} › trip › after",
        "trip → trip",
    ),
    # ids
    "role twice": (more("roles", named("police")), "roles › police", "more than once"),
    "entry twice": (more("entries", named("rescue")), "entries › rescue", "more than once"),
    "stage twice": (more("stages", named("care") | {"steps": []}), "stages › care", "more than"),
    "step twice, in another stage": (
        more("stages", named("home") | {"steps": [named("trip") | {"role": "police"}]}),
        "stages › home › steps › trip",
        "“trip” stands here more than once. Give each of them an id of its own.",
    ),
    "end twice": (
        lambda parts: parts["ends"].insert(0, parts["ends"][0]),
        "ends › refused",
        "more than once",
    ),
    "field twice": (
        form("papers", field("ok", "date")),
        f"{STEPS} › papers › form › ok",
        "more than once",
    ),
    "option twice": (
        form("papers", field("kind", "choice", "a", "b", "a")),
        f"{STEPS} › papers › form › kind › options › a",
        "more than once",
    ),
    "step called entry": (
        more_steps(named("entry") | {"role": "police"}),
        f"{STEPS} › entry",
        "“entry” has a meaning of its own in conditions. Choose another id.",
    ),
    "field called in": (
        form("papers", field("in", "yes_no")),
        f"{STEPS} › papers › form › in",
        "a meaning of its own",
    ),
    # where it comes from
    "law without its article": (
        step("trip", origin="law"),
        f"{STEPS} › trip › source",
        "Name the law and its article under “source”",
    ),
    "field by law in a step without": (
        form("trip", field("limit", "date", origin="law")),
        f"{STEPS} › trip › source",
        "not from which one",
    ),
    # forms
    "choice without options": (
        form("trip", field("by", "choice")),
        f"{STEPS} › trip › form › by › options",
        "Give at least 2 options.",
    ),
    "choice of one": (
        form("trip", field("by", "choice", "bus")),
        f"{STEPS} › trip › form › by › options",
        "too little to choose from",
    ),
    "choices of none": (
        form("trip", field("by", "choices")),
        f"{STEPS} › trip › form › by › options",
        "Give at least 1 options.",
    ),
    "options of a date": (
        form("trip", field("day", "date", "today")),
        f"{STEPS} › trip › form › day › options",
        "Only “choice” and “choices” have options.",
    ),
    "file that must come": (
        form("trip", field("paper", "file")),
        f"{STEPS} › trip › form › paper › required",
        "Who answers by phone has no file to send. Write required: false.",
    ),
    "more files than a form takes": (
        form("trip", *(field(f"paper{n}", "file", required=False) for n in range(4))),
        f"{STEPS} › trip › form › paper3",
        "A form takes at most 3 files.",
    ),
    # items and areas
    "foreach over one choice": (
        step("services", foreach="reception.stay"),
        f"{STEPS} › services › foreach",
        "“reception.stay” is a field of the kind “choice”. Name a field of the kind “choices”",
    ),
    "foreach over nothing": (
        step("services", foreach="reception.wishes"),
        f"{STEPS} › services › foreach",
        "Step “reception” has no field “wishes”. Choose one of these: “agrees”, “stay”",
    ),
    "foreach over a parallel step": (
        lambda parts: [
            form("papers", field("kinds", "choices", "a", "b"))(parts),
            step("services", foreach="papers.kinds")(parts),
        ],
        f"{STEPS} › services › foreach",
        "“papers.kinds” may not be answered yet here. Write “papers” under “after” too",
    ),
    "role of an unknown item": (
        step("services", role_by_item={"food": "police"}),
        f"{STEPS} › services › role_by_item › food",
        "“reception.needs” has no option “food”. Choose one of these: “health”, “law”.",
    ),
    "role by item without items": (
        step("trip", role_by_item={"law": "police"}),
        f"{STEPS} › trip › role_by_item",
        "not asked item by item",
    ),
    "area from a date": (
        step("trip", area="reception.day"),
        f"{STEPS} › trip › area",
        "a field of the kind “date”. Name a field of the kind “area”",
    ),
    "area from a later step": (
        lambda parts: [
            form("visit", field("commune", "area"))(parts),
            step("trip", area="visit.commune")(parts),
        ],
        f"{STEPS} › trip › area",
        "“visit.commune” is answered only later.",
    ),
    # rounds
    "rounds without an end": (
        visits(),
        f"{STEPS} › visit › repeat",
        "Add “until” with a condition",
    ),
    "rounds that never end": (
        visits(until="visit.over == 'yes'"),
        f"{STEPS} › visit › repeat › until",
        "“visit.over” never says “yes”. Write for example: visit.over == true",
    ),
    "rounds until what cannot be": (
        visits(until="visit.over == true && visit.over == false"),
        f"{STEPS} › visit › repeat › until",
        "so the rounds would never end",
    ),
    "rounds until another step": (
        visits(until="reception.agrees == false"),
        f"{STEPS} › visit › repeat › until",
        "“reception.agrees” is no answer of this step. Name a field of “visit”",
    ),
    "rounds until a free text": (
        visits(until="visit.remark == 'end'"),
        f"{STEPS} › visit › repeat › until",
        "free text",
    ),
    "no period": (
        visits(until="visit.over == true", every={}),
        f"{STEPS} › visit › repeat › every",
        "either months or days",
    ),
    "two periods": (
        visits(times=3, every={"months": 1, "days": 1}),
        f"{STEPS} › visit › repeat › every",
        "either months or days",
    ),
    "rounds of items": (
        step("services", repeat={"every": {"days": 7}, "times": 2}),
        f"{STEPS} › services › repeat",
        "Take out “repeat” or “foreach”.",
    ),
    # ends
    "no end": (whole(ends=[]), "ends", "no journey could finish"),
    "the last end has a condition": (
        end(1, when="reception.agrees == true"),
        "ends › finished",
        "The last end has to take everybody who is left.",
    ),
    "the last end comes after a step": (end(1, after=["visit"]), "ends › finished", "last end"),
    "the last end is at once": (end(1, at_once=True), "ends › finished", "last end"),
    "an end before the last takes everybody": (
        end(0, when=None),
        "ends › refused",
        "none of those below is ever reached",
    ),
    "an end that holds at the start": (
        end(0, when="reception.agrees != true", at_once=True),
        "ends › refused › when",
        "the journey would end before it began",
    ),
    "an end on nothing": (
        end(0, when="reception.wants == false"),
        "ends › refused › when",
        "has no field “wants”",
    ),
    "an end that is never reached": (
        end(0, when="reception.agrees == false && reception.agrees == true"),
        "ends › refused",
        "This end can never be reached.",
    ),
    # who is reached
    "a choice compared with true": (
        trip("reception.stay == true"),
        WHEN,
        "This can never hold, so the step is never asked.",
    ),
    "two entries at once": (
        trip("entry == 'rescue' && entry == 'self_return'"),
        WHEN,
        "can never hold",
    ),
    "the answer of a step that the entry leaves out": (
        lambda parts: [
            step("papers", when="entry == 'rescue'")(parts),
            step(
                "trip", after=["papers", "reception"], when="entry != 'rescue' && papers.ok == true"
            )(parts),
        ],
        WHEN,
        "can never hold",
    ),
    "an entry for which nobody is asked": (
        step("reception", when="entry == 'rescue'"),
        "entries › self_return",
        "Nobody is asked anything when a person comes in this way.",
    ),
    "no entry": (whole(entries=[]), "entries", "nobody could come in"),
    "no step": (whole(stages=[]), "stages", "There is no step."),
    "too many steps": (
        more_steps(*(named(f"s{n}") | {"role": "police"} for n in range(MOST_STEPS))),
        "stages",
        "There are 205 steps. Use at most 200",
    ),
}


def test_the_pathway_that_is_made_bad_below_is_sound() -> None:
    assert faults_after() == ()


@pytest.mark.parametrize(("change", "place", "said"), BAD.values(), ids=BAD)
def test_a_fault_is_told_once_with_its_place_and_its_mend(
    change: Change, place: str, said: str
) -> None:
    found = faults_after(change)

    assert [fault.place for fault in found] == [place]
    assert said in found[0].message.in_("en")


@pytest.mark.parametrize("change", [change for change, _, _ in BAD.values()], ids=BAD)
def test_a_fault_is_told_in_vietnamese_too(change: Change) -> None:
    for fault in faults_after(change):
        assert fault.problem.in_("vi") != fault.problem.in_("en")
        assert fault.mend.in_("vi") != fault.mend.in_("en")


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = faults_after(
        step("papers", role="nobody"),
        step("visit", after=["home"]),
        trip("!reception.agrees"),
        step("services", foreach="reception.stay"),
        end(1, at_once=True),
        more("roles", named("police")),
    )

    assert {fault.place for fault in found} == {
        "roles › police",
        f"{STEPS} › papers › role",
        f"{STEPS} › visit › after",
        WHEN,
        f"{STEPS} › services › foreach",
        "ends › finished",
    }


def test_every_ring_is_told() -> None:
    found = faults_after(
        step("papers", after=["services"]),
        step("services", after=["papers", "reception"]),
        step("trip", after=["visit"]),
    )

    rings = [fault.problem.in_("en") for fault in found]
    assert len(rings) == 2
    assert "papers" in rings[0]
    assert "visit" in rings[1]


def test_what_comes_after_a_step_that_is_never_asked_is_not_told_as_well() -> None:
    found = faults_after(trip("reception.stay == true"))

    assert [fault.place for fault in found] == [WHEN]


@pytest.mark.parametrize("path", shipped_pathways(), ids=lambda path: path.stem)
def test_a_shipped_pathway_is_sound(path: Path) -> None:
    assert faults(read_pathway(path)) == ()
