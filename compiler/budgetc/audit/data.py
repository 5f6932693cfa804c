"""An audit for programs."""

from __future__ import annotations

from budgetc.audit.model import Audit, Audited, Audits, Contradiction, Quote
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Translator


def audits_json(told: Audits, say: Translator) -> str:
    """Return audits as JSON; lines and pages count from 1, and no page is `null`."""
    kinds = {kind.value: number for kind, number in told.by_kind()}
    summary = {
        "documents": len(told.found),
        "unreadable": told.unreadable,
        "contradictions": sum(kinds.values()),
        "kinds": kinds,
        "not_looked_at": [printable(name) for name in told.others],
    }
    return json_text({"summary": summary, "documents": [_document(one, say) for one in told.found]})


def _document(one: Audited, say: Translator) -> dict[str, object]:
    name, audit = printable(one.name), one.result
    if not isinstance(audit, Audit):
        return {"document": name, "unreadable": say(audit.reason)}
    return {
        "document": name,
        "department": printable(audit.office) or None,
        "year": audit.year or None,
        "compared": audit.checked,
        "contradictions": [_contradiction(one, say) for one in audit.contradictions],
        "kinds": {kind.value: number for kind, number in audit.by_kind()},
        "suspects": audit.suspects,
        "not_read": [say(part) for part in audit.unread],
    }


def _contradiction(found: Contradiction, say: Translator) -> dict[str, object]:
    return {
        "kind": found.kind.value,
        "confidence": found.confidence,
        "reason": say(found.reason),
        "expected": found.expected or None,
        "difference": found.difference or None,
        "quotes": [_quote(quote) for quote in found.quotes],
        "consequences": [_contradiction(one, say) for one in found.consequences],
    }


def _quote(quote: Quote) -> dict[str, object]:
    place = quote.place
    return {
        "printed": printable(quote.text) or None,
        "where": printable(quote.where),
        "page": place.page or None,
        "line": place.line or None,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
    }
