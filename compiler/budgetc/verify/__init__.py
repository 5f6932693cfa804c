"""A PDF, verified by the facts that it carries: each figure recomputed, and looked up in print."""

from budgetc.verify.verify import Verified, Wrong, verify

__all__ = ["Verified", "Wrong", "verify"]
