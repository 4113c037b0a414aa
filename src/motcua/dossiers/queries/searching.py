"""Finding dossiers by part of a code, an outside code, a name, a number, a paper; within what a person may see."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.inbox import LIST_FIELDS, LIST_RELATED, Narrowing
from motcua.dossiers.queries.visible import Reach, dossiers_visible_to
from motcua.dossiers.rules.searching import index_query


def dossiers_matching(text: str, *, reach: Reach, narrowing: Narrowing | None = None) -> QuerySet[Dossier]:
    """The visible dossiers that hold every word of `text`, with or without diacritics; none for no words."""
    asked = index_query(text)
    visible = dossiers_visible_to(reach.person, reach.on, reach=reach)
    if not asked:
        return visible.none()
    found = visible.filter(words=SearchQuery(asked, config="simple", search_type="raw"))
    return (narrowing or Narrowing()).of(found)


def page_of_matching(
    text: str,
    *,
    reach: Reach,
    narrowing: Narrowing | None = None,
    after: UUID | None = None,
    size: int = 50,
) -> list[Dossier]:
    """Up to `size` + 1 dossiers: on the first page those whose code it is exactly, then the latest lodged first,
    following the dossier `after`. One query. One more than asked for tells that there is a next page."""
    found = dossiers_matching(text, reach=reach, narrowing=narrowing)
    if _may_be_code(text):
        typed = {text.strip(), text.strip().upper()}
        exact = Q(code__in=typed) | Q(outside_code__in=typed)
        rank = Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())
        found = found.order_by(rank, "-id") if after is None else found.exclude(exact).order_by("-id")
    else:
        found = found.order_by("-id")
    if after is not None:
        found = found.filter(id__lt=after)
    return list(found.select_related(*LIST_RELATED).only(*LIST_FIELDS)[: size + 1])


def _may_be_code(text: str) -> bool:
    """Only what has a digit is the code of anything: other words spare the comparison and keep the order."""
    return any(sign.isdigit() for sign in text)
