"""The form fields of both doors, as the desk's forms know them."""

from motcua.web.fields import AmountField as AmountField
from motcua.web.fields import DayField as DayField
from motcua.web.fields import DayInput as DayInput
from motcua.web.fields import LinesField as LinesField
from motcua.web.fields import MoneyField as MoneyField
from motcua.web.fields import WordsField as WordsField
