"""Leaves that every layer may use: phrases, clock, paths, assets, logging."""
