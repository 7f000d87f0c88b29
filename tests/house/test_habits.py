from __future__ import annotations

import ast
import sys

from tests.house.source import PACKAGES, Module, modules_of

FILE_OF_COMMITS = "domain/db/session.py"
MOST_PATCHES_A_TEST = 0.1
PATCHING_FIXTURES = {"mocker", "monkeypatch"}


def test_only_the_session_commits() -> None:
    committing = {
        module.name
        for module in modules_of(*PACKAGES)
        if any(_is_call_of(node, "commit") for node in module.nodes())
    }

    assert committing <= {FILE_OF_COMMITS}


def test_no_module_hides_another() -> None:
    taken = sys.stdlib_module_names | set(PACKAGES)
    packages = {f"{package}/__init__.py" for package in PACKAGES}
    inner = [module for module in modules_of(*PACKAGES) if module.name not in packages]

    assert [module.name for module in inner if _import_name(module) in taken] == []


def test_parts_are_seldom_patched() -> None:
    modules = modules_of("tests")
    tests = sum(f.name.startswith("test_") for module in modules for f in module.functions())
    patches = [
        f"{module.name}:{line}" for module in modules for line in sorted(_lines_that_patch(module))
    ]

    assert len(patches) <= MOST_PATCHES_A_TEST * tests, patches


def _is_call_of(node: ast.AST, method: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    )


def _import_name(module: Module) -> str:
    return module.path.parent.name if module.path.stem == "__init__" else module.path.stem


def _lines_that_patch(module: Module) -> set[int]:
    fixtures = {
        function.lineno
        for function in module.functions()
        if PATCHING_FIXTURES & {argument.arg for argument in function.args.args}
    }
    calls = {
        node.lineno
        for node in module.nodes()
        if isinstance(node, ast.Name | ast.Attribute)
        and ast.unparse(node) in {"patch", "mock.patch"}
    }
    return fixtures | calls
