"""A published document, judged by itself: where it contradicts itself, without any source."""

from budgetc.audit.audit import audit
from budgetc.audit.model import Audit, Audited, Audits, Contradiction, Kind, Quote

__all__ = ["Audit", "Audited", "Audits", "Contradiction", "Kind", "Quote", "audit"]
