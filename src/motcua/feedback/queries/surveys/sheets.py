"""How far typing from paper is."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.accounts.models import Person
from motcua.feedback.models import Survey, SurveyResponse
from motcua.feedback.rules.surveys.sheets import is_typed_twice


@dataclass(frozen=True, slots=True)
class Typing:
    """Sheets printed, typed; to be typed a second time, and those that two people read differently."""

    printed: int
    typed: int
    to_type_again: tuple[int, ...]
    unsettled: tuple[int, ...]


def typing_of(survey: Survey) -> Typing:
    """Where typing stands; one query."""
    rows = list(
        SurveyResponse.objects.filter(survey=survey, sheet__isnull=False)
        .order_by("sheet")
        .values_list("sheet", "second__is_settled")
    )
    typed = [(sheet, settled) for sheet, settled in rows if sheet is not None]
    seed = str(survey.pk)
    return Typing(
        printed=survey.sheets,
        typed=len(typed),
        to_type_again=tuple(
            sheet
            for sheet, settled in typed
            if settled is None and is_typed_twice(seed=seed, number=sheet, share=survey.twice_share)
        ),
        unsettled=tuple(sheet for sheet, settled in typed if settled is False),
    )


def typed_numbers(survey: Survey) -> frozenset[int]:
    """The numbers of the sheets that are there."""
    found = survey.responses.filter(sheet__isnull=False).values_list("sheet", flat=True)
    return frozenset(number for number in found if number is not None)


def typed_last(survey: Survey, person: Person) -> list[int]:
    """The numbers of the sheets the person typed, the newest day and the highest number first; five of them."""
    mine = survey.responses.filter(entered_by=person, sheet__isnull=False).order_by("-on", "-sheet")
    return [number for number in mine.values_list("sheet", flat=True)[:5] if number is not None]
