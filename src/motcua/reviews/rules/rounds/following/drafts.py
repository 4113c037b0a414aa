"""The change of law that each change of a trial needs, as a draft to be edited.

Basis: Nghị định 63/2010/NĐ-CP, Điều 8(2) (constituents), Điều 31 (which act, who); each change has its own basis in
`rules.changes.kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules.content import Content
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.enums import CutKind
from motcua.reviews.rules.changes.applying import Applied, Told, plain
from motcua.reviews.rules.changes.effects import target_of
from motcua.reviews.rules.changes.facts import INTERNAL, Neighbour, ProcedureFacts
from motcua.reviews.rules.changes.kinds import KINDS
from motcua.reviews.rules.rounds.completeness import ChangeSaid
from motcua.reviews.rules.rounds.following.limits import limit_left

LONGEST_ACT = 300
LONGEST_BODY = 200

# Which constituent of the procedure each change rewrites.
CONSTITUENT: Mapping[CutKind, Constituent] = {
    CutKind.DROP_PAPER: Constituent.COMPONENTS,
    CutKind.REPLACE_PAPER: Constituent.COMPONENTS,
    CutKind.ACCEPT_COPY: Constituent.COMPONENTS,
    CutKind.SHORTEN_STEP: Constituent.STEPS,
    CutKind.SHORTEN_LIMIT: Constituent.TIME_LIMIT,
    CutKind.GO_ONLINE: Constituent.METHODS,
    CutKind.EXTEND_VALIDITY: Constituent.RESULTS,
    CutKind.DELEGATE: Constituent.AGENCY,
    CutKind.MERGE: Constituent.STEPS,
    CutKind.TO_EX_POST: Constituent.STEPS,
    CutKind.DROP_FEE: Constituent.FEES,
    CutKind.DROP_CONDITION: Constituent.REQUIREMENTS,
}


def drafted(
    told: Told, applied: Applied, content: Content, *, agency: str, unit: LimitUnit | None
) -> ChangeSaid:
    """The change of law: the act, which constituent from what to what and on what basis, who carries it out. `agency`
    is who proposes, `unit` the unit in which the limit is laid down."""
    kind = told.change.kind
    before, after = _WORDS[kind](told, applied, content, unit)
    said = f"{CONSTITUENT[kind].label}: từ “{before}” thành “{after}”. Cơ sở: {told.basis}."
    return ChangeSaid(_act(kind, applied.facts, content), said, _body(told, content, agency))


def _act(kind: CutKind, facts: ProcedureFacts, content: Content) -> str:
    """The act to be amended: of what lays the procedure down, those its legal bases name; else what the locality
    issues itself."""
    if not KINDS[kind].amends_act:
        if kind is CutKind.SHORTEN_STEP:
            return f"Quy trình nội bộ giải quyết thủ tục {facts.code}"
        number = f" số {content.decision_number}" if content.decision_number else ""
        return f"Quyết định công bố thủ tục {facts.code}{number}"
    bases = [" ".join(f"{one.title} {one.number}".split()) for one in content.legal_bases]
    if len(bases) == 1:
        return bases[0][:LONGEST_ACT]
    if not bases:
        return f"Văn bản quy định thủ tục {facts.code}"
    numbers = "; ".join(one.number for one in content.legal_bases)
    said = f"Chọn trong các căn cứ: {numbers}"
    return said if len(said) <= LONGEST_ACT else said[:LONGEST_ACT].rsplit(";", 1)[0]


def _body(told: Told, content: Content, agency: str) -> str:
    if told.is_within_power:
        return agency[:LONGEST_BODY]
    issuer = content.issuing_agency or "Bộ, cơ quan ngang bộ ban hành văn bản"
    return f"{issuer[:100]} ({agency[:80]} kiến nghị)"


Words = tuple[str, str]


def _name(told: Told, applied: Applied) -> str:
    target = target_of(told.change, applied.facts)
    assert target is not None
    return target.name


def _drop_paper(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    return f"phải nộp {_name(told, applied)}", "không phải nộp"


def _replace_paper(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    return f"phải nộp {_name(told, applied)}", "không phải nộp; cơ quan giải quyết tự tra cứu dữ liệu"


def _accept_copy(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    return f"{_name(told, applied)}, bản sao có chứng thực", "bản chụp, cán bộ đối chiếu với bản chính"


def _shorten_step(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    assert told.change.amount is not None
    place = "" if told.change.target.startswith(INTERNAL) else f"{told.change.target}. "
    return (
        f"bước “{place}{_name(told, applied)}” như quy trình hiện nay",
        f"bước này bớt {plain(told.change.amount)} ngày làm việc",
    )


def _shorten_limit(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    before, after = applied.before.days, told.alone.days
    assert before is not None
    assert after is not None
    for method in content.methods:
        if method.limit_amount is not None and method.limit_unit is unit is not None:
            left = limit_left(method.limit_amount, unit, before=before, after=after)
            return f"{_number(method.limit_amount)} {unit.label}", f"{_number(left)} {unit.label}"
    return f"{plain(before)} ngày làm việc", f"{plain(after)} ngày làm việc"


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}".replace(".", ",")


def _go_online(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    ways = dict.fromkeys(method.channel.label.lower() for method in content.methods)
    return f"nộp {', '.join(ways) or 'như hiện nay'}", "trực tuyến toàn trình, nộp và nhận kết quả trên mạng"


def _extend(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    assert told.change.amount is not None
    names = ", ".join(result.name for result in content.results) or "kết quả"
    return (
        f"{names}, thời hạn giá trị như hiện nay",
        f"thời hạn giá trị dài gấp {plain(told.change.amount)} lần",
    )


def _delegate(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    now = content.competent_authority or content.executing_agency or "cơ quan giải quyết hiện nay"
    return now, "cấp gần người dân hơn được phân cấp, ủy quyền"


def _merge(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    other = target_of(told.change, applied.facts)
    assert isinstance(other, Neighbour)
    return (
        f"hai thủ tục {applied.facts.code} và {other.code} ({other.name})",
        "một lần nộp cho hai việc, giấy tờ trùng nộp một lần, giải quyết cùng lúc",
    )


def _to_ex_post(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    return "nộp hồ sơ và chờ cho phép rồi mới làm", "thông báo rồi làm ngay, cơ quan kiểm tra sau"


def _drop_fee(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    return f"thu {_name(told, applied)}", "không thu"


def _drop_condition(told: Told, applied: Applied, content: Content, unit: LimitUnit | None) -> Words:
    return _name(told, applied), "không đòi điều kiện này"


_WORDS: Mapping[CutKind, Callable[[Told, Applied, Content, LimitUnit | None], Words]] = {
    CutKind.DROP_PAPER: _drop_paper,
    CutKind.REPLACE_PAPER: _replace_paper,
    CutKind.ACCEPT_COPY: _accept_copy,
    CutKind.SHORTEN_STEP: _shorten_step,
    CutKind.SHORTEN_LIMIT: _shorten_limit,
    CutKind.GO_ONLINE: _go_online,
    CutKind.EXTEND_VALIDITY: _extend,
    CutKind.DELEGATE: _delegate,
    CutKind.MERGE: _merge,
    CutKind.TO_EX_POST: _to_ex_post,
    CutKind.DROP_FEE: _drop_fee,
    CutKind.DROP_CONDITION: _drop_condition,
}
