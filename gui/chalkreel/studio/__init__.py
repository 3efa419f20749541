"""Studio, the local recording engine. Runs alone; no Qt."""
