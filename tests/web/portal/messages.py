"""The English of the portal's frame: gathers the texts, checks their translations, compiles them. No gettext needed.

Run it to add new texts to django.po and compile django.mo:
    PYTHONPATH=src .venv/bin/python tests/web/portal/messages.py
"""

from __future__ import annotations

import ast
import os
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

WEB = Path(__file__).resolve().parents[3] / "src" / "motcua" / "web"
PO = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
_PLACES = ("portal", "components", "templates", "templatetags", "waiting_files")
_SHARED = ("cutting.py", "fields.py", "measured.py", "sessions.py")  # of both doors
_GETTEXT = {"_", "gettext", "gettext_lazy", "pgettext", "ngettext"}
Message = tuple[str, str, str]  # context, text, plural

_HEADER = (
    "Project-Id-Version: motcua\nLanguage: en\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)


def gathered() -> list[Message]:
    """Every text of the portal's templates and code, and the labels it shows, sorted."""
    found: set[Message] = set()
    for place in _PLACES:
        for file in (WEB / place).rglob("*.html"):
            if "desk" not in file.relative_to(WEB).parts:
                found.update(_in_template(file.read_text()))
        for file in (WEB / place).rglob("*.py"):
            found.update(_in_code(file.read_text()))
    for name in _SHARED:
        found.update(_in_code((WEB / name).read_text()))
    found.update(("", label, "") for label in _labels())
    return sorted(found)


def _labels() -> Iterator[str]:
    from motcua.accounts import enums as people
    from motcua.accounts.rules.citizens import PURPOSES
    from motcua.catalogue import enums
    from motcua.deadlines.enums import LimitUnit, Standing
    from motcua.dossiers import enums as dossiers
    from motcua.feedback.enums import feedback
    from motcua.notices.enums import DeliveryMode, EventGroup, NoticeChannel
    from motcua.notices.rules.preferences import choosable, words_for
    from motcua.web.templatetags.motcua import _WEEKDAYS

    shown = (
        dossiers.Representation,
        dossiers.Status,
        Standing,
        dossiers.ReturnWay,
        enums.Channel,
        enums.FeeKind,
        enums.ApplicantType,
        enums.ProcedureLevel,
        enums.ProcedureKind,
        enums.LifeEvent,
        enums.Constituent,
        feedback.SenderKind,
        feedback.State,
        feedback.Contentment,
        LimitUnit,
        people.PartyKind,
        people.Gender,
        people.IdentityKind,
        people.VerificationLevel,
        DeliveryMode,
        EventGroup,
        NoticeChannel,
    )
    for kind in shown:
        yield from (member.label for member in kind)
    yield from _WEEKDAYS
    yield from (words_for(mode, NoticeChannel.BELL) for mode in choosable(NoticeChannel.BELL))
    yield from PURPOSES


def _in_template(source: str) -> Iterator[Message]:
    from django.template import engines

    yield from _in_nodes(engines["django"].from_string(source).template.nodelist)


def _in_nodes(nodes: Any) -> Iterator[Message]:
    from django.template.base import Node
    from django.template.library import SimpleBlockNode
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    for node in nodes.get_nodes_by_type(Node):
        if isinstance(node, SimpleBlockNode):  # it does not tell Django of the nodes within
            yield from _in_nodes(node.nodelist)
        if isinstance(node, TranslateNode):
            yield "", str(node.filter_expression.var.literal or node.filter_expression.var), ""
        elif isinstance(node, BlockTranslateNode):
            text = _block_text(node, node.singular)
            yield "", text, _block_text(node, node.plural) if node.plural else ""


def _block_text(node: object, tokens: object) -> str:
    from django.utils.translation import trim_whitespace

    text, _names = node.render_token_list(tokens)  # type: ignore[attr-defined]
    return trim_whitespace(text) if node.trimmed else text  # type: ignore[attr-defined]


def _in_code(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _GETTEXT):
            continue
        words = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if node.func.id == "pgettext" and len(words) == 2:
            yield words[0], words[1], ""
        elif node.func.id == "ngettext" and len(words) == 2:
            yield "", words[0], words[1]
        elif len(words) == 1 and node.func.id != "pgettext":
            yield "", words[0], ""


def read_po(text: str) -> dict[Message, list[str]]:
    """The translations in a .po file: one form, or singular and plural."""
    entries: dict[Message, list[str]] = {}
    for block in re.split(r"\n\s*\n", text):
        parts: dict[str, str] = {}
        current = ""
        for line in block.splitlines():
            if match := re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(".*")$', line):
                current = match[1]
                parts[current] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                parts[current] += ast.literal_eval(line)
        if parts.get("msgid"):
            forms = [parts[key] for key in sorted(parts) if key.startswith("msgstr")]
            entries[parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", "")] = forms
    return entries


def write_po(entries: dict[Message, list[str]]) -> str:
    """The same as text, in order."""
    blocks = ['msgid ""\nmsgstr ""\n' + "\n".join(_quoted(line + "\n") for line in _HEADER.splitlines())]
    for (context, text, plural), forms in sorted(entries.items()):
        lines = [f"msgctxt {_quoted(context)}"] if context else []
        lines.append(f"msgid {_quoted(text)}")
        if plural:
            lines.append(f"msgid_plural {_quoted(plural)}")
            lines += [f"msgstr[{place}] {_quoted(form)}" for place, form in enumerate(forms)]
        else:
            lines.append(f"msgstr {_quoted(forms[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def compiled(entries: dict[Message, list[str]]) -> bytes:
    """The .mo file that gettext reads."""
    pairs = {b"": _HEADER.encode()}
    for (context, text, plural), forms in entries.items():
        if all(forms):
            key = (f"{context}\x04" if context else "") + text + (f"\0{plural}" if plural else "")
            pairs[key.encode()] = "\0".join(forms).encode()
    keys = sorted(pairs)
    start = 28 + 16 * len(keys)
    texts = [*keys, *(pairs[key] for key in keys)]
    table, place = b"", start
    for text in texts:
        table += struct.pack("<II", len(text), place)
        place += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + table + b"".join(text + b"\0" for text in texts)


def updated(messages: Iterable[Message], known: dict[Message, list[str]]) -> dict[Message, list[str]]:
    """The known translations of `messages`, with empty forms for those that have none."""
    return {message: known.get(message, [""] * (2 if message[2] else 1)) for message in messages}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django

    django.setup()
    entries = updated(gathered(), read_po(PO.read_text()) if PO.exists() else {})
    PO.write_text(write_po(entries))
    MO.write_bytes(compiled(entries))
    missing = [text for (_context, text, _plural), forms in entries.items() if not all(forms)]
    print(f"{len(entries)} texts, {len(missing)} without English")
    for text in missing:
        print("  ", text)


if __name__ == "__main__":
    main()
