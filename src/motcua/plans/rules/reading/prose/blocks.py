"""Labelled blocks: "- Đơn vị thực hiện: …", "- Thời gian: …", "- Sản phẩm: …" below the work they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from motcua.plans.rules.reading.marks import MarkStyle
from motcua.plans.rules.reading.outline import Item, Outline
from motcua.plans.rules.reading.prose.words import Label, labelled_pieces


@dataclass(slots=True)
class Block:
    """Labels that follow each other, and the item whose work they tell of."""

    subject: Item
    labels: dict[Label, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def get(self, label: Label) -> str:
        """What a label says, empty without it."""
        return self.labels.get(label, "")

    @property
    def place_item(self) -> Item:
        """The item at which the block begins."""
        return self.items[0]


def labelled_blocks(outline: Outline) -> Iterator[Block]:
    """The blocks in order; labels that repeat begin a new block."""
    open_block: Block | None = None
    for item in outline:
        free, labels = labelled_pieces(item.text)
        if not labels or (item.mark is not None and item.mark.style <= MarkStyle.ROMAN):
            if open_block is not None and not _is_inside(item, open_block):
                yield open_block
                open_block = None
            continue
        if open_block is None or free or any(label in open_block.labels for label, _ in labels):
            if open_block is not None:
                yield open_block
            open_block = Block(item if free else _subject(outline, item))
        open_block.items.append(item)
        open_block.labels.update(labels)
    if open_block is not None:
        yield open_block


def _is_inside(item: Item, block: Block) -> bool:
    """Whether an item stands below the last label, as the lines of a list do."""
    return item.above == block.items[-1].index


def _subject(outline: Outline, item: Item) -> Item:
    """The work that labels tell of: the lettered or numbered item above them, or the dash just before."""
    above = [each for each in outline.above(item) if each.mark is not None]
    numbered = [each for each in above if each.mark and each.mark.style < MarkStyle.IN_BRACKETS]
    dash = _dash_before(outline, item)
    if dash is not None:
        return dash
    if not numbered:
        return above[-1] if above else _before(outline, item)
    nearest = numbered[-1]
    if len(numbered) > 1 and _speaks_for_all(outline, nearest):
        return numbered[-2]
    return nearest


def _before(outline: Outline, item: Item) -> Item:
    return outline.items[item.index - 1] if item.index else item


def _dash_before(outline: Outline, item: Item) -> Item | None:
    """A dash with work that stands right before labels which have no dash of their own, or a deeper one."""
    before = _before(outline, item)
    if (
        before is item
        or before.mark is None
        or before.mark.style < MarkStyle.DASH
        or labelled_pieces(before.text)[1]
    ):
        return None
    is_deeper = item.mark is None or item.mark.style > before.mark.style
    return before if is_deeper else None


def _speaks_for_all(outline: Outline, nearest: Item) -> bool:
    """Whether the labels stand after the last of several siblings none of which has its own."""
    siblings = [each for each in outline.under(nearest.above) if each.mark and nearest.mark]
    siblings = [
        each for each in siblings if each.mark and nearest.mark and each.mark.style is nearest.mark.style
    ]
    if len(siblings) < 2 or siblings[-1].index != nearest.index:
        return False
    first, last = siblings[0].index, nearest.index
    return not any(labelled_pieces(each.text)[1] for each in outline.items[first:last])
