"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.jobs.rules.work import every
from motcua.kernel.clock import now
from motcua.notices.actions.deliver import deliver_due, give_up_hopeless
from motcua.notices.actions.purging import purge_old
from motcua.notices.ports import connected


@every(timedelta(seconds=5))
def deliver(at: datetime) -> None:
    """Letters and text messages leave; `at` is when this run began, the time of each letter is read as it goes."""
    senders = connected()
    try:
        deliver_due(senders=senders, clock=now)
    finally:
        for sender in senders.values():
            sender.close()


@every(timedelta(minutes=5))
def give_up(at: datetime) -> None:
    """What a killed worker left under way, and what has waited too long, is given up for everybody to see."""
    give_up_hopeless(at=at)


@every(timedelta(days=1))
def purge(at: datetime) -> None:
    """What people were told long ago goes away."""
    purge_old(at=at)
