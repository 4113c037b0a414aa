"""Setting the online level of a procedure at the desk."""

from __future__ import annotations

from datetime import date

from django.test import Client
from tests.publishing import Publish
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import OnlineService


def test_a_partial_service_says_why_in_public(keeper: Client, publish: Publish, bodies) -> None:
    procedure = publish("3.000465")
    page = f"/ban-lam-viec/thu-tuc/{procedure.pk}/"
    assert f"{page}truc-tuyen/" in keeper.get(page).content.decode()
    typed = {
        "agency": str(bodies.department.pk),
        "level": "partial",
        "from_on": "01/09/2026",
        "partial_reason": "",
    }
    answer = keeper.post(f"{page}truc-tuyen/", typed)
    assert "phải công khai lý do" in answer.content.decode()
    assert 'value="01/09/2026"' in answer.content.decode()
    answer = keeper.post(f"{page}truc-tuyen/", {**typed, "partial_reason": "Phải đối chiếu bản chính"})
    assert answer.headers["Location"] == page
    service = OnlineService.objects.get()
    assert (service.agency, service.in_force.lower) == (bodies.department, date(2026, 9, 1))
    assert "Phải đối chiếu bản chính" in keeper.get(page).content.decode()


def test_one_who_does_not_keep_the_catalogue(
    sign_in: SignIn, handling_officer: Person, publish: Publish
) -> None:
    procedure = publish("3.000465")
    browser = sign_in(handling_officer)
    address = f"/ban-lam-viec/thu-tuc/{procedure.pk}/truc-tuyen/"
    assert browser.get(address).status_code == 403
    assert browser.post(address, {}).status_code == 403
    assert not OnlineService.objects.exists()
