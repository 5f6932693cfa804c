"""How a format that can look otherwise is to look."""

from __future__ import annotations

from importlib.util import find_spec

from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen

NO_CHARTS = msg(
    "the charts of web pages need Vega-Lite: pip install 'budgetc[charts]', or leave them out with "
    "--no-summary"
)


def draws_charts() -> bool:
    """Tell whether what draws the charts is installed."""
    return find_spec("vl_convert") is not None


def _charts() -> str:
    """Return what draws the charts, and which version of it: another may draw other bytes."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # slow

    try:
        return f"charts {version('vl-convert-python')}"
    except PackageNotFoundError:
        return "charts"


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
        return f"{'public' if self.public else 'traced'} {_charts() if self.summary else 'plain'}"


USUAL = Look()
"""That of who chooses nothing."""
