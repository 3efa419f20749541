"""What the contract says of a value, in the words and the unit of the row it was entered in."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.ui.take_settings.rows import RowSpec

_ADDRESS = phrase("Enter an address that begins with http:// or https://.")


def in_words_of(spec: RowSpec, problem: Phrase) -> Phrase:
    """Say a range without the API's name and in the row's unit; what is no range stays as it is."""
    if isinstance(least := problem.values.get("minimum"), int):
        number = -(-least // spec.scale)
        return (
            phrase("At least {n} {unit}.", n=number, unit=spec.unit) if spec.unit else phrase("At least {n}.", n=number)
        )
    if isinstance(most := problem.values.get("maximum"), int):
        number = most // spec.scale
        return (
            phrase("{n} {unit} at most.", n=number, unit=spec.unit) if spec.unit else phrase("{n} at most.", n=number)
        )
    if spec.setting.endswith("_image") and set(problem.values) == {"name"}:
        return _ADDRESS
    return problem
