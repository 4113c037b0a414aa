"""The verbs of stored papers, by topic."""

from motcua.documents.actions.files import Brought, keep_file, keep_files_of
from motcua.documents.actions.waiting import drop_waiting_file, keep_waiting_file, read_waiting_file

__all__ = [
    "Brought",
    "drop_waiting_file",
    "keep_file",
    "keep_files_of",
    "keep_waiting_file",
    "read_waiting_file",
]
