"""Files that were not made here: plain legal tables, other modellers' BPMN, and what is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
import xlsxwriter
from tests.workflow.contents import ordinary

from motcua.accounts.enums import Role
from motcua.kernel.refusals import Refused
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.files.bpmn_names import BPMN, BPMNDI
from motcua.workflow.files.bpmn_parsing import LARGEST_FILE
from motcua.workflow.files.bpmn_reading import read_bpmn
from motcua.workflow.files.bpmn_writing import write_bpmn
from motcua.workflow.files.reading import read_process
from motcua.workflow.files.workbook_reading import read_workbook
from motcua.workflow.files.workbook_writing import write_workbook
from motcua.workflow.rules.checks import check
from motcua.workflow.rules.entering import faults, tidy
from motcua.workflow.rules.guessing import kind_of, role_of

LEGAL_TABLE = [
    ["UBND TỈNH", "", "", "", ""],
    ["QUY TRÌNH NỘI BỘ", "", "", "", ""],
    ["Tên quy trình", "Xét duyệt học sinh bán trú", "", "", ""],
    ["Mã TTHC", "2.002770", "", "", ""],
    ["Thời hạn giải quyết", "05 ngày làm việc", "", "", ""],
    [],
    ["STT", "Nội dung công việc", "Trách nhiệm thực hiện", "Thời gian (giờ)", "Biểu mẫu", "Kết quả"],
    [1, "Tiếp nhận hồ sơ, hẹn trả kết quả", "Công chức tiếp nhận tại Bộ phận Một cửa", 2, "Mẫu 01", "Hồ sơ"],
    [2, "Phân công xử lý", "Lãnh đạo phòng", 2, "", ""],
    [3, "Thẩm định hồ sơ", "Chuyên viên", 24, "", "Dự thảo"],
    [4, "Ký duyệt", "Lãnh đạo, văn thư", "04 giờ", "", ""],
    [5, "Vào sổ, đóng dấu", "Văn thư", "nửa buổi", "", ""],
    [6, "Trả kết quả cho học sinh", "Bộ phận Một cửa", 1, "", ""],
]

BPMN_IO = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:collaboration id="C"><bpmn:participant id="P" name="Chuyển trường" processRef="Process_1"/></bpmn:collaboration>
  <bpmn:process id="Process_1" isExecutable="false">
    <bpmn:laneSet id="L">
      <bpmn:lane id="L1" name="Bộ phận Một cửa"><bpmn:flowNodeRef>S</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Activity_0</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Activity_3</bpmn:flowNodeRef></bpmn:lane>
      <bpmn:lane id="L2" name="Chuyên viên"><bpmn:flowNodeRef>Activity_1</bpmn:flowNodeRef></bpmn:lane>
      <bpmn:lane id="L3" name="Ban chỉ đạo"><bpmn:flowNodeRef>Activity_2</bpmn:flowNodeRef></bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="S"/>
    <bpmn:userTask id="Activity_3" name="Trả kết quả" camunda:assignee="x"/>
    <bpmn:task id="Activity_0" name="Tiếp nhận hồ sơ"/>
    <bpmn:userTask id="Activity_1" name="Thẩm định&#10;hồ sơ"/>
    <bpmn:userTask id="Activity_2" name="Ký quyết định"/>
    <bpmn:exclusiveGateway id="G" name="Đạt?"/>
    <bpmn:endEvent id="E"/>
    <bpmn:sequenceFlow id="f0" sourceRef="S" targetRef="Activity_0"/>
    <bpmn:sequenceFlow id="f1" sourceRef="Activity_0" targetRef="Activity_1"/>
    <bpmn:sequenceFlow id="f2" sourceRef="Activity_1" targetRef="Activity_2"/>
    <bpmn:sequenceFlow id="f3" sourceRef="Activity_2" targetRef="G"/>
    <bpmn:sequenceFlow id="f4" name="Đạt" sourceRef="G" targetRef="Activity_3"/>
    <bpmn:sequenceFlow id="f5" name="Chưa đạt" sourceRef="G" targetRef="Activity_1"/>
    <bpmn:sequenceFlow id="f6" sourceRef="Activity_3" targetRef="E"/>
  </bpmn:process>
</bpmn:definitions>"""


def workbook(lines: list[list[Any]], name: str = "Sheet1") -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return buffer.getvalue()


def test_a_plain_legal_table_becomes_a_process_with_what_was_guessed_said() -> None:
    read = read_process(workbook(LEGAL_TABLE), name="bang.xlsx")
    content = tidy(read.content)
    assert faults(content) == []
    assert (content.name, content.matter, str(content.limit)) == (
        "Xét duyệt học sinh bán trú",
        "procedure:2.002770",
        "5 ngày làm việc",
    )
    assert [step.kind for step in content.steps] == [
        StepKind.RECEPTION,
        StepKind.ASSIGNMENT,
        StepKind.APPRAISAL,
        StepKind.SIGNING,
        StepKind.ISSUING,
        StepKind.RETURNING,
    ]
    assert [step.role for step in content.steps] == [
        Role.RECEPTION_OFFICER,
        Role.HEAD,
        Role.HANDLER,
        None,
        Role.RECORDS_OFFICER,
        Role.RECEPTION_OFFICER,
    ]
    assert [step.share_minutes for step in content.steps] == [120, 120, 1440, 240, None, 60]
    assert {finding.code for finding in check(content)} == {"role-missing", "share-missing"}
    told = "\n".join(read.notes)
    for words in ("“Lãnh đạo, văn thư”", "“nửa buổi”", "Loại của một số bước", "hướng chuyển"):
        assert words in told


def test_a_row_put_into_our_own_table_is_read_with_the_rest() -> None:
    content = replace(ordinary(), name="=SUM(1) _x0041_ thử")
    read = read_workbook(write_workbook(content))
    assert read.content == content


def test_other_modellers_bpmn_becomes_a_process() -> None:
    read = read_process(BPMN_IO.encode(), name="hinh.bpmn")
    content = tidy(read.content)
    assert faults(content) == []
    assert content.name == "Chuyển trường"
    assert [(step.name, step.kind, step.role) for step in content.steps] == [
        ("Tiếp nhận hồ sơ", StepKind.RECEPTION, Role.RECEPTION_OFFICER),
        ("Thẩm định hồ sơ", StepKind.APPRAISAL, Role.HANDLER),
        ("Ký quyết định", StepKind.SIGNING, None),
        ("Trả kết quả", StepKind.RETURNING, Role.RECEPTION_OFFICER),
    ]
    signing = content.steps[2]
    assert [(move.act, move.to_key, move.label) for move in signing.moves] == [
        (Act.SIGN, content.last().key, "Đạt"),
        (Act.SEND_BACK, content.steps[1].key, "Chưa đạt"),
    ]
    assert {finding.code for finding in check(content)} == {"role-missing", "share-missing"}
    assert any("Ban chỉ đạo" in note for note in read.notes)


def test_a_task_moved_to_another_lane_changes_its_role() -> None:
    root = ElementTree.fromstring(write_bpmn(ordinary()))
    lanes = {lane.get("name"): lane for lane in root.iter(BPMN + "lane")}
    node = next(node for node in lanes["Cán bộ thụ lý"] if node.text == "buoc-tham-dinh")
    lanes["Cán bộ thụ lý"].remove(node)
    lanes["Lãnh đạo"].append(node)
    read = read_bpmn(ElementTree.tostring(root))
    assert read.content.step("tham-dinh").role is Role.HEAD


def test_every_node_and_flow_has_its_place_in_the_picture() -> None:
    root = ElementTree.fromstring(write_bpmn(ordinary()))
    shapes = {shape.get("bpmnElement") for shape in root.iter(BPMNDI + "BPMNShape")}
    edges = {edge.get("bpmnElement") for edge in root.iter(BPMNDI + "BPMNEdge")}
    process = next(root.iter(BPMN + "process"))
    flows = {element.get("id") for element in process if element.tag == BPMN + "sequenceFlow"}
    nodes = {element.get("id") for element in process if element.get("id")} - flows - {"cac-lan"}
    lanes = {lane.get("id") for lane in root.iter(BPMN + "lane")}
    assert shapes == nodes | lanes | {"quy-trinh-khung"}
    assert edges == flows
    ends = {
        flow.get(side)
        for flow in process
        if flow.tag == BPMN + "sequenceFlow"
        for side in ("sourceRef", "targetRef")
    }
    assert ends <= nodes
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(names) == len(set(names))


def test_the_same_process_gives_the_same_bytes() -> None:
    assert write_bpmn(ordinary()) == write_bpmn(ordinary())
    assert write_workbook(ordinary()) == write_workbook(ordinary())


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode(),
        OUTSIDE.encode(),
        LAUGHS.encode("utf-16"),
        b"<a><b></a>",
        b"<html/>",
        b"<?xml version='1.0' encoding='nowhere'?><a/>",
        ("<a>" * 70 + "</a>" * 70).encode(),
        b"<a>" + b"<b/>" * 20_001 + b"</a>",
    ],
)
def test_xml_that_is_broken_or_harmful_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read_process(data, name="x.bpmn")
    assert caught.value.code == "file-unreadable"


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (70 * 1024 * 1024))
    return buffer.getvalue()


def _macro() -> bytes:
    buffer = io.BytesIO(workbook(LEGAL_TABLE))
    with zipfile.ZipFile(buffer, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_bomb, "file-too-large"),
        (_macro, "file-unreadable"),
        (lambda: b"PK\x03\x04 broken", "file-unreadable"),
        (lambda: b"PK" + b"0" * (6 * 1024 * 1024), "file-too-large"),
        (lambda: b"<" + b" " * LARGEST_FILE, "file-too-large"),
        (lambda: b"%PDF-1.7", "file-unknown-format"),
        (lambda: b"", "file-unknown-format"),
        (lambda: workbook([["Tên", "Tuổi"], ["A", 3]]), "columns-missing"),
        (lambda: workbook([["Công việc", "Thời gian"]]), "process-empty"),
        (lambda: workbook([["Công việc", "Thời gian"], *[["Việc", "1 giờ"]] * 81]), "file-too-large"),
        (lambda: b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "process-empty"),
    ],
)
def test_files_that_are_no_process_are_refused(make: Any, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_process(make(), name="tep")
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        ("Đăng ký vào hệ thống", StepKind.APPRAISAL),
        ("Ký số", StepKind.SIGNING),
        ("Xin ý kiến các phòng", StepKind.CONSULTATION),
        ("Xem xét dự thảo", StepKind.APPRAISAL),
        ("Phê duyệt", StepKind.APPROVAL),
        ("", StepKind.APPRAISAL),
    ],
)
def test_kinds_are_guessed_from_words(work: str, kind: StepKind) -> None:
    assert kind_of(work, is_first=False, is_last=False) is kind


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Chuyên viên phòng chuyên môn", Role.HANDLER),
        ("Công chức tiếp nhận", Role.RECEPTION_OFFICER),
        ("Chủ tịch UBND xã", Role.HEAD),
        ("head", Role.HEAD),
        ("Lãnh đạo và văn thư", None),
        ("Hội đồng", None),
    ],
)
def test_roles_are_read_when_one_is_named(words: str, role: Role | None) -> None:
    assert role_of(words) is role
