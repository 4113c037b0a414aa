"""What is done with feedback. Doors of the public need the names here; the desk asks the modules."""

from motcua.feedback.actions.feedback.sending import Sent, register, send
from motcua.feedback.actions.feedback.speaking import add_supplement, ask_again, rate_answer, withdraw

__all__ = ["Sent", "add_supplement", "ask_again", "rate_answer", "register", "send", "withdraw"]
