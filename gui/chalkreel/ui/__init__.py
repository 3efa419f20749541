"""Qt widgets only, one folder per panel."""
