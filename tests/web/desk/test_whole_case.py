"""An officer's whole case, from receiving to returning: each screen leads to the next, and there are few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from tests.handing_in import TakenIn
from tests.resulting import GRANTED
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.dossiers.actions.handling import assign
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, sign
from motcua.dossiers.enums import DeliveryStatus, Status
from motcua.dossiers.models import Dossier

DESK = "/ban-lam-viec/"
MOST_SCREENS = 8


class Screens:
    """A browser that counts the screens it shows, and goes only where the last one leads."""

    def __init__(self, client: Client) -> None:
        self.client, self.shown, self.page = client, 0, ""

    def open(self, address: str, *, leads_here: bool = True) -> None:
        """Show a screen; it must be linked from the one before."""
        assert not leads_here or f'href="{address}"' in self.page, address
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        self.shown, self.page = self.shown + 1, answer.content.decode()

    def send(self, address: str, dossier: Dossier, **said: str) -> str:
        """Send the form that is shown; where it leads."""
        seen = Dossier.objects.values_list("revision", flat=True).get(pk=dossier.pk)
        answer = self.client.post(address, {"seen": str(seen), **said})
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return answer.headers["Location"]


@pytest.mark.django_db
def test_the_counter_s_whole_case_takes_eight_screens(
    sign_in: SignIn, desk_officer: Person, head: Person, handler: Person, division_head: Person,
    records_officer: Person, diploma: Procedure, taken_in: TakenIn, plain: Callable[[Proposal], Proposal],
    bodies: object, desk_clock: datetime,
) -> None:  # fmt: skip
    screens = Screens(sign_in(desk_officer))
    screens.open(f"{DESK}tiep-nhan/", leads_here=False)
    screens.open(f"{DESK}tiep-nhan/{diploma.pk}/", leads_here=False)
    dossier = taken_in(at=desk_clock)
    page = f"{DESK}ho-so/{dossier.code}/"
    screens.open(page, leads_here=False)  # where the counter's form leads
    screens.open(f"{page}viec/forward/")
    assert screens.send(f"{page}viec/forward/", dossier) == page
    screens.open(page, leads_here=False)

    unit = handler.roles.get().agency_id
    assign(dossier_id=dossier.pk, by=head, at=desk_clock, person_id=handler.pk, unit_id=unit)
    propose(dossier_id=dossier.pk, proposal=plain(GRANTED), by=handler, at=desk_clock)
    approve(dossier_id=dossier.pk, by=division_head, at=desk_clock)
    sign(dossier_id=dossier.pk, by=head, at=desk_clock)
    issue(dossier_id=dossier.pk, by=records_officer, at=desk_clock, symbol="QĐ-SGDĐT")

    screens.open(f"{DESK}ho-so/?nhom=to_return", leads_here=False)
    screens.open(page)
    screens.open(f"{page}viec/return-result/")
    assert "data-save" in screens.page
    proof = {"way": "desk", "taken_by": "Nguyễn Thị Hồng", "proof": "Căn cước đã xem"}
    assert screens.send(f"{page}viec/return-result/", dossier, **proof) == page
    dossier.refresh_from_db(fields=["status", "delivery"])
    assert (dossier.status, dossier.delivery) == (Status.RESOLVED, DeliveryStatus.DELIVERED)
    assert screens.shown <= MOST_SCREENS
