"""`budgetc build --watch`, with real files and the real watcher."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from budgetc.files.workspace import Workspace
from budgetc.inputs import load
from budgetc.pipeline import compile_source
from tests.cli.conftest import Workspace as Make
from tests.cli.run import _environment, call
from tests.support import MINIMAL, ROOT, with_change

NAME = "budgets/bureau/2024.yaml"
READY = "Ctrl-C ends it"


class Watching:
    """A running `budgetc build --watch`, and what it has printed."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._text = ""
        self._ended = False
        self._more = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while block := os.read(self.process.stdout.fileno(), 65_536):
            with self._more:
                self._text += block.decode()
                self._more.notify_all()
        with self._more:
            self._ended = True
            self._more.notify_all()

    def until(self, text: str) -> str:
        """Wait until it prints a text; return what it has printed since the last wait, and all."""
        with self._more:
            met = self._more.wait_for(lambda: text in self._text or self._ended, timeout=60)
            assert met, f"it does not print {text!r}:\n{self._text}"
            assert text in self._text, f"it ended without {text!r}:\n{self._text}"
            end = self._text.index(text) + len(text)
            said, self._text = self._text[:end], self._text[end:]
            return said

    def end(self) -> str:
        """Press Ctrl-C; return the rest of what it printed."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(timeout=60) == 0
        with self._more:
            assert self._more.wait_for(lambda: self._ended, timeout=60)
            return self._text


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[Watching]:
    with subprocess.Popen(
        [sys.executable, "-m", "budgetc", "build", "--watch", *arguments],
        cwd=folder,
        env=_environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            yield Watching(process)
        finally:
            process.kill()


def _save(path: Path, text: str) -> None:
    """Save a file as most editors do: written beside it, and put in its place."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def test_a_saved_source_is_built_and_its_changed_lines_are_shown(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL, "budgets/office/2024.yaml": MINIMAL})
    (name,) = (line for line in MINIMAL.splitlines() if line.startswith("  name: "))
    renamed = with_change(MINIMAL, name, "  name: 改名局")
    with watching(root) as session:
        first = session.until(READY)
        assert "build/bureau/2024.md: new" in first
        before = (root / "build/office/2024.md").stat()
        (root / NAME).write_text(renamed, encoding="utf-8")
        said = session.until("changed lines: ")
        assert f"saved: {NAME}" in said
        assert "build/bureau/2024.md" in said
        assert "office" not in said
        session.until("改名局")
        _save(root / NAME, MINIMAL)
        session.until("build/bureau/2024.md: changed lines: ")
        (root / "budgets/bureau/4913").write_text("", encoding="utf-8")  # as vim tries a folder
        (root / "budgets/bureau/sedU7xQ2a").write_text(MINIMAL, encoding="utf-8")
        _save(root / NAME, f"{MINIMAL}\n# 备注\n")
        said = session.until("build/bureau/2024.md: unchanged")
        assert f"saved: {NAME}\n" in said
        assert session.end().strip() == ""
    after = (root / "build/office/2024.md").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_source_with_errors_leaves_the_old_document_and_goes_on(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    with watching(root) as session:
        session.until(READY)
        old = (root / "build/bureau/2024.md").read_bytes()
        _save(root / NAME, MINIMAL.replace("year: 2024", "year: 2024年"))
        said = session.until("was not written; its last document stands")
        assert f"{NAME}:" in said
        assert "error[" in said
        assert (root / "build/bureau/2024.md").read_bytes() == old
        _save(root / NAME, MINIMAL)
        said = session.until("build/bureau/2024.md: unchanged")
        assert "errors: 0" in said
        assert "error[" not in said
        session.end()


def test_what_is_saved_again_with_the_same_errors_shows_them_again(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL.replace("year: 2024", "year: 2024年")})
    with watching(root) as session:
        first = session.until(READY)
        assert "error[SCH001]" in first
        _save(root / NAME, (root / NAME).read_text(encoding="utf-8") + "# x\n")
        assert "error[SCH001]" in session.until("last document stands")
        session.end()


def test_a_saved_template_is_not_served_stale(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    for name, old, new in (
        ("layout.yaml", "title: 支出表", "title: 改名表"),
        ("document.j2", "", "改动的一段。\n\n"),
    ):
        template = root / "templates/tiny" / name
        text = template.read_text(encoding="utf-8")
        with watching(root) as session:
            session.until(READY)
            _save(template, text.replace(old, new, 1))
            session.until(f"saved: templates/tiny/{name}")
            session.until("build/bureau/2024.md: changed lines: ")
            document = (root / "build/bureau/2024.md").read_text(encoding="utf-8")
            assert new.removeprefix("title: ").strip() in document
            _save(template, "{{ }")
            session.until("last document stands")
            _save(template, text)
            session.until("build/bureau/2024.md: changed lines: ")
            session.end()


def test_a_folder_of_data_that_appears_is_watched(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    name = "schema/classification/2024/functional.csv"
    path = root / name
    listed = (ROOT / name).read_text(encoding="utf-8")
    with watching(root) as session:
        session.until(READY)
        path.parent.mkdir(parents=True)
        path.write_text(with_change(listed, "2013801,行政运行", "2013801,丙项"), encoding="utf-8")
        session.until("saved: schema")
        session.until("build/bureau/2024.md: changed lines: ")
        session.until("丙项")
        _save(path, path.read_text(encoding="utf-8").replace("丙项", "丁项"))
        session.until(f"saved: {name}")
        session.until("丁项")
        session.end()


def test_sources_come_and_go(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    new = root / "budgets/office/2024.yaml"
    with watching(root, "--region") as session:
        session.until(READY)
        new.parent.mkdir()
        _save(new, MINIMAL)
        session.until("build/office/2024.md: new")
        session.until("build/region/2024.md: changed lines: ")
        new.unlink()
        assert "office" in session.until("sources checked: 1")
        session.until("build/region/2024.md: changed lines: ")
        session.end()


def test_another_book_is_made_of_all_that_it_asks_for(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    book = root / "templates/region/other"
    shutil.copytree(ROOT / "templates/region/book", book)
    layout = book / "layout.yaml"
    text = layout.read_text(encoding="utf-8").replace("region/book", "region/other")
    deeper = with_change(text, "levels: [类], zero", "levels: [项], zero")
    layout.write_text(deeper, encoding="utf-8")
    with watching(root, "--region") as session:
        session.until(READY)
        _save(root / "budgets/region.yaml", "name: 某市\nbook: region/other\n")
        session.until("build/region/2024.md: changed lines: ")
        session.until("2013801")
        session.end()
    seen = (root / "build/region/2024.md").read_text(encoding="utf-8")
    assert call("build", "--region", "--fresh", str(root), "-o", str(root / "build")).code == 0
    assert (root / "build/region/2024.md").read_text(encoding="utf-8") == seen


def test_the_approved_figures_are_read_anew(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    totals = root / "budgets/control-totals.yaml"
    line = "{{department: bureau, year: 2024, figure: revenue, amount: {amount}}}"
    with watching(root) as session:
        session.until(READY)
        for amount, errors in (("13", 1), ("12", 0)):
            text = f"unit: 万元\ntotals:\n  - {line.format(amount=amount)}\n"
            _save(totals, text)
            session.until("saved: budgets/control-totals.yaml")
            session.until(f"errors: {errors};")
        session.end()


def test_it_ends_quietly_while_it_waits(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    with watching(root) as session:
        session.until(READY)
        assert session.end().strip() == ""


def test_in_chinese(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    with watching(root, "--lang", "zh") as session:
        session.until("Ctrl-C")
        _save(root / NAME, f"{MINIMAL}# x\n")
        session.until("build/bureau/2024.md")
        session.end()


def test_checking_and_watching_do_not_go_together(workspace: Make) -> None:
    workspace({NAME: MINIMAL})
    ran = call("build", "--check", "--watch")
    assert ran.code == 2
    assert "--watch" in ran.err


def test_nothing_else_imports_the_watcher(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    code = (
        "import sys; from budgetc.cli.app import run\n"
        "try: run(['build'])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if 'watch' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=_environment({}),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"


def _touched(root: Path, *saved: str) -> list[str]:
    """Return the names of the sources that are made of what is saved, by their records."""
    space = Workspace.find(root)
    resources = space.resources()
    return [
        source.name.removeprefix("budgets/")
        for source in space.sources()
        if load(source, resources, date(2024, 6, 1)).record.mentions(saved)
    ]


def test_a_source_touches_what_is_made_of_it(workspace: Make) -> None:
    names = ("a/2023", "a/2024", "a/team/2023", "a/team/2024", "b/2024", "b/2025", "b/2027")
    root = workspace(
        {
            f"budgets/{name}.yaml": MINIMAL.replace("year: 2024", f"year: {name[-4:]}")
            for name in names
        }
    )
    for saved, expected in (
        ("a/team/2024", ["a/2024", "a/team/2024"]),
        ("a/team/2023", ["a/2023", "a/2024", "a/team/2023", "a/team/2024"]),
        ("a/2023", ["a/2023", "a/2024"]),
        ("a/2024", ["a/2024"]),
        ("b/2024", ["b/2024", "b/2025"]),
        ("b/2026", ["b/2027"]),
        ("a/other/2024", ["a/2024"]),
    ):
        found = _touched(root, f"budgets/{saved}.yaml")
        assert found == [f"{name}.yaml" for name in expected], saved


def test_data_touches_all_sources_of_its_jurisdiction(workspace: Make) -> None:
    other = MINIMAL.replace("jurisdiction: tiny", "jurisdiction: xinjiang")
    assert other != MINIMAL
    root = workspace({"budgets/a/2024.yaml": MINIMAL, "budgets/b/2024.yaml": other})
    both = ["a/2024.yaml", "b/2024.yaml"]
    for saved, expected in (
        ("templates/tiny/document.j2", both),  # another jurisdiction may include it
        ("templates/tiny/overrides/tables.1.yaml", ["a/2024.yaml"]),
        ("templates/markdown/document.md.j2", both),
        ("schema/units.json", both),
        ("schema/lint.json", both),
        ("budgets/control-totals.yaml", both),
        ("templates", both),
        ("build/a/2024.md", []),
        ("budgets/region.yaml", []),
        ("budgets/notes.txt", []),
    ):
        assert _touched(root, saved) == expected, saved


def test_a_source_that_cannot_be_read_is_made_of_itself(workspace: Make) -> None:
    root = workspace({"budgets/a/2024.yaml": "year: ["})
    assert _touched(root, "budgets/a/2024.yaml") == ["a/2024.yaml"]
    assert _touched(root, "templates/tiny/document.j2") == []


def test_what_is_read_anew_is_not_what_was_kept(workspace: Make) -> None:
    root = workspace({NAME: MINIMAL})
    space = Workspace.find(root)
    (source,) = space.sources()
    resources = space.resources()
    assert not compile_source(source, resources).failed
    layout = root / "templates/tiny/layout.yaml"
    layout.write_text("name: 1\n", encoding="utf-8")
    assert not compile_source(source, resources).failed
    assert compile_source(source, resources.renewed()).failed
