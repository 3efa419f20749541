"""Who holds a place in the picture: streams by their order of entry."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Roster:
    """The streams of a room as layouts see them; every change gives a new value.

    A stream that left keeps its place while FillBlank asks for it (``absent``); without that it gives the
    place up, all later ones move up, and it comes back as the last.
    """

    order: tuple[str, ...] = ()
    absent: frozenset[str] = field(default_factory=frozenset)

    def entered(self, stream_id: str) -> Roster:
        if stream_id in self.order:
            return replace(self, absent=self.absent - {stream_id})
        return replace(self, order=(*self.order, stream_id))

    def left(self, stream_id: str, fill_blank: bool) -> Roster:
        if stream_id not in self.order:
            return self
        if fill_blank:
            return replace(self, absent=self.absent | {stream_id})
        remaining = tuple(other for other in self.order if other != stream_id)
        return Roster(remaining, self.absent - {stream_id})

    def is_present(self, stream_id: str) -> bool:
        """Whether the stream is being published now, not merely kept a place for."""
        return stream_id in self.order and stream_id not in self.absent
