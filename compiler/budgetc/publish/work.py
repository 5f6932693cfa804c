"""What is to be made of sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from budgetc.frozen import frozen
from budgetc.render.look import USUAL, Look


@frozen()
class Work:
    """What is made of each source.

    Attributes:
        formats: keys of the output formats; none of who only looks.
        output: the folder of the documents.
        book: the region book that will be made of them; nothing where none will.
        today: the day on which waivers must hold.
        look: how pages are to look.
    """

    formats: tuple[str, ...]
    output: Path
    book: str
    today: date
    look: Look = USUAL
