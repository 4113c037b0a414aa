"""Cost sheets: made from the catalogue, edited line by line, copied, agreed; norms and incomes set."""

from motcua.reviews.actions.costs.agreeing import agree_estimate as agree_estimate
from motcua.reviews.actions.costs.agreeing import drop_estimate as drop_estimate
from motcua.reviews.actions.costs.copying import copy_after as copy_after
from motcua.reviews.actions.costs.drafting import draft_estimate as draft_estimate
from motcua.reviews.actions.costs.drafting import draft_missing as draft_missing
from motcua.reviews.actions.costs.drafting import redraft_estimate as redraft_estimate
from motcua.reviews.actions.costs.editing import add_line as add_line
from motcua.reviews.actions.costs.editing import put_value as put_value
from motcua.reviews.actions.costs.editing import remove_line as remove_line
from motcua.reviews.actions.costs.editing import remove_value as remove_value
from motcua.reviews.actions.costs.frequency import remove_frequency as remove_frequency
from motcua.reviews.actions.costs.frequency import set_frequency as set_frequency
from motcua.reviews.actions.costs.importing import import_lines as import_lines
from motcua.reviews.actions.costs.settings import set_income as set_income
from motcua.reviews.actions.costs.settings import set_norm as set_norm
