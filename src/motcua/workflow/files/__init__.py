"""Processes as files: the legal table in a workbook, and BPMN 2.0."""
