"""Processes written as files and read again."""

from __future__ import annotations

from hypothesis import given, settings
from tests.workflow.contents import storable

from motcua.workflow.files.bpmn_reading import read_bpmn
from motcua.workflow.files.bpmn_writing import write_bpmn
from motcua.workflow.files.workbook_reading import read_workbook
from motcua.workflow.files.workbook_writing import write_workbook
from motcua.workflow.rules.entering import faults, tidy
from motcua.workflow.rules.plain import from_plain, to_plain
from motcua.workflow.rules.processes import ProcessContent


@given(storable())
@settings(max_examples=20)
def test_a_workbook_tells_the_same_process_again(content: ProcessContent) -> None:
    assert faults(content) == []
    read = read_workbook(write_workbook(content))
    assert tidy(read.content) == content
    assert read.notes == ()


@given(storable())
@settings(max_examples=30)
def test_bpmn_tells_the_same_process_again(content: ProcessContent) -> None:
    read = read_bpmn(write_bpmn(content))
    assert tidy(read.content) == content
    assert read.notes == ()


@given(storable())
@settings(max_examples=20)
def test_plain_data_tells_the_same_process_again(content: ProcessContent) -> None:
    assert tidy(from_plain(to_plain(content))) == content
