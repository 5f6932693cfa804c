"""What a region keeps of a department: plain, small, and the same however much is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.generate import generate
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation
from budgetc.region import Submission, compile_region, submission_of
from budgetc.region.model import BOOK
from budgetc.render.data import render_json
from tests.support import RESOURCES, compile_text, found, with_change

from .book import books, compiled, document, submissions, write
from .generate import region

SMALL = 2_500
"""Bytes of a department of 400 amounts and 25 projects, on the way to another process."""


def _kept(compilation: Compilation) -> Submission:
    assert not compilation.failed, found(compilation.findings)
    return submission_of(compilation, BOOK, RESOURCES)


def _packed(one: Submission) -> bytes:
    assert one.packed is not None
    return one.packed()


def test_a_department_is_kept_in_few_bytes() -> None:
    one = _kept(compile_text(generate().text))
    message = one.to_bytes()
    assert Submission.kept(one.file, lambda _: message).to_bytes() == message
    assert len(message) < SMALL


def test_what_a_department_adds_is_read_where_it_is_asked_for() -> None:
    message, read = _kept(compile_text(generate().text)).to_bytes(), list[str]()

    def again(name: str) -> bytes:
        read.append(name)
        return message

    one = Submission.kept("a", again)
    assert (one.year, one.failed, read) == (2024, False, ["a"])
    assert one.counted().name == one.name
    assert read == ["a", "a"]


def test_what_is_written_besides_amounts_costs_nothing() -> None:
    text = generate().text
    long = text.replace("的组织实施和监督管理", "的组织实施和监督管理" * 40)
    assert len(long) > len(text) + 4_000
    assert _packed(_kept(compile_text(long))) == _packed(_kept(compile_text(text)))


def test_a_line_more_of_a_sum_costs_nothing() -> None:
    text = generate().text
    line = "        - {item: 劳务费, amount: "
    first = next(one for one in text.split("\n") if one.startswith(line))
    parts = "\n".join([line + "0}"] * 9 + [first])
    one, other = _kept(compile_text(text)), _kept(compile_text(with_change(text, first, parts)))
    assert one.counted().fen == other.counted().fen
    assert len(_packed(other)) <= len(_packed(one)) + 40  # lines have other numbers


def test_a_failed_source_adds_nothing() -> None:
    one = submission_of(compile_text("a: 1\n"), BOOK, RESOURCES)
    assert (one.failed, one.found.errors > 0, one.packed) == (True, True, None)
    with pytest.raises(ValueError, match="yaml"):
        one.counted()


def test_books_are_made_of_what_went_through_a_message(tmp_path: Path) -> None:
    home = write(tmp_path, region(6))
    workspace, sources = Workspace.find(home), compiled(home)
    messages = {one.file: one.to_bytes() for one in submissions(sources, workspace)}
    kept = [Submission.kept(name, messages.__getitem__) for name in messages]
    (made,) = compile_region(kept, workspace, RESOURCES)
    (straight,) = books(home, sources).values()
    assert render_json(document(made)) == render_json(document(straight))
