"""A build makes what changed, and nothing else; the documents are those of a fresh build."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from budgetc.files.workspace import Source
from budgetc.keeping import Keeper
from budgetc.keeping.compiler import compiler_id
from budgetc.keeping.line import kept_of
from budgetc.keeping.place import VARIABLE, cache_folder
from budgetc.keeping.state import State
from budgetc.keeping.store import open_store
from budgetc.pipeline import Compilation, compile_source
from budgetc.publish import making
from budgetc.render import typst_pdf
from budgetc.render.typst_pdf import Typesetter
from tests.cli.run import call
from tests.keeping.house import NAMES, build, documents, populate, source, write
from tests.support import KORLA, ROOT, with_change

MADE = tuple(f"{name}/2024.md" for name in NAMES)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace that was built once, and stand in it."""
    root = tmp_path / "house"
    populate(root)
    monkeypatch.chdir(root)
    assert build().made == MADE
    return root


def _as_fresh(house: Path) -> bool:
    """Tell whether the documents are those that a build makes which keeps nothing."""
    kept = documents(house)
    shutil.rmtree(house / "build")
    assert build("--fresh").fresh == 0
    return documents(house) == kept


def test_what_was_made_of_data_that_changed_meanwhile_is_made_again(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template is another one just while documents are made, and then what it was before."""
    name = "templates/xinjiang/overrides/document.signature.j2"
    write(house, name, ">> 甲\n")
    old = (house / name).stat().st_mtime_ns - 10_000_000_000
    os.utime(house / name, ns=(old, old))

    def compiled_meanwhile(*given: Any) -> Compilation:
        write(house, name, ">> 乙\n")
        os.utime(house / name, ns=(old, old))
        return compile_source(*given)

    with monkeypatch.context() as patched:
        patched.setattr(making, "compile_source", compiled_meanwhile)
        assert build().made == MADE
    assert "乙" in (house / "build" / MADE[0]).read_text("utf-8")
    write(house, name, ">> 甲\n")
    assert build().made == MADE
    assert "乙" not in (house / "build" / MADE[0]).read_text("utf-8")


@pytest.mark.parametrize("settled", [True, False])
def test_a_data_file_is_seen_to_change_whatever_its_time_says(
    tmp_path: Path, *, settled: bool
) -> None:
    path = tmp_path / "templates/x/a.j2"
    write(tmp_path, "templates/x/a.j2", "one")
    if settled:  # so that the sign of the file tells
        time.sleep(0.1)
    about = path.stat()
    state = State(tmp_path)
    assert set(state.own_data()) == {"templates/x/", "templates/x/a.j2"}
    assert state.own_data_stands()
    path.write_text("two", encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert not state.own_data_stands()


def test_where_nothing_changed_nothing_is_made(house: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in house.glob("build/*/*")}
    again = build()
    assert (again.made, again.fresh, again.ran.code) == ((), len(NAMES), 0)
    assert {path: path.stat().st_mtime_ns for path in house.glob("build/*/*")} == before


def test_a_fresh_build_makes_everything(house: Path) -> None:
    assert house
    assert build("--fresh").made == MADE
    assert build().fresh == len(NAMES)


def _changes_a_name(house: Path, name: str = "ma") -> None:
    text = with_change(KORLA, "name: 知识产权培训费\n", "name: 知识产权业务培训费\n")
    write(house, f"budgets/{name}/2024.yaml", text)


def _keeps_size_and_time(house: Path) -> None:
    path = house / "budgets/ma/2024.yaml"
    about = path.stat()
    write(house, "budgets/ma/2024.yaml", with_change(source(1), "# 1", "# 9"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (about.st_size, about.st_mtime_ns)


def _comes_from_last_year(house: Path) -> None:
    write(house, "budgets/ma/2023.yaml", "year: 2023\n")


def _loses_its_document(house: Path) -> None:
    (house / "build/ma/2024.md").unlink()


def _has_another_document(house: Path) -> None:
    (house / "build/ma/2024.md").write_text("forged", encoding="utf-8")


def _has_a_link_for_a_document(house: Path) -> None:
    document = house / "build/ma/2024.md"
    document.rename(house / "elsewhere.md")
    document.symlink_to(house / "elsewhere.md")


@pytest.mark.parametrize(
    "change",
    [
        _changes_a_name,
        _keeps_size_and_time,
        _loses_its_document,
        _has_another_document,
        _has_a_link_for_a_document,
    ],
)
def test_one_that_changed_is_made_again(house: Path, change: Callable[[Path], None]) -> None:
    change(house)
    again = build()
    assert (again.made, again.fresh) == (("ma/2024.md",), len(NAMES) - 1)
    assert _as_fresh(house)


def test_last_years_source_that_comes_is_read(house: Path) -> None:
    _comes_from_last_year(house)
    again = build()
    assert again.ran.code == 1  # last year's is none
    assert "budgets/ma/2023.yaml" in again.ran.err
    (house / "budgets/ma/2023.yaml").unlink()
    assert build().ran.code == 0
    assert _as_fresh(house)


def test_a_file_that_was_touched_is_looked_at_and_not_made(house: Path) -> None:
    for _ in range(2):
        os.utime(house / "budgets/ma/2024.yaml")
        assert build().fresh == len(NAMES)


def test_a_source_that_moves_takes_its_document_along(house: Path) -> None:
    (house / "budgets/ma").rename(house / "budgets/na")
    assert build().made == ("na/2024.md",)
    (house / "budgets/na").rename(house / "budgets/ma")
    assert build().fresh == len(NAMES)


def test_data_of_the_workspace_is_what_documents_are_made_of(house: Path) -> None:
    layout = (ROOT / "templates/xinjiang/layout.yaml").read_text(encoding="utf-8")
    write(house, "templates/xinjiang/layout.yaml", layout)
    assert build().made == MADE
    write(house, "templates/xinjiang/layout.yaml", f"{layout}# more\n")
    assert build().made == MADE
    (house / "templates/xinjiang/layout.yaml").unlink()
    assert build().made == MADE
    assert _as_fresh(house)


def test_a_link_in_the_place_of_an_override_is_told_and_its_file_is_taken(house: Path) -> None:
    """Neither was: the link was passed over, and the file that came for it was not seen."""
    name = "templates/xinjiang/overrides/document.signature.j2"
    write(house, "words.j2", ">> 甲\n")
    (house / name).parent.mkdir(parents=True)
    (house / name).symlink_to(house / "words.j2")
    refused = build()
    assert (refused.ran.code, refused.made) == (1, ())
    assert "document.signature.j2 is a link, a folder or a pipe" in refused.ran.err
    (house / name).unlink()
    write(house, name, ">> 甲\n")
    assert build().made == MADE
    assert "甲" in (house / "build" / MADE[0]).read_text("utf-8")
    assert _as_fresh(house)


def test_approved_totals_that_come_and_go_are_heeded(house: Path) -> None:
    approved = "{department: ma, year: 2024, stage: approved, figure: revenue, amount: 1.00}"
    totals = f"totals:\n  - {approved}\n"
    write(house, "budgets/control-totals.yaml", totals)
    assert build().ran.code == 1
    (house / "budgets/control-totals.yaml").unlink()
    assert build().ran.code == 0


def test_each_format_and_each_folder_is_kept(house: Path) -> None:
    assert build("-f", "json").made == tuple(f"{name}/2024.json" for name in NAMES)
    assert build("-f", "json", "-f", "markdown").fresh == 2 * len(NAMES)
    assert len(build("-o", "elsewhere").made) == len(NAMES)
    assert build("-o", "elsewhere").fresh == len(NAMES)
    assert build().fresh == len(NAMES)
    _changes_a_name(house)
    assert build().made == ("ma/2024.md",)
    assert build("-f", "json").made == ("ma/2024.json",)


def test_what_has_errors_is_told_again_word_for_word(house: Path) -> None:
    write(house, "budgets/ma/2024.yaml", with_change(source(1), "amount: 314.66", "amount: 314.65"))
    first, second = build(), build()
    assert first.ran.code == 1
    assert second.ran == first.ran
    assert build("--fresh").ran == first.ran
    assert documents(house).keys() == {*MADE}  # those of before stand


def test_documents_are_made_again_where_another_run_saw_their_source_change_meanwhile(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Keeper.written

    def meanwhile(keeper: Keeper, documents: Any) -> None:
        if not (house / "seen").exists():
            write(house, "seen", "")
            write(house, "budgets/ma/2024.yaml", source(8))
            assert call("check").code == 0
        written(keeper, documents)

    write(house, "budgets/ma/2024.yaml", source(7))
    monkeypatch.setattr(Keeper, "written", meanwhile)
    assert build().made == ("ma/2024.md",)
    assert build().made == ("ma/2024.md",)
    assert build().made == ()
    assert _as_fresh(house)


def test_what_another_run_found_meanwhile_is_not_taken_for_what_was_there_before(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It mends a source just before new signs are kept of it as it was, and the mend is undone."""
    place, bad = "budgets/ma/2024.yaml", with_change(source(1), "amount: 314.66", "amount: 1")
    write(house, place, bad)
    assert call("check").code == 1
    os.utime(house / place, (1, 1))
    sign = Keeper._sign

    def meanwhile(keeper: Keeper, renewed: Any) -> None:
        monkeypatch.undo()
        monkeypatch.chdir(house)
        write(house, place, source(1))
        assert call("check").code == 0
        sign(keeper, renewed)

    monkeypatch.setattr(Keeper, "_sign", meanwhile)
    call("check")
    assert Keeper._sign is sign
    write(house, place, bad)
    os.utime(house / place, (1, 1))
    assert [call("check").code for _ in range(2)] == [1, 1]


@pytest.mark.parametrize("name", ["ma", "pa"])  # which was fresh, and which was made
def test_a_department_that_another_run_saw_change_meanwhile_costs_itself_alone(
    house: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    build("--region")
    (house / "build/region/2024.md").unlink()
    write(house, "budgets/pa/2024.yaml", source(6))
    flush, made = Keeper.flush, list[str]()

    def meanwhile(keeper: Keeper) -> None:
        flush(keeper)
        if not (house / "seen").exists():
            write(house, "seen", "")
            _changes_a_name(house, name)
            assert call("check").code == 0
            monkeypatch.setattr(making, "compile_source", counted)

    def counted(one: Source, *given: Any) -> Compilation:
        made.append(one.name)
        return compile_source(one, *given)

    monkeypatch.setattr(Keeper, "flush", meanwhile)
    assert build("--region").made == ("pa/2024.md", "region/2024.md")
    assert made == [f"budgets/{name}/2024.yaml"]
    assert build("--region").made == (f"{name}/2024.md",)
    assert _as_fresh_region(house)


def test_a_region_book_is_made_where_a_department_changed(house: Path) -> None:
    book = ("region/2024.md",)
    assert build("--region").made == (*MADE, *book)  # what the region adds up was not kept before
    assert build("--region").fresh == len(NAMES) + 1
    assert build().fresh == len(NAMES)
    _changes_a_name(house)
    assert build("--region").made == ("ma/2024.md", *book)
    write(house, "budgets/region.yaml", "name: 河口市\n")
    assert build("--region").made == book
    assert "河口市" in documents(house)["region/2024.md"].decode()
    (house / "build/region/2024.md").unlink()
    assert build("--region").made == book
    assert build("--region", "budgets/ma", "budgets/pa").made == book
    assert build("--region").made == book
    assert build("--region").fresh == len(NAMES) + 1
    write(house, "budgets/ma/2025.yaml", "year: 2025\n")
    again = build("--region")
    assert again.ran.code == 1
    assert again.made == ("ma/2024.md", "region/2024.md", "region/2025.md")


def test_a_region_book_stands_where_nothing_that_it_adds_up_changed(house: Path) -> None:
    build("--region")
    before = documents(house)["region/2024.md"]
    text = (house / "budgets/ma/2024.yaml").read_text("utf-8")
    write(house, "budgets/ma/2024.yaml", f"{text}# a remark below all amounts\n")
    again = build("--region")
    assert again.made == ("ma/2024.md",)
    assert again.fresh == len(NAMES)  # the two others, and the book
    write(house, "budgets/ma/2024.yaml", f"# one above them, which moves their lines\n{text}")
    assert build("--region").made == ("ma/2024.md", "region/2024.md")
    assert documents(house)["region/2024.md"] == before
    assert _as_fresh_region(house)


def test_a_region_book_is_known_by_what_was_read_for_it(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run keeps a department's new sums just while the book of the old ones is made."""
    build("--region")
    read, old = Keeper.sums, dict[str, bytes]()

    def noting(keeper: Keeper, name: str) -> bytes:
        return old.setdefault(name, read(keeper, name))

    with monkeypatch.context() as patched:
        patched.setattr(Keeper, "sums", noting)
        (house / "build/region/2024.md").unlink()
        build("--region")
        _changes_a_name(house)
        assert build("--region").made == ("ma/2024.md", "region/2024.md")  # of the old sums
    assert build("--region").made == ("region/2024.md",)
    assert _as_fresh_region(house)


def _as_fresh_region(house: Path) -> bool:
    kept = documents(house)
    shutil.rmtree(house / "build")
    assert build("--region", "--fresh").fresh == 0
    return documents(house) == kept


def _is_a_pipe(place: Path) -> None:
    os.mkfifo(place)


def _is_a_link(place: Path) -> None:
    place.symlink_to("elsewhere")


def _is_a_folder(place: Path) -> None:
    place.mkdir()


@pytest.mark.parametrize("become", [_is_a_pipe, _is_a_link, _is_a_folder])
@pytest.mark.parametrize("name", ["templates/xinjiang/layout.yaml", "schema/units.json"])
def test_what_is_no_file_in_the_place_of_data_is_heeded(
    house: Path, become: Callable[[Path], None], name: str
) -> None:
    place = house / name
    place.parent.mkdir(parents=True)
    become(place)
    kept = call("check")
    assert kept == call("check", "--fresh")
    assert (kept.code, name in kept.out) == (1, True)


def test_a_folder_of_templates_that_is_a_link_is_heeded(house: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (house / "templates").mkdir()
    (house / "templates/xinjiang").symlink_to(tmp_path / "elsewhere")
    kept = call("check")
    assert kept == call("check", "--fresh")
    assert kept.code == 1


def test_a_stale_book_of_one_of_two_years_is_not_forgotten(house: Path) -> None:
    write(house, "budgets/zz/2025.yaml", "year: 2025\n")
    build("--region")
    write(house, "build/region/2025.md", "forged")
    first = call("build", "--region", "--check")
    assert "build/region/2025.md: out of date" in first.out
    assert call("build", "--region", "--check") == first
    assert "region/2025.md" in build("--region").made
    assert "forged" not in documents(house)["region/2025.md"].decode()


def test_a_book_whose_place_another_has_is_told_again(house: Path) -> None:
    write(house, "budgets/region/2024.yaml", source(7))
    write(house, "budgets/zz/2025.yaml", "year: 2025\n")
    first = build("--region")
    assert "OUT001" in first.ran.err
    assert build("--region").ran.err == first.ran.err
    build()  # which writes what the book has no place for
    assert build("--region").ran.err == first.ran.err


def test_a_book_is_made_of_what_is_kept_and_of_nothing_else(house: Path, tmp_path: Path) -> None:
    build("--region")
    document, before = house / "build/ma", (house / "budgets/ma/2024.yaml").read_bytes()
    about = (house / "budgets/ma/2024.yaml").stat()
    _changes_a_name(house)
    shutil.rmtree(document)
    (tmp_path / "out").mkdir()
    document.symlink_to(tmp_path / "out")
    assert "OUT001" in build("--region").ran.err  # and the book is made of the change
    (house / "budgets/ma/2024.yaml").write_bytes(before)
    os.utime(house / "budgets/ma/2024.yaml", ns=(about.st_atime_ns, about.st_mtime_ns))
    document.unlink()
    build("--region")
    kept = documents(house)
    build("--region", "--fresh")
    assert documents(house) == kept


def test_what_is_written_through_a_link_is_refused_as_before(house: Path, tmp_path: Path) -> None:
    (house / "build/ma").rename(tmp_path / "out")
    (house / "build/ma").symlink_to(tmp_path / "out")
    kept = build()
    assert kept.ran.code == 1
    assert "is behind a link that leads out of build" in kept.ran.err
    assert build("--check").ran.code == 1


@pytest.mark.needs("xelatex")
def test_another_tex_makes_another_pdf(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latex = ("-f", "pdf", "--pdf-engine", "latex", "budgets/ma")
    assert build(*latex).ran.code == 0
    assert build(*latex).fresh == 1
    monkeypatch.setenv("PATH", str(house))
    assert "PDF001" in build(*latex).ran.err


@pytest.mark.usefixtures("house")
def test_another_typst_or_another_font_makes_another_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = ("-f", "pdf", "budgets/ma")
    assert build(*pdf).ran.code == 0
    assert build(*pdf).fresh == 1
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    assert build(*pdf, "--fonts", str(fonts)).fresh == 1  # there are none in it
    origin = find_spec("pylopdf_fonts_zh_cn")
    assert origin is not None
    assert origin.origin is not None
    copy(Path(origin.origin).with_name("NotoSansSC-Regular.otf"), fonts)
    monkeypatch.setenv("BUDGETC_FONTS", str(fonts))
    typst_pdf._typesetter.cache_clear()
    assert build(*pdf).fresh == 0
    assert build(*pdf).fresh == 1
    os.utime(fonts / "NotoSansSC-Regular.otf", (1, 1))
    typst_pdf._typesetter.cache_clear()
    assert build(*pdf).fresh == 0
    typst_pdf._typesetter.cache_clear()
    monkeypatch.setattr(Typesetter, "about", {"version": "9", "families": [], "fonts": []})
    assert build(*pdf).fresh == 0


FORMS = ("text", "json", "github", "gitlab", "sarif", "junit")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_findings_are_shown_again_word_for_word(house: Path, form: str, language: str) -> None:
    write(house, "budgets/ma/2024.yaml", with_change(source(1), "amount: 314.66", "amount: 314.65"))
    options = ("check", "--format", form, "--coverage", "--lang", language)
    fresh = call(*options, "--fresh")
    assert call(*options) == fresh
    assert "BAL001" in fresh.out


def test_a_check_and_a_build_know_what_the_other_found(house: Path) -> None:
    _changes_a_name(house)
    assert call("check").code == 0
    assert build().made == ("ma/2024.md",)  # it was checked, and its document is old
    assert build().fresh == len(NAMES)


def test_compared_with_what_stands_there_nothing_is_made(house: Path) -> None:
    assert build("--check").ran.code == 0
    _has_another_document(house)
    stale = build("--check")
    assert stale.ran.code == 1
    assert "build/ma/2024.md: out of date" in stale.ran.out
    assert build("--check").ran == stale.ran


WAIVED = "waive:\n  - {rule: YOY004, until: 2024-06-30, reason: 已商定}\n"


def test_what_a_waiver_stops_is_kept_for_its_day(house: Path) -> None:
    write(house, "budgets/ma/2024.yaml", source(1) + WAIVED)
    call("check")
    folder = cache_folder(house, os.environ)
    assert folder is not None
    store = open_store(folder, house, compiler_id(house))
    assert store is not None
    kept = {name: kept_of(name, line) for name, line in store.lines().items()}
    names = store.data_names()
    store.close()
    of_one, of_other = kept["budgets/ma/2024.yaml"], kept["budgets/ba/2024.yaml"]
    today = date.today().isoformat()
    state = State(house)
    assert [state.holds(of_one, names[of_one.data[0]], day) for day in (today, "2024-01-01")] == [
        True,
        False,
    ]
    assert state.holds(of_other, names[of_other.data[0]], "2024-01-01")


def test_nothing_is_kept_where_the_user_wants_nothing(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert cache_folder(house, os.environ) is None
    assert build().made == MADE
    assert build().made == MADE
