"""Messages that are posted as JSON: to an agency's own system, and to an SMS gateway."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

from apprise.plugins.custom_json import NotifyJSON

from tasks.channels.limits import Limits

# Apprise's own names, and what they are to be called: "" leaves them out.
_NOTHING_ELSE = {"title": "", "version": "", "attachments": "", "type": ""}


def webhook(base_url: str, limits: Limits) -> Callable[[str], NotifyJSON]:
    """A POST of {subject, text, api}, nowhere but there: the letter's link is for nobody else.

    `api` is where a program answers: its own name for a request is what the link ends with.
    """
    payload = _NOTHING_ELSE | {"title": "subject", "message": "text", "api": f"{base_url}/api"}
    return lambda target: _post(target, payload, limits)


def sms_gateway(url: str, target: str, limits: Limits) -> NotifyJSON:
    """A POST of {to, text}; a name and password in front of the host are sent as HTTP's own."""
    return _post(url, _NOTHING_ELSE | {"message": "text", "to": target}, limits)


def _post(url: str, payload: Mapping[str, str], limits: Limits) -> NotifyJSON:
    address = urlsplit(url)
    return NotifyJSON(  # type: ignore[no-untyped-call]  # Apprise has half of them
        secure=address.scheme == "https",
        host=address.netloc.rpartition("@")[2],
        user=unquote(address.username) if address.username else None,
        password=unquote(address.password) if address.password else None,
        fullpath=url.removeprefix(f"{address.scheme}://{address.netloc}"),
        redirect=False,
        cto=limits.connect,
        rto=limits.answer,
        payload=dict(payload),
    )
