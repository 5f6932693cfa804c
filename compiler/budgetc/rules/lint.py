"""The words and patterns that rules about texts look for: `schema/lint.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from budgetc.files.data import Resources
from budgetc.rules.case import Case

NAME = "schema/lint.json"

Pattern = re.Pattern[str]
Words = frozenset[str]
Corrections = Mapping[str, str]
Form = str
Patterns = Mapping[str, Pattern]

_AROUND = 8
"""How many characters a message shows on either side of what it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """What rules about texts look for. A pattern of the file is a list; any of them may match.

    Attributes:
        title: of a document, with what follows it in brackets, or the number of a document.
        placeholder: what a form has where something is to be filled in, or to be chosen.
        filler: words typed only to have typed something.
        short_but_complete: texts of one character that say what they have to.
        nothing: words for there being nothing.
        keys_of_something: texts of which there has to be something.
        standard_number: of a technical standard, which needs no Chinese.
        cut_off: how a sentence ends that was cut off.
        list_number: such as 1）, a bracket that nothing opens.
        half_width: a mark of another script within Chinese.
        half_width_bracket: the same of brackets.
        mixed_bracket: a pair of brackets of which one is of another script.
        doubled_mark: two marks where one stands.
        typo: words that are often mistyped, and the right ones.
        restatement: a clause that says that something changed, and not why.
        clause_mark: what stands between two clauses.
        word_of_increase: in a clause that only says that something grew.
        word_of_decrease: in a clause that only says that something shrank.
        not_of_the_line: what may shrink and make the line grow, or the other way round.
        cause_of_increase: what can only be why something grew.
        cause_of_decrease: what can only be why something shrank.
        sign_of_increase: what a text that explains an increase may have in it.
        sign_of_decrease: what a text that explains a decrease may have in it.
        change: words that claim that something changed.
        executed: what was spent, as opposed to what was planned.
        keys_of_comparison: texts that speak of last year.
        year: a year in a text.
        year_of_history: a year that belongs to a plan, to an event or to a deadline.
        keys_without_years: texts that may name any year.
        amount: an amount with its unit.
        amount_of_a_rule: an amount that is a limit, a rate or a standard.
        keys_of_amounts: texts that speak of the budget's own money.
        sentence_end: what ends a sentence.
        keys_of_lists: lists in which nothing stands twice.
        long_name_of_the_state: what a title may leave out.
        keys_inside_sentences: texts that a document goes on after.
        document_number: with its bracketed year (发文字号).
        document_number_maimed: the same with a wrong year, or without its end.
        document_number_form: how one is written, with `{year}` and `{number}` in their places.
        long_number: may be of a person or of an account.
        identity_number: of a person, the date of birth within.
        bank_card: its number.
        account: a number that is said to be of an account.
        mobile: of a mobile phone.
        enumeration: a number of any of these styles, perhaps.
        enumerations: the styles of numbers before the parts of a text, each with its `number`.
        numerals: numbers that are no digits, in digits.
        particle: characters that a name may have or lack.
        modifier: characters that make another name of a name.
        contrast: characters in which the names of two different things may differ.
    """

    title: Pattern
    placeholder: Pattern
    filler: Words
    short_but_complete: Words
    nothing: Words
    keys_of_something: Words
    standard_number: Pattern
    cut_off: Pattern
    list_number: Pattern
    half_width: Pattern
    half_width_bracket: Pattern
    mixed_bracket: Pattern
    doubled_mark: Pattern
    typo: Corrections
    restatement: Pattern
    clause_mark: Pattern
    word_of_increase: Pattern
    word_of_decrease: Pattern
    not_of_the_line: Pattern
    cause_of_increase: Pattern
    cause_of_decrease: Pattern
    sign_of_increase: Pattern
    sign_of_decrease: Pattern
    change: Pattern
    executed: Pattern
    keys_of_comparison: Words
    year: Pattern
    year_of_history: Pattern
    keys_without_years: Words
    amount: Pattern
    amount_of_a_rule: Pattern
    keys_of_amounts: Words
    sentence_end: Pattern
    keys_of_lists: Words
    long_name_of_the_state: Pattern
    keys_inside_sentences: Words
    document_number: Pattern
    document_number_maimed: Pattern
    document_number_form: Form
    long_number: Pattern
    identity_number: Pattern
    bank_card: Pattern
    account: Pattern
    mobile: Pattern
    enumeration: Pattern
    enumerations: Patterns
    numerals: Corrections
    particle: Pattern
    modifier: Pattern
    contrast: Pattern


def lint_of(case: Case) -> Lint:
    """Return what rules about the texts of a budget look for.

    Raises:
        DataFaultError: the file is missing, or a part of it is missing, unknown or no pattern.
    """
    return _lint(case.resources)


def excerpt(text: str, start: int, end: int) -> str:
    """Return a passage of a text with a few characters around it, … where more was left out."""
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    head, tail = "…" if left else "", "…" if right < len(text) else ""
    return f"{head}{text[left:right]}{tail}"


def blanked(pattern: Pattern, text: str) -> str:
    """Return a text of the same length in which nothing is left of what a pattern matches."""
    return pattern.sub(lambda match: "□" * len(match.group()), text)


@cache
def _lint(resources: Resources) -> Lint:
    return resources.parsed_as_shipped(NAME, _parse)


def _parse(text: str) -> Lint:
    given: dict[str, Any] = json.loads(text)
    lint = Lint(
        **{field.name: _READERS[str(field.type)](given.pop(field.name)) for field in fields(Lint)}
    )
    if given:
        raise ValueError(f"unknown: {', '.join(given)}")
    return lint


def _pattern(alternatives: list[str]) -> Pattern:
    try:
        return re.compile("|".join(alternatives))
    except re.error as error:
        raise ValueError(f"no pattern: {error.pattern!r}: {error}") from error


def _patterns(by_name: Mapping[str, str]) -> Patterns:
    return {name: _pattern([pattern]) for name, pattern in by_name.items()}


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "Pattern": _pattern,
    "Words": frozenset,
    "Corrections": dict,
    "Form": str,
    "Patterns": _patterns,
}
