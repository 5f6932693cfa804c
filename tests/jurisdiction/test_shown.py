"""A column shows a text that the rows of its panel have; the layout is told of any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.jurisdiction.check import shown_of
from budgetc.jurisdiction.tables import RowsSpec
from budgetc.layout import tables
from budgetc.layout.rows import RowSketch, TableContext, sketch_rows
from tests.region.book import books, write
from tests.region.generate import region
from tests.support import KORLA, ROOT, compile_text, with_change

SHIPPED = (ROOT / "templates/xinjiang/layout.yaml").read_text(encoding="utf-8")


def test_it_is_said_in_words(tmp_path: Path) -> None:
    (folder := tmp_path / "templates/xinjiang").mkdir(parents=True)
    text = with_change(SHIPPED, "{head: 科目名称, show: function}", "{head: 上年, show: prior}")
    (folder / "layout.yaml").write_text(text, encoding="utf-8")
    findings = compile_text(KORLA, Resources.of_workspace(tmp_path)).findings
    (told,) = (found for found in findings if found.code == "LAY001")
    assert told.message.in_words(Translator("en")) == "these rows have no prior to show"
    assert told.message.in_words(Translator("zh")) == "这些行没有 prior 可显示"
    assert told.hint is not None
    assert "code, name, function, entity" in told.hint.in_words(Translator("en"))


def test_rows_have_the_texts_that_columns_may_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    had: dict[str, set[str]] = defaultdict(set)

    def watched(spec: RowsSpec, context: TableContext) -> Sequence[RowSketch]:
        rows = sketch_rows(spec, context)
        had[spec.by] |= {name.split(":")[0] for row in rows for name in row.texts()}
        return rows

    monkeypatch.setattr(tables, "sketch_rows", watched)
    assert compile_text(KORLA).document is not None
    books(write(tmp_path, region(2)))
    had.pop("entry", None)  # the keys of lines of a source
    assert set(had) >= {"function", "economic", "lines", "project", "indicators"}
    assert {by: tuple(sorted(names)) for by, names in had.items()} == {
        by: tuple(sorted(shown_of(by, ""))) for by in had
    }


@pytest.mark.parametrize("margin", ["revenue", "function", "economic"])
def test_rows_of_typed_lines_have_their_keys(margin: str) -> None:
    assert {"amount"} <= set(shown_of("entry", margin))
    assert "item" in shown_of("entry", "revenue")
