"""What of a document could not be read, in words."""

from __future__ import annotations

from budgetc.diagnostics.messages import Message, msg
from budgetc.published.model import Omission, PublishedDocument

SURELY_READ = 0.9
"""The confidence of a table whose rows and columns are beyond doubt."""


def unread_parts(document: PublishedDocument) -> tuple[Message, ...]:
    """Return what of a document could not be read, or not surely."""
    said = []
    kinds = [one.kind for one in document.left_out]
    if pictures := kinds.count(Omission.PICTURE):
        said.append(msg("pages that are pictures: {count}", count=pictures))
    if hidden := kinds.count(Omission.HIDDEN):
        said.append(msg("pages with text that nobody sees: {count}", count=hidden))
    if Omission.TOO_LONG in kinds:
        said.append(msg("the end of a document that is too long"))
    tables = list(document.tables())
    if unsure := sum(table.confidence < SURELY_READ for table in tables):
        said.append(msg("tables without rules, read by their blanks: {count}", count=unsure))
    if not tables:
        said.append(msg("no table was found"))
    return tuple(said)
