"""Why a published document could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.diagnostics.messages import Message


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no document to compare with: why, and what to do."""

    reason: Message
    hint: Message | None = None
