"""What is done with review rounds."""

from motcua.reviews.actions.rounds.items import open_item_from_feedback as open_item_from_feedback
