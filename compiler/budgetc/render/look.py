"""How a format that can look otherwise is to look."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.render.suffixes import LIBRARIES, PROGRAMS

NO_CHARTS = msg(
    "the charts of web pages need Vega-Lite: pip install 'budgetc[charts]', or leave them out with "
    "--no-summary"
)


def draws_charts() -> bool:
    """Tell whether what draws the charts is installed."""
    return find_spec("vl_convert") is not None


ENGINES = ("typst", "latex")
"""Who can make a PDF: Typst, which comes with `budgetc[pdf]`, or the XeLaTeX of the system."""


def engine_there() -> str:
    """Return the engine that makes a PDF where nobody chooses: Typst, if it is installed."""
    if find_spec(LIBRARIES["pdf"]) is None and all(map(shutil.which, PROGRAMS["pdf"])):
        return "latex"
    return "typst"


def _charts() -> str:
    """Return what draws the charts, and which version of it: another may draw other bytes."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # slow

    try:
        return f"charts {version('vl-convert-python')}"
    except PackageNotFoundError:
        return "charts"


WIDE_TABLES = ("pipes", "html")
"""How Markdown has tables that are wider than a page."""


@frozen()
class Typesetting:
    """How documents are set.

    Attributes:
        engine: one of `ENGINES`, who makes a PDF.
        fonts: a folder with fonts, beside those of the system; empty where there is none.
        wide_tables: one of `WIDE_TABLES`.
    """

    engine: str = "typst"
    fonts: str = ""
    wide_tables: str = "pipes"


@frozen()
class Look:
    """What people choose of a page.

    Attributes:
        public: whether it leaves out sources, their paths, and what was found in them.
        summary: whether it has the charts that the jurisdiction declares.
        typesetting: how documents are set.
        marks_csv: whether CSV begins with a byte order mark, without which Excel reads no UTF-8.
    """

    public: bool = False
    summary: bool = True
    typesetting: Typesetting = Typesetting()
    marks_csv: bool = False

    @property
    def words(self) -> str:
        """What tells it from every other."""
        seen, mark = "public" if self.public else "traced", " bom" if self.marks_csv else ""
        return f"{seen} {_charts() if self.summary else 'plain'}{mark}"


USUAL = Look()
"""That of who chooses nothing."""
