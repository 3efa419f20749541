"""What the app does, as signals and methods: no widgets, no HTTP."""
