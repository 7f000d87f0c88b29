from __future__ import annotations

from collections.abc import Iterator
from statistics import quantiles

from tests.house.source import BESIDE, PACKAGES, Module, modules_of

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
MOST_LINES_OF_NINE_FUNCTIONS_IN_TEN = 30


def test_no_file_is_long() -> None:
    lines = {module.name: module.text.count("\n") for module in _written_in(*PACKAGES, *BESIDE)}

    assert {name: n for name, n in lines.items() if n >= MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_long() -> None:
    lengths = _lengths(*PACKAGES, *BESIDE)

    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    lengths = sorted(_lengths(*PACKAGES).values())

    assert quantiles(lengths, n=10)[-1] <= MOST_LINES_OF_NINE_FUNCTIONS_IN_TEN


def _lengths(*rooms: str) -> dict[str, int]:
    return {
        f"{module.name}:{function.lineno} {function.name}": (
            (function.end_lineno or function.lineno) - function.lineno + 1
        )
        for module in _written_in(*rooms)
        for function in module.functions()
    }


def _written_in(*rooms: str) -> Iterator[Module]:
    # A migration is a list of what was changed, as long as that was, and is never edited again.
    return (module for module in modules_of(*rooms) if "migrations/versions" not in module.name)
