"""The types of bodies, as messages name them."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.diagnostics.messages import Value, msg

TYPES: Mapping[str, Value] = {
    "administrative": msg("an administrative body"),
    "civil_service": msg("an institution under the civil service law"),
    "institution": msg("an institution"),
}
