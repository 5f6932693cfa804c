"""A finding that was packed says the same again, in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetc.diagnostics import SEVERITIES, Diagnostic, Related, Severity
from budgetc.diagnostics.messages import Bilingual, Listed, Message
from budgetc.diagnostics.packed import UnpackError, finding_data, finding_of, packed, unpacked
from budgetc.diagnostics.spans import Address, Span

TEXTS = st.text(max_size=12)
NUMBERS = st.integers(min_value=1, max_value=9999)
SPANS = st.builds(Span, TEXTS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
BOTH = st.builds(Bilingual, TEXTS, TEXTS)
LISTS = st.builds(Listed, st.lists(TEXTS | BOTH).map(tuple))
PLAIN = st.one_of(TEXTS, st.integers(), BOTH, LISTS)
NAMES = st.text("abcdef", min_size=1, max_size=4)


def _messages(values: st.SearchStrategy[object]) -> st.SearchStrategy[Message]:
    given_values = st.dictionaries(NAMES, values, max_size=3).map(lambda one: tuple(one.items()))
    return st.builds(Message, TEXTS, given_values)


MESSAGES = _messages(st.one_of(PLAIN, _messages(PLAIN)))
ADDRESSES = st.none() | st.builds(Address, TEXTS, BOTH)
FINDINGS = st.builds(
    Diagnostic,
    st.sampled_from(sorted(SEVERITIES)),
    st.sampled_from(Severity),
    MESSAGES,
    SPANS,
    st.lists(st.builds(Related, SPANS, MESSAGES, ADDRESSES), max_size=2).map(tuple),
    st.none() | MESSAGES,
    st.none() | MESSAGES,
    ADDRESSES,
)


@given(FINDINGS)
def test_a_finding_comes_back_as_it_was(finding: Diagnostic) -> None:
    assert finding_of(unpacked(packed(finding_data(finding)))) == finding


@pytest.mark.parametrize("content", [b"", b"year: 2024", packed([1])[:-3], packed([1])[4:]])
def test_other_bytes_are_told(content: bytes) -> None:
    with pytest.raises(UnpackError):
        unpacked(content)
