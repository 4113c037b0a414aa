"""The XML parts of packed office files: parsed without entities, without network, within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from motcua.documents.reading.limits import MOST_MARKUP, too_long
from motcua.documents.rules.uploads.refusing import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element
else:
    Element = object


class Package:
    """A packed file whose parts are read one by one; it was inspected before."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise damaged(kind) from None
        self.names = frozenset(self._zip.namelist())

    def part(self, name: str) -> Element | None:
        """The root of a part; None when the file has no such part.

        :raises Unfit: when the part is not whole XML.
        """
        from lxml import etree

        if name not in self.names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            if self._zip.getinfo(name).file_size > MOST_MARKUP:
                raise too_long("60 MB nội dung")
            return etree.fromstring(self._zip.read(name), parser)
        except (
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
        ):
            raise damaged(self._kind) from None


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace; "" when it is absent."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def children(element: Element | None, *path: str) -> list[Element]:
    """What stands directly in the element down a path."""
    found = child(element, *path)
    return [] if found is None else list(found)


def value(element: Element | None, *path: str) -> str:
    """The `val` of the element down a path; "" when there is none."""
    found = child(element, *path)
    return "" if found is None else attribute(found, "val")


def is_on(element: Element | None, name: str) -> bool | None:
    """A switch: True, False, or None where it is not said."""
    found = child(element, name)
    return None if found is None else attribute(found, "val").lower() not in {"0", "false", "off", "none"}


def whole(text: str, otherwise: int) -> int:
    """A whole number of an attribute."""
    text = text.strip()
    return (
        int(text)
        if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 9
        else otherwise
    )
