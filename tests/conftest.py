"""What every test stands on: see ``tests/support/plugin.py``."""

pytest_plugins = ("tests.support.plugin", "pytester")
