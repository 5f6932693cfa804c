"""`build --check`: committed documents are what their sources become, or it says how not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import call, run
from tests.support import KORLA, with_change, write_files

SOURCE = "budgets/bureau/2024.yaml"
DOCUMENT = "build/bureau/2024.md"
UNBALANCED = with_change(KORLA, "amount: 314.66", "amount: 314.65")


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace whose documents are built."""
    write_files(tmp_path, {SOURCE: KORLA})
    monkeypatch.chdir(tmp_path)
    assert call("build", "-f", "markdown", "-f", "json").code == 0
    return tmp_path


def _all(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_up_to_date_passes_and_nothing_is_written(built: Path) -> None:
    before = _all(built)
    ran = call("build", "--check", "-f", "markdown", "-f", "json")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[-1] == "the output folder is up to date"
    assert _all(built) == before


KILLED = """
import os, signal, sys
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
from budgetc.cli.app import run
run(sys.argv[1:])
"""
"""A run that is killed in the middle of the first file it writes."""


def test_what_a_killed_build_left_is_told(built: Path) -> None:
    document = built / "build/bureau/2024.md"
    content = document.read_bytes()
    document.write_bytes(b"to be written again")
    done = subprocess.run([sys.executable, "-c", KILLED, "build"], check=False)
    assert done.returncode == -signal.SIGKILL
    document.write_bytes(content)
    (left,) = (name for name in _all(built) if ".budgetc-" in name)
    ran = call("build", "--check")
    assert ran.code == 1
    assert ran.out == f"{left}: left by a run that was killed; the next build removes it\n"
    assert call("build").code == 0
    assert not [name for name in _all(built) if ".budgetc-" in name]
    assert call("build", "--check").code == 0


def test_what_a_killed_fmt_left_is_removed_by_the_next(built: Path) -> None:
    source = built / SOURCE
    source.write_text(with_change(KORLA, "year: 2024", "year:   2024"), encoding="utf-8")
    source.chmod(0o600)
    done = subprocess.run([sys.executable, "-c", KILLED, "fmt"], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list(source.parent.iterdir())) == len({"the source", "what was left"})
    assert call("fmt").code == 0
    assert list(source.parent.iterdir()) == [source]
    assert source.read_text(encoding="utf-8") == KORLA
    assert source.stat().st_mode & 0o777 == 0o600


def test_an_outdated_document_is_shown_with_its_difference(built: Path) -> None:
    changed = with_change(KORLA, "name: 知识产权培训费\n", "name: 知识产权业务培训费\n")
    write_files(built, {SOURCE: changed})
    before = _all(built)
    ran = call("build", "--check")
    assert ran.code == 1
    assert _all(built) == before
    lines = ran.out.splitlines()
    assert lines[:3] == [f"{DOCUMENT}: out of date", f"--- {DOCUMENT}", f"+++ {DOCUMENT}"]
    removed = [line for line in lines[3:] if line.startswith("-")]
    added = [line for line in lines[3:] if line.startswith("+")]
    assert len(removed) == len(added) > 0
    assert [line.replace("知识产权培训费", "知识产权业务培训费")[1:] for line in removed] == [
        line[1:] for line in added
    ]
    assert "stale files: 1" in ran.err
    assert call("build").code == 0
    assert call("build", "--check").code == 0


def test_missing_and_superfluous_files_are_listed(built: Path) -> None:
    (built / DOCUMENT).unlink()
    write_files(
        built, {"build/gone/2023.md": "x", "build/README.md": "x", "build/gone/notes.txt": "x"}
    )
    ran = call("build", "--check")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"{DOCUMENT}: the file is missing", "build/gone/2023.md: of no source: delete it",
    ]  # fmt: skip
    assert ran.err.splitlines()[-3:-1] == [
        "stale files: 1; run the same command without --check and commit what it writes",
        "documents of no source: 1; delete them, for a build leaves them alone",
    ]


OF_NO_SOURCE = {
    "en": "documents of no source: 1, such as build/gone/2023.md; delete them: build --check "
    "lists them",
    "zh": "有 1 个文件没有对应的源文件，例如 build/gone/2023.md，请删除；逐个用 build --check 查看",
}


@pytest.mark.parametrize("language", OF_NO_SOURCE)
def test_a_build_tells_of_documents_of_no_source(built: Path, language: str) -> None:
    write_files(
        built, {"build/gone/2023.md": "x", "build/README.md": "x", "build/gone/2023.json": "x"}
    )
    assert call("build", language=language).err.splitlines()[-1] == OF_NO_SOURCE[language]
    assert "of no source" not in call("build", SOURCE).err
    ran = call("build", "--check", language=language)
    assert ran.code == 1
    said = {"en": "documents of no source: 1; delete them, for a build leaves them alone",
            "zh": "有 1 个文件没有对应的源文件，请删除；重新生成不会处理它们"}  # fmt: skip
    assert said[language] in ran.err.splitlines()
    assert "--check" not in ran.err


def test_only_what_was_asked_for_is_compared(built: Path) -> None:
    write_files(built, {"build/gone/2023.md": "x", "build/bureau/2024.json": "x",
                  "build/region/2024.md": "x"})  # fmt: skip
    assert call("build", "--check", SOURCE).code == 0
    ran = call("build", "--check", "-f", "json")
    assert ran.out.splitlines()[0] == "build/bureau/2024.json: out of date"
    ran = call("build", "--check", "--region")
    assert "build/region/2024.md: out of date" in ran.out


def test_what_was_not_looked_at_is_said(built: Path) -> None:
    write_files(built, {"build/bureau/2024.json": "x", "build/bureau/2024.tex": "x",
                  "build/region/2024.md": "x"})  # fmt: skip
    ran = call("build", "--check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[-2:] == [
        "what was compared is up to date",
        "documents not looked at: 3; add -f latex -f json --region",
    ]
    ran = call("build", "--check", language="zh")
    assert ran.err.splitlines()[-2:] == [
        "比对过的文件都是最新的",
        "输出文件夹中有 3 个文件未比对；如需比对请加上 -f latex -f json --region",
    ]
    ran = call("build", "--check", "-f", "json", "--region")
    assert ran.code == 1
    assert "stale files: 2" in ran.err
    assert ran.err.splitlines()[-1] == ("documents not looked at: 3; add -f markdown -f latex")


def test_of_named_sources_the_others_are_not_looked_at(built: Path) -> None:
    write_files(built, {"budgets/second/2024.yaml": KORLA, "build/second/2024.md": "old"})
    ran = call("build", "--check", SOURCE, "-f", "markdown", "-f", "json")
    assert ran.code == 0
    assert ran.err.splitlines()[-1] == "documents not looked at: 1"


def test_with_errors_nothing_is_compared(built: Path) -> None:
    write_files(built, {SOURCE: UNBALANCED, DOCUMENT: "x"})
    ran = call("build", "--check")
    assert (ran.code, ran.out) == (1, "")
    assert "BAL001" in ran.err
    assert (
        ran.err.splitlines()[-1] == "nothing was compared: mend or fill in first what is said above"
    )


def test_with_a_region_what_has_errors_keeps_its_document(built: Path) -> None:
    write_files(built, {"budgets/second/2024.yaml": UNBALANCED, "build/second/2024.md": "old"})
    assert call("build", "--region").code == 1
    ran = call("build", "--check", "--region")
    assert (ran.code, ran.out) == (1, "")


def test_line_ends_alone_are_told_apart(built: Path) -> None:
    path = built / DOCUMENT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ran = call("build", "--check")
    assert ran.code == 1
    (line,) = ran.out.splitlines()
    assert ".gitattributes" in line


@pytest.mark.parametrize(
    "engine",
    ["typst", pytest.param("latex", marks=[pytest.mark.needs("xelatex"), pytest.mark.slow])],
)
def test_a_pdf_is_compared_by_its_bytes(built: Path, engine: str) -> None:
    options = ("-f", "pdf", "--pdf-engine", engine)
    assert call("build", *options).code == 0
    assert call("build", "--check", "--fresh", *options).code == 0
    path = built / "build/bureau/2024.pdf"
    path.write_bytes(path.read_bytes() + b"x")
    ran = call("build", "--check", *options)
    assert ran.code == 1
    assert ran.out.startswith("build/bureau/2024.pdf: out of date, without a difference to read")


# A folder that a stranger committed


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "out of date; its difference is not shown"),
        ("zh", "与源文件不一致，需重新生成；此类文件不显示差异"),
    ],
)
def test_a_web_page_is_stale_without_a_word_of_pdf(built: Path, language: str, said: str) -> None:
    assert call("build", "-f", "html").code == 0
    path = built / "build/bureau/2024.html"
    path.write_bytes(path.read_bytes() + b"x")
    ran = call("build", "--check", "-f", "html", language=language)
    assert ran.out == f"build/bureau/2024.html: {said}\n"


def test_no_link_is_followed_and_nothing_behind_it_shown(built: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret"
    secret.write_text("geheim\n", encoding="utf-8")
    (built / DOCUMENT).unlink()
    (built / DOCUMENT).symlink_to(secret)
    ran = call("build", "--check")
    assert ran.code == 1
    assert "geheim" not in ran.out + ran.err
    assert ran.out == f"{DOCUMENT}: a link or a folder, where a build writes a file\n"


@pytest.mark.parametrize("options", [["--check"], []])
def test_no_link_leads_out_of_the_output_folder(built: Path, options: list[str]) -> None:
    outside = built.parent / f"{built.name}-outside"
    write_files(outside, {"2024.md": "geheim\n"})
    for path in (built / "build/bureau").iterdir():
        path.unlink()
    (built / "build/bureau").rmdir()
    (built / "build/bureau").symlink_to(outside)
    ran = call("build", *options)
    assert ran.code == 1
    assert "OUT001" in ran.err
    assert "geheim" not in ran.out + ran.err
    assert (outside / "2024.md").read_text(encoding="utf-8") == "geheim\n"


def test_a_folder_beside_the_workspace_is_no_link(built: Path) -> None:
    outside = built.parent / "outside"
    ran = call("build", "-o", "../outside")
    assert ran.code == 0, ran.err
    assert (outside / "bureau/2024.md").exists()
    assert call("build", "-o", "../outside", "--check").code == 0


@pytest.mark.parametrize("options", [["--check"], []])
def test_the_output_folder_is_no_link_out_of_the_workspace(built: Path, options: list[str]) -> None:
    outside = built.parent / f"{built.name}-outside"
    outside.mkdir()
    (built / "linked").symlink_to(outside)
    ran = call("build", *options, "-o", "linked/deeper")
    assert ran.code == 2
    assert "leads out of" in ran.err
    assert list(outside.iterdir()) == []
    assert call("build", "-o", str(outside)).code == 0


def test_what_stands_in_a_document_cannot_steer_a_terminal(built: Path) -> None:
    write_files(built, {DOCUMENT: "\x1b[2J\x1b]0;x\x07\r局\u202e\n"})
    ran = run("build", "--check", cwd=built)
    assert ran.code == 1
    assert not set(ran.out) & set("\x1b\x07\r\u202e")


@pytest.mark.parametrize("size", [1, 400_000])
def test_a_document_made_to_be_slow_is_not(built: Path, size: int) -> None:
    lines = (built / "build/bureau/2024.json").read_text(encoding="utf-8").split("\n")
    often = sorted(set(lines), key=lines.count)[-40:-10]
    write_files(
        built, {"build/bureau/2024.json": "\n".join(often * size)[: 4 * len("\n".join(lines))]}
    )
    ran = call("build", "--check", "-f", "json")
    assert ran.code == 1
    assert ran.out.startswith("build/bureau/2024.json: out of date")


def test_a_pipe_in_the_place_of_a_document_is_not_read(built: Path) -> None:
    (built / DOCUMENT).unlink()
    os.mkfifo(built / DOCUMENT)
    ran = call("build", "--check")
    assert ran.out == f"{DOCUMENT}: a link or a folder, where a build writes a file\n"
