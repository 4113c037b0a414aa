"""Terms: from the words of a plan to days, periods, recurrences and conditions."""

from motcua.plans.rules.terms.occurring import occurrences
from motcua.plans.rules.terms.prose import find_terms
from motcua.plans.rules.terms.reading import read_term
from motcua.plans.rules.terms.saying import says
from motcua.plans.rules.terms.term import Term

__all__ = ["Term", "find_terms", "occurrences", "read_term", "says"]
