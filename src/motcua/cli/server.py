from typing import Any


def add_to(groups: Any) -> None: ...
