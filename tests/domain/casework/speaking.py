"""An agency that has ten days says something that is no answer."""

from __future__ import annotations

from datetime import date, timedelta

from domain.casework.administration.publishing import publish_policy
from domain.casework.answers.speaking_up import speak_up
from domain.casework.answers.views import Saying
from domain.casework.answers.words_beside import read_words
from domain.casework.desk.looking import lead_list
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step

TEN_DAYS = """
schema: 1
key: province
title: {vi: Tỉnh, en: Province}
valid_from: 2020-01-01
limits:
  small:
    verify: {limit: {amount: 10, unit: calendar_days}, source: made up, origin: design}
"""
VERIFY = pathway(step("verify"))
TODAY, DUE = date(2026, 11, 23), date(2026, 12, 3)
IN_SEVEN = TODAY + timedelta(days=7)
QUESTION = Saying("question", text="Hồ sơ gửi về đâu?")
WISH = Saying("more_time", "2026-12-20", "Chờ giấy tờ.")


def asked(place: Bureau) -> tuple[str, str]:
    """A journey whose agency has ten days, and the id of its request."""
    place.publish(VERIFY)
    publish_policy(place.office, TEN_DAYS, "user:lan")
    journey = place.open(VERIFY)
    return journey, place.waiting(journey)[0]


def say(place: Bureau, request: str, saying: Saying, contact: int = 1) -> None:
    """And the flow sees it."""
    spoken = speak_up(place.office, place.token(request, contact), saying)
    place.carry(spoken.journey)


def promise(until: date) -> Saying:
    return Saying("accepted", until.isoformat())


def said(place: Bureau, request: str) -> list[tuple[str, date | None, str]]:
    seen = read_words(place.office, place.token(request))
    return [(each.kind, each.day, each.text) for each in seen.said]


def subjects(place: Bureau, contact: str = "police_1") -> list[str]:
    letters = [one for one in place.pile if one.target.startswith(contact)]
    return [one.letter.subject.partition("] ")[2] for one in letters]


def on_the_list(place: Bureau) -> list[str]:
    return [line.why for line in lead_list(place.office, "en")]


REMINDER = "Nhắc lần {}: có yêu cầu đang chờ cơ quan trả lời".format
