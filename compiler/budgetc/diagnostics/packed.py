"""Findings as bytes, and back: what was said is said again word for word, in any language."""

from __future__ import annotations

import json
import zlib
from typing import Any

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.diagnostic import Related
from budgetc.diagnostics.messages import Bilingual, Listed, Message, Value
from budgetc.diagnostics.spans import Address, Span

_FAST = 1
"""How hard zlib tries."""


class UnpackError(Exception):
    """Bytes that were not packed here, or are not what they were."""


def packed(data: object) -> bytes:
    """Return plain values as bytes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _FAST)


def unpacked(content: bytes) -> Any:
    """Return plain values from their bytes.

    Raises:
        UnpackError: they are none.
    """
    try:
        return json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))
    except (zlib.error, ValueError) as error:
        raise UnpackError from error


def finding_data(found: Diagnostic) -> list[Any]:
    """Return a finding as plain values."""
    return [
        found.code,
        int(found.severity),
        message_data(found.message),
        _span_data(found.span),
        [
            [_span_data(one.span), message_data(one.message), _address_data(one.address)]
            for one in found.related
        ],
        found.hint and message_data(found.hint),
        found.waived and message_data(found.waived),
        _address_data(found.address),
    ]


def finding_of(data: list[Any]) -> Diagnostic:
    """Return a finding from its plain values."""
    code, severity, message, span, related, hint, waived, address = data
    return Diagnostic(
        code,
        Severity(severity),
        message_of(message),
        Span(*span),
        tuple(
            Related(Span(*at), message_of(said), _address_of(name)) for at, said, name in related
        ),
        hint and message_of(hint),
        waived and message_of(waived),
        _address_of(address),
    )


def message_data(message: Message) -> list[Any]:
    """Return a message as plain values."""
    return [message.template, {name: _value_data(value) for name, value in message.values}]


def message_of(data: list[Any]) -> Message:
    """Return a message from its plain values."""
    template, values = data
    return Message(template, tuple((name, _value_of(value)) for name, value in values.items()))


def _value_data(value: Value) -> object:
    match value:
        case Message():
            return {"m": message_data(value)}
        case Bilingual():
            return {"b": [value.en, value.zh]}
        case Listed():
            return {"l": [one if isinstance(one, str) else [one.en, one.zh] for one in value.words]}
        case _:
            return value


def _value_of(data: Any) -> Value:
    match data:
        case {"m": message}:
            return message_of(message)
        case {"b": [en, zh]}:
            return Bilingual(en, zh)
        case {"l": words}:
            told = (one if isinstance(one, str) else Bilingual(*one) for one in words)
            return Listed(tuple(told))
        case int() | str():
            return data
    raise ValueError("no value of a message")


def _span_data(span: Span) -> list[Any]:
    return [span.file, span.line, span.column, span.end_line, span.end_column]


def _address_data(address: Address | None) -> list[Any] | None:
    return None if address is None else [address.path, address.name.en, address.name.zh]


def _address_of(data: list[Any] | None) -> Address | None:
    return None if data is None else Address(data[0], Bilingual(data[1], data[2]))
