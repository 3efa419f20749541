"""The looks as named tokens: colours, distances, type, one stylesheet over them."""

from chalkreel.ui.theme.appearance import apply_theme, current_tokens, show_punctuation
from chalkreel.ui.theme.tokens import RADII, SPACING, Colors, ThemeMode, Tokens

__all__ = ["RADII", "SPACING", "Colors", "ThemeMode", "Tokens", "apply_theme", "current_tokens", "show_punctuation"]
