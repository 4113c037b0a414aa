"""The journal on the desk's pages: every fact that is recorded has words, every actor a name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction

import motcua
from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.queries import entries_about
from motcua.web.desk.history import WORDS, read_history

# Facts about things that have no page with a journal.
UNSEEN = {"SampleLoaded", "CatalogueImported", "ActDated", "AreasLoaded", "HomeChosen"}


def recorded_kinds() -> Iterator[str]:
    """The kinds of facts named in any action, in a call of `Fact` or of a helper that records one."""
    for file in Path(motcua.__file__).parent.glob("*/actions/**/*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and (name == "Fact" or name.startswith("_record")):
                for word in ast.walk(ast.Tuple(elts=list(node.args[:2]), ctx=ast.Load())):
                    if isinstance(word, ast.Constant) and re.fullmatch(r"([A-Z][a-z]+){2,}", str(word.value)):
                        yield str(word.value)


def test_every_recorded_fact_has_words() -> None:
    kinds = set(recorded_kinds())
    assert {"DecisionDrafted", "DraftSaved", "ProcedureEnded"} <= kinds
    assert kinds - UNSEEN - set(WORDS) == set()


@pytest.mark.django_db
def test_the_latest_first_with_names_and_reasons(
    handling_officer: Person, moment: datetime, django_assert_num_queries
) -> None:
    with transaction.atomic():
        for number, actor in enumerate((handling_officer.actor, "operator", "public")):
            fact = Fact("DecisionSentBack", "decision", "1", {"reason": f"Lý do {number}"})
            record(fact=fact, actor=actor, at=moment.replace(minute=number))
    with django_assert_num_queries(2):
        told = read_history(entries_about("decision", "1"))
    assert [entry["more"] for entry in told] == [
        "người dân · Lý do 2",
        "người vận hành · Lý do 1",
        "Nguyễn Thị Lý · Lý do 0",
    ]
    assert {entry["what"] for entry in told} == {"Trả lại người soạn"}
