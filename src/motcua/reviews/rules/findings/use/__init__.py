"""Findings about how procedures are used: no dossiers, missing papers, waiting, time, fees, doors."""

from motcua.reviews.rules.findings.use.facts import Missing as Missing
from motcua.reviews.rules.findings.use.facts import Offered as Offered
from motcua.reviews.rules.findings.use.facts import Stays as Stays
from motcua.reviews.rules.findings.use.facts import Taken as Taken
from motcua.reviews.rules.findings.use.facts import Use as Use
from motcua.reviews.rules.findings.use.fees import few_fees as few_fees
from motcua.reviews.rules.findings.use.limits import limits_too_long as limits_too_long
from motcua.reviews.rules.findings.use.limits import share_used as share_used
from motcua.reviews.rules.findings.use.missing import often_missing as often_missing
from motcua.reviews.rules.findings.use.online import is_seen_on_the_spot as is_seen_on_the_spot
from motcua.reviews.rules.findings.use.online import online_candidates as online_candidates
from motcua.reviews.rules.findings.use.silence import without_dossiers as without_dossiers
from motcua.reviews.rules.findings.use.silence import years_before as years_before
from motcua.reviews.rules.findings.use.waiting import waiting_steps as waiting_steps
from motcua.reviews.rules.findings.use.words import limit as limit
from motcua.reviews.rules.findings.use.words import number as number
from motcua.reviews.rules.findings.use.words import shortened as shortened
from motcua.reviews.rules.findings.use.words import working as working
