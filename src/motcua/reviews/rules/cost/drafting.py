"""A sheet made from what the catalogue asks, what activities usually take and what the dossiers show.

Basis: Thông tư 02/2017/TT-VPCP, Điều 27: the cost of one performance is that of every activity the rules require; time
that merely passes while the office works is not counted, as it is no activity of the subject (opportunity cost).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.evidence import Asked, Fee, Income, Norm, Observed, Share, sure_from
from motcua.reviews.rules.cost.kept import ONE, KeptLine, Value
from motcua.reviews.rules.cost.preparing import tasks_of
from motcua.reviews.rules.cost.shares import Shares
from motcua.reviews.rules.cost.sheets import ZERO

_INSPECTED = (
    "tham dinh thuc te",
    "kiem tra thuc te",
    "tham dinh tai co so",
    "kiem tra tai co so",
    "thanh lap doan kiem tra",
    "doan tham dinh",
    "xac minh thuc te",
    "khao sat thuc te",
    "danh gia ngoai",
)


def drafted(asked: Asked, *, norms: Mapping[str, Norm], observed: Observed, income: Income) -> list[KeptLine]:
    """The lines of one performance in the order of the sheet, each number with its source.

    :raises Refused: "activity-norm-missing".
    Basis: Thông tư 02/2017/TT-VPCP, Điều 27; the blocks are those of the cost sheet.
    """
    draft = _Draft(asked, norms, observed, income, Shares(asked, observed))
    order = {block: place for place, block in enumerate(Block)}
    return sorted(draft.lines(), key=lambda line: order[line.block])


@dataclass(frozen=True, slots=True)
class _Draft:
    asked: Asked
    norms: Mapping[str, Norm]
    observed: Observed
    income: Income
    shares: Shares

    def lines(self) -> Iterator[KeptLine]:
        yield from self._prepare()
        yield from self._submit()
        yield from self._pay()
        yield from self._inspect()
        yield from self._supplement()
        yield from self._receive()

    def _prepare(self) -> Iterator[KeptLine]:
        for paper in self.asked.papers:
            share = self.shares.of_paper(paper)
            for task in tasks_of(paper):
                yield self._line(
                    f"paper:{paper.component_id}:{task.norm}",
                    task.norm,
                    share,
                    by=Decimal(task.count),
                    activity=f"{self._norm(task.norm).name}: {paper.name}",
                    more=self._form_values(task.norm),
                    component_id=paper.component_id,
                    note=paper.case and f"Trường hợp: {paper.case}",
                )

    def _form_values(self, norm: str) -> tuple[Value, ...]:
        """A form whose questions are known is also estimated by their number."""
        if norm != "fill_form" or not self.asked.questions:
            return ()
        by_field = self._norm("fill_field")
        return (
            Value(
                CostPart.HOURS,
                by_field.hours * self.asked.questions,
                CostOrigin.NORM,
                f"{self.asked.questions} câu hỏi của biểu mẫu điện tử × định mức “{by_field.name}”.",
                by_field.confidence,
            ),
        )

    def _submit(self) -> Iterator[KeptLine]:
        doors = self.shares.doors()
        direct = doors.get("direct")
        if direct is not None:
            yield self._line("submit:travel", self._travel, direct, block=Block.SUBMIT, channel="direct")
            yield self._line("submit:wait", "wait_counter", direct, channel="direct")
            yield self._line("submit:direct", "submit_direct", direct, channel="direct")
        online = doors.get("online")
        if online is not None:
            papers = sum((self.shares.of_paper(paper).value for paper in self.asked.papers), ZERO)
            if papers:
                yield self._line("submit:scan", "scan_paper", online, by=papers, channel="online")
            yield self._line("submit:online", "submit_online", online, channel="online")
        post = doors.get("post")
        if post is not None:
            yield self._line("submit:post", "submit_post", post, channel="post")

    def _pay(self) -> Iterator[KeptLine]:
        fees = self._fees()
        yield from fees
        if not fees:
            return
        seen = self.observed
        if seen.paid:
            online = self.shares.seen(
                seen.paid_online, of=seen.paid, what="số lần nộp trực tuyến, chuyển khoản"
            )
            cash = self.shares.seen(
                seen.paid - seen.paid_online, of=seen.paid, what="số lần nộp tiền mặt, qua bưu chính"
            )
        else:
            doors = self.shares.doors()
            none = self.shares.assumed(ZERO, "")
            online = doors.get("online", none)
            cash = self.shares.assumed(ONE - online.value, "Nộp tiền theo cách nộp hồ sơ.")
        if online.value:
            yield self._line("pay:online", "pay_online", online)
        if cash.value:
            yield self._line("pay:cash", "pay_cash", cash)

    def _fees(self) -> list[KeptLine]:
        """A line for each kind of money; for each channel where the amounts differ by how one lodges."""
        lines = []
        kinds = list(dict.fromkeys(fee.name for fee in self.asked.fees))
        every = self.shares.assumed(ONE, "Mỗi hồ sơ nộp một lần.", CostOrigin.CATALOGUE, Confidence.HIGH)
        for kind in kinds:
            by_channel: dict[str, list[Fee]] = defaultdict(list)
            for fee in self.asked.fees:
                if fee.name == kind:
                    by_channel[fee.channel].append(fee)
            amounts = {frozenset(fee.amount_vnd for fee in fees) for fees in by_channel.values()}
            if len(amounts) == 1:
                seen = self._collected() if len(kinds) == 1 else []
                fees = next(iter(by_channel.values()))
                lines.append(self._money(f"fee:{fold(kind)}", kind, every, [*self._listed(fees), *seen]))
            else:
                lines += self._fees_by_channel(kind, by_channel)
        return lines

    def _fees_by_channel(self, kind: str, by_channel: Mapping[str, Sequence[Fee]]) -> list[KeptLine]:
        doors = self.shares.doors()
        return [
            self._money(f"fee:{fold(kind)}:{channel}", kind, doors[channel], self._listed(fees), channel)
            for channel, fees in by_channel.items()
            if channel in doors
        ]

    def _listed(self, fees: Sequence[Fee]) -> list[Value]:
        """What the catalogue names; several amounts of one kind are of different cases."""
        sure = Confidence.HIGH if len(fees) == 1 else Confidence.MEDIUM
        amounts = {fee.amount_vnd: fee.text for fee in fees if fee.amount_vnd is not None}
        return [
            Value(
                CostPart.FEE,
                Decimal(amount),
                CostOrigin.CATALOGUE,
                f"Danh mục thủ tục: {text or amount}",
                sure,
            )
            for amount, text in amounts.items()
        ]

    def _collected(self) -> list[Value]:
        seen = self.observed
        if not seen.settled:
            return []
        mean = (Decimal(seen.paid_vnd) / seen.settled).quantize(ONE, ROUND_HALF_UP)
        said = f"Bình quân thực thu của {seen.settled} hồ sơ đã nộp xong, sau miễn, giảm, hoàn."
        return [Value(CostPart.FEE, mean, CostOrigin.DOSSIERS, said, sure_from(seen.settled))]

    def _money(
        self, key: str, name: str, share: Share, values: Sequence[Value], channel: str = ""
    ) -> KeptLine:
        note = "" if values else "Danh mục không ghi số tiền: ghi mức thu thực tế."
        return KeptLine(
            key, Block.PAY, name, self.income.hourly_vnd, (share.times(), *values), channel=channel, note=note
        )

    def _inspect(self) -> Iterator[KeptLine]:
        words = fold(self.asked.words)
        found = next((one for one in _INSPECTED if one in words), "")
        if found:
            share = self.shares.assumed(
                ONE, "Trình tự, điều kiện trong danh mục có việc kiểm tra, thẩm định tại chỗ."
            )
            yield self._line("inspect:serve", "serve_inspection", share)

    def _supplement(self) -> Iterator[KeptLine]:
        seen = self.observed
        if not seen.supplements:
            return
        often = self.shares.seen(seen.supplements, of=seen.dossiers, what="số lần phải bổ sung")
        yield self._line("supplement:correct", "correct_dossier", often)
        direct = self.shares.doors().get("direct")
        if direct is not None:
            yield self._line(
                "supplement:travel",
                self._travel,
                often,
                by=direct.value,
                block=Block.OTHER,
                activity="Đi lại để bổ sung hồ sơ",
                channel="direct",
            )

    def _receive(self) -> Iterator[KeptLine]:
        ways = self.shares.returns()
        desk = ways.get("direct")
        if desk is not None:
            trips = self.shares.trips_to_receive(desk)
            if trips.value:
                yield self._line(
                    "receive:travel",
                    self._travel,
                    trips,
                    block=Block.RECEIVE,
                    activity="Đi lại để nhận kết quả",
                    channel="direct",
                )
            yield self._line("receive:direct", "receive_desk", desk, channel="direct")
        for way, norm in (("online", "receive_online"), ("post", "receive_post")):
            share = ways.get(way)
            if share is not None:
                yield self._line(f"receive:{way}", norm, share, channel=way)

    @property
    def _travel(self) -> str:
        return (
            f"travel_{self.asked.level}" if f"travel_{self.asked.level}" in self.norms else "travel_province"
        )

    def _norm(self, code: str) -> Norm:
        if code not in self.norms:
            raise Refused(
                "activity-norm-missing",
                f"Thư viện định mức không có hoạt động “{code}” vào ngày này. Thêm định mức rồi lập lại bảng.",
                norm=code,
            )
        return self.norms[code]

    def _line(
        self,
        key: str,
        norm_code: str,
        share: Share,
        *,
        by: Decimal = ONE,
        block: Block | None = None,
        activity: str = "",
        more: tuple[Value, ...] = (),
        component_id: int | None = None,
        channel: str = "",
        note: str = "",
    ) -> KeptLine:
        norm = self._norm(norm_code)
        said = f"Định mức “{norm.name}”: {norm.source}"
        amounts = (
            (CostPart.HOURS, norm.hours),
            (CostPart.SERVICE, norm.service_vnd),
            (CostPart.OTHER, norm.other_vnd),
        )
        values = [
            Value(part, amount, CostOrigin.NORM, said, norm.confidence) for part, amount in amounts if amount
        ]
        return KeptLine(
            key,
            block or norm.block,
            (activity or norm.name)[:500],
            self.income.hourly_vnd,
            (share.times(by), *values, *more, self.income.value()),
            channel=channel,
            norm=norm.code,
            component_id=component_id,
            note=note[:500],
        )
