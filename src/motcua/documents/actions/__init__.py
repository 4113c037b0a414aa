"""The verbs of stored papers, by topic."""

from motcua.documents.actions.files import Brought, forget_files, keep_file, keep_files_of
from motcua.documents.actions.signing import (
    SignerFacts,
    keep_result,
    number_paper,
    revoke_paper,
    sign,
    sign_for_organisation,
)
from motcua.documents.actions.waiting import (
    Owner,
    drop_waiting_file,
    forget_waiting_files,
    keep_waiting_file,
    read_waiting_file,
)

__all__ = [
    "Brought",
    "Owner",
    "SignerFacts",
    "drop_waiting_file",
    "forget_files",
    "forget_waiting_files",
    "keep_file",
    "keep_files_of",
    "keep_result",
    "keep_waiting_file",
    "number_paper",
    "read_waiting_file",
    "revoke_paper",
    "sign",
    "sign_for_organisation",
]
