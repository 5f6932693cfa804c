"""What is open in an editor: unsaved text over the files of the disk, compiled when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.port import MAX_BYTES
from budgetc.lsp.findings import by_file
from budgetc.lsp.session import Session, View, real
from tests.support import KORLA, MINIMAL, with_change

AMOUNT, OTHER = "amount: 203.53", "amount: 203.63"


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a department with a source."""
    folder = real(tmp_path_factory.mktemp("office") / "budgets" / "bureau")
    folder.mkdir(parents=True)
    (folder / "2024.yaml").write_text(KORLA, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def one_session() -> Session:
    return Session()


@pytest.fixture
def session(one_session: Session, bureau: Path) -> Iterator[Session]:
    """Return a session of which nothing is open; what ships is read once for all of them."""
    yield one_session
    for path in (*bureau.glob("*"), *(view.source.path for view in one_session.views())):
        one_session.close(path)


def _look(session: Session, path: Path) -> View:
    view = session.look(path)
    assert view is not None
    return view


def _codes(session: Session, path: Path) -> set[str]:
    return {found.code for found in _look(session, path).compilation.findings}


def test_what_stands_in_the_editor_is_compiled_and_not_the_file(
    session: Session, bureau: Path
) -> None:
    path = bureau / "2024.yaml"
    session.type(path, KORLA)
    assert "BAL001" not in _codes(session, path)
    session.type(path, with_change(KORLA, AMOUNT, OTHER))
    assert "BAL001" in _codes(session, path)
    assert path.read_text(encoding="utf-8") == KORLA


def test_a_source_is_compiled_once_for_each_text(session: Session, bureau: Path) -> None:
    path = bureau / "2024.yaml"
    session.type(path, KORLA)
    assert _look(session, path) is _look(session, path)
    before = _look(session, path)
    session.type(path, KORLA)
    assert _look(session, path) is not before


def test_unsaved_text_of_last_year_is_what_this_year_is_compared_with(
    session: Session, bureau: Path
) -> None:
    path, last = bureau / "2024.yaml", bureau / "2023.yaml"
    session.type(path, KORLA)
    assert "YOY101" not in _codes(session, path)
    session.type(last, KORLA.replace("year: 2024", "year: 2023").replace(AMOUNT, "amount: x"))
    assert "YOY101" in _codes(session, path)
    session.close(last)
    assert "YOY101" not in _codes(session, path)


def test_a_file_that_is_new_or_deleted_is_a_source_while_it_is_open(
    session: Session, bureau: Path
) -> None:
    new = bureau / "2025.yaml"
    session.type(new, KORLA.replace("year: 2024", "year: 2025"))
    assert _look(session, new).compilation.draft is not None
    path = bureau / "2024.yaml"
    session.type(path, KORLA)
    path.unlink()
    session.save([path])
    assert _look(session, path).compilation.draft is not None
    path.write_text(KORLA, encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["budgets/region.yaml", "budgets/bureau/notes.txt", "docker/compose.yaml", "a.yaml"]
)
def test_of_a_file_that_is_no_source_nothing_is_said(
    session: Session, bureau: Path, name: str
) -> None:
    path = bureau.parent.parent / name
    session.type(path, "a: [")
    assert session.look(path) is None
    assert not session.views()


def test_a_file_of_no_workspace_is_left_alone(session: Session, tmp_path: Path) -> None:
    path = real(tmp_path / "2024.yaml")
    session.type(path, MINIMAL)
    session.save([path])
    assert session.look(path) is None
    session.close(path)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "SYN"),
        ("year: 2024\nrevenue:\n  - {fund: gen", "SYN"),
        ("jurisdiction: xinjiang\nyear: 20", "SCH"),
        ("\ud83d", "SYN006"),
        ("a\u0085b\u2028c: \x0c", "SYN011"),
        ("\r\r\n\n: -", "SYN"),
        ("#" * (MAX_BYTES + 1), "SYN010"),
    ],
)
def test_whatever_is_typed_is_a_finding_and_no_error(
    session: Session, bureau: Path, text: str, code: str
) -> None:
    path = bureau / "2024.yaml"
    session.type(path, text)
    found = _look(session, path).compilation.findings
    assert found
    assert all(one.code.startswith(code) for one in found)


def test_findings_of_other_files_stand_there_once(session: Session, bureau: Path) -> None:
    """The unit's own finding is found by the department as well."""
    listed = with_change(
        KORLA, "  subordinate_units: []", "  subordinate_units: [{id: team, name: 执法大队}]"
    )
    unit = bureau / "team" / "2024.yaml"
    session.type(bureau / "2024.yaml", listed)
    session.type(unit, "jurisdiction: xinjiang\nyear: 2024\n")
    found = by_file(session.views())
    assert {path.parent.name for path in found} == {"bureau", "team"}
    of_unit = [(one.span, one.message) for one in found[unit]]
    assert len(of_unit) == len(set(of_unit)) > 0
    session.close(unit)


def test_what_is_wrong_with_a_data_file_is_told_where_an_editor_can_open_it(
    session: Session, bureau: Path
) -> None:
    path = bureau / "2024.yaml"
    session.type(path, KORLA)
    data = bureau.parent.parent / "schema" / "units.json"
    data.parent.mkdir()
    data.write_text("{", encoding="utf-8")
    session.save([data])
    found = by_file(session.views())
    assert [one.code for one in found[data]] == ["DAT001"]
    assert not found[path]
    data.unlink()
    session.save([data])
    assert "DAT001" not in _codes(session, path)


def test_what_is_wrong_with_a_file_that_ships_is_told_at_the_top_of_the_source(
    session: Session, bureau: Path
) -> None:
    path = bureau / "2024.yaml"
    session.type(path, KORLA)
    view = _look(session, path)
    fault = finding("DAT001", msg("it is broken"), Span.point("schema/units.json", 7))
    view = replace(view, compilation=replace(view.compilation, findings=(fault,)))
    ((of, found),) = by_file([view]).items()
    assert of == path
    assert [one.span for one in found] == [Span.point("budgets/bureau/2024.yaml")]
