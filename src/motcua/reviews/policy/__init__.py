"""Who may do what with the reviews of an agency, by topic."""

from motcua.reviews.policy.findings import finding_not_found as finding_not_found
from motcua.reviews.policy.reading import may_keep as may_keep
from motcua.reviews.policy.reading import require_keep as require_keep
from motcua.reviews.policy.reading import require_read as require_read
