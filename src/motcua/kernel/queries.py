"""Reading the journal, and checking that nobody altered it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from motcua.kernel.models import JournalEntry

_CANONICAL = """
    SELECT e.chain, e.seq, e.previous, e.hash,
           kernel_journal_text(e.seq, e.at, e.kind, e.actor, e.subject_kind, e.subject_id, e.payload)
    FROM kernel_journalentry e ORDER BY e.chain, e.seq
"""


@dataclass(frozen=True, slots=True)
class Alteration:
    """The first place where the journal does not hold: which chain, which entry, what is wrong."""

    chain: str
    seq: int
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of a check: numbers read, one digest over all chain heads, the first alteration or None."""

    entries: int
    chains: int
    digest: str
    first_alteration: Alteration | None


def entries_about(subject_kind: str, subject_id: str) -> QuerySet[JournalEntry]:
    """The entries of one subject, oldest first."""
    return JournalEntry.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("seq")


def verify_journal(progress: Callable[[int], None] | None = None) -> Verification:
    """Read the whole journal in one snapshot and recompute every hash.

    The digest covers the heads of all chains: noted down outside, it later proves that no chain was cut
    or removed whole. `progress` is told the number of entries read so far.
    """
    checker = _Checker()
    inside = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as setup:
        if not inside:  # an outer transaction has chosen its snapshot already
            setup.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        setup.execute("SELECT chain, length, head FROM kernel_journalchain ORDER BY chain")
        heads = {chain: (length, bytes(head)) for chain, length, head in setup.fetchall()}
        assert connection.connection is not None
        with connection.connection.cursor(name="journal_verify") as stream:
            stream.itersize = 5000
            stream.execute(_CANONICAL)
            for row in stream:
                checker.take(*row)
                if progress and checker.entries % 5000 == 0:
                    progress(checker.entries)
    checker.compare_heads(heads)
    digest = hashlib.sha256()
    for chain, (length, head) in heads.items():
        digest.update(f"{chain}\n{length}\n".encode() + head)
    return Verification(checker.entries, len(heads), digest.hexdigest(), checker.first)


class _Checker:
    """Walks entries in order of chain and number and keeps the first thing that does not hold."""

    def __init__(self) -> None:
        self.entries = 0
        self.first: Alteration | None = None
        self.ends: dict[str, tuple[int, bytes]] = {}

    def take(self, chain: str, seq: int, previous: Any, stored: Any, text: str) -> None:
        self.entries += 1
        last_seq, last_hash = self.ends.get(chain, (0, b""))
        self.ends[chain] = (seq, bytes(stored))
        if self.first is not None:
            return
        expected = hashlib.sha256(bytes(previous) + text.encode()).digest()
        if seq != last_seq + 1:
            self.first = Alteration(chain, last_seq + 1, "thiếu bản ghi")
        elif bytes(previous) != last_hash:
            self.first = Alteration(chain, seq, "không nối tiếp bản ghi trước")
        elif bytes(stored) != expected:
            self.first = Alteration(chain, seq, "nội dung đã bị sửa")

    def compare_heads(self, heads: dict[str, tuple[int, bytes]]) -> None:
        if self.first is not None:
            return
        for chain in sorted({*heads, *self.ends}):
            if self.ends.get(chain) != heads.get(chain):
                seq = self.ends.get(chain, (0, b""))[0] + 1
                self.first = Alteration(chain, seq, "chuỗi bị cắt hoặc bị thêm ngoài hệ thống")
                return
