"""A sentence for the host, kept apart from its language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Phrase:
    """An English sentence with named places, translated only where it is shown.

    ``template`` is the English text and at the same time the key of its translation; ``values`` fill its
    places. ``str()`` gives the English sentence, for logs and for the wire. Where a number decides the form,
    ``plural`` holds the form for many and ``count`` the number (also available as the place ``{n}``).
    A ``datetime`` among the values is local wall-clock time within a week; where it is shown, it is a weekday and
    a time as the host's language writes them. A tuple is a list, which is shown as that language joins one.
    """

    template: str
    values: dict[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int | None = None

    def __str__(self) -> str:
        chosen = self.plural if self.plural and self.count != 1 else self.template
        return self.fill(chosen)

    def __hash__(self) -> int:
        return hash((self.template, self.plural, self.count, tuple(sorted(self.values))))

    def fill(self, translated: str) -> str:
        """Put the values into an already translated template; nested phrases show their English text."""
        values = self.values if self.count is None else {"n": self.count, **self.values}
        return translated.format_map({name: _english(value) for name, value in values.items()})


def _english(value: object) -> str:
    return ", ".join(str(piece) for piece in value) if isinstance(value, tuple) else str(value)


def phrase(template: str, /, **values: object) -> Phrase:
    """Build a phrase without plural; the literal first argument is what translators see."""
    return Phrase(template, values)


def counted(singular: str, plural: str, count: int, /, **values: object) -> Phrase:
    """Build a phrase whose form depends on ``count``; both literals are what translators see."""
    return Phrase(singular, values, plural=plural, count=count)
