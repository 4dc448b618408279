"""What the workbook asks for, and what its sheets and fields are called."""

from __future__ import annotations

from pydantic import Field, model_validator

from .types import CellField, Choice, Label, Part, Prompt, SheetName, Text


class FieldWords(Part):
    """What the workbook calls a field, and how it helps people to fill it in."""

    label: Label
    help: Prompt
    choices: tuple[Choice, ...] = Field(default=(), description="What can be chosen. No commas.")
    formerly: tuple[CellField, ...] = Field(
        default=(), description="What the field was called in the names of cells before. Old workbooks are read by it."
    )
    choices_formerly: dict[Label, Label] = Field(
        default={}, description="For each choice that was called something else before: the choice that it is now."
    )

    @model_validator(mode="after")
    def _former_choices_lead_to_choices(self) -> FieldWords:
        """Check that each former choice leads to one of today's choices, and is not one of them."""
        # Otherwise an old answer would be read as one that nobody can choose.
        for former, now in self.choices_formerly.items():
            if now not in self.choices:
                raise ValueError(f"says that '{former}' is '{now}' now, which is not one of its choices. Correct one.")
            if former in self.choices:
                raise ValueError(f"says that '{former}' was a choice before, but it still is. Remove one of the two.")
        return self


class FoundWords(FieldWords):
    """Whether an indicator describes the area, and what each answer counts."""

    points: dict[Label, float] = Field(
        min_length=1,
        description="What an answer counts in the tally of its level: 1, 0.5 or 0. Others are not counted.",
    )

    @model_validator(mode="after")
    def _points_are_for_choices(self) -> FoundWords:
        """Check that points go to choices that exist, and are a whole, a half or nothing."""
        for choice, worth in self.points.items():
            if choice not in self.choices:
                raise ValueError(
                    f"gives points to '{choice}', which is not one of its choices. Correct one of the two."
                )
            if worth not in {0, 0.5, 1}:
                raise ValueError(f"gives {worth} points to '{choice}'. Use 1, 0.5 or 0.")
        return self


class TakeWords(FieldWords):
    """Whether an action is taken forward."""

    forward: Label = Field(description="The choice that says an action is taken forward.")

    @model_validator(mode="after")
    def _forward_is_a_choice(self) -> TakeWords:
        """Check that the choice that says an action is taken forward exists."""
        if self.forward not in self.choices:
            raise ValueError(f"has '{self.forward}' as forward, which is not one of its choices. Correct one of them.")
        return self


class StatusWords(FieldWords):
    """How far an action has come."""

    done: Label = Field(description="The choice that says an action is done.")

    @model_validator(mode="after")
    def _done_is_a_choice(self) -> StatusWords:
        """Check that the choice that says an action is done exists."""
        # An action could never be done otherwise, and would be overdue for good.
        if self.done not in self.choices:
            raise ValueError(f"has '{self.done}' as done, which is not one of its choices. Correct one of the two.")
        return self


class Fields(Part):
    """All that the workbook asks for. The keys are part of cells' names: a field with a new key says `formerly`."""

    area_name: FieldWords
    first_meeting: FieldWords
    names: FieldWords
    came: FieldWords
    whereabouts: FieldWords
    gathered: FieldWords
    found: FoundWords
    evidence: FieldWords
    score: FieldWords
    reasons: FieldWords
    concerns: FieldWords
    action: FieldWords
    section: FieldWords
    current: FieldWords
    priority: FieldWords
    agreed: FieldWords
    when: FieldWords
    who: FieldWords
    target: FieldWords
    aimed_by: FieldWords
    take: TakeWords
    done_by: FieldWords
    lead: FieldWords
    partners: FieldWords
    know: FieldWords
    strategy: FieldWords
    status: StatusWords
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


class Titled(Part):
    """A short title, and a line about it."""

    title: Label
    text: Text


class WorkbookWords(Part):
    """What the workbook says of itself."""

    sheets: SheetsWords
    how_to: tuple[Titled, ...] = Field(min_length=1, description="How to fill it in, step by step.")
    good_to_know: tuple[Titled, ...] = Field(default=(), description="What helps with typing, pasting and room.")
    meetings: tuple[Label, ...] = Field(min_length=2, max_length=10, description="The first meeting and the reviews.")
