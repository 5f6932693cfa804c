"""A PDF, verified by the facts that it carries: each figure recomputed, and looked up in print."""

from budgetc.verify.pages import Wrong
from budgetc.verify.verify import Verified, verify

__all__ = ["Verified", "Wrong", "verify"]
