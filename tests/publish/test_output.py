"""The files that a document becomes; nothing is written before all is made."""

from __future__ import annotations

from pathlib import Path

from budgetc.files.data import Resources
from budgetc.publish.rendered import render_source
from budgetc.publish.targets import targets
from tests.support import KORLA, ROOT, compile_text

RESOURCES = Resources.of_workspace(ROOT)


def test_a_source_without_a_document_gives_no_file() -> None:
    broken = compile_text("year: [", RESOURCES)
    whole = compile_text(KORLA, RESOURCES)
    assert broken.document is None
    assert whole.document is not None
    formats = ["markdown", "markdown"]
    made = render_source(whole.source, whole.document, formats, Path("out"), RESOURCES)
    files, findings = made
    assert not findings
    assert [*files] == ["markdown"]
    assert targets(whole.source, formats, Path("out")) == {"markdown": Path("out/bureau/2024.md")}


def test_rendering_writes_nothing(tmp_path: Path) -> None:
    whole = compile_text(KORLA, RESOURCES)
    assert whole.document is not None
    files, _ = render_source(whole.source, whole.document, ["json"], tmp_path, RESOURCES)
    assert len(files) == 1
    assert not list(tmp_path.iterdir())
