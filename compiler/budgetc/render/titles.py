"""The title of a document where it is set large: year and kind of it stand on one line."""

from __future__ import annotations

from budgetc.document.model import Document
from budgetc.render.breaks import UNSPACED

_SHORT_END = 14
"""How many characters of a title fit on a line of the cover, behind the name of the department."""


def title_on_lines(document: Document) -> tuple[str, str]:
    """Return whose document it is, and the rest of the title, which no line breaks.

    Without blanks between words, a line would end anywhere: 2024年 / 度部门决算. The first is empty
    where that may be: the title begins otherwise, has blanks, or a rest longer than a line.
    """
    whose, rest = document.title_parts
    stays = whose and 0 < len(rest) <= _SHORT_END and UNSPACED.match(rest[-1])
    return (whose, rest) if stays else ("", document.title)
