"""Rules of the house that no linter knows; each failure says what to do instead."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import string
import subprocess
import sys

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from tests.support.source import (
    REPOSITORY,
    SOURCE_ROOT,
    Module,
    below,
    called_name,
    module_from,
    modules,
    own_attributes,
    places,
)

PACKAGES_WITHOUT_QT = tuple(f"chalkreel.{name}" for name in ("base", "domain", "contract", "services", "studio"))
PACKAGES_WITH_QT = tuple(f"chalkreel.{name}" for name in ("controllers", "ui", "app"))

# Virtual methods of Qt that are written in small letters, by the class that may override them.
SMALL_VIRTUALS: dict[type, frozenset[str]] = {
    QtCore.QObject: frozenset({"event"}),
    QtCore.QAbstractItemModel: frozenset(
        {"buddy", "data", "flags", "index", "match", "parent", "sibling", "sort", "span"}
    ),
    QtCore.QThread: frozenset({"run"}),
    QtCore.QRunnable: frozenset({"run"}),
    QtCore.QTranslator: frozenset({"translate"}),
    QtGui.QAccessibleInterface: frozenset({"child", "object", "parent", "rect", "role", "state", "text"}),
    QtGui.QIconEngine: frozenset({"clone", "key", "paint", "pixmap"}),
    QtGui.QUndoCommand: frozenset({"id", "redo", "undo"}),
    QtGui.QValidator: frozenset({"fixup", "validate"}),
    QtWidgets.QDialog: frozenset({"accept", "done", "open", "reject"}),
    QtWidgets.QAbstractButton: frozenset({"hitButton"}),
    QtWidgets.QGraphicsItem: frozenset({"contains", "paint", "shape", "type"}),
    QtWidgets.QStyledItemDelegate: frozenset({"paint"}),
    QtWidgets.QLayout: frozenset({"count", "geometry", "invalidate"}),
}


def no_places(found: list[str], advice: str) -> None:
    assert not found, f"{advice}\n" + "\n".join(found)


def test_no_nested_event_loop() -> None:
    found = places(modules(), lambda node: called_name(node).endswith((".exec", ".exec_")))
    no_places(found, "exec() runs a second event loop inside a task: use open() and the signal finished.")


def test_no_ready_made_message_box() -> None:
    static = {f"QMessageBox.{name}" for name in ("about", "aboutQt", "critical", "information", "question", "warning")}
    found = places(modules(), lambda node: called_name(node) in static)
    no_places(found, "The static calls of QMessageBox block: show an own dialog with open().")


def test_coroutines_are_started_in_one_way_only() -> None:
    def offends(node: ast.AST) -> bool:
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        return name in {"asyncSlot", "asyncClose"}

    no_places(places(modules(), offends), "asyncSlot hides errors and runs twice on two clicks: start a named task.")


def test_widgets_have_no_coroutines() -> None:
    found = places(below(["chalkreel.ui"]), lambda node: isinstance(node, ast.AsyncFunctionDef))
    no_places(found, "A widget only tells what was wished: let a controller start the task.")


def is_colour_literal(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.search(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}$|\brgba?\(", node.value) is not None
    if isinstance(node, ast.Call) and called_name(node).rpartition(".")[2] in {
        "QColor",
        "fromRgb",
        "fromHsv",
        "fromHsl",
    }:
        return any(isinstance(argument, ast.Constant) for argument in node.args)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "GlobalColor":
        return node.attr != "transparent"
    return False


def test_colours_are_named_in_the_theme_only() -> None:
    found = places(below(["chalkreel.ui", "chalkreel.controllers"], besides=["chalkreel.ui.theme"]), is_colour_literal)
    no_places(found, "Give the colour a name in ui/theme, or it is wrong in the other appearance.")


@pytest.mark.parametrize(
    ("text", "offends"),
    [
        ('paint("#a0b1c2")', True),
        ('label.setStyleSheet("color: #fff")', True),
        ("QColor(1, 2, 3)", True),
        ("QtGui.QColor.fromHsv(1, 2, 3)", True),
        ("Qt.GlobalColor.red", True),
        ("Qt.GlobalColor.transparent", False),
        ("QColor(theme.ink)", False),
        ('"Region #3"', False),
    ],
)
def test_colour_literals_are_recognised(text: str, offends: bool) -> None:
    assert bool(places([module_from(text)], is_colour_literal)) is offends


def qt_bases(made: type) -> list[type]:
    return [base for base in made.__mro__ if base.__module__.startswith(("PySide6", "Shiboken"))]


def shadowed(made: type, class_node: ast.ClassDef) -> list[str]:
    """Names of this class that silently replace a method of Qt's."""
    bases = qt_bases(made)
    attributes = {name for name, _ in own_attributes(class_node)}
    methods = {statement.name for statement in class_node.body if isinstance(statement, ast.FunctionDef)} - attributes
    virtual = {name for base, names in SMALL_VIRTUALS.items() if issubclass(made, base) for name in names}
    small_methods = {name for name in methods if name == name.lower() and name not in virtual}
    own = {name for name in attributes | small_methods if not name.startswith("__")}
    return sorted(name for name in own if any(callable(getattr(base, name, None)) for base in bases))


def test_no_attribute_hides_a_method_of_qt() -> None:
    found = []
    for module in below(PACKAGES_WITH_QT):
        classes = vars(importlib.import_module(module.name))
        for node in ast.walk(module.tree):
            made = classes.get(node.name) if isinstance(node, ast.ClassDef) else None
            if inspect.isclass(made) and isinstance(node, ast.ClassDef):
                found += [f"{module.place(node)} {node.name}.{name}" for name in shadowed(made, node)]
    no_places(found, "The name replaces a method of Qt without a word: take another.")


def test_hidden_methods_of_qt_are_recognised() -> None:
    text = """
class Example(QtWidgets.QWidget):
    changed = Signal()
    update = Signal()
    def __init__(self):
        super().__init__()
        self.parent = None
        self.label = None
    @property
    def size(self): ...
    def actions(self): ...
    def event(self, event): ...
    def sizeHint(self): ...
    def show_phase(self): ...
"""
    scope: dict[str, type] = {}
    exec(text, {"QtWidgets": QtWidgets, "Signal": QtCore.Signal}, scope)
    class_node = module_from(text).tree.body[0]
    assert isinstance(class_node, ast.ClassDef)
    assert shadowed(scope["Example"], class_node) == ["actions", "parent", "size", "update"]


def phrase_problems(module: Module) -> list[str]:
    """Calls whose sentence a translator could not find, or whose places do not fit what is given for them."""
    found = []
    functions = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    running = {inner for function in functions for inner in ast.walk(function)}
    for node in ast.walk(module.tree):
        name = called_name(node).rpartition(".")[2]
        if not isinstance(node, ast.Call) or name not in {"phrase", "counted"}:
            continue
        texts = node.args[: 2 if name == "counted" else 1]
        if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
            found.append(f"{module.place(node)} the sentence is not a literal")
            continue
        given = {keyword.arg for keyword in node.keywords}
        wanted = {
            field
            for text in texts
            if isinstance(text, ast.Constant) and isinstance(text.value, str)
            for _, field, _, _ in string.Formatter().parse(text.value)
            if field is not None
        } - ({"n"} if name == "counted" else set())
        is_filled_later = node not in running and not given  # a constant, kept for its template
        if None not in given and wanted != given and not is_filled_later:
            found.append(f"{module.place(node)} places {sorted(wanted)}, values {sorted(map(str, given))}")
    return found


def test_sentences_for_the_host_are_literals_with_fitting_places() -> None:
    found = [
        problem for module in modules() if module.name != "chalkreel.base.phrase" for problem in phrase_problems(module)
    ]
    no_places(found, "phrase() and counted() take literal sentences, and one value for each of their places.")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ('phrase("Ready")', 0),
        ('phrase("{n} of {total}", n=1, total=2)', 0),
        ('counted("{n} region", "{n} regions", 3)', 0),
        ('SAVING = phrase("Saving {name}")', 0),
        ('def saving(): return phrase("Saving {name}")', 1),
        ('phrase("Saving", name=1)', 1),
        ('phrase(f"Saving {name}")', 1),
        ("phrase(sentence)", 1),
    ],
)
def test_bad_sentences_are_recognised(text: str, problems: int) -> None:
    assert len(phrase_problems(module_from(text))) == problems


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"#.*\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b")
    files = [path for folder in ("gui", "tests", "packaging") for path in (REPOSITORY / folder).rglob("*.py")]
    found = [
        f"{path.relative_to(REPOSITORY)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if marks.search(line)
    ]
    no_places(found, "Do it now, or say in the changelog what is missing.")


def test_lower_packages_run_without_qt() -> None:
    names = [module.name for module in below(PACKAGES_WITHOUT_QT)]
    program = (
        f"import importlib, sys; [importlib.import_module(name) for name in {names!r}];"
        "sys.exit(' '.join({'PySide6', 'qasync', 'qtawesome'}.intersection(sys.modules)) or 0)"
    )
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=SOURCE_ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_every_module_can_be_imported() -> None:
    for module in modules():
        if module.name != "chalkreel.__main__":
            importlib.import_module(module.name)


def test_packaging_is_no_package() -> None:
    assert not (REPOSITORY / "packaging" / "__init__.py").exists(), "it would hide the library of that name"


def test_changelog_keeps_its_form() -> None:
    lines = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Changelog"
    versions = [line for line in lines if line.startswith("## ")]
    assert versions[0] == "## [Unreleased]"
    assert all(re.fullmatch(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", line) for line in versions[1:])
    kinds = {"### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security"}
    assert {line for line in lines if line.startswith("### ")} <= kinds
