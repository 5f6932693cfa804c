"""What was done to something typed, in a word."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from budgetc.diagnostics.messages import Message, msg
from budgetc.diff.model import Act

ACTS: Mapping[Act, Message] = MappingProxyType(
    {
        Act.ADDED: msg("added"),
        Act.REMOVED: msg("removed"),
        Act.CHANGED: msg("changed"),
        Act.MOVED: msg("moved"),
        Act.RENAMED: msg("renamed"),
        Act.REORDERED: msg("reordered"),
    }
)
"""What was done, in a word."""
