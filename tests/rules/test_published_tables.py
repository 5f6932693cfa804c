"""SRC006: what stands in a published table becomes no source; what does not add up is told."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.run import call
from tests.compare.references import KORLA, PRINTED
from tests.support import ROOT


def test_src006_a_published_table_changes_no_source(tmp_path: Path) -> None:
    source = tmp_path / "budgets" / KORLA
    source.parent.mkdir(parents=True)
    shutil.copy(ROOT / "budgets" / KORLA, source)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = call("compare", str(source), str(PRINTED[KORLA]))
    assert ran.code == 1
    assert "277.66" in ran.out, "wages that are not the sum of their items"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
