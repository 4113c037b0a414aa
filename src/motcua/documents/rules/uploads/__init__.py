"""Which files brought by people are kept. Judged by content; name and declared type only may not contradict it."""

from motcua.documents.rules.uploads.judging import Accepted, FileRules, accept
from motcua.documents.rules.uploads.names import clean_name

__all__ = ["Accepted", "FileRules", "accept", "clean_name"]
