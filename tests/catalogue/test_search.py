from __future__ import annotations

import json
from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.catalogue.contents import complete_content

from motcua.catalogue.actions.search import refresh_search, replace_synonyms
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import (
    ApplicantType,
    LifeEvent,
    LinkKind,
    ProcedureKind,
    ProcedureLevel,
    SynonymKind,
)
from motcua.catalogue.models import (
    Field,
    OldCode,
    Procedure,
    ProcedureLink,
    SearchDocument,
    SearchState,
    SearchSynonym,
)
from motcua.catalogue.queries.search import MOST, SearchAnswer, current_index, search_procedures, suggest
from motcua.catalogue.rules.content import ComponentContent, FormContent, ResultContent
from motcua.catalogue.rules.search.synonyms import SynonymRow
from motcua.cli.main import main
from motcua.kernel.clock import VIETNAM

AT = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)
TODAY = date(2026, 9, 17)
pytestmark = pytest.mark.django_db


def keep(
    code: str,
    name: str,
    *,
    since: date = date(2026, 1, 1),
    kind: ProcedureKind = ProcedureKind.MINISTRY,
    jurisdiction: str = "",
    **changes: object,
) -> Procedure:
    """A procedure in force since a day, that can be found."""
    known = Procedure.objects.filter(code=code, jurisdiction=jurisdiction).first()
    procedure = known or Procedure.objects.create(code=code, kind=kind, jurisdiction=jurisdiction)
    news = NewVersion(procedure_id=procedure.pk, content=complete_content(name=name, **changes))
    versions = write_versions(versions=[news], actor="operator", at=AT)
    put_versions_in_force(versions=versions, from_on=since, actor="operator", at=AT)
    refresh_search(procedure_ids=[procedure.pk], at=AT)
    return procedure


def codes(query: str, **narrowed: object) -> list[str]:
    return [hit.code for hit in ask(query, **narrowed).hits]


def ask(query: str, **narrowed: object) -> SearchAnswer:
    return search_procedures(query, **{"on": TODAY, **narrowed})  # type: ignore[arg-type]  # named in each test


def test_a_procedure_is_found_and_described() -> None:
    procedure = keep("3.000465", "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc")
    [hit] = ask("cap bansao van bnag").hits
    assert (hit.rank, hit.code, hit.name) == (1, "3.000465", "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc")
    assert (hit.procedure_id, hit.field) == (procedure.pk, "Văn bằng, chứng chỉ")
    assert hit.agency == "Sở Giáo dục và Đào tạo"
    assert hit.why == "tên có “cấp bản sao văn bằng”; hiểu “van bnag” là “văn bằng”"
    assert not hit.is_internal


def test_what_was_understood_is_told_only_when_it_differs() -> None:
    keep("3.000465", "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc")
    plain = ask("cap ban sao")
    assert (plain.understood, plain.corrected) == ("cấp bản sao", "")
    assert ask("cap bn sao").corrected == "cấp bản sao"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("giấy khám sức khỏe", "giấy tờ: Giấy khám sức khỏe của bệnh viện"),
        ("mẫu số 7b", "giấy tờ: Đơn theo mẫu số 7b"),
        ("thẻ học viên", "kết quả: Thẻ học viên"),
        ("lĩnh vực dạy bơi", "lĩnh vực: Dạy bơi"),
        ("nhà thi đấu", "cơ quan: Nhà thi đấu tỉnh"),
        ("người nước ngoài", "đối tượng: Người nước ngoài"),
        ("du học", "dùng khi: " + LifeEvent.STUDY_ABROAD.label),
        ("cấp tỉnh", "cơ quan: Cấp tỉnh"),
    ],
)
def test_every_part_is_searched_and_named(query: str, why: str) -> None:
    keep(
        "1.000123",
        "Đăng ký bơi lội",
        field="Dạy bơi",
        executing_agency="Nhà thi đấu tỉnh",
        applicant_types=(ApplicantType.FOREIGNER,),
        life_events=(LifeEvent.STUDY_ABROAD,),
        components=(
            ComponentContent(
                name="Giấy khám sức khỏe của bệnh viện", forms=(FormContent(name="Đơn theo mẫu số 7b"),)
            ),
        ),
        results=(ResultContent(name="Thẻ học viên", code="KQ.H31.000777"),),
    )
    [hit] = ask(query).hits
    assert why in hit.why


def test_codes_old_codes_and_result_codes_lead_there() -> None:
    procedure = keep("3.000465", "Cấp bản sao văn bằng")
    keep("3.000999", "Cấp phép bay")
    OldCode.objects.create(procedure=procedure, code="1.005092")
    refresh_search(procedure_ids=[procedure.pk], at=AT)
    for query in ("3.000465", "3000465", "000465", "1.005092", "1005092", "mã 3.000465"):
        assert codes(query)[0] == "3.000465", query
    assert codes("3.0004") == ["3.000465"]
    assert ask("1.005092").hits[0].why == "mã cũ 1.005092"


def test_the_code_of_a_replaced_procedure_finds_its_successor() -> None:
    oldest, older = keep("1.000001", "Sao bằng"), keep("1.000002", "Sao văn bằng")
    newest = keep("1.000003", "Cấp bản sao")
    ProcedureLink.objects.create(procedure=oldest, other=older, kind=LinkKind.REPLACED_BY)
    ProcedureLink.objects.create(procedure=older, other=newest, kind=LinkKind.REPLACED_BY)
    refresh_search(procedure_ids=[oldest.pk], at=AT)
    assert set(codes("1.000001")) == {"1.000001", "1.000002", "1.000003"}
    assert SearchDocument.objects.get(version__procedure=newest).old_codes == ["1.000001", "1.000002"]


def test_each_day_finds_the_version_of_that_day() -> None:
    keep("1.000001", "Cấp giấy phép lái tàu")
    keep("1.000001", "Cấp bằng lái tàu", since=date(2027, 1, 1))
    assert codes("giấy phép lái tàu", on=date(2026, 12, 31)) == ["1.000001"]
    assert ask("lái tàu", on=date(2026, 12, 31)).hits[0].name == "Cấp giấy phép lái tàu"
    assert ask("lái tàu", on=date(2027, 1, 1)).hits[0].name == "Cấp bằng lái tàu"
    assert codes("lái tàu", on=date(2025, 12, 31)) == []


def test_the_public_does_not_see_internal_procedures() -> None:
    keep("5.003854", "Xét tặng nhà giáo ưu tú", kind=ProcedureKind.INTERNAL)
    assert codes("nhà giáo ưu tú") == []
    assert codes("5.003854") == []
    [hit] = ask("nhà giáo ưu tú", public_only=False).hits
    assert hit.is_internal


def test_a_province_sees_its_own_record_before_the_nations() -> None:
    keep("1.000001", "Tuyển sinh", jurisdiction="")
    keep("1.000001", "Tuyển sinh của tỉnh", jurisdiction="31")
    keep("1.000002", "Tuyển sinh nơi khác", jurisdiction="01")
    assert [hit.name for hit in ask("tuyển sinh", jurisdiction="31").hits] == ["Tuyển sinh của tỉnh"]
    assert [hit.name for hit in ask("tuyển sinh", jurisdiction="").hits] == ["Tuyển sinh"]
    assert len(ask("tuyển sinh").hits) == 3


def test_results_can_be_narrowed() -> None:
    keep(
        "1.000001",
        "Hỗ trợ học phí",
        field="Giáo dục mầm non",
        levels=(ProcedureLevel.COMMUNE,),
        applicant_types=(ApplicantType.CITIZEN,),
        life_events=(LifeEvent.SUPPORT,),
    )
    keep("1.000002", "Hỗ trợ học phí đại học", levels=(ProcedureLevel.MINISTRY,))
    field = Field.objects.get(name="Giáo dục mầm non")
    for narrowed in (
        {"level": ProcedureLevel.COMMUNE},
        {"audience": ApplicantType.CITIZEN, "field_id": field.pk},
        {"life_event": LifeEvent.SUPPORT},
    ):
        assert codes("hỗ trợ học phí", **narrowed) == ["1.000001"]
    assert codes("hỗ trợ học phí", level=ProcedureLevel.DISTRICT) == []


def test_the_limit_holds_and_the_total_is_told() -> None:
    for number in range(5):
        keep(f"1.00000{number}", f"Cấp thẻ số {number} {'x' * number}")
    answer = ask("cấp thẻ", limit=2)
    assert (len(answer.hits), answer.total) == (2, 5)
    assert [hit.rank for hit in answer.hits] == [1, 2]
    assert ask("cấp thẻ", limit=0).hits == []
    assert len(ask("cấp thẻ", limit=10 * MOST).hits) == 5


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "'; DROP TABLE catalogue_procedure; --",
        "a & b | !c <-> d:* ('",
        "%_\\%",
        "\x00\x07 cấp",
        "🙂🎓",
        "<script>alert(1)</script>",
        "\ud800",
        "((((((((",
        "1.1.1.1.1.1",
        "9" * 50,
        "cấp bản sao " * 900,
        "x" * 10_000,
        "ạ̣̣̣̣" * 500,
    ],
)
def test_odd_queries_are_answered_calmly(query: str) -> None:
    keep("3.000465", "Cấp bản sao văn bằng")
    answer = ask(query)
    assert answer.total >= len(answer.hits) >= 0
    suggest(query, on=TODAY)
    json.dumps([answer.query, answer.understood]).encode()


def test_suggestions_complete_the_last_word_and_show_a_name_once() -> None:
    keep("2.002854", "Chuyển trường và tiếp nhận học sinh")
    keep("2.002855", "Chuyển trường và tiếp nhận học sinh", jurisdiction="31")
    assert [hit.name for hit in suggest("chuyen tru", on=TODAY)] == ["Chuyển trường và tiếp nhận học sinh"]
    assert [hit.code for hit in suggest("ch", on=TODAY)] == ["2.002854"]
    assert suggest("", on=TODAY) == []


def test_an_unchanged_catalogue_costs_one_query_and_quoting_one_more() -> None:
    keep("3.000465", "Cấp bản sao văn bằng")
    ask("cấp")
    with CaptureQueriesContext(
        connection,
    ) as by_name:
        ask("cấp bản sao")
    assert len(by_name) == 1
    with CaptureQueriesContext(connection) as by_paper:
        ask("căn cước người được ủy quyền")
    assert len(by_paper) == 2


def test_writing_costs_the_same_for_many() -> None:
    one = [keep("1.000001", "Cấp một").pk]
    many = [keep(f"1.0001{number:02}", f"Cấp thẻ {number}").pk for number in range(12)]

    def cost(ids: list[UUID]) -> int:
        with CaptureQueriesContext(connection) as queries:
            refresh_search(procedure_ids=ids, at=AT)
        return len(queries)

    assert cost(one) == cost(many)


def test_a_change_by_another_process_is_seen_at_the_next_question() -> None:
    procedure = keep("3.000465", "Cấp bản sao văn bằng")
    assert codes("cấp bản sao") == ["3.000465"]
    held = current_index()
    # What another process does, told by the database alone.
    SearchDocument.objects.filter(version__procedure=procedure).update(
        name="gia han ho chieu", stamp=UUID(int=7)
    )
    SearchState.objects.update(stamp=UUID(int=8))
    assert current_index() is not held
    assert codes("gia hạn hộ chiếu") == ["3.000465"]
    SearchDocument.objects.all().delete()
    SearchState.objects.update(stamp=UUID(int=9))
    assert codes("gia hạn hộ chiếu") == []


def test_a_change_that_is_undone_leaves_no_trace() -> None:
    keep("3.000465", "Cấp bản sao văn bằng")
    with transaction.atomic():
        keep("3.000777", "Cấp bản sao học bạ")
        assert len(codes("cấp bản sao")) == 2
        transaction.set_rollback(True)
    assert codes("cấp bản sao") == ["3.000465"]
    assert codes("3.000777") == []


def test_writing_all_anew_comes_to_the_same() -> None:
    keep("3.000465", "Cấp bản sao văn bằng")
    keep("1.000001", "Chuyển trường")
    columns = [field.name for field in SearchDocument._meta.fields if field.name != "stamp"]
    before = list(SearchDocument.objects.order_by("pk").values(*columns))
    assert refresh_search(procedure_ids=None, at=AT) == 2
    assert list(SearchDocument.objects.order_by("pk").values(*columns)) == before


def test_a_draft_is_not_found() -> None:
    procedure = Procedure.objects.create(code="1.000001", kind=ProcedureKind.MINISTRY)
    news = NewVersion(procedure_id=procedure.pk, content=complete_content(name="Việc còn soạn"))
    write_versions(versions=[news], actor="operator", at=AT)
    assert refresh_search(procedure_ids=[procedure.pk], at=AT) == 0
    assert codes("việc còn soạn") == []


def test_synonyms_are_replaced_whole_and_once() -> None:
    keep("1.000001", "Cấp chứng thư hàng hải")
    assert codes("giấy đi biển") == []
    rows = [SynonymRow("giấy đi biển", "chứng thư hàng hải", SynonymKind.SYNONYM)]
    assert replace_synonyms(rows=rows, digest="1", at=AT)
    assert SearchSynonym.objects.count() == 1
    [hit] = ask("giấy đi biển").hits
    assert "hiểu “giấy đi biển” là “chứng thư hàng hải”" in hit.why
    state = SearchState.objects.get().stamp
    assert not replace_synonyms(rows=[], digest="1", at=AT)
    assert SearchState.objects.get().stamp == state


def test_the_shipped_synonyms_are_loaded_with_every_installation() -> None:
    assert SearchSynonym.objects.filter(phrase="THPT", meaning="trung học phổ thông").exists()
    keep("1.005142", "Đăng ký dự thi tốt nghiệp trung học phổ thông")
    assert codes("thi tốt nghiệp cấp 3") == ["1.005142"]


def test_the_command_prints_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    keep("3.000465", "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc")
    assert main(["catalogue", "search", "cap", "ban sao", "van bnag", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["query"] == "cap ban sao van bnag"
    assert document["understood"] == document["corrected"] == "cấp bản sao văn bằng"
    assert document["took_ms"] > 0
    [result] = document["results"]
    assert (result["rank"], result["code"]) == (1, "3.000465")
    assert result["why"]


def test_the_command_speaks_to_people_and_refuses_nonsense(capsys: pytest.CaptureFixture[str]) -> None:
    keep("3.000465", "Cấp bản sao văn bằng")
    assert main(["catalogue", "search", "cap ban sao"]) == 0
    assert "3.000465  Cấp bản sao văn bằng" in capsys.readouterr().out
    assert main(["catalogue", "search", "qwertz"]) == 0
    assert "Chưa tìm thấy" in capsys.readouterr().out
    assert main(["catalogue", "search", "cấp", "--limit", "0"]) == 2
    assert "--limit 10" in capsys.readouterr().err
    assert main(["catalogue", "reindex", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"versions": 1}
