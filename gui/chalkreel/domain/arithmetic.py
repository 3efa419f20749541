"""Sums that are typed into a field of whole numbers: "1920/2", "(1280-40)/3"."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from chalkreel.base.phrase import Phrase, phrase

MAX_LENGTH = 60
MAX_VALUE = 10**9
_TIMES = "*×xX·"
_DIVIDE = "/÷:"
_PLUS = "+"
_MINUS = "-−–"
# What an input method for Chinese or Japanese types: the same signs, as wide as a character.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
NOT_A_SUM = phrase("Enter a whole number or a sum such as 1920/2.")
BY_NOTHING = phrase("Nothing can be divided by 0.")
TOO_LARGE = phrase("The number is too large.")


class SumError(ValueError):
    """A text is no sum; ``sentence`` says why."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def whole_number(text: str) -> int:
    """Work a sum out, with + - * / and brackets; the result is rounded, a half upwards."""
    return round_half_up(value_of(text))


def value_of(text: str) -> Fraction:
    """Work a sum out exactly; decimals are read with a point or a comma."""
    if len(text) > MAX_LENGTH:
        raise SumError(NOT_A_SUM)
    reader = _Reader("".join(text.split()).translate(_NARROW))
    value = reader.sum_()
    if not reader.is_at_end:
        raise SumError(NOT_A_SUM)
    if abs(value) > MAX_VALUE:
        raise SumError(TOO_LARGE)
    return value


def round_half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


class _Reader:
    """Reads a sum from left to right; as deep as its brackets are, which its length bounds."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._text)

    def sum_(self) -> Fraction:
        value = self._product()
        while True:
            if self._takes(_PLUS):
                value += self._product()
            elif self._takes(_MINUS):
                value -= self._product()
            else:
                return value

    def _product(self) -> Fraction:
        value = self._part()
        while True:
            if self._takes(_TIMES):
                value *= self._part()
            elif self._takes(_DIVIDE):
                divisor = self._part()
                if not divisor:
                    raise SumError(BY_NOTHING)
                value /= divisor
            else:
                return value

    def _part(self) -> Fraction:
        if self._takes(_MINUS):
            return -self._part()
        if self._takes(_PLUS):
            return self._part()
        if self._takes("("):
            value = self.sum_()
            if not self._takes(")"):
                raise SumError(NOT_A_SUM)
            return value
        return self._number()

    def _number(self) -> Fraction:
        start = self._at
        while not self.is_at_end and (self._text[self._at] in "0123456789.,"):
            self._at += 1
        digits = self._text[start : self._at].replace(",", ".")
        if digits.count(".") > 1 or not digits.strip("."):
            raise SumError(NOT_A_SUM)
        return Fraction(digits if digits[-1] != "." else digits[:-1])

    def _takes(self, signs: str) -> bool:
        if not self.is_at_end and self._text[self._at] in signs:
            self._at += 1
            return True
        return False
