from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
)

from domain.faults import Fault, Faults, Wrong, faults_of
from domain.frozen import Id
from domain.pathway.template import FieldPath, Pathway
from domain.texts import Label, say


class Animal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id = "a_cat"
    title: Label | None = None
    sort: Literal["cat", "dog"] = "cat"
    format: Literal[1] = Field(default=1, alias="schema")
    born: date | None = None
    seen_at: AwareDatetime | None = None
    legs: int = Field(default=4, ge=1, lt=100)
    tame: bool = True
    names: tuple[str, ...] = Field(default=("Mướp",), min_length=1, max_length=2)
    nickname: Annotated[str, StringConstraints(min_length=1, max_length=5)] = "Miu"
    motto: Annotated[str, StringConstraints(min_length=3)] = "meo"
    chip: Annotated[str, StringConstraints(pattern=r"^VN\d+$")] = "VN1"
    reads: FieldPath = "tiep_nhan.ngay"
    owners: dict[Id, str] = {}

    @field_validator("nickname")
    @classmethod
    def _polite(cls, nickname: str) -> str:
        if nickname == "Đồ":
            raise Wrong(say("That is not kind."), say("Choose another nickname."))
        return nickname


class Fed(BaseModel):
    kind: Literal["fed"]
    grams: int


class Walked(BaseModel):
    kind: Literal["walked"]


class House(BaseModel):
    animals: tuple[Animal, ...] = ()
    diary: tuple[Annotated[Fed | Walked, Field(discriminator="kind")], ...] = ()
    sign: Label | str = "Nhà"
    door: int | bool | None = None


def faults_in(data: object, model: type[BaseModel] = House) -> tuple[Fault, ...]:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(data)
    return faults_of(refused.value, data)


@pytest.mark.parametrize(
    ("animal", "said"),
    [
        # a name that is misspelt
        (
            {"lges": 4},
            "lges: This name means nothing here. Check how it is spelt, or take it out.",
        ),
        # something left out
        ({"title": {"vi": "Mèo"}}, "title › en: This is missing. Add it."),
        # left empty: YAML reads nothing as null
        (
            {"nickname": None},
            "nickname: This is empty. Write something here, or take the line out.",
        ),
        ({"nickname": ""}, "nickname: This is empty. Write something here, or take the line out."),
        # YAML reads no as false and 123 as a number
        (
            {"nickname": False},
            (
                "nickname: “false” is read as a number, a date, or true or false. "
                "If it is meant as a text, put it between quotes."
            ),
        ),
        (
            {"nickname": date(2026, 9, 2)},
            (
                "nickname: “2026-09-02” is read as a number, a date, or true or false. "
                "If it is meant as a text, put it between quotes."
            ),
        ),
        # a list in the place of a text
        ({"nickname": ["M"]}, "nickname: A single text belongs here. Write it on one line."),
        # one of a few words
        (
            {"sort": "cow"},
            "sort: “cow” is not one of the choices here. Choose one of these: “cat”, “dog”.",
        ),
        # the same with a number
        (
            {"schema": 2},
            "schema: “2” is not one of the choices here. Choose one of these: “1”.",
        ),
        # accents in an id
        (
            {"owners": {"Lan Anh": "x"}},
            (
                "owners › Lan Anh: “Lan Anh” is not written as it has to be here. "
                "Use at most 40 small letters (a–z, without accents), digits and “_”, "
                "and start with a letter, for example: tiep_nhan."
            ),
        ),
        # a field without its step
        (
            {"reads": "ngay"},
            (
                "reads: “ngay” is not written as it has to be here. "
                "Name a step and one of its fields with a full stop between, "
                "for example: tiep_nhan.ngay."
            ),
        ),
        # any other shape is at least shown
        (
            {"chip": "12"},
            r"chip: “12” is not written as it has to be here. Write it in this form: ^VN\d+$",
        ),
        ({"motto": "m"}, "motto: This text is too short. Write at least 3 characters."),
        ({"nickname": "Mướp già"}, "nickname: This text is too long. Write at most 5 characters."),
        ({"names": []}, "names: There is too little here. Give at least 1."),
        ({"names": ["a", "b", "c"]}, "names: There is too much here. Give at most 2."),
        (
            {"names": "Mướp"},
            (
                "names: A list belongs here. "
                "Write each entry on a line of its own, beginning with “- ”."
            ),
        ),
        (
            {"title": ["Mèo"]},
            (
                "title: Several named lines belong here. "
                "Write them under this line, further to the right, each as “name: value”."
            ),
        ),
        ({"legs": 0}, "legs: 0 is too small. Write 1 or more."),
        ({"legs": 100}, "legs: 100 is too large. Write less than 100."),
        (
            {"legs": "bốn"},
            (
                "legs: “bốn” is not a whole number. "
                "Write it in digits alone, without quotes, for example: 3."
            ),
        ),
        (
            {"legs": 3.5},
            (
                "legs: “3.5” is not a whole number. "
                "Write it in digits alone, without quotes, for example: 3."
            ),
        ),
        (
            {"tame": "rất"},
            "tame: “rất” says neither yes nor no. Write true or false, without quotes.",
        ),
        # a day that does not exist
        (
            {"born": "2026-02-30"},
            (
                "born: “2026-02-30” is not a date. "
                "Write the year, the month and the day, for example: 2026-09-02."
            ),
        ),
        # the Vietnamese order
        (
            {"born": "02/09/2026"},
            (
                "born: “02/09/2026” is not a date. "
                "Write the year, the month and the day, for example: 2026-09-02."
            ),
        ),
        # a moment without a zone
        (
            {"seen_at": "2026-09-02T08:00:00"},
            (
                "seen_at: “2026-09-02T08:00:00” is not a moment with its time zone. "
                "Write it like this: 2026-09-02T08:00:00+07:00."
            ),
        ),
        # what a validator of ours says
        ({"nickname": "Đồ"}, "nickname: That is not kind. Choose another nickname."),
    ],
)
def test_fault_says_where_what_and_how_to_mend(animal: dict[str, object], said: str) -> None:
    (fault,) = faults_in(animal, Animal)

    assert fault.message.in_("en") == said


def test_place_names_ids_where_it_can_and_else_counts_from_one() -> None:
    data = {"animals": [{"id": "muop", "legs": 0}, {"legs": 0}, {"id": "", "legs": 0}]}

    places = {fault.place for fault in faults_in(data) if fault.place.endswith("legs")}

    assert places == {"animals › muop › legs", "animals › 2 › legs", "animals › 3 › legs"}


def test_place_counts_from_one_without_the_input() -> None:
    with pytest.raises(ValidationError) as refused:
        House.model_validate({"animals": [{"id": "muop", "legs": 0}]})

    (fault,) = faults_of(refused.value)

    assert fault.place == "animals › 1 › legs"


def test_all_faults_are_found_at_once() -> None:
    data = {"animals": [{"id": "muop", "legs": 0, "sort": "cow"}], "diary": [{"kind": "fed"}]}

    places = [fault.place for fault in faults_in(data)]

    assert places == ["animals › muop › sort", "animals › muop › legs", "diary › 1 › grams"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        # a group was meant: what is said is what the group lacks
        ({"sign": {"vi": "Nhà"}}, "sign › en: This is missing. Add it."),
        # neither of the alternatives
        (
            {"door": "x"},
            (
                "door: “x” is not a whole number. "
                "Write it in digits alone, without quotes, for example: 3."
            ),
        ),
        # which alternative, is not said
        (
            {"diary": [{"grams": 3}]},
            "diary › 1: Without “kind” it cannot be told what is meant here. Add “kind”.",
        ),
        # an alternative that does not exist
        (
            {"diary": [{"kind": "bathed"}]},
            (
                "diary › 1: “bathed” is not one of the choices here. "
                "Choose one of these: “fed”, “walked”."
            ),
        ),
    ],
)
def test_alternatives_give_one_fault(data: object, said: str) -> None:
    (fault,) = faults_in(data)

    assert fault.message.in_("en") == said


def test_wrong_entry_does_not_make_its_list_too_short() -> None:
    (fault,) = faults_in({"names": [["Mướp"]]}, Animal)

    assert fault.place == "names › 1"


def test_fault_of_the_whole_file_names_no_place() -> None:
    (fault,) = faults_in(["animals"])

    assert fault.message.in_("en").startswith("Several named lines belong here.")


def test_fault_that_nobody_foresaw_still_says_what_to_do() -> None:
    class Clocked(BaseModel):
        share: float

    (fault,) = faults_in({"share": "half"}, Clocked)

    assert fault.message.in_("en") == (
        "share: “half” does not fit here. "
        "Compare it with the same place in a file that works, and write it in the same way."
    )


def test_long_value_is_cut() -> None:
    (fault,) = faults_in({"sort": "x" * 5_000_000}, Animal)

    assert len(fault.message.in_("en")) < 200


def test_error_lists_all_faults_in_the_language_of_its_reader() -> None:
    found = faults_in({"legs": 0, "tame": "rất"}, Animal)

    error = Faults(found)

    assert error.faults == found
    assert error.message.in_("vi").splitlines() == [
        "legs: 0 là quá nhỏ. Hãy ghi 1 trở lên.",
        "tame: “rất” không cho biết là có hay không. "
        "Hãy ghi true (có) hoặc false (không), không đặt trong ngoặc kép.",
    ]


def test_braces_in_a_file_are_only_text() -> None:
    (fault,) = faults_in({"sort": "{value}{0}"}, Animal)

    assert fault.problem.in_("en") == "“{value}{0}” is not one of the choices here."


def test_pathway_ids_are_explained_in_words() -> None:
    (fault, *_) = faults_in({"schema": 1, "key": "Hải Phòng"}, Pathway)

    assert fault.place == "key"
    assert "without accents" in fault.mend.in_("en")
