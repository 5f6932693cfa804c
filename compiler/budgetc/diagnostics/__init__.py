"""Findings about a budget, and the forms they are reported in."""

from budgetc.diagnostics.diagnostic import (
    Diagnostic,
    Related,
    Severity,
    finding,
    has_errors,
    sort_findings,
)
from budgetc.diagnostics.kinds import KINDS, Kind

__all__ = [
    "KINDS",
    "Diagnostic",
    "Kind",
    "Related",
    "Severity",
    "finding",
    "has_errors",
    "sort_findings",
]
