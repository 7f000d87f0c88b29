from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, get_args

import pytest
from hypothesis import given, strategies as st

from domain.pathway.differences import Difference, differences
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from domain.texts import Language, Message
from tests.domain.pathway.edits import RICH, edits, fields_of
from tests.strategies import label, named, pathways

File = dict[str, Any]
SHIPPED = [read_pathway(file) for file in shipped_pathways()]
CANNOT_DIFFER = {"Pathway.format"}
BESIDE_MONTHS = {"Period.days"}


def titled(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


DAY = {"id": "day", "label": titled("Ngày", "Day"), "kind": "date"}
RESULT = {
    "id": "result",
    "label": titled("Kết quả", "Result"),
    "kind": "choice",
    "options": [
        {"id": "victim", "label": titled("Nạn nhân", "A victim")},
        {"id": "none", "label": titled("Không phải", "No victim")},
    ],
}
FILE: File = {
    "schema": 1,
    "key": "thu",
    "title": titled("Thử", "Trial"),
    "about": label("About"),
    "lead": "police",
    "roles": [
        named("police") | {"title": titled("Công an", "Police")},
        named("health") | {"title": titled("Sở Y tế", "Department of Health")},
    ],
    "entries": [named("rescue") | {"title": titled("Giải cứu", "Rescue")}],
    "stages": [
        named("one")
        | {
            "title": titled("Tiếp nhận", "Reception"),
            "steps": [
                named("meet") | {"title": titled("Tiếp cận", "First contact"), "role": "police"},
                named("check")
                | {
                    "title": titled("Xác minh", "Verification"),
                    "role": "police",
                    "after": ["meet"],
                    "limit": {"amount": 3, "unit": "working_days", "source": "Luật"},
                    "form": [RESULT, DAY],
                    "shares": [{"field": "papers", "why": titled("Để biết", "To know")}],
                },
                named("tell")
                | {
                    "title": titled("Báo kết quả", "Tell the result"),
                    "role": "police",
                    "after": ["check"],
                    "when": "check.result == 'victim'",
                },
            ],
        },
        named("two") | {"title": titled("Hỗ trợ", "Support"), "steps": []},
    ],
    "ends": [named("finished") | {"title": titled("Xong", "Done"), "outcome": "completed"}],
}


def edited(change: Callable[[File, list[File]], object]) -> Pathway:
    """`change` gets the file and the steps of its first stage."""
    file = deepcopy(FILE)
    change(file, file["stages"][0]["steps"])
    return Pathway.model_validate(file)


BEFORE = edited(lambda file, steps: None)


def said(found: tuple[Difference, ...], language: Language = "en") -> list[str]:
    return [f"{each.place.in_(language)}: {each.what.in_(language)}" for each in found]


@pytest.mark.parametrize(
    ("change", "vi", "en"),
    [
        # a deadline, its unit said once
        (
            lambda file, steps: steps[1]["limit"].update(amount=5),
            "Bước “Xác minh”: thời hạn: 3 → 5 ngày làm việc",
            "Step “Verification”: deadline: 3 → 5 working days",
        ),
        # in another unit
        (
            lambda file, steps: steps[1]["limit"].update(unit="calendar_days"),
            "Bước “Xác minh”: thời hạn: 3 ngày làm việc → 3 ngày",
            "Step “Verification”: deadline: 3 working days → 3 calendar days",
        ),
        # from elsewhere, and as long
        (
            lambda file, steps: steps[1]["limit"].update(source="Nghị định"),
            "Bước “Xác minh”: nguồn của thời hạn: “Luật” → “Nghị định”",
            "Step “Verification”: source of the deadline: “Luật” → “Nghị định”",
        ),
        # another role
        (
            lambda file, steps: steps[1].update(role="health"),
            "Bước “Xác minh”: bên thực hiện: Công an → Sở Y tế",
            "Step “Verification”: who is asked: Police → Department of Health",
        ),
        # another place in what comes after what
        (
            lambda file, steps: steps[2].update(after=["meet", "check"]),
            "Bước “Báo kết quả”: sau các bước: Xác minh → Tiếp cận; Xác minh",
            "Step “Tell the result”: after the steps: Verification → First contact; Verification",
        ),
        # a condition
        (
            lambda file, steps: steps[2].update(when="check.result == 'none'"),
            "Bước “Báo kết quả”: điều kiện: “Kết quả”: “Nạn nhân” → “Kết quả”: “Không phải”",
            "Step “Tell the result”: condition: “Result”: “A victim” → “Result”: “No victim”",
        ),
        # the same, written another way
        (
            lambda file, steps: steps[2].update(when='check.result == "victim"'),
            "Bước “Báo kết quả”: điều kiện: check.result == 'victim' → check.result == \"victim\"",
            "Step “Tell the result”: condition: check.result == 'victim' →"
            ' check.result == "victim"',
        ),
        # none any more
        (
            lambda file, steps: steps[2].pop("when"),
            "Bước “Báo kết quả”: điều kiện: “Kết quả”: “Nạn nhân” → không có",
            "Step “Tell the result”: condition: “Result”: “A victim” → not given",
        ),
        # a new title, in both languages
        (
            lambda file, steps: steps[1].update(title=titled("Thẩm tra", "Enquiry")),
            "Bước “Thẩm tra”: tên: “Xác minh” → “Thẩm tra”",
            "Step “Enquiry”: title: “Verification” → “Enquiry”",
        ),
        # in one of them
        (
            lambda file, steps: steps[1].update(title=titled("Thẩm tra", "Verification")),
            "Bước “Thẩm tra”: tên, bằng tiếng Việt: “Xác minh” → “Thẩm tra”",
            "Step “Verification”: title, in Vietnamese: “Xác minh” → “Thẩm tra”",
        ),
        # another order
        (
            lambda file, steps: steps.insert(0, steps.pop()),
            "Bước “Báo kết quả”: chuyển lên đầu",
            "Step “Tell the result”: moved to the beginning",
        ),
        # another stage
        (
            lambda file, steps: file["stages"][1]["steps"].append(steps.pop()),
            "Bước “Báo kết quả”: giai đoạn: “Tiếp nhận” → “Hỗ trợ”",
            "Step “Tell the result”: stage: “Reception” → “Support”",
        ),
        # a step less
        (
            lambda file, steps: steps.pop(),
            "Bước “Báo kết quả”: bị bỏ",
            "Step “Tell the result”: removed",
        ),
        # a field
        (
            lambda file, steps: steps[1]["form"][1].update(required=False),
            "Bước “Xác minh”, trường “Ngày”: bắt buộc điền: có → không",
            "Step “Verification”, field “Day”: has to be filled in: yes → no",
        ),
        (
            lambda file, steps: steps[1]["form"].pop(),
            "Bước “Xác minh”, trường “Ngày”: bị bỏ",
            "Step “Verification”, field “Day”: removed",
        ),
        (
            lambda file, steps: steps[1]["form"].reverse(),
            "Bước “Xác minh”, trường “Ngày”: chuyển lên đầu",
            "Step “Verification”, field “Day”: moved to the beginning",
        ),
        (
            lambda file, steps: steps[2].update(form=[RESULT | {"required": False}]),
            "Bước “Báo kết quả”, trường “Kết quả”: thêm mới; loại nội dung cần điền: chọn một; bắt"
            " buộc điền: không; các lựa chọn: “Nạn nhân”; “Không phải”",
            "Step “Tell the result”, field “Result”: added; what is filled in: one of; has to be"
            " filled in: no; choices: “A victim”; “No victim”",
        ),
        # a choice
        (
            lambda file, steps: steps[1]["form"][0]["options"][0].update(status="identified"),
            "Bước “Xác minh”, trường “Kết quả”, lựa chọn “Nạn nhân”: từ đây, người được hỗ trợ:"
            " không có → đã được xác định là nạn nhân",
            "Step “Verification”, field “Result”, choice “A victim”: what the person is from here"
            " on: not given → identified as a victim",
        ),
        # what is shared
        (
            lambda file, steps: steps[1]["shares"].append(
                {"field": "full_name", "why": titled("Để tìm", "To find them")}
            ),
            "Bước “Xác minh”, thông tin được xem “Họ và tên”: thêm mới; vì sao cần: “Để tìm”",
            "Step “Verification”, shared of the person “Full name”: added; why it is needed:"
            " “To find them”",
        ),
        # a round
        (
            lambda file, steps: steps[1].update(repeat={"every": {"months": 3}}),
            "Bước “Xác minh”: bao lâu một lần: chỉ một lần → 3 tháng một lần",
            "Step “Verification”: how often: once only → every 3 months",
        ),
        # what is said of the whole
        (
            lambda file, steps: file.update(lead="health"),
            "Quy trình: chịu trách nhiệm về các hành trình: Công an → Sở Y tế",
            "The pathway: who answers for the journeys: Police → Department of Health",
        ),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(
    change: Callable[[File, list[File]], object], vi: str, en: str
) -> None:
    found = differences(BEFORE, edited(change))

    assert (said(found, "vi"), said(found)) == ([vi], [en])


def option(title: str, **said: str) -> File:
    return {"id": title.lower(), "label": label(title)} | said


def added_step(file: File, steps: list[File]) -> None:
    exam = named("exam") | {
        "title": titled("Khám sức khỏe", "Health check"),
        "role": "health",
        "after": ["check"],
        "when": "check.result == 'victim'",
        "repeat": {"every": {"months": 3}, "times": 4},
        "limit": {"amount": 5, "unit": "working_days", "source": "Luật"},
        "form": [RESULT | {"options": [option("Victim", status="identified"), option("None")]}],
        "shares": [{"field": "papers", "why": titled("Để biết", "To know")}],
    }
    file["stages"][1]["steps"].append(exam)


def test_an_added_step_tells_all_that_it_says_and_all_that_stands_in_it() -> None:
    assert said(differences(BEFORE, edited(added_step))) == [
        *(
            f"Step “Health check”: {what}"
            for what in (
                "added to the stage “Support”",
                "who is asked: Department of Health",
                "after the steps: Verification",
                "condition: “Verification – Result”: “A victim”",
                "how often: every 3 months",
                "most rounds: 4",
                "deadline: 5 working days",
                "source of the deadline: “Luật”",
                "where it comes from: Design",
            )
        ),
        "Step “Health check”, field “Result”: added; what is filled in: one of; choices: “Victim”"
        " (what the person is from here on: identified as a victim); “None”",
        "Step “Health check”, shared of the person “Papers: kind, number, issued by”: added;"
        " why it is needed: “To know”",
    ]


def test_whatever_else_an_added_item_says_is_told_otherwise() -> None:
    lists = ("roles", "entries", "stages", "parts", "ends", "duties")
    bare = RICH.model_copy(update=dict.fromkeys(lists, ()))

    def added(after: Pathway) -> list[list[str]]:
        found = differences(bare, after)
        return [said(found, language) for language in get_args(Language)]

    untold = {where for where, other in edits(RICH) if added(other) == added(RICH)}

    assert {where for where in untold if not where.endswith(".id")} == BESIDE_MONTHS


def test_a_step_is_the_same_one_when_its_stage_is_gone() -> None:
    def move_all(file: File, steps: list[File]) -> None:
        file["stages"][1]["steps"] = steps
        file["stages"].pop(0)

    assert said(differences(BEFORE, edited(move_all))) == [
        "Stage “Reception”: removed",
        *(
            f"Step “{step}”: stage: “Reception” → “Support”"
            for step in ("First contact", "Verification", "Tell the result")
        ),
    ]


def test_two_roles_of_one_title_are_told_apart_by_their_ids() -> None:
    def new_role(file: File, steps: list[File]) -> None:
        file["roles"].append(named("border") | {"title": titled("Công an", "Police")})
        steps[0]["role"] = "border"

    assert said(differences(BEFORE, edited(new_role))) == [
        "Role “Police”: added",
        "Role “Police”: where it comes from: Design",
        "Step “First contact”: who is asked: police → border",
    ]


def with_part(version: int, **end: str) -> Pathway:
    def change(file: File, steps: list[File]) -> None:
        part = {"id": "law", "origin": "design", "use": "law", "entry": "rescue"}
        early = named("early") | {"outcome": "ended_early", "after": ["law"]}
        file["parts"] = [part | {"version": version}]
        file["ends"] = [early | end, *file["ends"]]

    return edited(change)


def law(key: str, version: int) -> Pathway:
    return BEFORE


def test_a_part_is_told_by_its_name_and_version_and_not_by_its_steps() -> None:
    assert said(differences(BEFORE, with_part(1), law))[0] == "Part “law”: added"
    assert said(differences(with_part(1), with_part(2), law)) == [
        "Part “law”: version that is used: 1 → 2"
    ]


def test_a_condition_on_the_answer_of_a_part_is_told_in_words() -> None:
    found = differences(with_part(1), with_part(1, when="law_check.result == 'none'"), law)

    assert said(found) == [
        "End “early”: condition: not given → “Verification – Result”: “No victim”"
    ]


def test_every_field_of_the_model_is_told_when_it_changes() -> None:
    changes = [(where, other) for where, other in edits(RICH) if other != RICH]

    untold = {
        where
        for where, other in changes
        if not (differences(RICH, other) and differences(other, RICH))
    }

    assert untold == set()
    assert {where for where, _ in changes} == fields_of(Pathway) - CANNOT_DIFFER


@pytest.mark.parametrize("language", get_args(Language))
def test_what_changed_never_reads_as_it_did(language: Language) -> None:
    told = [each.what for _, other in edits(RICH) for each in differences(RICH, other)]

    alike = [what.in_(language) for what in told if _reads_the_same(what, language)]

    assert alike == []


def _reads_the_same(what: Message, language: Language) -> bool:
    before, arrow, after = what.in_(language).partition(": ")[2].partition(" → ")
    return bool(arrow) and before == after


@given(pathways(most_steps=6), st.data())
def test_whatever_is_changed_is_told(pathway: Pathway, data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from([other for _, other in edits(pathway)]))

    assert bool(differences(pathway, changed)) == (pathway != changed)


@given(pathways(), pathways())
def test_of_two_equal_pathways_nothing_is_told(one: Pathway, other: Pathway) -> None:
    copy = Pathway.model_validate(one.model_dump(by_alias=True))

    assert differences(one, copy) == ()
    assert bool(differences(one, other)) == (one != other)


@pytest.mark.parametrize("pathway", SHIPPED, ids=lambda pathway: pathway.key)
def test_a_shipped_pathway_differs_from_the_others_in_words(pathway: Pathway) -> None:
    for other in SHIPPED:
        assert bool(differences(pathway, other)) == (pathway != other)
