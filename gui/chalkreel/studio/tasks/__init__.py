"""Recording tasks: their life around a recorder, their records on disk, their events."""
