"""Units as plans name them: lists taken apart, one key for the ways of writing a name, and who is meant."""

from motcua.plans.rules.units.general import GeneralAlias, general_aliases, group_of, kind_of
from motcua.plans.rules.units.keys import alias_key
from motcua.plans.rules.units.resolving import Asked, Directory, Resolved, Suggestion, Unit
from motcua.plans.rules.units.splitting import split_units

__all__ = [
    "Asked",
    "Directory",
    "GeneralAlias",
    "Resolved",
    "Suggestion",
    "Unit",
    "alias_key",
    "general_aliases",
    "group_of",
    "kind_of",
    "split_units",
]
