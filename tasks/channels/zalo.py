"""Messages of a Zalo Official Account to who follows it, as a plugin for Apprise.

The form is that of `POST /v3.0/oa/message/cs`. A refusal comes with status 200 as well, and is
told by an `error` other than 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from apprise.plugins.base import NotifyBase

from domain.letters.refusals import RENEW_TOKEN
from tasks.channels.limits import Limits
from tasks.channels.zalo_token import TOKEN_REFUSED


class NotifyZalo(NotifyBase):  # type: ignore[no-untyped-call]  # Apprise has half of them
    body_maxlen = 2000
    title_maxlen = 0
    request_rate_per_sec = 0

    def __init__(self, api: str, token: str, user: str, limits: Limits) -> None:
        super().__init__(cto=limits.connect, rto=limits.answer)  # type: ignore[no-untyped-call]  # likewise
        self._api, self._token, self._user = api, token, user

    def url(self, *_: object, **__: object) -> str:
        return "zalo://…"

    def send(self, body: str, *_: object, **__: object) -> bool:
        connect, read = self.request_timeout
        try:
            answer = httpx.post(
                f"{self._api.rstrip('/')}/v3.0/oa/message/cs",
                headers={"access_token": self._token},
                json={"recipient": {"user_id": self._user}, "message": {"text": body}},
                timeout=httpx.Timeout(read, connect=connect),
            )
        except httpx.HTTPError as problem:
            return self._failed(type(problem).__name__)
        said = _said(answer)
        code = said.get("error") if answer.is_success else said.get("error") or answer.status_code
        if code == 0:
            return True
        if code is None:
            return self._failed("its answer could not be read")
        why = f"{said.get('message') or answer.reason_phrase}, error={code}"
        return self._failed(f"{why}. {RENEW_TOKEN.in_('en')}" if code in TOKEN_REFUSED else why)

    def _failed(self, why: str) -> bool:
        self.logger.warning("Failed to send Zalo notification: %s", why)
        return False


def _said(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
