"""Many dossiers by set-based SQL, with the same shape whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Made:
    """Who asks in the benchmark, and something of one dossier to be found by."""

    handler: Any
    counter: Any
    head: Any
    body: UUID
    bodies: list[UUID]
    at: Any
    name: str
    phone: str
    code: str


_BODIES = """
    INSERT INTO organisations_agency (id, code, name, short_name, kind, level, area_id, address, phone, email,
                                      is_sample,
                                      held, folded, sort_key)
    SELECT gen_random_uuid(), 'BM' || lpad(i::text, 2, '0'), 'Cơ quan ' || i, 'CQ ' || i, 'division', 'province',
           NULL, '', '', '', true, daterange('2020-01-01', NULL), 'co quan ' || i, lpad(i::text, 4, '0')
    FROM generate_series(1, 40) i
"""
_PEOPLE = """
    WITH people AS (
        INSERT INTO accounts_person (id, password, username, full_name, email, phone, is_staff_member, is_active,
                                     is_sample, joined_at, folded, sort_key)
        SELECT gen_random_uuid(), '', 'bm' || substr(a.code, 3) || '-' || n, 'Cán bộ ' || n || ' ' || a.code, '', '',
               true, true, true, '2020-01-01', 'can bo', lpad(n::text, 4, '0')
        FROM organisations_agency a, generate_series(1, 4) n WHERE a.code LIKE 'BM%%' RETURNING id, username
    )
    INSERT INTO accounts_roleholding (person_id, agency_id, role, includes_below, held)
    SELECT p.id, a.id, (ARRAY['reception_officer', 'handler', 'handler', 'head'])[right(p.username, 1)::int],
           false, daterange('2020-01-01', NULL)
    FROM people p JOIN organisations_agency a ON a.code = 'BM' || substr(p.username, 3, 2)
"""
_DOSSIERS = """
    WITH bodies AS (
        SELECT array_agg(id ORDER BY code) AS ids FROM organisations_agency WHERE code LIKE 'BM%%'
    ), officers AS (
        SELECT array_agg(id ORDER BY username) AS ids FROM accounts_person WHERE username LIKE 'bm%%'
    ), versions AS (
        SELECT array_agg(id ORDER BY id) AS ids, array_agg(procedure_id ORDER BY id) AS procedures
        FROM catalogue_procedureversion WHERE state = 'promulgated'
    ), words AS (
        SELECT string_to_array('nguyen tran le pham hoang vu dang bui do ho ngo duong ly mai trinh', ' ') AS families,
               string_to_array('van thi duc minh thu ngoc quoc hong kim gia bao thanh xuan huu tuan bich', ' ')
                   AS middles,
               string_to_array('an anh bach binh chau chi dat dung duy giang ha hai hanh hien hoa hung huong khanh '
                   'khoa lan linh long mai minh nam nga nhan nhung oanh phong phuc phuong quan quang quynh son tam '
                   'thao thang thu thuy tien toan trang trung tu tung uyen van viet vinh vy yen xuan', ' ') AS givens
    ), drawn AS (
        SELECT i, %(first)s::timestamptz + (%(at)s::timestamptz - %(first)s::timestamptz) * (i::float8 / %(number)s)
                   AS came,
               1 + floor(random() * 40)::int AS body, random() AS r1, random() AS r2, random() AS r3,
               random() AS r4, random() AS r5, random() AS r6
        FROM generate_series(1, %(number)s) i
    ), placed AS (
        SELECT d.*, bodies.ids[d.body] AS agency, officers.ids[(d.body - 1) * 4 + 2 + (d.r6 > 0.5)::int] AS officer,
               versions.ids[1 + floor(d.r3 * array_length(versions.ids, 1))::int] AS version,
               versions.procedures[1 + floor(d.r3 * array_length(versions.ids, 1))::int] AS procedure,
               words.families[1 + floor(power(d.r1, 2) * 15)::int] || ' ' || words.middles[1 + floor(d.r2 * 16)::int]
                   || ' ' || words.givens[1 + floor(d.r4 * 54)::int] AS name,
               '09' || lpad(floor(d.r2 * 1e8)::bigint::text, 8, '0') AS phone,
               '0' || lpad(floor(d.r1 * 1e11)::bigint::text, 11, '0') AS identity,
               CASE WHEN d.came > %(at)s::timestamptz - interval '7 days' THEN d.r5 < 0.7 ELSE d.r5 < 0.001 END
                   AS is_open
        FROM drawn d, bodies, officers, versions, words
    )
    INSERT INTO dossiers_dossier (
        id, code, outside_code, outside_system, submission_key, procedure_id, version_id, case_name, answers, summary,
        door, reception_id, competent_id, is_transferred, applicant_name, sets_count, return_way, return_address,
        status, payment, delivery, sync, revision, step_key, step_name, step_role, step_due_at, holder_agency_id,
        unit_id, holder_id, involved, submitted_at, received_at, started_at, limit_amount, limit_unit, limit_text,
        late_receipt_next_day, due_at_first, due_at, supplements_count, finished_at, standing, result_kind,
        delivered_at, is_sample, search_text)
    SELECT (lpad(to_hex((extract(epoch FROM came) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3)
               || '8' || substr(md5(i::text), 4, 15))::uuid,
           'BM' || lpad(body::text, 2, '0') || to_char(came, '-YYYYMMDD-') || lpad(i::text, 7, '0'), '', '',
           gen_random_uuid(), procedure, version, '', '{}', '', CASE WHEN r4 < 0.9 THEN 'online' ELSE 'direct' END,
           agency, agency, false, initcap(name), 1, 'desk', '',
           CASE WHEN NOT is_open THEN 'resolved' WHEN r2 < 0.2 THEN 'received' WHEN r2 < 0.3 THEN 'supplement_required'
                ELSE 'processing' END,
           'not_required', CASE WHEN is_open THEN 'not_ready' WHEN r6 < 0.002 THEN 'ready' ELSE 'delivered' END,
           'not_needed', 5,
           CASE WHEN NOT is_open THEN '' WHEN r2 < 0.2 THEN 'tiep-nhan' WHEN r2 < 0.8 THEN 'tham-dinh' ELSE 'duyet' END,
           CASE WHEN NOT is_open THEN '' WHEN r2 < 0.2 THEN 'Tiếp nhận' WHEN r2 < 0.8 THEN 'Thẩm định' ELSE 'Duyệt' END,
           CASE WHEN NOT is_open THEN '' WHEN r2 < 0.2 THEN 'reception_officer' WHEN r2 < 0.8 THEN 'handler'
                ELSE 'head' END,
           CASE WHEN is_open THEN came + interval '2 days' END, agency, agency,
           CASE WHEN is_open AND r2 BETWEEN 0.2 AND 0.8 THEN officer END, ARRAY[agency], came,
           came + interval '1 hour', came + interval '1 hour', 5, 'working_day', '5 ngày làm việc', false,
           came + interval '7 days', came + interval '7 days', 0,
           CASE WHEN NOT is_open THEN came + interval '7 days' * r2 * 1.05 END,
           CASE WHEN is_open THEN '' WHEN r2 * 1.05 > 1 THEN 'overdue' ELSE 'early' END, '',
           CASE WHEN NOT is_open AND r6 >= 0.002 THEN came + interval '8 days' END, true,
           'bm' || lpad(body::text, 2, '0') || to_char(came, ' YYYYMMDD ') || lpad(i::text, 7, '0') || ' ' || name
               || ' ' || identity || ' ' || phone || ' don de nghi ban sao bang tot nghiep giay to tuy than'
    FROM placed
"""
_PARTIES = """
    INSERT INTO dossiers_party (dossier_id, role, kind, name, identity_number, phone, email, address, representation,
                                proof_note)
    SELECT id, 'applicant', 'citizen', applicant_name, '', '', '', '', 'self', '' FROM dossiers_dossier
    WHERE code LIKE 'BM%%'
"""
_PASSAGES = """
    INSERT INTO dossiers_passage (id, dossier_id, number, step_key, step_name, role, agency_id, person_id, entered_at,
                                  begun_at, due_at, left_at, left_by, standing, note)
    SELECT gen_random_uuid(), d.id, s.n, s.key, s.key, 'handler', d.competent_id, NULL,
           d.submitted_at + (d.finished_at - d.submitted_at) * (s.n - 1) / 6, NULL, d.due_at,
           d.submitted_at + (d.finished_at - d.submitted_at) * s.n / 6, 'forward',
           CASE WHEN d.standing = 'overdue' THEN 'overdue' ELSE 'early' END, ''
    FROM dossiers_dossier d,
    unnest(ARRAY[1, 2, 3, 4, 5, 6],
                ARRAY['tiep-nhan', 'phan-cong', 'tham-dinh', 'duyet', 'ky', 'ban-hanh']) AS s (n, key)
    WHERE d.code LIKE 'BM%%' AND d.finished_at > %(at)s::timestamptz - interval '20 weeks'
"""
_PLAIN_INDEXES = """
    SELECT i.indexname, i.indexdef FROM pg_indexes i
    WHERE i.tablename IN ('dossiers_dossier', 'dossiers_party', 'dossiers_passage')
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
"""


def make(number: int, *, at: datetime) -> Made:
    """Write `number` dossiers of three years and who works on them; tells who asks. Indexes are built afterwards,
    as on a table that has lived, then statistics are gathered."""
    from django.db import connections, transaction

    connection = connections["owner"]
    values = {"number": number, "at": at, "first": at.replace(year=at.year - 3)}
    with transaction.atomic(using="owner"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # rows are right by construction
        cursor.execute("SELECT setseed(0.7)")
        cursor.execute(_PLAIN_INDEXES)
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        for statement in (_BODIES, _PEOPLE, _DOSSIERS, _PARTIES, _PASSAGES):
            cursor.execute(statement, values)
        for _name, definition in indexes:
            cursor.execute(definition)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return _who_asks(at)


def _who_asks(at: datetime) -> Made:
    from motcua.accounts.models import Person
    from motcua.dossiers.models import Dossier
    from motcua.organisations.models import Agency

    def person(number: int) -> Any:
        return Person.objects.get(username=f"bm07-{number}")

    bodies = Agency.objects.filter(code__startswith="BM").order_by("code")
    body = bodies.get(code="BM07").pk
    some = Dossier.objects.filter(competent=body).order_by("id")
    one = some[some.count() // 2]
    return Made(
        handler=person(2),
        counter=person(1),
        head=person(4),
        body=body,
        bodies=list(bodies.values_list("pk", flat=True)),
        at=at,
        name=one.applicant_name,
        phone=next(word for word in one.search_text.split() if word.startswith("09") and len(word) == 10),
        code=one.code,
    )
