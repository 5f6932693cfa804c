"""A comparison for programs."""

from __future__ import annotations

from budgetc.compare.model import Comparison, Difference
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Translator
from budgetc.pipeline import Draft
from budgetc.trace import derive
from budgetc.trace.data import node_data


def comparison_json(comparison: Comparison, draft: Draft, translator: Translator) -> str:
    """Return a comparison as JSON; lines and pages count from 1, and no page is `null`."""
    tally = comparison.tally
    data = {
        "differences": [_difference(found, draft, translator) for found in comparison.differences],
        "figures": {
            "compared": tally.compared,
            "equal": tally.equal,
            "not_found": [{"where": where, "count": count} for where, count in tally.not_found],
        },
        "faults": {fault.value: number for fault, number in comparison.by_fault()},
    }
    return json_text(data)


def _difference(found: Difference, draft: Draft, translator: Translator) -> dict[str, object]:
    figure = found.figure
    return {
        "fault": found.fault.value,
        "where": found.where,
        "published": found.published or None,
        "compiled": found.ours or None,
        "items": found.items,
        "reason": translator(found.reason),
        "places": [
            {"line": place.line, "page": place.page or None, "around": printable(place.around)}
            for place in found.places
        ],
        "figure": figure.id if figure is not None else None,
        "trace": node_data(derive(figure, draft), translator) if figure is not None else None,
    }
