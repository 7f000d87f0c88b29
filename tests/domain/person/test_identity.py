from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from domain.pathway.forms import LONGEST_TEXT, FormFaults
from domain.pathway.wording import PERSON_FIELDS
from domain.person.identity import IDENTITY, read_identity

TODAY = date(2026, 11, 23)


def test_what_is_not_named_stays_and_what_is_empty_goes() -> None:
    given = read_identity({"full_name": [" Lò Thị Mây "], "phone": []}, TODAY)

    assert given == {"full_name": "Lò Thị Mây", "phone": None}


def test_it_is_kept_in_one_spelling() -> None:
    decomposed = unicodedata.normalize("NFD", "Lò Thị Mây")

    assert read_identity({"full_name": [decomposed]}, TODAY) == {"full_name": "Lò Thị Mây"}


@pytest.mark.parametrize(
    "born",
    [
        # as it stands on a paper
        "5/1/2004",
        # as a program writes it
        "2004-01-05",
        # where no more is known
        "2004",
        # today
        "23/11/2026",
    ],
)
def test_a_day_or_a_year_of_birth_is_taken(born: str) -> None:
    assert read_identity({"birth_date": [born]}, TODAY) == {"birth_date": born}


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        # a day that is none
        ({"birth_date": ["31/02/2004"]}, "birth_date"),
        # nobody is so old
        ({"birth_date": ["1/1/0204"]}, "birth_date"),
        # a sentence
        ({"birth_date": ["khoảng 20 tuổi"]}, "birth_date"),
        # digits of another keyboard
        ({"birth_date": ["２００４"]}, "birth_date"),
        ({"birth_date": ["٢٠٠٤"]}, "birth_date"),
        # too long
        ({"full_name": ["x" * (LONGEST_TEXT + 1)]}, "full_name"),
        # two at once
        ({"phone": ["0912345678", "0987654321"]}, "phone"),
        # not on the closed list
        ({"religion": ["x"]}, "religion"),
    ],
)
def test_what_cannot_be_taken_names_its_field(raw: dict[str, list[str]], field: str) -> None:
    with pytest.raises(FormFaults) as caught:
        read_identity(raw | {"address": ["Bản Nậm Cản"]}, TODAY)

    assert set(caught.value.faults) == {field}


@pytest.mark.parametrize(
    "born",
    [
        # tomorrow
        "24/11/2026",
        # next year, where no more is known
        "2027",
    ],
)
def test_nobody_is_born_in_the_time_to_come(born: str) -> None:
    with pytest.raises(FormFaults) as caught:
        read_identity({"birth_date": [born]}, TODAY)

    fault = caught.value.faults["birth_date"].in_("en")
    assert fault == "This date is in the future. Please check it."


def test_the_list_is_closed_and_has_both_languages() -> None:
    assert [field.id for field in IDENTITY] == list(PERSON_FIELDS) == [
        "full_name", "birth_date", "papers", "address", "phone", "safe_contact",
    ]  # fmt: skip
