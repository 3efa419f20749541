"""Pure values and functions: layout, geometry, phases, chapters."""
