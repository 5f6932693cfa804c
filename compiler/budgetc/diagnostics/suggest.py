"""The nearest right word for a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from budgetc.diagnostics.messages import Bilingual, Message, enumerated, msg

_FEW = 5
_MANY = 20
_WORD = 3
"""From how many characters on a slip leaves a word that is still like the one meant."""


def choices(
    wrong: str, allowed: Sequence[str], called: Callable[[str], str | Bilingual] = str
) -> Message:
    """Return which words may stand in place of a wrong one: the one meant, else the nearest.

    All of them, if they are few and none is much like it, each as it is called.
    """
    if not allowed:
        return msg("delete it: there is none that it could be")
    near = [one for one in allowed if len(one) >= _WORD and one_slip_apart(wrong, one)]
    near = near or [one for one in allowed if wrong and one.startswith(wrong)]
    if len(near) == 1:
        return msg("did you mean {names}?", names=near[0])
    if len(allowed) > _FEW and (close := _close(wrong, allowed)):
        return msg("did you mean {names}?", names=enumerated(close))
    if len(allowed) > _MANY:
        names = enumerated(map(called, allowed[:_FEW]))
        return msg("there are {count}, such as {names}", count=len(allowed), names=names)
    return msg("it may be {names}", names=enumerated(map(called, allowed)))


def nearly(wrong: str, allowed: Sequence[str]) -> Sequence[str]:
    """Return the words that a wrong one hardly differs from, the nearest first; often none."""
    near = [one for one in allowed if one_slip_apart(wrong, one)]
    return near[:_FEW] or _close(wrong, allowed, _ALIKE)


_ALIKE = 0.8
"""How much of two words has to be alike, from 0 to 1, for one to be taken for a slip."""


def _close(wrong: str, allowed: Sequence[str], alike: float = 0.5) -> Sequence[str]:
    from difflib import get_close_matches  # noqa: PLC0415  # only for what is wrong

    return get_close_matches(wrong, allowed, n=3, cutoff=alike)


def common_start(one: str, other: str) -> int:
    """Return how many characters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def one_slip_apart(one: str, other: str) -> bool:
    """Tell whether two words differ by one character: another, lost, added, or two exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    head = common_start(short, long)
    if len(short) < len(long):
        return short[head:] == long[head + 1 :]
    return short[head + 1 :] == long[head + 1 :] or (
        short[head : head + 2] == long[head : head + 2][::-1]
        and short[head + 2 :] == long[head + 2 :]
    )
