"""From a file of the folder `rules` of a workspace to its rule, or to what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from budgetc.diagnostics import SEVERITIES, Diagnostic, finding
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.kinds import LOCAL, is_local
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources, kept
from budgetc.ledger import DIMENSIONS
from budgetc.lists import Pattern, money_units
from budgetc.lists.patterns import of_stranger
from budgetc.local.formula import (
    WORDS,
    FormulaError,
    Kind,
    Node,
    check_names,
    is_condition,
    kind_of,
    names_in,
    parsed,
)
from budgetc.local.known import BROKEN, ReadRule
from budgetc.local.model import LocalRule
from budgetc.numbers.money import Unit
from budgetc.schema import Schema, make_schema
from budgetc.source.read import read_bytes

_SCHEMA, _OF_LAYOUTS = "schema/local-rule.schema.json", "schema/layout.schema.json"
_REFERENCE = re.compile(r'"#/\$defs/([a-z_]+)"')

AMOUNT, NAME, FOUND, DIFFERENCE = "amount", "name", "found", "difference"
"""What a message may speak of besides the names of amounts."""
_GIVEN = frozenset((AMOUNT, NAME, FOUND, DIFFERENCE))

_OF_MONEY = (None, "amount", "prior")
"""Keys of amounts that are money everywhere; others may be counted in a measure of a layout."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A name in braces, in a message of a rule."""

_KEYS = ("figure", "formula", "of", "where", *DIMENSIONS)


@kept
def read_rule(
    resources: Resources, name: str, content: bytes
) -> tuple[ReadRule | None, tuple[Diagnostic, ...]]:
    """Return the rule of a file, or what is wrong with it; understood once for all departments."""
    units = money_units(resources)
    read = read_bytes(name, content)
    unit = next(iter(units.values()))  # no rule has amounts by themselves
    rule, findings = rule_schema(resources).bind(read, LocalRule, unit)
    checked = None
    if rule is not None:
        checked, findings = _Check(rule, name, units, _jurisdictions(resources)).checked()
    return checked, findings


def _jurisdictions(resources: Resources) -> tuple[str, ...]:
    """Return the names of those that a rule may be for: each has a layout."""
    names = resources.folders("templates")
    return tuple(name for name in names if resources.has(f"templates/{name}/layout.yaml"))


@kept
def rule_schema(resources: Resources) -> Schema:
    """Return the schema of rules; what narrows an amount is defined in that of layouts.

    Raises:
        DataFaultError: it cannot be used.
    """
    shared = resources.parsed(_OF_LAYOUTS, lambda text: json.loads(text)["$defs"])
    return resources.parsed(
        _SCHEMA, lambda text: make_schema(_with_definitions(json.loads(text), shared))
    )


def _with_definitions(document: dict[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema with those shared definitions that it refers to; takes it over."""
    definitions = document["$defs"]
    waiting = [document]
    while waiting:
        for name in _REFERENCE.findall(json.dumps(waiting.pop())):
            if name not in definitions:
                definitions[name] = shared[name]
                waiting.append(shared[name])
    return document


class _Check:
    """One look at a rule, for what its schema cannot tell; collects what is wrong."""

    def __init__(
        self, rule: LocalRule, file: str, units: Mapping[str, Unit], jurisdictions: Sequence[str]
    ) -> None:
        self._rule = rule
        self._file = file
        self._units = units
        self._jurisdictions = jurisdictions
        self._wrong: list[Diagnostic] = []

    def checked(self) -> tuple[ReadRule | None, tuple[Diagnostic, ...]]:
        rule = self._rule
        self._name()
        self._since()
        self._whose()
        self._amounts()
        formulas, condition = self._formulas()
        self._texts_or_amounts()
        pattern = self._pattern()
        self._messages()
        if self._wrong:
            return None, tuple(self._wrong)
        return ReadRule(rule, condition, formulas, pattern), ()

    def _say(self, message: Message, span: Span, hint: Message) -> None:
        self._wrong.append(finding(BROKEN, message, span, hint=hint))

    def _name(self) -> None:
        code, origin = self._rule.code, self._rule.origin
        stem = self._file.rpartition("/")[2].rpartition(".")[0]
        if code in SEVERITIES or not is_local(code):
            self._say(
                msg("{code} is a code of budgetc itself", code=code)
                if code in SEVERITIES
                else msg("{code} is no code of a local rule", code=code),
                origin.span("code"),
                msg("write {form} and three digits, such as {example}", form=LOCAL,
                    example=f"{LOCAL}001"),
            )  # fmt: skip
        elif stem != code:
            self._say(
                msg("the file is called {stem}, and its code is {code}", stem=stem, code=code),
                origin.span("code"),
                msg("call the file {name}, or write: {line}", name=f"{code}.yaml",
                    line=f"code: {stem}")
                if is_local(stem)
                else msg("call the file {name}", name=f"{code}.yaml"),
            )  # fmt: skip

    def _since(self) -> None:
        try:
            date.fromisoformat(self._rule.first_day)
        except ValueError:
            self._say(
                msg("there is no day {text}", text=self._rule.since),
                self._rule.origin.span("since"),
                msg("write a year, or a day as YYYY-MM-DD"),
            )

    def _whose(self) -> None:
        origin = self._rule.origin
        for at, name in enumerate(self._rule.jurisdiction):
            if name not in self._jurisdictions:
                node, _ = origin.tree.at((*origin.path, "jurisdiction", at))
                self._say(
                    msg("there is no jurisdiction {name}", name=name),
                    origin.tree.span(node),
                    choices(name, self._jurisdictions),
                )

    def _amounts(self) -> None:
        for name, amount in self._rule.amounts.items():
            entry = self._rule.origin.child("amounts")
            if name in WORDS or name in _GIVEN:
                self._say(
                    msg("no amount can be called {name}", name=name),
                    entry.key_span(name),
                    msg("{name} means something else in formulas and messages", name=name),
                )
            for key in ("figure", "formula"):
                beside = [one for one in _KEYS if one != key and amount.origin.node.get(one)]
                if amount.origin.node.get(key) is not None and beside:
                    self._say(
                        msg("{key} cannot stand beside {other}", key=key, other=beside[0]),
                        amount.origin.key_span(beside[0]),
                        msg("an amount is a figure, a formula, or a sum: give each its own name"),
                    )

    def _formulas(self) -> tuple[Mapping[str, Node], Node | None]:
        """Return the formulas of the amounts, and the condition, as far as they mean something."""
        rule, formulas = self._rule, dict[str, Node]()
        kinds = dict[str, Kind]()
        known = [AMOUNT] if rule.each is not None else []
        if rule.each is not None and rule.each.of in _OF_MONEY:
            kinds[AMOUNT] = Kind.MONEY
        for name, amount in rule.amounts.items():
            if amount.formula is not None:
                span = amount.origin.span("formula")
                formula = self._formula(amount.formula, span, known, kinds)
                if formula is not None:
                    formulas[name] = formula
            elif amount.figure is None and amount.of in _OF_MONEY:
                kinds[name] = Kind.MONEY
            known.append(name)
        condition = None
        if rule.holds is not None:
            span = rule.origin.span("holds")
            condition = self._formula(rule.holds, span, known, kinds)
            if condition is not None and not is_condition(condition):
                self._say(
                    msg("the formula compares nothing"),
                    span,
                    msg("write what has to hold, such as: reception <= public * 20%"),
                )
        return formulas, condition

    def _formula(
        self, text: str, span: Span, known: list[str], kinds: Mapping[str, Kind]
    ) -> Node | None:
        try:
            node = parsed(text, self._units)
            check_names(node, known)
            if set(names_in(node)) <= kinds.keys():  # what others are, the budget tells
                kind_of(node, kinds)
        except FormulaError as error:
            self._say(error.reason, span, error.hint)
            return None
        return node

    def _texts_or_amounts(self) -> None:
        rule = self._rule
        if rule.texts is not None:
            for key in ("amounts", "each"):
                if rule.origin.node.get(key) is not None:
                    self._say(
                        msg("{key} cannot stand beside {other}", key=key, other="texts"),
                        rule.origin.key_span(key),
                        msg("a rule judges amounts or texts: make it two rules"),
                    )

    def _pattern(self) -> Pattern | None:
        texts = self._rule.texts
        if texts is None:
            return None
        if texts.printed and texts.under:
            self._say(
                msg("{key} cannot stand beside {other}", key="under", other="printed"),
                texts.origin.key_span("under"),
                msg("keys are of what is typed: leave one of them out"),
            )
        key = "forbids" if texts.forbids is not None else "needs"
        try:
            return of_stranger(str(getattr(texts, key)))
        except ValueError as error:
            self._say(
                msg("the pattern cannot be used: {reason}", reason=shortened(str(error))),
                texts.origin.span(key),
                msg("patterns look around nowhere and refer to nothing: see RE2; a sign that means "
                    "itself has \\ before it"),
            )  # fmt: skip
            return None

    def _messages(self) -> None:
        rule = self._rule
        known = [*rule.amounts]
        if rule.each is not None:
            known += (AMOUNT, NAME)
        known.append(FOUND if rule.texts is not None else DIFFERENCE)
        for key in ("message", "do"):
            for language, text in getattr(rule, key).items():
                for name in _braced(text):
                    if name not in known:
                        self._say(
                            msg("{text} stands for nothing", text=f"{{{name}}}"),
                            rule.origin.child(key).span(language),
                            msg("it may be {names}",
                                names=enumerated(f"{{{one}}}" for one in known)),
                        )  # fmt: skip


def _braced(text: str) -> Iterator[str]:
    for match in PLACEHOLDER.finditer(text):
        yield match[1]
