"""What the pages' fake keeps of a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain.casework.answers.views import Asking, Fate, Said, Submission
from domain.pathway.attachments import Given
from domain.pathway.forms import Filled
from domain.texts import Label
from tests.pages.fake_readings import Told


@dataclass
class Proposed:
    line: int
    contact: str
    submission: Submission
    filled: Filled
    files: Given
    at: datetime


@dataclass
class Asked:
    asking: Asking
    fate: Fate | None = None
    now_with: Label | None = None
    renewable: bool = False
    afresh: int = 0
    answers: list[tuple[str, Submission, datetime]] = field(default_factory=list)
    given_away: dict[str, str] = field(default_factory=dict)
    newcomer_since: datetime | None = None
    proposed: Proposed | None = None
    proposals: int = 0
    turned_down_at: datetime | None = None
    read: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    depended_on: bool = False
    sent_on: list[Submission] = field(default_factory=list)
    danger_by: str = ""
    told: Told = field(default_factory=Told)
    seen_by: set[str] = field(default_factory=set)
