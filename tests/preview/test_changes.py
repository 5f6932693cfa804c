"""What a save changed in a document, and what a session keeps of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.document.model import Document
from budgetc.files.workspace import Workspace
from budgetc.preview.changes import changes, printed
from budgetc.preview.session import Session
from tests.support import KORLA, compile_text, with_change

NAME = "budgets/bureau/2024.yaml"
PRIOR, HIGHER = "amount: 3.92\n      prior: 2.00", "amount: 3.92\n      prior: 2.50"


def _document(text: str) -> Document:
    draft = compile_text(text).draft
    assert draft is not None
    return draft.document


def test_figures_that_print_otherwise_are_told() -> None:
    before, after = _document(KORLA), _document(with_change(KORLA, PRIOR, HIGHER))
    found = changes(printed(before), printed(after))
    told = {one.id: (one.before, one.after) for one in found.figures}
    assert told["general_by_item.2080501.change.size"] == ("1.92万元", "1.42万元")
    assert told["basic.change.size"] == ("115.66万元", "115.16万元")
    assert "revenue" not in told
    assert found.texts == ()


def test_texts_that_are_new_are_told_and_figures_in_them_are_not() -> None:
    after = KORLA.replace("退休人员年底绩效增加", "退休人员增加")
    found = changes(printed(_document(KORLA)), printed(_document(after)))
    assert found.figures == ()
    (text,) = found.texts
    assert "退休人员增加" in text
    assert "3.92" not in text


def test_of_the_same_document_nothing_is_told() -> None:
    found = changes(printed(_document(KORLA)), printed(_document(KORLA)))
    assert (found.figures, found.texts) == ((), ())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace of five sources."""
    for at in range(5):
        path = tmp_path / f"budgets/bureau{at}/2024.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(KORLA, encoding="utf-8")
    return tmp_path


def test_a_session_tells_who_listens_and_keeps_few_documents(root: Path) -> None:
    session = Session(Workspace.on_disk(root), None, draws=False)
    told: list[int] = []

    def listener() -> None:
        told.append(session.version)

    session.listen(listener)
    names = [f"budgets/bureau{at}/2024.yaml" for at in range(5)]
    for name in names:
        assert session.state(name).shown is not None
        assert session.document(name)[0]
    assert session.document(names[0]) == (None, ())  # it was looked at longest ago
    session.look_at_all()
    assert told == []  # all were looked at already
    path = root / names[4]
    path.write_text(with_change(KORLA, PRIOR, HIGHER), encoding="utf-8")
    session.save({path})
    assert len(told) == 1
    shown = session.state(names[4]).shown
    assert shown is not None
    assert shown.changes.figures
    session.save({root / "budgets/bureau4/notes.txt"})
    assert len(told) == 1  # nothing is made of that file
    session.close()
    assert session.is_closed
    session.leave(listener)


def test_a_source_that_never_was_whole_has_findings_and_no_document(root: Path) -> None:
    path = root / "budgets/bureau0/2024.yaml"
    path.write_text("department: [", encoding="utf-8")
    session = Session(Workspace.on_disk(root), None, draws=False)
    state = session.state("budgets/bureau0/2024.yaml")
    assert state.shown is None
    assert state.seen["budgets/bureau0/2024.yaml"].counts.errors == 1
    path.write_text(KORLA, encoding="utf-8")
    session.save({path})
    shown = session.state("budgets/bureau0/2024.yaml").shown
    assert shown is not None
    assert not shown.is_old
