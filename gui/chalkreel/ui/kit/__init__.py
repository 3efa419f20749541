"""Small reusable widgets and helpers that know nothing of the panels."""
