from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.days.working_days import vietnam_calendar
from domain.letters.previews import Sent, preview
from domain.pathway.template import Pathway
from domain.texts import Language
from tests.domain.bad_pathways import sound

SENT = Sent(
    asked_at=datetime(2026, 11, 23, 2, tzinfo=UTC),
    zone=ZoneInfo("Asia/Ho_Chi_Minh"),
    calendar=vietnam_calendar(),
    base_url="https://referral.example",
)


def text(step: str, *, channel: str = "email", language: Language = "vi", **more: object) -> str:
    tree = sound()
    for one in tree["stages"][0]["steps"]:
        if one["id"] == step:
            one.update(more)
    pathway = Pathway.model_validate(tree)
    letter = preview(pathway, pathway.by_id[step], SENT, channel=channel, language=language)
    return "\n".join([letter.subject, letter.text, *letter.apart])


@pytest.mark.parametrize(
    ("language", "asked"), [("vi", "Xin đưa người đi."), ("en", "Please take them there.")]
)
@pytest.mark.parametrize("channel", ["email", "zalo"])
def test_a_preview_says_what_is_asked_in_each_language(
    language: Language, asked: str, channel: str
) -> None:
    ask = {"vi": "Xin đưa người đi.", "en": "Please take them there."}

    assert asked in text("trip", channel=channel, language=language, ask=ask)


def test_without_words_of_its_own_a_step_is_asked_by_its_title() -> None:
    assert "trip" in text("trip")


def test_a_preview_has_the_deadline_that_the_pathway_gives() -> None:
    limit = {"amount": 7, "unit": "calendar_days", "source": "Luật"}

    assert "30/11/2026" in text("trip", limit=limit)
    assert "30/11/2026" in text("trip", channel="sms", limit=limit)


def test_a_preview_says_in_whose_name_it_is_asked_and_for_which_thing() -> None:
    shown = text("services", asked_by="police")

    assert "police" in shown
    assert "health" in shown


def test_the_link_of_a_preview_leads_nowhere() -> None:
    assert "https://referral.example/a/…" in text("trip", channel="sms")
