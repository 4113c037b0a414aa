"""Questions about internal processes."""

from motcua.workflow.queries.contents import find_content, get_process
from motcua.workflow.queries.finding import find_process, find_process_version

__all__ = ["find_content", "find_process", "find_process_version", "get_process"]
