"""Findings about a budget, and the forms they are reported in."""

from budgetc.diagnostics.counted import Counts
from budgetc.diagnostics.diagnostic import (
    Diagnostic,
    Identity,
    Related,
    Severity,
    bounded,
    counts,
    errors_of,
    finding,
    has_errors,
    sort_findings,
)
from budgetc.diagnostics.kinds import SEVERITIES

__all__ = [
    "SEVERITIES",
    "Counts",
    "Diagnostic",
    "Identity",
    "Related",
    "Severity",
    "bounded",
    "counts",
    "errors_of",
    "finding",
    "has_errors",
    "sort_findings",
]
