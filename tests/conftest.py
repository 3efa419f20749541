"""What every test stands on: see ``tests/support/plugin.py``."""

from tests.support.patience import qtbot

__all__ = ["qtbot"]
pytest_plugins = ("tests.support.plugin", "pytester")
