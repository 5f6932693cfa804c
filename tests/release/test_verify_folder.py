"""`budgetc verify FOLDER`: what was published is whole, and whatever is otherwise is named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import Ran, call
from tests.diff.repository import BUREAU, git

from .offices import PUBLISHED, manifest_of, office, publish

FILES = ("2024.json", "2024.md", "2024.pdf")


@pytest.fixture(name="first", scope="module")
def _first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Publish once, for all tests of this module."""
    home = office(tmp_path_factory.mktemp("office") / "home")
    before = Path.cwd()
    os.chdir(home)
    try:
        ran = publish("-f", "pdf")
        assert ran.code == 0, ran
        yield home
    finally:
        os.chdir(before)


@pytest.fixture(name="home")
def _home(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a repository that has published."""
    home = tmp_path / "home"
    shutil.copytree(first, home)
    monkeypatch.chdir(home)
    return home


@pytest.fixture(name="alone")
def _alone(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand beside a folder that somebody got, far from its repository."""
    folder = tmp_path / "got"
    shutil.copytree(first / PUBLISHED, folder)
    monkeypatch.chdir(tmp_path)
    return folder


def verified(folder: Path, language: str = "en") -> Ran:
    return call("verify", str(folder), language=language)


def wrong(folder: Path) -> list[tuple[str, str]]:
    """Return what is wrong: the file, and the text behind its name."""
    ran = call("verify", str(folder), "--format", "json")
    told = json.loads(ran.out)
    assert ran.code == (1 if told["wrong"] else 0)
    assert "Traceback" not in ran.err
    return [(one["file"], one["text"].removeprefix(f"{one['file']}: ")) for one in told["wrong"]]


def rewrite(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Forge a manifest."""
    data = manifest_of(folder)
    change(data)
    (folder / "manifest.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def forge(folder: Path, name: str, content: bytes) -> None:
    """Forge a file, and the manifest with it."""
    (folder / name).write_bytes(content)
    told = {"size": len(content), "sha256": sha256(content).hexdigest()}
    rewrite(
        folder, lambda data: next(one for one in data["files"] if one["name"] == name).update(told)
    )


def test_a_whole_folder_is_whole(home: Path) -> None:
    commit = git(home, "rev-parse", "HEAD")[:10]
    ran = verified(PUBLISHED)
    assert ran.code == 0, ran
    lines = ran.out.splitlines()
    assert [line for line in lines if "figures recomputed" not in line] == [
        "checked: files compared with manifest.json: 3",
        "checked: manifest.json compared with the tag bureau-2024",
        f"checked: sources and data compared with commit {commit}: 4",
        f"checked: documents made again from commit {commit}, byte for byte: 3",
        f"bureau-2024: 某某局, 2024, of commit {commit}, made by budgetc 0.1.0; wrong: 0",
    ]
    assert any(line.startswith("checked: 2024.pdf: figures recomputed: ") for line in lines)


def test_without_sources_it_says_what_it_could_not_check(alone: Path) -> None:
    ran = verified(alone)
    assert ran.code == 0, ran
    assert (
        "not checked: the sources: run it in the repository of the budgets to have the documents "
        "made again from them" in ran.out.splitlines()
    )


def test_what_is_missing_changed_or_added_is_named(alone: Path) -> None:
    told = {one["name"]: one for one in manifest_of(alone)["files"]}
    (alone / "2024.md").unlink()
    (alone / "2024.json").write_bytes(b"{}\n")
    (alone / "more").mkdir()
    (alone / "more/.hidden").write_bytes(b"")
    digest, should = sha256(b"{}\n").hexdigest(), told["2024.json"]
    assert wrong(alone) == [
        (
            "2024.json",
            (
                f"was changed: SHA-256 {digest} (3 bytes), where the manifest has "
                f"{should['sha256']} ({should['size']} bytes)"
            ),
        ),
        ("2024.md", "is missing"),
        ("more/.hidden", "was added; the manifest does not name it"),
    ]


def test_a_file_that_was_changed_counts_once_beside_its_sources_too(home: Path) -> None:
    """That it is not what these make was told as well: they make what the manifest says."""
    (PUBLISHED / "2024.md").write_bytes(b"changed\n")
    ((name, text),) = wrong(PUBLISHED)
    assert (name, text[:12]) == ("2024.md", "was changed:")
    assert verified(PUBLISHED).out.splitlines()[-1].endswith("; wrong: 1")
    assert home.exists()


def test_a_forged_manifest_is_told_by_the_tag_and_by_the_sources(home: Path) -> None:
    forge(PUBLISHED, "2024.md", b"forged\n")
    rewrite(PUBLISHED, lambda data: data.update(title="forged"))
    (tag, document, title) = wrong(PUBLISHED)
    assert tag[0] == "manifest.json"
    assert tag[1].endswith("is not what the tag bureau-2024 says")
    assert document[0] == "2024.md"
    digest = sha256(b"forged\n").hexdigest()
    assert f"SHA-256 {digest}, where they make" in document[1]
    assert title == (
        "manifest.json", "title is forged, where the sources have 某某局2024年部门预算",
    )  # fmt: skip
    assert home.exists()


def test_a_forged_digest_of_a_source_is_named(home: Path) -> None:
    rewrite(
        PUBLISHED, lambda data: data["sources"].update({BUREAU: "0" * 64, "budgets/x": "0" * 64})
    )
    texts = dict(wrong(PUBLISHED))
    assert texts["budgets/x"].endswith("has no such file")
    assert texts[BUREAU].endswith(f"where the manifest has {'0' * 64}")
    assert home.exists()


def test_what_the_manifest_leaves_out_is_named(home: Path) -> None:
    rewrite(PUBLISHED, lambda data: data.update(sources={}))
    assert (BUREAU, "was read, and the manifest does not name it") in wrong(PUBLISHED)
    assert home.exists()


def test_another_compiler_compares_the_figures(home: Path) -> None:
    git(home, "tag", "-d", "bureau-2024")
    rewrite(PUBLISHED, lambda data: data.update(made_by="budgetc 0.0.1"))
    said = verified(PUBLISHED)
    assert said.code == 0, said
    assert (
        "not checked: the bytes of the documents: budgetc 0.0.1 made them, and this is" in said.out
    )
    assert "checked: figures of 2024.json compared with those of the sources:" in said.out
    data = json.loads((PUBLISHED / "2024.json").read_text(encoding="utf-8"))
    name, value = next(iter(data["figures"].items()))
    data["figures"][name] = "13.01"
    forge(PUBLISHED, "2024.json", json.dumps(data).encode())
    assert ("2024.json", f"{name} is 13.01, where the sources make {value}") in wrong(PUBLISHED)


def test_other_libraries_are_no_fault(home: Path) -> None:
    git(home, "tag", "-d", "bureau-2024")

    def change(data: dict[str, Any]) -> None:
        for one in data["files"]:
            if one["format"] == "pdf":
                one["made_with"] = "typst 0.0.1 x"

    rewrite(PUBLISHED, change)
    said = verified(PUBLISHED)
    assert said.code == 0, said
    assert "not checked: the bytes of 2024.pdf: it was made with typst 0.0.1 x" in said.out
    assert "byte for byte: 2" in said.out
    assert home.exists()


def test_another_repository_is_no_fault(home: Path) -> None:
    rewrite(PUBLISHED, lambda data: data.update(commit="0" * 40))
    said = verified(PUBLISHED)
    assert said.code == 0, said
    assert "the repository here has no commit 0000000000" in said.out
    assert home.exists()


def test_a_forged_pdf_is_verified_by_its_facts(alone: Path) -> None:
    forge(alone, "2024.pdf", b"%PDF-1.7\nnothing\n")
    assert "not checked: 2024.pdf: " in verified(alone).out


# Folders of strangers


NO_MANIFEST = (
    "it is not built as a manifest has to be; ask the office that published the folder for the one "
    "that budgetc release wrote"
)

BROKEN: Mapping[str, tuple[bytes, str]] = {
    "no JSON": (b"{", NO_MANIFEST),
    "no object": (b"[]", NO_MANIFEST),
    "nested": (b"[" * 200_000, NO_MANIFEST),
    "no text": (b"\xff\xfe", NO_MANIFEST),
    "a huge number": (b'{"form": %s}' % (b"1" * 5000), NO_MANIFEST),
    "another form": (b'{"form": "x"}', "it is of a form that is not known"),
    "a key twice": (b'{"form": "x", "form": "y"}', "the key form stands in it twice"),
    "huge": (
        b" " * (10 * 1024 * 1024 + 1),
        "the file has 10485761 bytes; at most 10485760 are read",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_manifest_is_named(alone: Path, kind: str) -> None:
    content, reason = BROKEN[kind]
    (alone / "manifest.json").write_bytes(content)
    assert wrong(alone) == [("manifest.json", reason)]


FORGED: Mapping[str, tuple[tuple[str, ...], object, str]] = {
    "a way out": (("files", "0", "name"), "../x", "names a file that is not in its folder: ../x"),
    "absolute": (("files", "0", "name"), "/etc/passwd", "that is not in its folder: /etc/passwd"),
    "itself": (("files", "0", "name"), "manifest.json", "that is not in its folder: manifest.json"),
    "a file twice": (("files", "0", "name"), "2024.md", "it names a file twice"),
    "no size": (("files", "0", "size"), -1, NO_MANIFEST),
    "no digest": (("files", "0", "sha256"), "x", NO_MANIFEST),
    "no files": (("files",), [], "it names no file"),
    "half a pair": (("title",), "\ud800", NO_MANIFEST),
    "no commit": (("commit",), "--output=x", "its commit is none"),
    "a source outside": (("source",), "../../etc/passwd", "it names a source that no repository"),
    "no tag": (("release",), "x\0y", "its release has no name that a tag has"),
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_manifest_that_leads_elsewhere_is_refused(alone: Path, kind: str) -> None:
    way, value, reason = FORGED[kind]
    data: Any = manifest_of(alone)
    here = data
    for part in way[:-1]:
        here = here[int(part)] if part.isdecimal() else here[part]
    here[way[-1]] = value
    (alone / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    ((file, text),) = wrong(alone)
    assert file == "manifest.json"
    assert reason in text


def test_links_and_pipes_are_not_followed(alone: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes((alone / "2024.md").read_bytes())
    (alone / "2024.md").unlink()
    (alone / "2024.md").symlink_to(tmp_path / "secret")
    (alone / "2024.json").unlink()
    os.mkfifo(alone / "2024.json")
    (alone / "more").symlink_to(tmp_path)
    assert wrong(alone) == [
        ("2024.json", "it is a link, a pipe or a device, and no file"),
        ("2024.md", "it is a link, a pipe or a device, and no file"),
        ("more", "was added; the manifest does not name it"),
    ]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "nothing"])
def test_a_manifest_that_is_no_file_is_named(alone: Path, tmp_path: Path, kind: str) -> None:
    path = alone / "manifest.json"
    path.rename(tmp_path / "elsewhere")
    if kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    ((file, text),) = wrong(alone)
    assert file == "manifest.json"
    assert ("no file" in text) or ("no folder of a release" in text)


def test_a_crowd_of_files_is_not_looked_at(alone: Path) -> None:
    for number in range(1_001):
        (alone / str(number)).touch()
    ((_, text),) = wrong(alone)
    assert text.endswith("has more files than a published folder has; none was looked at")


def test_a_source_is_named_for_a_pdf_alone(alone: Path) -> None:
    ran = call("verify", str(alone), "--source", str(alone / "2024.md"))
    assert ran.code == 2
    assert "--source is for a PDF; a folder names its sources itself" in ran.err


def test_it_speaks_chinese(alone: Path) -> None:
    (alone / "2024.md").unlink()
    assert "2024.md：缺失" in verified(alone, "zh").out.splitlines()
