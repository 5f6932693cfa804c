"""Whatever becomes of what is kept, it costs time and never a wrong byte."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetc.keeping import compiler
from budgetc.keeping.lost import BusyError
from budgetc.keeping.place import VARIABLE, cache_folder
from budgetc.keeping.store import open_store
from tests.cli.run import run_bound_by_rights
from tests.keeping.house import NAMES, build, documents, populate, source, write
from tests.support import with_change


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace that was built once, with a cache folder of its own, and stand in it."""
    root = tmp_path / "house"
    root.mkdir()
    populate(root)
    monkeypatch.chdir(root)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    assert len(build().made) == len(NAMES)
    return root


def _store(house: Path) -> Path:
    folder = cache_folder(house, os.environ)
    assert folder is not None
    return folder / "kept.sqlite"


def _goes(file: Path) -> None:
    file.unlink()


def _is_empty(file: Path) -> None:
    file.write_bytes(b"")


def _is_torn(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _is_something_else(file: Path) -> None:
    file.write_bytes(b"year: 2024\n" * 1000)


def _is_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _is_a_link(file: Path) -> None:
    """Put a link to somebody's file in its place."""
    other = file.parent.parent.parent / "others.txt"
    other.write_bytes(b"nobody's business")
    file.unlink()
    file.symlink_to(other)


def _told(statement: str) -> Callable[[Path], None]:
    """Return what harms a store by a statement to its database."""

    def harm(file: Path) -> None:
        with sqlite3.connect(file) as connection:
            connection.execute(statement)

    return harm


_loses_a_table = _told("DROP TABLE found")
_loses_what_was_found = _told("DELETE FROM found")
_holds_nonsense = _told("UPDATE found SET found = x'00'")
_takes_findings_for_others = _told(
    "WITH of AS (SELECT source, found, row_number() OVER (ORDER BY source) AS at, "
    "count(*) OVER () AS many FROM found) UPDATE found SET found = (SELECT b.found FROM of a "
    "JOIN of b ON b.at = a.at % a.many + 1 WHERE a.source = found.source)"
)
_says_what_is_not_so = _told("UPDATE source SET body = replace(body, 'false', 'true')")
_tears_sums = _told("UPDATE sums SET body = substr(body, 1, length(body) - 9)")
_loses_sums = _told("DELETE FROM sums WHERE source LIKE '%ma%'")
_takes_sums_for_others = _told("UPDATE sums SET digest = 'other'")
_loses_the_document_of_a_book = _told("DELETE FROM document WHERE path LIKE '%region/2024.md'")
_loses_names_of_data = _told("UPDATE data SET names = '[]'")
_is_about_nothing = _told("DROP TABLE about")


@pytest.mark.parametrize(
    "harm",
    [
        _goes,
        _is_empty,
        _is_torn,
        _is_something_else,
        _is_a_folder,
        _is_a_link,
        _loses_a_table,
        _loses_what_was_found,
        _holds_nonsense,
        _takes_findings_for_others,
        _says_what_is_not_so,
    ],
)
def test_a_harmed_store_costs_time(house: Path, harm: Callable[[Path], None]) -> None:
    write(house, "budgets/ma/2024.yaml", with_change(source(1), "amount: 314.66", "amount: 314.65"))
    expected = build("--strict").ran
    before = documents(house)
    harm(_store(house))
    assert build("--strict").ran == expected
    assert documents(house) == before
    assert {one.read_bytes() for one in house.parent.glob("others.txt")} <= {b"nobody's business"}
    write(house, "budgets/ma/2024.yaml", source(1))
    assert build().ran.code == 0


@pytest.mark.parametrize(
    "harm",
    [
        _tears_sums,
        _loses_sums,
        _takes_sums_for_others,
        _loses_the_document_of_a_book,
        _loses_names_of_data,
        _is_about_nothing,
    ],
)
def test_what_is_harmed_of_a_region_costs_time(house: Path, harm: Callable[[Path], None]) -> None:
    write(house, "budgets/ma/2025.yaml", source(1).replace("year: 2024", "year: 2025"))
    expected = build("--region").ran
    before = documents(house)
    assert {"region/2024.md", "region/2025.md"} <= before.keys()
    harm(_store(house))
    write(house, "build/region/2024.md", "forged")
    again = build("--region").ran
    assert (again.code, again.err) == (expected.code, expected.err)
    assert documents(house) == before
    build("--region")  # after a run that could keep nothing
    assert build("--region").made == ()


def test_any_harm_to_its_bytes_costs_time_at_most(house: Path) -> None:
    file = _store(house)
    whole, expected = file.read_bytes(), documents(house)
    chance = random.Random(12)  # noqa: S311
    for _ in range(25):
        harmed = bytearray(whole)
        for _ in range(chance.choice((1, 8, 64))):
            harmed[chance.randrange(len(harmed))] = chance.randrange(256)
        file.write_bytes(harmed)
        shutil.rmtree(house / "build") if chance.random() < 0.3 else None
        ran = build().ran
        assert (ran.code, "Traceback" in ran.err) == (0, False)
        assert documents(house) == expected


def test_what_another_compiler_made_is_made_again(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert house
    monkeypatch.setattr(compiler, "__version__", "999")
    assert len(build().made) == len(NAMES)
    assert build().fresh == len(NAMES)


def test_what_is_kept_of_another_workspace_is_none_of_this_one(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(house, other)  # with all its times, and its documents
    theirs, ours = _store(house), _store(other)
    ours.parent.mkdir(exist_ok=True)
    shutil.copy(theirs, ours)
    monkeypatch.chdir(other)
    assert len(build().made) == len(NAMES)


@pytest.mark.parametrize("place", [".budgetc", "build/.cache", "."])
def test_a_workspace_brings_no_results_along(
    house: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv(VARIABLE, str(house / place))
    assert cache_folder(house, os.environ) is None
    assert len(build().made) == len(NAMES)


def test_a_folder_that_others_can_write_is_not_trusted(house: Path) -> None:
    _store(house).parent.chmod(0o777)
    assert cache_folder(house, os.environ) is None
    assert len(build().made) == len(NAMES)


def test_a_folder_that_is_a_link_is_not_trusted(house: Path, tmp_path: Path) -> None:
    folder = _store(house).parent
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert cache_folder(house, os.environ) is None
    assert len(build().made) == len(NAMES)


def test_a_cache_that_cannot_be_made_is_done_without(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    assert cache_folder(house, os.environ) is None
    assert len(build().made) == len(NAMES)


def test_a_store_that_another_compiler_began_is_left_to_it(house: Path) -> None:
    file = _store(house)
    mine = open_store(file.parent, house, "mine")
    assert mine is not None
    theirs = open_store(file.parent, house, "theirs")  # which empties it
    assert theirs is not None
    with pytest.raises(BusyError), mine.writing():
        pass
    with theirs.writing():
        theirs.put_data(("a",))
    mine.close()
    theirs.close()


def test_a_store_that_cannot_be_written_is_done_without(house: Path) -> None:
    file = _store(house)
    write(house, "budgets/ma/2024.yaml", with_change(source(1), "# 1", "# 9"))
    file.chmod(0o444)
    file.parent.chmod(0o555)
    before = file.read_bytes()
    for command in (("check",), ("build",), ("check", "--fresh")):
        ran = run_bound_by_rights(*command, cwd=house)
        assert (ran.code, "Traceback" in ran.err) == (0, False), ran.err
    file.parent.chmod(0o755)
    assert file.read_bytes() == before


def test_a_store_that_somebody_holds_is_left_to_him(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetc.keeping.store._PATIENCE", 0.1)
    write(house, "budgets/ma/2024.yaml", with_change(source(1), "# 1", "# 9"))
    with sqlite3.connect(_store(house)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert build().ran.code == 0
        holder.rollback()
    assert _store(house).exists()


def test_a_cache_folder_that_leads_into_the_workspace_is_not_trusted(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "way").symlink_to(house)
    for place in (tmp_path / "way" / "c", house / "none" / ".." / "c"):
        monkeypatch.setenv(VARIABLE, str(place))
        assert cache_folder(house, os.environ) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"[" * 100_000, b"[1]", b'[null, "a"]', b"{}", b"\xff\xfe", b'"text"', b"nonsense", None],
)
def test_whatever_stands_in_the_file_of_turns_a_build_takes_place_and_cleans(
    house: Path, content: bytes | None
) -> None:
    turn = _store(house).with_name("turn")
    other = house.parent / "others.txt"
    other.write_bytes(b"nobody's business")
    turn.unlink()
    if content is None:
        turn.symlink_to(other)
    else:
        turn.write_bytes(content)
    left = house / "build" / NAMES[0] / ".budgetc-0123456789abcdef.tmp"
    left.write_bytes(b"of a run that was killed")
    assert build().ran.code == 0
    assert left.exists() is (content == b"")
    assert build().ran.code == 0
    assert other.read_bytes() == b"nobody's business"
