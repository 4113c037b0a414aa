"""What stands in a document of an office, without a word about how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.documents.enums import SigningAuthority


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


Text = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part. Level 1 counts I, II, III; level 2 counts 1, 2, 3; level 3 counts a), b), c), d), đ).

    Not numbered where `is_numbered` is False; `is_bold` False makes a numbered point of running text.
    """

    text: Text
    level: int = 1
    is_numbered: bool = True
    is_bold: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; centred where `is_centred`, without the indent of its first line where `is_flush`."""

    text: Text
    is_centred: bool = False
    is_flush: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list with dashes; `depth` 2 has plus signs and stands below a dash."""

    items: tuple[Text, ...]
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and how its cells are set: left, center, right."""

    heading: str
    share: float = 1
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row. Line breaks in a cell begin a new paragraph. A group row has a number and a title across the table."""

    cells: tuple[str, ...]
    is_group: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on each page and whose rows stay whole where they fit on one."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A share from 0 to 1 with how it is written; `low` and `high` are its interval, `before` an earlier share."""

    label: str
    share: float
    words: str
    low: float | None = None
    high: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares drawn as bars below one another. `keys` name now and before where both are drawn. Whoever draws them
    writes their numbers down too."""

    title: str
    bars: tuple[Bar, ...]
    keys: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """What is read out to whoever does not see the drawing."""
        return f"{self.title}. " + "; ".join(f"{bar.label}: {bar.words}" for bar in self.bars) + "."


Block = Heading | Paragraph | Points | Table | Bars


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs and by whose power. `head_title` is whom a deputy signs for; `collective` the body of "TM.".

    `note` stands under the title ("(Ký, ghi rõ họ tên)"), for people who sign by hand.
    """

    title: str
    name: str = ""
    authority: SigningAuthority = SigningAuthority.OWN
    head_title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own; numbered when there are several. Its reference line is made from the document."""

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False
    label: str = "Phụ lục"


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A whole document. Names are written as in running text; capitals are a matter of layout.

    `number` empty and `on` None leave room to fill them in; `year` is then the year that is printed. `kind` empty
    makes an official letter whose `abstract` stands below the number. `agency_named` is the agency as the reference
    line of an annex names it. With `is_annex_only` nothing but the annexes comes out. More than one of `signings`
    stand side by side, as in minutes.
    """

    agency: str
    symbol: str
    place: str
    kind: str
    abstract: str
    blocks: tuple[Block, ...]
    signings: tuple[Signing, ...]
    year: int
    superior: str = ""
    agency_named: str = ""
    number: str = ""
    on: date | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    is_annex_only: bool = False
    is_draft: bool = False
    is_sample: bool = False
