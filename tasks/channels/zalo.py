"""Messages of a Zalo Official Account to who follows it, as a plugin for Apprise.

The form is that of `POST /v3.0/oa/message/cs`. A refusal comes with status 200 as well, and is
told by an `error` other than 0.
"""

from __future__ import annotations

import httpx
from apprise.plugins.base import NotifyBase

from tasks.channels.posting import ANSWER_SECONDS, CONNECT_SECONDS

_TIMES = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)


class NotifyZalo(NotifyBase):  # type: ignore[no-untyped-call]  # Apprise has half of them
    body_maxlen = 2000
    title_maxlen = 0
    request_rate_per_sec = 0

    def __init__(self, api: str, token: str, user: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # likewise
        self._api, self._token, self._user = api, token, user

    def url(self, *_: object, **__: object) -> str:
        return "zalo://…"

    def send(self, body: str, *_: object, **__: object) -> bool:
        try:
            answer = httpx.post(
                f"{self._api.rstrip('/')}/v3.0/oa/message/cs",
                headers={"access_token": self._token},
                json={"recipient": {"user_id": self._user}, "message": {"text": body}},
                timeout=_TIMES,
            )
            said = answer.json()
        except (httpx.HTTPError, ValueError) as problem:
            self.logger.warning("Failed to send Zalo notification: %s.", type(problem).__name__)
            return False
        code = said.get("error") if isinstance(said, dict) else None
        if answer.is_success and code == 0:
            return True
        what = said.get("message") if isinstance(said, dict) else None
        self.logger.warning(
            "Failed to send Zalo notification: %s, error=%s.", what, code or answer.status_code
        )
        return False
