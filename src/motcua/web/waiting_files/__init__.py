"""Files that were chosen in a form which was refused for another reason: they wait with the form for its next sending.

A view binds its form with `chosen_files(request)`, the form is a `HoldsFiles` and its file fields are those of
`web.fields`. The page carries each waiting file as a seal that only the same person (or browser) can use, at the same
address and field. Ticked off, it is forgotten; with a sending that was taken, what waited goes too.
"""

from motcua.web.waiting_files.chosen import ChosenFiles, Waiting, chosen_files, spent_files
from motcua.web.waiting_files.holding import HoldsFiles, lost_words

__all__ = ["ChosenFiles", "HoldsFiles", "Waiting", "chosen_files", "lost_words", "spent_files"]
