"""Zalo's access token, which ends after about a day."""

from __future__ import annotations

import httpx

from tasks.channels.limits import PATIENT

TOKEN_REFUSED = frozenset({-216, -220})
"""Zalo's `error` of a token that is wrong, or at its end or taken back (its table of errors)."""


def takes_token(api: str, token: str) -> bool:
    """By asking who we are, which sends nobody anything.

    Raises httpx.HTTPError where Zalo is not reached, ValueError where it speaks another form.
    """
    answer = httpx.get(
        f"{api.rstrip('/')}/v2.0/oa/getoa",
        headers={"access_token": token},
        timeout=httpx.Timeout(PATIENT.answer, connect=PATIENT.connect),
    )
    said = answer.raise_for_status().json()
    return not isinstance(said, dict) or said.get("error") not in TOKEN_REFUSED
