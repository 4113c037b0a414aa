"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.feedback.actions.dialogues.promises import remind_of_promises
from motcua.feedback.actions.feedback.following_up import tell_of_changed_rules
from motcua.feedback.actions.feedback.reminding import remind_of_feedback
from motcua.feedback.actions.gates import forget_passages
from motcua.feedback.actions.rating_tickets import invite
from motcua.feedback.actions.surveys.running import remind_of_surveys
from motcua.jobs.rules.work import every


@every(timedelta(hours=1))
def forget_who_passed(at: datetime) -> None:
    """Who passed a gate of the public is forgotten after a day."""
    forget_passages(at=at)


@every(timedelta(minutes=10))
def ask_for_ratings(at: datetime) -> None:
    """Whoever has just got their result is invited to rate."""
    invite(at=at)


@every(timedelta(hours=1))
def remind_of_feedback_terms(at: datetime) -> None:
    """Officers hear of feedback whose term comes near or has passed."""
    remind_of_feedback(at=at)


@every(timedelta(hours=1))
def remind_of_what_was_promised(at: datetime) -> None:
    """Units hear of what was promised at a conference and comes near or is late."""
    remind_of_promises(at=at)


@every(timedelta(hours=1))
def remind_of_unanswered_surveys(at: datetime) -> None:
    """Whoever was invited to a survey and has not answered is reminded, step by step."""
    remind_of_surveys(at=at)


@every(timedelta(hours=1))
def tell_of_rules(at: datetime) -> None:
    """Senders hear that the rule they wrote about has changed."""
    tell_of_changed_rules(at=at)
