"""Findings for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.diagnostics.diagnostic import Diagnostic
from budgetc.diagnostics.messages import Translator


def json_text(data: object) -> str:
    """Return data as JSON; a character that could mislead a reader stands as its number."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def findings_json(findings: Iterable[Diagnostic], say: Translator) -> str:
    """Return findings as a JSON list; lines and columns count from 1."""
    return json_text(finding_list(findings, say))


def finding_list(findings: Iterable[Diagnostic], say: Translator) -> list[dict[str, object]]:
    """Return findings as plain values."""
    return [_finding(found, say) for found in findings]


def _finding(found: Diagnostic, say: Translator) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity.label,
        "message": say(found.message),
        "file": found.span.file,
        "line": found.span.line,
        "column": found.span.column,
        "related": [
            {
                "file": other.span.file,
                "line": other.span.line,
                "column": other.span.column,
                "message": say(other.message),
            }
            for other in found.related
        ],
        "hint": say(found.hint) if found.hint is not None else None,
        "waived": say(found.waived) if found.waived is not None else None,
    }
