"""A refusal: what the system answers when it will not do something, in words for a person."""

from __future__ import annotations

from typing import Any


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """An action or a question was refused.

    `code` is stable and kebab-case, for machines and tests. `message` is a Vietnamese sentence that says
    what, where, why and what to do. `details` are further facts (file, row, field …) for `--json` and the API.
    """

    def __init__(self, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def as_dict(self) -> dict[str, Any]:
        """The refusal as plain data: `code`, `message` and the details."""
        return {"code": self.code, "message": self.message, **self.details}
