"""How a format that can look otherwise is to look."""

from __future__ import annotations

from budgetc.frozen import frozen


@frozen()
class Look:
    """What people choose of a page.

    Attributes:
        public: whether it leaves out sources, their paths, and what was found in them.
        summary: whether it has the charts that the jurisdiction declares.
    """

    public: bool = False
    summary: bool = True

    @property
    def words(self) -> str:
        """What tells it from every other."""
        return f"{'public' if self.public else 'traced'} {'charts' if self.summary else 'plain'}"


USUAL = Look()
"""That of who chooses nothing."""
