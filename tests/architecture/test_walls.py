"""Walls that import contracts do not see: who writes, foreign keys, migrations, templates, addresses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

SOURCE = Path(__file__).resolve().parents[2] / "src" / "motcua"
STOREYS = [
    ["kernel"],
    ["deadlines"],
    ["organisations"],
    ["accounts"],
    ["jobs"],
    ["documents", "forms", "notices", "payments", "workflow"],
    ["catalogue"],
    ["dossiers", "plans"],
    ["reviews"],
    ["feedback"],
    ["indicators"],
    ["reports"],
    ["integrations"],
    ["web"],
]
HEIGHT = {room: height for height, storey in enumerate(STOREYS) for room in storey}
OURS = [model for model in apps.get_models() if model.__module__.startswith("motcua.")]

# Methods of managers, querysets and rows that change tables.
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "delete",
    "aupdate",
}
SQL_WRITE = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|ALTER|CREATE|DROP)\b", re.IGNORECASE)
MAY_WRITE = re.compile(r"(^|/)(actions(/|\.py)|migrations/|base_data\.py|config/)")


def python_files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down_or_sideways_within_a_room(model: type[models.Model]) -> None:
    room = model.__module__.split(".")[1]
    for field in model._meta.get_fields():
        if not field.is_relation or field.auto_created or field.related_model is None:
            continue
        target = field.related_model.__module__.split(".")
        if target[0] == "motcua" and target[1] != room:
            assert HEIGHT[target[1]] < HEIGHT[room], f"{model.__name__}.{field.name} points up to {target[1]}"


def writes_in(tree: ast.AST) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            on = ast.unparse(node.func.value)
            is_rows = "objects" in on or "queryset" in on.lower() or name in {"bulk_create", "bulk_update"}
            if name in WRITES and (is_rows or name in {"save"}):
                found.append((node.lineno, f"{on}.{name}"))
            if name == "update" and is_rows:
                found.append((node.lineno, f"{on}.{name}"))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "insert_all":
            found.append((node.lineno, node.func.id))
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and SQL_WRITE.match(node.value) and " " in node.value.strip():
            found.append((node.lineno, node.value[:40]))
    return found


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_actions_write(path: Path) -> None:
    relative = str(path.relative_to(SOURCE))
    if MAY_WRITE.search(relative):
        return
    found = writes_in(ast.parse(path.read_text()))
    found = [
        (line, what) for line, what in found if not (relative.startswith("web/") and what.startswith("form."))
    ]
    assert not found, f"{relative} writes outside actions: {found}"


def test_the_detector_sees_writes() -> None:
    seen = writes_in(
        ast.parse("Thing.objects.filter(a=1).update(b=2)\nthing.save()\nq('UPDATE x SET y = 1')")
    )
    assert len(seen) == 3


def test_migrations_are_named() -> None:
    unnamed = [
        path.name
        for path in SOURCE.rglob("migrations/0*.py")
        if re.search(r"_auto_|_alter_.*_and_more", path.name)
    ]
    assert not unnamed


def test_rooms_have_a_docstring_and_no_junk_drawer() -> None:
    junk = {"utils", "helpers", "common", "services", "managers", "misc"}
    for path in python_files():
        assert path.stem not in junk, path
    for room in HEIGHT:
        init = SOURCE / room / "__init__.py"
        if init.exists():
            assert ast.get_docstring(ast.parse(init.read_text())), f"{room} does not say what it is for"


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_pages_bring_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text), "inline style: the content policy forbids it"
    assert not re.search(r"\son(click|change|submit|load|input)\s*=", text), "inline handler"
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")", text), (
        "inline script"
    )
    fetched = r"<(link|script|img|source|iframe|use)\b[^>]*(src|href)\s*=\s*[\"'](https?:)?//"
    assert not re.search(fetched, text), "something from another address"


def test_every_template_is_used() -> None:
    texts = "\n".join(path.read_text() for path in [*python_files(), *templates()])
    roots = {"404.html", "403.html", "500.html", "400.html", "403_csrf.html"}
    by_name = ("account/", "mfa/", "allauth/", "usersessions/")  # looked up by the sign-in package
    for path in templates():
        name = path.relative_to(SOURCE / "web").as_posix().removeprefix("templates/")
        if name not in roots and not name.startswith(by_name):
            assert f'"{name}"' in texts or f"'{name}'" in texts, f"{name} is used nowhere"


def test_no_address_of_another_host_is_fetched_by_styles_or_scripts() -> None:
    for path in [*SOURCE.rglob("*.css"), *SOURCE.rglob("*.js")]:
        assert not re.search(
            r"url\(\s*[\"']?(https?:)?//|@import\s+[\"'](https?:)?//|fetch\(\s*[\"']https?:", path.read_text()
        )


def test_the_kernel_stays_small() -> None:
    lines = sum(len(path.read_text().splitlines()) for path in (SOURCE / "kernel").glob("*.py"))
    assert lines < 600
