from __future__ import annotations

from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front


def test_a_step_that_leaves_the_person_time_says_on_which_day_it_is_asked(
    front: Front, lan: Browser
) -> None:
    patient = pathway(step("decide", not_before={"period": {"days": 45}}))
    front.place.publish(patient)

    shown = lan.client.get(f"/desk/cases/{front.place.open(patient, area='hai_phong')}").text

    assert "sẽ được hỏi vào ngày 7 tháng 1 năm 2027" in shown
