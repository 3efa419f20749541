"""Composition root: the command line, the wiring, the loop, shutdown and crash reports."""
