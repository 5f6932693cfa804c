"""How many injected digits a comparison tells of, and what it tells besides."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from budgetc.compare import Comparison, Difference, compare
from budgetc.published.model import PublishedDocument, Unreadable
from budgetc.published.read import read_published
from tests.lists.support import shipped

from .forms import FORMS
from .injecting import Injected, injected
from .sources import document_of
from .writing import ONLY_TABLES, Writer, Written, without_prose

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


class Measured(NamedTuple):
    """What came of one document in one form.

    Attributes:
        name: the document, the kind of file and the form.
        told: the injected digits that a finding is about.
        missed: those that none is about.
        false: findings that are about no injected digit.
    """

    name: str
    told: tuple[Injected, ...]
    missed: tuple[Injected, ...]
    false: tuple[Difference, ...]


class Sums(NamedTuple):
    """What came of many.

    Attributes:
        documents: how many were compared.
        digits: how many were injected.
        told: how many of them were told of.
        false: how many findings were about none.
        most: in one document.
    """

    documents: int
    digits: int
    told: int
    false: int
    most: int

    @property
    def recall(self) -> float:
        """The part of the digits that was told of."""
        return self.told / self.digits if self.digits else 1.0

    def __str__(self) -> str:
        return (
            f"{self.documents} documents, {self.told} of {self.digits} digits told "
            f"({self.recall:.2%}), {self.false} false, at most {self.most} in one"
        )


def read_written(written: Written) -> PublishedDocument:
    """Return what a reader sees of a file that was written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / written.name
        path.write_bytes(written.content)
        read = read_published(path, shipped().printed)
    assert not isinstance(read, Unreadable), read
    return read


def measure(source: str, form: str, kind: str, writer: Writer, digits: int, seed: int) -> Measured:
    """Compare a document in a form, with some digits changed, with the right one.

    Args:
        source: the name of the document.
        form: the name of the form.
        kind: the kind of file, for the name of the result.
        writer: writes it.
        digits: how many are changed, each of another figure; none may be.
        seed: which.
    """
    document = document_of(source)
    chance = random.Random(f"{source} {form} {kind} {seed}")  # noqa: S311
    whole = FORMS[form](document)
    whole = without_prose(whole) if kind in ONLY_TABLES else whole
    printed, wrong = injected(whole, chance, digits)
    comparison = compare(document, read_written(writer(printed)), shipped())
    return judged(f"{source}, {kind}, {form}", comparison, wrong)


def judged(name: str, comparison: Comparison, wrong: Iterable[Injected]) -> Measured:
    """Return which of the injected digits are told of, and what else is."""
    told = comparison.told()
    injections = tuple(wrong)
    right = {each for each in injections if any(tells(found, each) for found in told)}
    return Measured(
        name,
        tuple(each for each in injections if each in right),
        tuple(each for each in injections if each not in right),
        tuple(f for f in told if not any(is_about(f, each) for each in injections)),
    )


def tells(found: Difference, wrong: Injected) -> bool:
    """Tell whether a finding is about an injected digit, or quotes it as what follows from it.

    Of two digits in one document one may be off by as much as the other, and look like its sum.
    """
    (number,) = _numbers(wrong.wrong)
    return is_about(found, wrong) or any(number in _numbers(c.sum) for c in found.consequences)


def is_about(found: Difference, wrong: Injected) -> bool:
    """Tell whether a finding is about an injected digit: it quotes it, in its place or alone."""
    (number,) = _numbers(wrong.wrong)
    numbers = _numbers(found.published)
    is_here = found.figure is None or found.figure.id == wrong.id or numbers == [number]
    return number in numbers and is_here


def _numbers(text: str) -> list[Decimal]:
    """Return the numbers of a text by value: a sheet shows 1,234.50 as 1234.5."""
    return [Decimal(found.replace(",", "")) for found in _NUMBER.findall(text)]


def summed(results: Iterable[Measured]) -> Sums:
    """Return what came of many documents together."""
    every = list(results)
    told = sum(len(one.told) for one in every)
    false = [len(one.false) for one in every]
    missed = sum(len(one.missed) for one in every)
    return Sums(len(every), told + missed, told, sum(false), max(false, default=0))


def explained(results: Iterable[Measured]) -> Iterator[str]:
    """Yield what was missed and what was told wrongly, a line each."""
    for one in results:
        for each in one.missed:
            yield f"{one.name}: missed {each.id} {each.right} -> {each.wrong}"
        for found in one.false:
            said = f"{found.sort.value}/{found.fault.value} {found.where}"
            yield f"{one.name}: false {said}: {found.published!r}, {found.ours!r}"
