"""Questions about kept files; about who issues a paper see `issuing`."""

from motcua.documents.queries.files import (
    Faulty,
    StoreReport,
    check_store,
    find_signed_paper,
    is_kept_whole,
    match_of,
    open_file,
    read_file,
)

__all__ = [
    "Faulty",
    "StoreReport",
    "check_store",
    "find_signed_paper",
    "is_kept_whole",
    "match_of",
    "open_file",
    "read_file",
]
