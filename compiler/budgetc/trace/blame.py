"""Who wrote the lines that a figure comes from: `git blame`, once a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from budgetc.diagnostics.messages import ReasonedError, msg
from budgetc.files.git import GitError, ask
from budgetc.trace.derivation import Commit, Derivation

_UNCOMMITTED = Commit("", "", "", "")
_HEADER = re.compile(r"(?P<hash>[0-9a-f]{40}|[0-9a-f]{64}) [0-9]+ (?P<line>[0-9]+)")
_BLAME = ("blame", "--porcelain", "--no-textconv")
_NEVER_COMMITTED = ("no such path", "no such ref")
"""What git says of a file that is new, and in a repository without a commit."""

Lines = Mapping[int, Commit]
"""The commit that wrote each line of a file, counted from 1."""


class NoHistoryError(ReasonedError):
    """Git does not know who wrote a file's lines; says why."""


def with_commits(node: Derivation, path_of: Callable[[str], Path]) -> Derivation:
    """Return a derivation whose leaves know their commits.

    Args:
        node: a derivation.
        path_of: gives the path of a file by its name in reports.

    Raises:
        NoHistoryError: a file is in no repository, or git is not there.
    """

    @cache
    def lines_of(file: str) -> Lines:
        return blame(path_of(file))

    return _with(node, lines_of)


def _with(node: Derivation, lines_of: Callable[[str], Lines]) -> Derivation:
    leaf = node.leaf
    if leaf is not None:
        commit = lines_of(leaf.file).get(leaf.line, _UNCOMMITTED)
        leaf = replace(leaf, commit=commit)
    children = tuple(_with(child, lines_of) for child in node.children)
    return replace(node, leaf=leaf, children=children)


def commits_of(node: Derivation) -> tuple[tuple[Commit, int], ...]:
    """Return the commits that made a figure what it is, and how many of its lines each wrote.

    The oldest comes first; what is not committed yet comes last.
    """
    lines: dict[Commit, set[tuple[str, int]]] = {}
    for leaf in node.leaves():
        if leaf.commit is not None:
            lines.setdefault(leaf.commit, set()).add((leaf.file, leaf.line))
    ordered = sorted(lines, key=lambda commit: (not commit.hash, commit.date, commit.hash))
    return tuple((commit, len(lines[commit])) for commit in ordered)


def blame(path: Path) -> Lines:
    """Return who wrote each line of a file, as it is on disk now.

    Of a file that was never committed, no line has a commit.

    Raises:
        NoHistoryError: it is in no repository, or git is not there, or git fails.
    """
    try:
        answer = ask(path.parent, *_BLAME, "--", path.name)
    except GitError as error:
        raise NoHistoryError(error.reason) from error
    if answer.code == 0:
        return dict(_read(answer.output.decode("utf-8", errors="replace")))
    if any(words in answer.errors for words in _NEVER_COMMITTED):
        return {}
    if "not a git repository" in answer.errors:
        raise NoHistoryError(msg("the source {file} is in no git repository", file=path.name))
    raise NoHistoryError(msg("git says: {error}", error=answer.problem))


def _read(porcelain: str) -> Iterator[tuple[int, Commit]]:
    """Yield the line and the commit of each entry; a commit is described at its first line."""
    known: dict[str, dict[str, str]] = {}
    about: dict[str, str] = {}
    line, name = 0, ""
    # Only \\n ends a line of git's; a summary may hold other characters that Python would split at.
    for text in porcelain.split("\n"):
        if text.startswith("\t"):
            yield line, _commit(name, about)
        elif match := _HEADER.match(text):
            name, line = match["hash"], int(match["line"])
            about = known.setdefault(name, {})
        else:
            key, _, value = text.partition(" ")
            about[key] = value


def _commit(name: str, about: Mapping[str, str]) -> Commit:
    if not name.strip("0"):
        return _UNCOMMITTED
    zone = datetime.strptime(about["author-tz"], "%z").tzinfo  # where the author was
    day = datetime.fromtimestamp(int(about["author-time"]), zone).date()
    return Commit(name, about["author"], day.isoformat(), about["summary"])
