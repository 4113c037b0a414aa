"""Terms: from the words of a plan to days, periods, recurrences and conditions."""

from motcua.plans.rules.terms.prose import find_terms
from motcua.plans.rules.terms.reading import read_term
from motcua.plans.rules.terms.term import Term

__all__ = ["Term", "find_terms", "read_term"]
