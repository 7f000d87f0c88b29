from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("deployments", "domain", "flows", "pages", "tasks")
BESIDE = ("benchmarks", "tests")


@dataclass(frozen=True, slots=True)
class Module:
    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(ast.parse(self.text, self.name))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in self.nodes():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def said(self) -> Iterator[str]:
        """What is told to people, as it stands in the code."""
        for node in self.nodes():
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "say"
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)


def modules_of(*rooms: str) -> list[Module]:
    paths = sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))
    return [Module(path, path.read_text(encoding="utf-8")) for path in paths]
