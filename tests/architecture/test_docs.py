"""The documents keep their promises: words unique, commands that exist, decisions short, links that lead somewhere."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from motcua.cli.main import _parser

TOP = Path(__file__).resolve().parents[2]
DOCS = TOP / "docs"
PAGES = [TOP / "README.md", *sorted(DOCS.rglob("*.md"))]
COMMAND = re.compile(r"\./motcua ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
LONGEST_DECISION = 40
ENTRIES_OF_THE_GLOSSARY = 115


def test_the_glossary_has_every_entry_and_each_code_word_once() -> None:
    rows = [
        line.split("|")
        for line in (DOCS / "words.md").read_text().splitlines()
        if re.match(r"\| \d+ \|", line)
    ]
    assert [int(row[1]) for row in rows] == list(range(1, ENTRIES_OF_THE_GLOSSARY + 1))
    words = [word for row in rows for word in re.findall(r"`([a-z0-9_]+)`", row[3])]
    assert len(words) == len(set(words))
    assert all(cell.strip() for row in rows for cell in row[2:6])


def test_code_words_are_english_identifiers() -> None:
    assert all(
        word.isascii() and word.isidentifier()
        for word in re.findall(r"\| `([^`]+)`", (DOCS / "words.md").read_text())
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_commands_in_the_documents_exist(page: Path) -> None:
    known = commands(_parser())
    for group, verb in COMMAND.findall(page.read_text()):
        assert group in known, f"./motcua {group}"
        if known[group]:
            assert not verb or verb in known[group], f"./motcua {group} {verb}"


def commands(parser: argparse.ArgumentParser) -> dict[str, set[str]]:
    """Each command with its own sub-commands; an empty set where it has none."""
    return {name: set(_children(child)) for name, child in _children(parser).items()}


def _children(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


def test_the_readme_begins_with_the_two_commands() -> None:
    lines = [line for line in (TOP / "README.md").read_text().splitlines() if line.strip()]
    assert lines[1] == "```"
    assert lines[2].startswith("./motcua demo")
    assert lines[3].startswith("./test")


def test_decisions_are_numbered_in_order_short_and_dated() -> None:
    pages = sorted((DOCS / "adr").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text()
        assert len(text.splitlines()) <= LONGEST_DECISION, page.name
        assert text.startswith(f"# {page.name[:4]} · "), page.name
        for part in ("Status: ", "## Why now", "## Decision", "## What we gave up", "## Options weighed"):
            assert part in text, f"{page.name}: {part}"


def test_every_setting_from_the_environment_is_documented() -> None:
    told = (DOCS / "operator.md").read_text()
    sources = [*(TOP / "src" / "motcua").rglob("*.py"), TOP / ".environment.sh"]
    named = {name for path in sources for name in re.findall(r"\b(MOTCUA_[A-Z_]+)\b", path.read_text())}
    inner = {"MOTCUA_SERVING", "MOTCUA_SERVER"}  # the program tells its own children
    assert named - inner <= set(re.findall(r"`(MOTCUA_[A-Z_]+)`", told))
