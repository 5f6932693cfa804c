"""What templates can print as a figure."""

from __future__ import annotations

from abc import abstractmethod

from budgetc.document.model import Figure
from budgetc.templating.sandbox import Exposed


class Printable(Exposed):
    """A number that prints as a figure."""

    __slots__ = ()

    @abstractmethod
    def figure(self) -> Figure:
        """Return what is printed."""
