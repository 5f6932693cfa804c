"""From the folder `rules` of a workspace to its rules, or to what is wrong with their files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from budgetc.diagnostics import SEVERITIES, Diagnostic, Related, finding
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.kinds import LOCAL, is_local
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources, kept
from budgetc.files.names import unusable
from budgetc.files.port import FileRefusedError, Files, no_file
from budgetc.files.workspace import LOCAL_RULES, SUFFIXES, Source
from budgetc.frozen import frozen
from budgetc.ledger.cube import DIMENSIONS
from budgetc.lists import Pattern, money_units
from budgetc.lists.patterns import of_stranger
from budgetc.local.formula import (
    COMPARISONS,
    WORDS,
    FormulaError,
    Kind,
    Node,
    Operation,
    check_names,
    kind_of,
    names_in,
    parsed,
)
from budgetc.local.model import LocalRule
from budgetc.numbers.money import Unit
from budgetc.schema import load_schema
from budgetc.source.read import read_bytes

SCHEMA = "local-rule.schema.json"
BROKEN = "RUL001"
"""The code of what is wrong with a rule's file."""
MOST = 200
"""How many files of rules a workspace has at most."""

AMOUNT, NAME, FOUND, DIFFERENCE = "amount", "name", "found", "difference"
"""What a message may speak of besides the names of amounts."""
_GIVEN = frozenset((AMOUNT, NAME, FOUND, DIFFERENCE))

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A name in braces, in a message of a rule."""

_KEYS = ("figure", "formula", "of", "where", *DIMENSIONS)


@frozen(eq=False)
class ReadRule:
    """A rule that can be judged.

    Attributes:
        said: what its file says.
        condition: what has to hold; nothing where texts are judged.
        formulas: those of its amounts, by name.
        pattern: of its texts.
    """

    said: LocalRule
    condition: Node | None
    formulas: Mapping[str, Node]
    pattern: Pattern | None


@frozen(eq=False)
class LocalRules:
    """The rules of a workspace, by their codes, and what is wrong with the files of others."""

    rules: tuple[ReadRule, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def read_local_rules(source: Source, resources: Resources) -> LocalRules:
    """Return the rules of the workspace that a source is in; none where it has no folder of them.

    Raises:
        DataFaultError: the schema of rules cannot be used.
    """
    return rules_in(source.files, resources) if source.is_of_workspace else LocalRules()


def rules_in(files: Files, resources: Resources) -> LocalRules:
    """Return the rules of a workspace by its files.

    Raises:
        DataFaultError: the schema of rules cannot be used.
    """
    try:
        entries = files.entries(LOCAL_RULES)
    except FileRefusedError as error:
        # Were it passed over, whoever makes the folder a link would switch all rules off.
        return LocalRules(findings=(error.diagnostic,))
    rules: dict[str, ReadRule] = {}
    findings: list[Diagnostic] = []
    named = [one for one in entries if one.name.endswith(SUFFIXES) and one.name[0] != "."]
    for entry in named[:MOST]:
        name = f"{LOCAL_RULES}/{entry.name}"
        if (wrong := unusable(name)) is not None:
            findings.append(wrong)
            continue
        try:
            content = files.read(name) if entry.is_file else None
        except FileRefusedError as error:
            findings.append(error.diagnostic)
            continue
        if content is None:
            findings.append(no_file(name).diagnostic)
            continue
        rule, wrong_in_it = _read(resources, name, content)
        findings += wrong_in_it
        if rule is None:
            continue
        code = rule.said.code
        if code in rules:
            findings.append(_twice(rule.said, rules[code].said))
        else:
            rules[code] = rule
    if len(named) > MOST:
        findings.append(
            finding(
                BROKEN,
                msg("there are {count} files of rules; at most {most} are read", count=len(named),
                    most=MOST),
                Span.point(f"{LOCAL_RULES}/{named[MOST].name}"),
                hint=msg("delete those that no budget needs any more"),
            )
        )  # fmt: skip
    return LocalRules(tuple(rules[code] for code in sorted(rules)), tuple(findings))


def _twice(rule: LocalRule, first: LocalRule) -> Diagnostic:
    return finding(
        BROKEN,
        msg("{file} is the rule {code} already", file=first.origin.tree.file, code=rule.code),
        rule.origin.span("code"),
        related=(Related(first.origin.span("code"), msg("the first one is here")),),
        hint=msg("give one of them another code, and its file the same name"),
    )


@kept
def _read(
    resources: Resources, name: str, content: bytes
) -> tuple[ReadRule | None, tuple[Diagnostic, ...]]:
    """Understand a file once for all departments."""
    units = money_units(resources)
    read = read_bytes(name, content)
    unit = next(iter(units.values()))  # no rule has amounts by themselves
    rule, findings = load_schema(resources, SCHEMA).bind(read, LocalRule, unit)
    checked = None
    if rule is not None:
        checked, findings = _Check(rule, name, units).checked()
    return checked, findings


class _Check:
    """One look at a rule, for what its schema cannot tell; collects what is wrong."""

    def __init__(self, rule: LocalRule, file: str, units: Mapping[str, Unit]) -> None:
        self._rule = rule
        self._file = file
        self._units = units
        self._wrong: list[Diagnostic] = []

    def checked(self) -> tuple[ReadRule | None, tuple[Diagnostic, ...]]:
        rule = self._rule
        self._name()
        self._since()
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
                    line=f"code: {stem}" if is_local(stem) else f"code: {code}"),
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
        kinds: dict[str, Kind] = {AMOUNT: Kind.MONEY} if rule.each is not None else {}
        known = [*kinds]
        for name, amount in rule.amounts.items():
            if amount.formula is not None:
                span = amount.origin.span("formula")
                formula = self._formula(amount.formula, span, known, kinds)
                if formula is not None:
                    formulas[name] = formula
            elif amount.figure is None:
                kinds[name] = Kind.MONEY
            known.append(name)
        condition = None
        if rule.holds is not None:
            span = rule.origin.span("holds")
            condition = self._formula(rule.holds, span, known, kinds)
            if condition is not None and not _is_condition(condition):
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
            if set(names_in(node)) <= kinds.keys():  # of figures, the document tells what they are
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


def _is_condition(node: Node) -> bool:
    return isinstance(node, Operation) and (
        node.sign in COMPARISONS or node.sign in ("and", "or", "not")
    )
