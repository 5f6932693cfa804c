"""A GitLab code quality report: a list of issues, compared by fingerprint with that of the target.

Waived and known findings are not in it: a list has no word for "accepted", and GitLab would show
them as problems of the merge request.
"""

from __future__ import annotations

from budgetc.diagnostics import Diagnostic, Severity, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Translator
from budgetc.reports.checked import Checked, fingerprints, words

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(checked: Checked, translator: Translator) -> str:
    """Return the report."""
    shown = sort_findings(found for found in checked.baselined.new if found.waived is None)
    names = fingerprints(found.identity for found in shown)
    return json_text([_issue(*one, checked, translator) for one in zip(shown, names, strict=True)])


def _issue(
    found: Diagnostic, fingerprint: str, checked: Checked, translator: Translator
) -> dict[str, object]:
    return {
        "description": f"{found.code}: {' '.join(words(found, translator))}",
        "check_name": found.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {
            "path": printable(checked.path(found.span.file)),
            "lines": {"begin": found.span.line},
        },
    }
