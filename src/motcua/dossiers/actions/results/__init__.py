"""The result of a dossier: proposed, approved, signed, numbered and issued, handed over, mended when it was faulty.

Being late never stands in the way of any of these. Basis: NĐ 61/2018 art. 19–21; NĐ 30/2020 art. 11–15, 32.
"""

from __future__ import annotations

from motcua.dossiers.actions.results.deciding import approve, sign
from motcua.dossiers.actions.results.issuing import issue
from motcua.dossiers.actions.results.proposing import Proposal, propose, put_result
from motcua.dossiers.actions.results.reopening import reopen
from motcua.dossiers.actions.results.returning import return_result

__all__ = ["Proposal", "approve", "issue", "propose", "put_result", "reopen", "return_result", "sign"]
