"""A comparison for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from budgetc.compare.model import Comparison, Difference, Fault, Quote, Sort
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Translator
from budgetc.pipeline import Draft
from budgetc.trace import derive
from budgetc.trace.data import node_data


def comparison_json(
    comparison: Comparison, told: Sequence[Difference], draft: Draft, translator: Translator
) -> str:
    """Return a comparison as JSON; see `comparison_data`."""
    return json_text(comparison_data(comparison, told, draft, translator))


def comparison_data(
    comparison: Comparison, told: Sequence[Difference], draft: Draft, translator: Translator
) -> Mapping[str, object]:
    """Return a comparison as plain values; lines and pages count from 1, and no page is `null`.

    Args:
        comparison: all of it.
        told: the findings that are told.
        draft: what was compiled.
        translator: of the words.
    """
    tally = comparison.tally
    sorts, faults = Counter(f.sort for f in told), Counter(f.fault for f in told)
    return {
        "differences": [_difference(found, draft, translator) for found in told],
        "figures": {
            "compared": tally.compared,
            "equal": tally.equal,
            "not_found": [{"where": where, "count": count} for where, count in tally.not_found],
            "absent": list(tally.absent),
            "unreadable": [translator(why) for why in tally.unreadable],
            "left_out": {kind.value: count for kind, count in tally.left_out},
        },
        "worded_otherwise": [_quote(quote) for quote in tally.worded],
        "sorts": {sort.value: sorts[sort] for sort in Sort if sorts[sort]},
        "faults": {fault.value: faults[fault] for fault in Fault if faults[fault]},
        "untold": len(comparison.findings) - len(told),
    }


def _difference(found: Difference, draft: Draft, translator: Translator) -> dict[str, object]:
    figure = found.figure
    return {
        "sort": found.sort.value,
        "fault": found.fault.value,
        "confidence": round(found.confidence, 2),
        "where": found.where,
        "also": list(found.also),
        "published": found.published or None,
        "compiled": found.ours or None,
        "items": found.items,
        "reason": translator(found.reason),
        "places": [_quote(quote) for quote in found.places],
        "against": [_quote(quote) for quote in found.against],
        "consequences": [translator(one.text) for one in found.consequences],
        "figure": figure.id if figure is not None else None,
        "trace": node_data(derive(figure, draft), translator) if figure is not None else None,
    }


def _quote(quote: Quote) -> dict[str, object]:
    place = quote.place
    return {
        "line": place.line or None,
        "page": place.page or None,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
        "around": printable(quote.around),
    }
