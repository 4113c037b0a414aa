"""The namespaces of BPMN 2.0 and our own."""

PREFIXES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "motcua": "urn:motcua:quy-trinh:1",
}
BPMN, BPMNDI, DC, DI, OWN = ("{" + uri + "}" for uri in PREFIXES.values())
