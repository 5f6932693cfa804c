"""The formulas of local rules: a few signs over named numbers, bounded in size, depth and time.

    reception <= public * 20% or public = 0

A formula is no code. It has numbers, names, `+ - * /`, comparisons, `and`, `or`, `not` and five
functions; it repeats nothing and calls nothing else. Numbers are exact: a fraction of 分, of pieces
or of a percentage, never a float. Signs as an input method types them mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from unicodedata import category

from budgetc.diagnostics.messages import Message, ReasonedError, enumerated, msg
from budgetc.diagnostics.suggest import choices
from budgetc.frozen import NamedTuple
from budgetc.numbers.money import Unit

MAX_SIGNS = 200
"""How many numbers, names and signs a formula has at most."""
MAX_DEPTH = 20
"""How deep brackets stand in each other at most."""
MAX_DIGITS = 15
"""How many digits a number has at most before its point, and after it."""


class Kind(Enum):
    """What a number is of; only what is of one kind is added or compared."""

    MONEY = msg("an amount of money")
    NUMBER = msg("a number")
    PERCENT = msg("a percentage")
    TRUTH = msg("a condition")


class FormulaError(ReasonedError):
    """A formula that means nothing, and why.

    Attributes:
        hint: the way out.
    """

    def __init__(self, reason: Message, hint: Message) -> None:
        super().__init__(reason)
        self.hint = hint


class DividedByNothingError(ReasonedError):
    """A formula divides by something that is 0 here; `reason` says by what."""


class Number(NamedTuple):
    """A number as written, in 分 where it is money."""

    value: Fraction
    kind: Kind


class Name(NamedTuple):
    """A number by its name."""

    name: str


class Operation(NamedTuple):
    """A sign or a function over some operands.

    Attributes:
        sign: of which one it is.
        operands: one or two.
        text: of it as written.
    """

    sign: str
    operands: tuple[Node, ...]
    text: str


Node = Number | Name | Operation

COMPARISONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = MappingProxyType(
    {
        "=": lambda a, b: a == b,
        "!=": lambda a, b: a != b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
)
FUNCTIONS: Mapping[str, int] = MappingProxyType(
    {"share": 2, "change": 2, "abs": 1, "min": 2, "max": 2}
)
"""The functions, and of how many numbers each is."""

_DIVIDING = frozenset(("/", "share", "change"))
"""What divides by the second of its numbers."""

_CONNECTIVES = frozenset(("and", "or", "not"))
"""What is of conditions, and of nothing else."""

WORDS = frozenset((*_CONNECTIVES, *FUNCTIONS))
"""What no number may be called."""

_ALSO: Mapping[str, str] = MappingProxyType(
    {"==": "=", "≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "−": "-", "×": "*", "÷": "/",
     "（": "(", "）": ")", "，": ",", "＋": "+", "－": "-", "＜": "<", "＞": ">",
     "＝": "=", "％": "%"}
)  # fmt: skip
"""What else may be typed for a sign."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|!=|<>|==|[-+*/()=<>,%≤≥≠−×÷（），＋－＜＞＝％]))"
)


_SUCH_AS = msg("a formula is such as: reception <= public * 20% and public > 0")


class _Token(NamedTuple):
    kind: str
    text: str
    begin: int
    end: int


def names_in(node: Node) -> Iterator[str]:
    """Yield the names of the numbers that a formula speaks of."""
    if isinstance(node, Name):
        yield node.name
    elif isinstance(node, Operation):
        for operand in node.operands:
            yield from names_in(operand)


def check_names(node: Node, known: Sequence[str]) -> None:
    """See to it that a formula speaks of numbers that there are.

    Raises:
        FormulaError: there is none of a name.
    """
    for name in names_in(node):
        if name not in known:
            hint = choices(name, known) if known else msg("name it under amounts:")
            raise FormulaError(msg("there is no number called {name}", name=name), hint)


def parsed(text: str, units: Mapping[str, Unit]) -> Node:
    """Return what a formula means.

    Args:
        text: the formula.
        units: of money, in which amounts may be written.

    Raises:
        FormulaError: it means nothing.
    """
    return _Parser(text, units).whole()


class _Parser:
    """One pass over the signs of a formula; what binds less calls what binds more."""

    def __init__(self, text: str, units: Mapping[str, Unit]) -> None:
        self._text = text
        self._units = units
        self._tokens = tuple(_tokens(text, units))
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._either()
        if (left := self._token) is not None:
            if left.text in COMPARISONS:
                raise FormulaError(
                    msg("two comparisons follow each other at “{text}”", text=left.text),
                    msg("write a < b and b < c"),
                )
            raise self._unexpected()
        return node

    @property
    def _token(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *texts: str) -> str | None:
        """Return the next sign, and go on, if it is one of some."""
        token = self._token
        if token is None or token.text not in texts or token.kind == "number":
            return None
        self._at += 1
        return token.text

    def _either(self) -> Node:
        return self._joined(("or",), self._both)

    def _both(self) -> Node:
        return self._joined(("and",), self._denied)

    def _denied(self) -> Node:
        begin = self._at
        if self._take("not") is None:
            return self._compared()
        return self._operation("not", (self._deeper(self._denied),), begin)

    def _compared(self) -> Node:
        begin, left = self._at, self._sum()
        if (sign := self._take(*COMPARISONS)) is None:
            return left
        return self._operation(sign, (left, self._sum()), begin)

    def _sum(self) -> Node:
        return self._joined(("+", "-"), self._product)

    def _product(self) -> Node:
        return self._joined(("*", "/"), self._signed)

    def _signed(self) -> Node:
        begin = self._at
        if self._take("-") is None:
            return self._primary()
        return self._operation("-", (self._deeper(self._signed),), begin)

    def _joined(self, signs: tuple[str, ...], part: Callable[[], Node]) -> Node:
        begin, node = self._at, part()
        while (sign := self._take(*signs)) is not None:
            node = self._operation(sign, (node, part()), begin)
        return node

    def _primary(self) -> Node:
        begin, token = self._at, self._token
        if token is None:
            raise self._unexpected()
        if token.kind == "number":
            return self._number(token.text)
        if self._take("("):
            node = self._deeper(self._either)
            self._need(")")
            return node
        if token.kind == "word" and token.text in FUNCTIONS:
            self._at += 1
            self._need("(")
            operands = [self._deeper(self._sum)]
            while self._take(","):
                operands.append(self._deeper(self._sum))
            self._need(")")
            if len(operands) != FUNCTIONS[token.text]:
                raise FormulaError(
                    msg("{name} is of {count} numbers", name=token.text,
                        count=FUNCTIONS[token.text]),
                    msg("write share(part, whole), change(now, before), abs(x), min(x, y) or "
                        "max(x, y)"),
                )  # fmt: skip
            return self._operation(token.text, tuple(operands), begin)
        if token.kind == "word" and token.text not in WORDS:
            self._at += 1
            return Name(token.text)
        raise self._unexpected()

    def _number(self, digits: str) -> Node:
        self._at += 1
        if any(len(part) > MAX_DIGITS for part in digits.split(".")):
            raise FormulaError(
                msg("a number has more than {most} digits", most=MAX_DIGITS),
                msg("write it in a larger unit"),
            )
        value, token = Fraction(digits), self._token
        if self._take("%"):
            return Number(value / 100, Kind.PERCENT)
        if token is None or token.kind != "word" or token.text in WORDS:
            return Number(value, Kind.NUMBER)
        if token.text not in self._units:
            raise FormulaError(
                msg("there is no unit {name}", name=token.text),
                choices(token.text, tuple(self._units)),
            )
        self._at += 1
        return Number(value * self._units[token.text].fen, Kind.MONEY)

    def _deeper(self, part: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FormulaError(
                msg("brackets and signs stand more than {most} deep in each other", most=MAX_DEPTH),
                msg("give a part of it a name under amounts: with formula:"),
            )
        node = part()
        self._depth -= 1
        return node

    def _need(self, sign: str) -> None:
        if self._take(sign) is None:
            raise self._unexpected(sign)

    def _unexpected(self, wanted: str = "") -> FormulaError:
        token = self._token
        what = msg("the formula ends too early")
        if token is not None:
            what = msg("“{text}” cannot stand there", text=self._text[token.begin : token.end])
        hint = _SUCH_AS
        before = self._tokens[self._at - 1].text if self._at else ""
        if token is not None and token.kind == "word" and before in self._units:
            hint = choices(f"{before} {token.text}", tuple(self._units))
        if token is not None and token.kind == "number" and before in self._units:
            hint = msg("a unit stands behind its number: {number} {unit}",
                       number=token.text, unit=before)  # fmt: skip
        return FormulaError(what, msg("write {sign} there", sign=wanted) if wanted else hint)

    def _operation(self, sign: str, operands: tuple[Node, ...], begin: int) -> Operation:
        first, last = self._tokens[begin], self._tokens[self._at - 1]
        return Operation(sign, operands, self._text[first.begin : last.end])


def _tokens(text: str, units: Mapping[str, Unit]) -> Iterator[_Token]:
    at = count = 0
    end, before = len(text.rstrip()), ""
    while at < end:
        token = _token_at(text, at, units, before)
        count += 1
        if count > MAX_SIGNS:
            raise FormulaError(
                msg("the formula has more than {most} numbers, names and signs", most=MAX_SIGNS),
                msg("give a part of it a name under amounts: with formula:"),
            )
        yield token
        at, before = token.end, token.kind


def _token_at(text: str, at: int, units: Mapping[str, Unit], before: str) -> _Token:
    """Return the token at a place; what a unit is called is one, whatever signs it has.

    Where no number stands before it, a word is what it looks like.
    """
    match = _TOKEN.match(text, at)
    if before != "number" and match is not None:
        return _of_match(match)
    begin = at + len(text[at:]) - len(text[at:].lstrip())
    written = (one for one in units if text.startswith(one, begin))
    ended = (one for one in written if not _goes_on(text, begin + len(one)))
    if unit := max(ended, key=len, default=""):
        return _Token("word", unit, begin, begin + len(unit))
    if match is not None:
        return _of_match(match)
    if category(text[begin]) == _CURRENCY:
        return _Token("word", text[begin], begin, begin + 1)
    raise FormulaError(msg("“{text}” is no sign of formulas", text=text[begin]), _SUCH_AS)


def _of_match(match: re.Match[str]) -> _Token:
    kind = str(match.lastgroup)
    written = match[kind]
    return _Token(kind, _ALSO.get(written, written), match.start(kind), match.end())


_CURRENCY = "Sc"
"""The signs of currencies, among those of Unicode."""


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a word that ends at a place would go on there."""
    return at < len(text) and (text[at - 1] + text[at]).isidentifier()


def kind_of(node: Node, kinds: Mapping[str, Kind]) -> Kind:
    """Return what a formula comes to.

    Args:
        node: the formula.
        kinds: of the numbers by their names.

    Raises:
        FormulaError: it puts together what does not go together.
    """
    match node:
        case Number():
            return node.kind
        case Name():
            return kinds[node.name]
        case Operation():
            return _kind_of_operation(node, [kind_of(one, kinds) for one in node.operands])


def _kind_of_operation(node: Operation, kinds: list[Kind]) -> Kind:
    money = kinds.count(Kind.MONEY)
    if node.sign in _CONNECTIVES:
        fits, kind = set(kinds) == {Kind.TRUTH}, Kind.TRUTH
    elif node.sign == "*":
        fits, kind = money <= 1, Kind.MONEY if money else _plain(kinds)
    elif node.sign == "/":
        fits = kinds[1] is not Kind.MONEY or money == len(kinds)
        kind = Kind.MONEY if money == 1 else Kind.NUMBER
    else:
        fits = money in (0, len(kinds))
        kind = Kind.MONEY if money else _plain(kinds)
        if node.sign in COMPARISONS:
            kind = Kind.TRUTH
        elif node.sign in ("share", "change"):
            kind = Kind.PERCENT
    if not fits or (node.sign not in _CONNECTIVES and Kind.TRUTH in kinds):
        raise _unlike(node, kinds)
    if node.sign in _DIVIDING and _is_nothing(node.operands[1]):
        raise FormulaError(
            msg("“{text}” divides by 0", text=node.text), msg("divide by another number")
        )
    return kind


def _plain(kinds: list[Kind]) -> Kind:
    return Kind.PERCENT if set(kinds) == {Kind.PERCENT} else Kind.NUMBER


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Number) and not node.value


_WITH_UNIT = msg("write an amount of money with its unit behind it")
_OF_MONEY = msg(
    "money is added to money, and compared with it; what is counted is a number: money / number "
    "is money, money / money is a number"
)


def _unlike(node: Operation, kinds: list[Kind]) -> FormulaError:
    reason = msg("“{text}”: {sign} cannot be of {one}", text=node.text, sign=node.sign,
                 one=kinds[0].value)  # fmt: skip
    if len(kinds) > 1:
        reason = msg("“{text}”: {sign} cannot be of {one} and {other}", text=node.text,
                     sign=node.sign, one=kinds[0].value, other=kinds[1].value)  # fmt: skip
    if Kind.MONEY in kinds and Kind.TRUTH not in kinds:
        is_written = any(isinstance(one, Number) for one in node.operands)
        return FormulaError(reason, _WITH_UNIT if is_written else _OF_MONEY)
    return FormulaError(
        reason,
        msg("it may be {names}", names=enumerated(("a < b and c < d", "a + b", "share(a, b)"))),
    )


def is_condition(node: Node) -> bool:
    """Tell whether a formula is a condition, and no number."""
    return isinstance(node, Operation) and (node.sign in COMPARISONS or node.sign in _CONNECTIVES)


def value_of(node: Node, values: Mapping[str, Fraction]) -> Fraction:
    """Return what a formula of a number comes to, exactly.

    Raises:
        DividedByNothingError: it divides by something that is 0.
    """
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return values[node.name]
    numbers = [value_of(one, values) for one in node.operands]
    if node.sign in _DIVIDING and not numbers[1]:
        raise DividedByNothingError(msg("“{text}” divides by 0", text=node.text))
    return _ARITHMETIC[node.sign, len(numbers)](*numbers)


_ARITHMETIC: Mapping[tuple[str, int], Callable[..., Fraction]] = MappingProxyType(
    {
        ("+", 2): lambda a, b: a + b,
        ("-", 2): lambda a, b: a - b,
        ("-", 1): lambda a: -a,
        ("*", 2): lambda a, b: a * b,
        ("/", 2): lambda a, b: a / b,
        ("share", 2): lambda part, whole: part / whole,
        ("change", 2): lambda now, before: (now - before) / abs(before),
        ("abs", 1): abs,
        ("min", 2): min,
        ("max", 2): max,
    }
)
"""What signs and functions do, each by how many numbers it is of."""


def holds(node: Node, values: Mapping[str, Fraction]) -> bool:
    """Tell whether a condition holds; what need not be looked at is not.

    Raises:
        DividedByNothingError: it divides by something that is 0.
    """
    match node:
        case Operation("and", (one, other)):
            return holds(one, values) and holds(other, values)
        case Operation("or", (one, other)):
            return holds(one, values) or holds(other, values)
        case Operation("not", (one,)):
            return not holds(one, values)
        case Operation(sign, (one, other)) if sign in COMPARISONS:
            return COMPARISONS[sign](value_of(one, values), value_of(other, values))
    raise ValueError("no condition")


def deciding(node: Node, values: Mapping[str, Fraction]) -> Operation:
    """Return the comparison by which a condition came out as it did: the first that decided."""
    match node:
        case Operation("and" | "or", (one, other)):
            wanted = node.sign == "or"
            return deciding(one if holds(one, values) is wanted else other, values)
        case Operation("not", (one,)):
            return deciding(one, values)
        case Operation():
            return node
    raise ValueError("no condition")
