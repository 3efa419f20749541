import subprocess
import sys

import pytest

from chalkreel import __version__
from chalkreel.app.cli import main

WITHOUT_QT = """
import sys
from chalkreel.app.cli import main
try:
    main(["studio", "--help"])
except SystemExit:
    pass
import chalkreel.studio.process
loaded = [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "qasync", "qtawesome")]
print("loaded:", loaded)
"""
LEAN = """
import sys
import chalkreel.app.cli
heavy = ("PySide6", "httpx", "pydantic", "av", "numpy", "uvicorn", "starlette", "keyring")
print("loaded:", [name for name in heavy if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["demo"], "--out"),
        (["demo", "--out", "x", "--seconds", "7"], "give 8 to 3600 seconds, not 7"),
        (["demo", "--out", "x", "--seconds", "3601"], "not 3601"),
        (["demo", "--out", "x", "--seconds", "ten"], "'ten' is no whole number of seconds"),
        (["gallery"], "--out"),
        (["dance"], "invalid choice: 'dance'"),
        (["demo", "--out", "x", "--volume"], "unrecognized arguments"),
        (["--profile"], "expected one argument"),
        (["--profile", "x", "studio"], "write it first"),
        (["studio", "--port", "many"], "--port"),
        (["studio", "--data-dir"], "--data-dir"),
    ],
)
def test_bad_arguments_end_with_2_and_a_sentence(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as caught:
        sys.exit(main(arguments))
    assert caught.value.code == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"Chalkreel {__version__}\n"


def test_studios_role_loads_no_qt():
    assert _said_by(WITHOUT_QT) == "loaded: []"


def test_choosing_a_role_loads_nothing_heavy():
    assert _said_by(LEAN) == "loaded: []"


def test_the_module_is_the_command():
    run = subprocess.run([sys.executable, "-m", "chalkreel", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == f"Chalkreel {__version__}\n"


def _said_by(program):
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]
