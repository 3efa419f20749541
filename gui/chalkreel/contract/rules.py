"""How a model refuses a combination of members: with a violation that names its rule."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from chalkreel.base.phrase import Phrase
from chalkreel.contract.violation import Violation


def broken(rule: str, field: str, message: Phrase) -> PydanticCustomError:
    """Build the error a validator raises; ``violations_of`` in ``problems`` finds the violation in it again.

    ``field`` is relative to the model that raises.
    """
    violation = Violation(rule, field, message)
    return PydanticCustomError("wire_rule", "{sentence}", {"sentence": str(violation), "violation": violation})
