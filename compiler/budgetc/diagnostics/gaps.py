"""Places of a source that are still to be filled in."""

from __future__ import annotations

from budgetc.diagnostics.diagnostic import Diagnostic
from budgetc.diagnostics.messages import Message, Value, msg

_CODE = "SCH001"


def gap(path: Value) -> Message:
    """Return what is wrong with a place that nothing stands at, by what people call it."""
    return msg("{path} is empty", path=path)


def is_gap(found: Diagnostic) -> bool:
    """Tell whether a finding says no more than that a place is still to be filled in."""
    return found.code == _CODE and found.message.template == gap("").template
