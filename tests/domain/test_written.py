from __future__ import annotations

import unicodedata

import pytest
from pydantic import BaseModel, ValidationError

from domain.faults import faults_of
from domain.written import Text, ZoneName


class Written(BaseModel):
    text: Text = "x"
    zone: ZoneName = "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(
    "name",
    [
        # the capital has no zone of its own name
        "Asia/Hanoi",
        # nothing
        "",
        # a way out of the folder of zones
        "../etc/passwd",
        # a folder of zones
        "Asia",
        # a letter too many, from a copy
        "Asia/Ho_Chi_Minh\n",
    ],
)
def test_unknown_time_zone_is_explained(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Written(zone=name)

    (fault,) = faults_of(refused.value)
    assert fault.problem.in_("en") == f"“{name}” is not a time zone."


def test_text_is_kept_in_nfc_and_without_blank_ends() -> None:
    decomposed = unicodedata.normalize("NFD", "  Điều 27 khoản 2 ")

    assert Written(text=decomposed).text == "Điều 27 khoản 2"


def test_text_of_blanks_alone_is_empty() -> None:
    with pytest.raises(ValidationError) as refused:
        Written(text="   ")

    (fault,) = faults_of(refused.value)
    assert fault.problem.in_("en") == "This is empty."
