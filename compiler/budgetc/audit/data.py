"""An audit for programs."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.audit.model import Audit, Contradiction, Quote
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Message, Translator


def audits_json(audits: Sequence[tuple[str, Audit | Message]], say: Translator) -> str:
    """Return audits as JSON; lines and pages count from 1, and no page is `null`.

    Args:
        audits: the name of each document, and why it could not be read where it could not.
        say: the language.
    """
    return json_text({"documents": [_document(name, audit, say) for name, audit in audits]})


def _document(name: str, audit: Audit | Message, say: Translator) -> dict[str, object]:
    if not isinstance(audit, Audit):
        return {"document": name, "unreadable": say(audit)}
    return {
        "document": name,
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
