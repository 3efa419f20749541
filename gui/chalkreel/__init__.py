"""Chalkreel records a lesson: streams, whiteboards and layouts, in the cloud or with a local engine."""

__version__ = "0.1.0"
