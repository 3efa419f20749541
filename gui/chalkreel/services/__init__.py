"""The outside world for the window: API client, journal, secrets, settings, the engine's supervisor. No Qt."""
