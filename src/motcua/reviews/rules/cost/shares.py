"""In which part of the dossiers something is done: as dossiers show, else as the catalogue lets assume."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.text import fold
from motcua.reviews.enums import Confidence, CostOrigin
from motcua.reviews.rules.cost.evidence import SOME_DOSSIERS, Asked, Observed, Share, rounded
from motcua.reviews.rules.cost.kept import ONE
from motcua.reviews.rules.cost.preparing import Paper
from motcua.reviews.rules.cost.sheets import ZERO

_DIRECT = ("direct", "kiosk")
_AT_COUNTER = ("desk",)


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of one procedure."""

    asked: Asked
    observed: Observed

    def trips_to_receive(self, desk: Share) -> Share:
        """Who gets the result on the day of lodging does not come a second time."""
        seen = self.observed
        if seen.dossiers and seen.returns:
            came = max(desk.value - Decimal(seen.same_visit) / seen.dossiers, ZERO)
            said = f"{desk.source} Trong đó {seen.same_visit} hồ sơ nhận kết quả ngay trong ngày nộp."
            return Share(came, desk.origin, said, desk.confidence)
        if self.asked.is_same_day:
            return self.assumed(ZERO, "Kết quả trả ngay trong ngày nộp.")
        return desk

    def doors(self) -> dict[str, Share]:
        """By which channel dossiers come."""
        seen = {
            "direct": sum(self.observed.doors.get(door, 0) for door in _DIRECT),
            "online": self.observed.doors.get("online", 0),
            "post": self.observed.doors.get("post", 0),
        }
        return self._parted(
            seen, {"direct": "nộp trực tiếp", "online": "nộp trực tuyến", "post": "nộp qua bưu chính"}
        )

    def returns(self) -> dict[str, Share]:
        """By which channel results go back; whose result is brought home does nothing for it."""
        seen = {
            "direct": sum(self.observed.returns.get(way, 0) for way in _AT_COUNTER),
            "online": self.observed.returns.get("online", 0),
            "post": self.observed.returns.get("post", 0),
        }
        return self._parted(
            seen, {"direct": "nhận tại quầy", "online": "nhận trực tuyến", "post": "nhận qua bưu chính"}
        )

    def _parted(self, seen: Mapping[str, int], words: Mapping[str, str]) -> dict[str, Share]:
        """The share of each way: as dossiers show, else the ways the catalogue offers in equal parts."""
        if sum(seen.values()):
            return {
                way: self.seen(count, of=self.observed.dossiers, what=f"hồ sơ {words[way]}")
                for way, count in seen.items()
                if count
            }
        offered = [way for way in words if way in self.asked.channels] or ["direct"]
        said = "Chưa có hồ sơ: giả định các cách trong danh mục được dùng như nhau."
        return {way: self.assumed(ONE / len(offered), said) for way in offered}

    def of_paper(self, paper: Paper) -> Share:
        """In which part of the dossiers a paper is handed in."""
        seen = self.observed
        if seen.with_papers >= SOME_DOSSIERS:
            named = fold(paper.name)
            same = sum(fold(one.name) == named for one in self.asked.papers)
            handed = round(seen.papers.get(named, 0) / same)  # the same paper of several cases
            return self.seen(handed, of=seen.with_papers, what="hồ sơ thực nộp giấy tờ này")
        if paper.case:
            cases = len({one.case for one in self.asked.papers if one.case})
            said = f"Chưa đủ hồ sơ: giả định {cases} trường hợp xảy ra như nhau."
            return self.assumed(ONE / cases, said)
        return self.assumed(ONE, "Mỗi hồ sơ một lần, theo danh mục.", CostOrigin.CATALOGUE, Confidence.HIGH)

    def seen(self, count: int, *, of: int, what: str) -> Share:
        """What dossiers show."""
        value = rounded(Decimal(count) / Decimal(of))
        return Share(
            value, CostOrigin.DOSSIERS, f"{count} {what} / {of} của kỳ xem xét.", self.observed.confidence
        )

    def assumed(
        self,
        value: Decimal,
        said: str,
        origin: CostOrigin = CostOrigin.ASSUMED,
        confidence: Confidence = Confidence.LOW,
    ) -> Share:
        """What no dossier shows."""
        return Share(rounded(value), origin, said, confidence)
