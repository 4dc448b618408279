"""What the workbook asks for, and what its sheets and fields are called."""

from __future__ import annotations

from pydantic import Field, model_validator

from .types import Choice, Label, Part, Prompt, SheetName, Text


class FieldWords(Part):
    """What the workbook calls a field, and how it helps people to fill it in."""

    label: Label
    help: Prompt
    choices: tuple[Choice, ...] = Field(default=(), description="What can be chosen. No commas.")


class FoundWords(FieldWords):
    """The answers about an indicator, and what each is worth."""

    points: dict[Label, float] = Field(
        min_length=1, description="What a choice counts, from 0 to 1. A choice that is not here does not count."
    )

    @model_validator(mode="after")
    def _points_are_for_choices(self) -> FoundWords:
        """Check that points go to choices that exist, and are from 0 to 1."""
        for choice, worth in self.points.items():
            if choice not in self.choices:
                raise ValueError(
                    f"gives points to '{choice}', which is not one of its choices. Correct one of the two."
                )
            if not 0 <= worth <= 1:
                raise ValueError(f"gives {worth} points to '{choice}'. Use a number from 0 to 1.")
        return self


class StatusWords(FieldWords):
    """How far an action has come."""

    done: Label = Field(description="The choice that says an action is done.")

    @model_validator(mode="after")
    def _done_is_a_choice(self) -> StatusWords:
        """Check that the choice that says an action is done exists."""
        if self.done not in self.choices:
            raise ValueError(f"has '{self.done}' as done, which is not one of its choices. Correct one of the two.")
        return self


class Fields(Part):
    """All that the workbook asks for. The keys are part of the names of cells, and never change."""

    area_name: FieldWords
    group_people: FieldWords
    first_meeting: FieldWords
    names: FieldWords
    came: FieldWords
    gathered: FieldWords
    whereabouts: FieldWords
    found: FoundWords
    evidence: FieldWords
    score: FieldWords
    reasons: FieldWords
    concerns: FieldWords
    actions: FieldWords
    reviewed: FieldWords
    section: FieldWords
    current: FieldWords
    priority: FieldWords
    agreed: FieldWords
    due: FieldWords
    lead: FieldWords
    plan_section: FieldWords
    plan_action: FieldWords
    plan_progress: FieldWords
    plan_due: FieldWords
    plan_lead: FieldWords
    plan_others: FieldWords
    plan_strategy: FieldWords
    plan_status: StatusWords
    review_score: FieldWords
    review_date: FieldWords
    review_working: FieldWords
    review_not_working: FieldWords


class SheetWords(Part):
    """The name of a sheet and what it is for."""

    name: SheetName
    purpose: Text


class SectionSheetWords(Part):
    """What the section sheets are for; each is named after its section."""

    purpose: Text


class SheetsWords(Part):
    """The sheets of the workbook, in their order."""

    start: SheetWords
    preparation: SheetWords
    sections: SectionSheetWords
    summary: SheetWords
    plan: SheetWords
    reviews: SheetWords
    ideas: SheetWords


class WorkbookWords(Part):
    """What the workbook says of itself."""

    sheets: SheetsWords
    how_to: tuple[Text, ...] = Field(min_length=1, description="How to fill it in, step by step.")
    suggestion: Text = Field(
        description="How the suggested score is worked out: the rule in carers_framework/workbook/sheets/evidence.py."
    )
    meetings: tuple[Label, ...] = Field(min_length=2, max_length=10, description="The first meeting and the reviews.")
