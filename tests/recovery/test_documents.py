"""Documents that were built of a source: their drafts have its leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recovery.counting import COUNTY, PUTUO, built, counted, draft_of, printed
from tests.support import KORLA

AMOUNTS = ("amount",)
SOURCES = {"korla": KORLA, "putuo": PUTUO, "county": COUNTY}


@pytest.mark.parametrize("name", SOURCES)
def test_every_amount_of_the_tables_is_a_leaf(name: str, tmp_path: Path) -> None:
    source = SOURCES[name]
    draft = draft_of(printed(built(source, "docx"), "x.docx", tmp_path))
    count = counted(draft.text, source, AMOUNTS)
    assert count.wrong == ()
    assert count.share >= 95, (count.open, count.doubted)
