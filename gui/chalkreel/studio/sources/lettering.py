"""Names drawn without any font file: letters of five by seven dots, grown round and soft."""

from __future__ import annotations

import unicodedata

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.float32]
"""Coverage from 0 to 1."""

_ROWS = 8
_DOTS = {
    "A": "01110 10001 10001 11111 10001 10001 10001",
    "B": "11110 10001 10001 11110 10001 10001 11110",
    "C": "01111 10000 10000 10000 10000 10000 01111",
    "D": "11110 10001 10001 10001 10001 10001 11110",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "F": "11111 10000 10000 11110 10000 10000 10000",
    "G": "01111 10000 10000 10011 10001 10001 01111",
    "H": "10001 10001 10001 11111 10001 10001 10001",
    "I": "111 010 010 010 010 010 111",
    "J": "00111 00010 00010 00010 00010 10010 01100",
    "K": "10001 10010 10100 11000 10100 10010 10001",
    "L": "10000 10000 10000 10000 10000 10000 11111",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "N": "10001 11001 10101 10101 10011 10001 10001",
    "O": "01110 10001 10001 10001 10001 10001 01110",
    "P": "11110 10001 10001 11110 10000 10000 10000",
    "Q": "01110 10001 10001 10001 10101 10010 01101",
    "R": "11110 10001 10001 11110 10100 10010 10001",
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "U": "10001 10001 10001 10001 10001 10001 01110",
    "V": "10001 10001 10001 10001 01010 01010 00100",
    "W": "10001 10001 10001 10101 10101 11011 10001",
    "X": "10001 01010 00100 00100 00100 01010 10001",
    "Y": "10001 01010 00100 00100 00100 00100 00100",
    "Z": "11111 00001 00010 00100 01000 10000 11111",
    "a": "00000 00000 01110 00001 01111 10001 01111",
    "b": "10000 10000 11110 10001 10001 10001 11110",
    "c": "0000 0000 0111 1000 1000 1000 0111",
    "d": "00001 00001 01111 10001 10001 10001 01111",
    "e": "00000 00000 01110 10001 11111 10000 01110",
    "f": "0011 0100 1110 0100 0100 0100 0100",
    "g": "00000 00000 01111 10001 10001 01111 00001 01110",
    "h": "10000 10000 11110 10001 10001 10001 10001",
    "i": "1 0 1 1 1 1 1",
    "j": "001 000 001 001 001 001 101 010",
    "k": "1000 1000 1001 1010 1100 1010 1001",
    "l": "10 10 10 10 10 10 01",
    "m": "00000 00000 11010 10101 10101 10101 10101",
    "n": "00000 00000 11110 10001 10001 10001 10001",
    "o": "00000 00000 01110 10001 10001 10001 01110",
    "p": "00000 00000 11110 10001 10001 11110 10000 10000",
    "q": "00000 00000 01111 10001 10001 01111 00001 00001",
    "r": "0000 0000 1011 1100 1000 1000 1000",
    "s": "0000 0000 0111 1000 0110 0001 1110",
    "t": "0100 0100 1110 0100 0100 0100 0011",
    "u": "00000 00000 10001 10001 10001 10001 01111",
    "v": "00000 00000 10001 10001 10001 01010 00100",
    "w": "00000 00000 10001 10001 10101 10101 01010",
    "x": "00000 00000 10001 01010 00100 01010 10001",
    "y": "00000 00000 10001 10001 10001 01111 00001 01110",
    "z": "00000 00000 11111 00010 00100 01000 11111",
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "010 110 010 010 010 010 111",
    "2": "01110 10001 00001 00110 01000 10000 11111",
    "3": "11110 00001 00001 01110 00001 00001 11110",
    "4": "00010 00110 01010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "01110 10000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00010 00100 00100 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00001 01110",
    ".": "0 0 0 0 0 0 1",
    ",": "00 00 00 00 00 00 01 10",
    "-": "000 000 000 111 000 000 000",
    "'": "1 1 0 0 0 0 0",
    "(": "01 10 10 10 10 10 01",
    ")": "10 01 01 01 01 01 10",
    " ": "000 000 000 000 000 000 000",
    "?": "01110 10001 00001 00110 00100 00000 00100",
}


def lettered(text: str, height_px: int) -> Mask:
    """Draw a line of text; letters with marks lose them, and what cannot be drawn is left out.

    ``height_px`` is that of a whole line, from the top of the capitals to the lowest descender.
    """
    plain = unicodedata.normalize("NFKD", text)
    glyphs = [_glyph(char) for char in plain if char in _DOTS]
    if not "".join(char for char in plain if char in _DOTS).strip():
        return np.zeros((height_px, 0), np.float32)
    return _grown(np.concatenate(glyphs, axis=1)[:, :-1], height_px)


def _glyph(char: str) -> Mask:
    """Give a letter's dots, with one empty column after them."""
    rows = _DOTS[char].split()
    dots = np.zeros((_ROWS, len(rows[0]) + 1), np.float32)
    for y, row in enumerate(rows):
        dots[y, :-1] = [float(dot) for dot in row]
    return dots


def _grown(dots: Mask, height_px: int) -> Mask:
    """Enlarge with soft edges: interpolate between the dots, then sharpen around the half-way line."""
    padded = np.pad(dots, 1)
    scale = height_px / dots.shape[0]
    rows = _stretched(padded, height_px, scale)
    blurred = _stretched(rows.T, max(round(dots.shape[1] * scale), 1), scale).T
    result: Mask = np.clip((blurred - 0.45) * max(scale * 0.7, 1.0) + 0.5, 0, 1).astype(np.float32)
    return result


def _stretched(lines: Mask, length: int, scale: float) -> Mask:
    """Enlarge along the first axis, smoothly; the first and last lines are padding."""
    position = (np.arange(length) + 0.5) / scale + 0.5
    low = np.floor(position).astype(int)
    part = (position - low)[:, None]
    part = part * part * (3 - 2 * part)
    high = np.minimum(low + 1, lines.shape[0] - 1)
    result: Mask = (lines[low] * (1 - part) + lines[high] * part).astype(np.float32)
    return result
