"""One thing found in a process."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.workflow.rules.processes import StepContent


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, at a step or ("") in the whole; one that `blocks` keeps the process from being published."""

    code: str
    message: str
    step_key: str = ""
    blocks: bool = True

    def as_dict(self) -> dict[str, object]:
        """Plain data for machines."""
        return {"code": self.code, "step": self.step_key, "blocks": self.blocks, "message": self.message}


def at(step: StepContent, code: str, message: str, *, blocks: bool = True) -> Finding:
    """A finding at a step, whose message names it."""
    return Finding(code, f"Bước {step.position} “{step.name}”: {message}", step.key, blocks)
