from __future__ import annotations

from hypothesis import given

from domain.pathway.soundness import faults
from domain.pathway.template import Pathway
from tests.strategies import pathways


@given(pathways())
def test_the_pathways_that_tests_make_up_are_sound(pathway: Pathway) -> None:
    assert faults(pathway) == ()
