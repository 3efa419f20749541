"""The project's own source, read once, for the tests that guard the rules of the house."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE_ROOT = REPOSITORY / "gui"


@dataclass(frozen=True, slots=True)
class Module:
    """One source file with its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    def place(self, node: ast.AST) -> str:
        return f"{self.path.relative_to(REPOSITORY)}:{getattr(node, 'lineno', 1)}"


def module_from(text: str, name: str = "chalkreel.example") -> Module:
    """A module that exists only in a test."""
    return Module(name, REPOSITORY / "example.py", ast.parse(text))


@functools.cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted((SOURCE_ROOT / "chalkreel").rglob("*.py")):
        parts = path.relative_to(SOURCE_ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


def below(packages: Iterable[str], besides: Iterable[str] = ()) -> list[Module]:
    """The modules inside these packages, without those inside ``besides``."""

    def is_inside(module: Module, names: Iterable[str]) -> bool:
        return any(module.name == name or module.name.startswith(f"{name}.") for name in names)

    return [module for module in modules() if is_inside(module, packages) and not is_inside(module, besides)]


def places(found_in: Iterable[Module], offends: Callable[[ast.AST], bool]) -> list[str]:
    """Where a node offends, as ``path:line``."""
    return [module.place(node) for module in found_in for node in ast.walk(module.tree) if offends(node)]


def called_name(node: ast.AST) -> str:
    """``"b.c"`` for the call ``a.b.c()``, ``"c"`` for ``c()``, and nothing for what is no call by name."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute):
        owner = function.value
        before = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
        return f"{before}.{function.attr}"
    return ""


def own_attributes(class_node: ast.ClassDef) -> Iterator[tuple[str, ast.AST]]:
    """Names that a class gives to itself or its instances, methods left out (properties count)."""
    for statement in class_node.body:
        if isinstance(statement, ast.Assign):
            yield from ((target.id, statement) for target in statement.targets if isinstance(target, ast.Name))
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, statement
        elif isinstance(statement, ast.FunctionDef):
            if any(isinstance(mark, ast.Name) and mark.id == "property" for mark in statement.decorator_list):
                yield statement.name, statement
            for node in ast.walk(statement):
                is_store = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
                if is_store and isinstance(node.value, ast.Name) and node.value.id == "self":
                    yield node.attr, node
