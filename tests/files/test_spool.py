"""What may not be written yet waits on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetc.files.record import digest_of
from budgetc.files.spool import Spool


@given(st.dictionaries(st.text("abc", min_size=1), st.binary(max_size=200)))
def test_it_gives_back_what_was_put(contents: dict[str, bytes]) -> None:
    with Spool[Path]() as spool:
        for name, content in contents.items():
            spool.put(Path(name), (content[:3], content[3:]))
            assert spool.digest(Path(name)) == digest_of(content)
        assert dict(spool) == {Path(name): content for name, content in contents.items()}
        assert len(spool) == len(contents)


def test_what_was_not_put_is_not_there() -> None:
    with Spool[Path]() as spool, pytest.raises(KeyError):
        spool[Path("a")]
