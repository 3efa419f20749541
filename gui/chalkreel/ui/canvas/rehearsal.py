"""A layout tried with another number of views than there are now; what is on the canvas then is never sent."""

from __future__ import annotations

from dataclasses import replace

from chalkreel.base.phrase import Phrase, counted
from chalkreel.controllers.view_state import StreamCondition
from chalkreel.domain.limits import MAX_VIEWS
from chalkreel.ui.canvas.content import Person, StageContent
from chalkreel.ui.kit.words import tr


def rehearsed(content: StageContent, views: int) -> StageContent:
    """Fill a preset with so many views: those who are here first, then people made up; a board on air takes one."""
    board = content.has_whiteboard and content.board is not None
    wanted = max(min(views, MAX_VIEWS) - board, 0)
    here = {
        stream_id: person
        for stream_id, person in content.people.items()
        if person.condition is not StreamCondition.ABSENT
    }
    people = dict(list(here.items())[:wanted])
    for number in range(len(people) + 1, wanted + 1):
        name = tr("Person {number}", number=number)
        people[f"rehearsal-{number}"] = Person(name, StreamCondition.LIVE, None, has_video=True)
    picture = replace(content.picture, order=(), departed=(), is_board_held=False)
    # Somebody who is not in the rehearsal has no large view to wait for.
    layout = content.layout
    if layout.large_stream_id and layout.large_stream_id not in people:
        layout = replace(layout, large_stream_id="")
    return replace(content, layout=layout, people=people, picture=picture)


def words_for(views: int) -> Phrase:
    return counted(
        "Rehearsal with {n} view: nothing of it is recorded",
        "Rehearsal with {n} views: nothing of it is recorded",
        views,
    )
