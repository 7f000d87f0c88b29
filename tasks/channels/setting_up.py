"""Which channels this site has, and Apprise's address of a target on each."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from apprise import Apprise
from apprise.plugins.base import NotifyBase
from apprise.plugins.viber import NotifyViber
from pydantic import SecretStr

from tasks.channels import demo_mailbox
from tasks.channels.limits import PATIENT, Limits
from tasks.channels.posting import sms_gateway, webhook
from tasks.channels.sending import Channels
from tasks.channels.zalo import NotifyZalo
from tasks.settings import Settings

_ToAddress = Callable[[str], str | NotifyBase]


def channels_of(settings: Settings, limits: Limits = PATIENT) -> Channels:
    base_url = settings.base_url.rstrip("/")
    addresses: dict[str, _ToAddress] = {"webhook": webhook(base_url, limits)}
    if (url := _plain(settings.email_url)) is not None:
        addresses["email"] = _email(url, limits)
    if (gateway := _plain(settings.sms_url)) is not None:
        addresses["sms"] = _sms(gateway, limits)
    for channel, provider in (
        ("telegram", settings.telegram_url),
        ("whatsapp", settings.whatsapp_url),
    ):
        if provider is not None:
            addresses[channel] = _to_user_of(_within(limits, provider.get_secret_value()))
    if (bot := _plain(settings.viber_url)) is not None:
        addresses["viber"] = lambda target: _viber(_within(limits, bot), target)
    if (token := _plain(settings.zalo_token)) is not None:
        addresses["zalo"] = lambda target: NotifyZalo(settings.zalo_api, token, target, limits)
    if settings.demo:
        addresses["mailbox"] = demo_mailbox.address
    return Channels(addresses, limits)


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret is not None else None


def _within(limits: Limits, url: str) -> str:
    """Of two limits Apprise takes the last: who wrote their own into the address keeps them."""
    before, _, query = url.partition("?")
    ours = f"cto={limits.connect:g}&rto={limits.answer:g}"
    return f"{before}?{ours}&{query}" if query else f"{before}?{ours}"


def _email(url: str, limits: Limits) -> _ToAddress:
    # To Apprise's mail the limit of connecting is also that of each answer.
    patient = _within(Limits(limits.answer, limits.answer), url)
    return lambda target: f"{_named(patient, target)}&format=text"


def _sms(gateway: str, limits: Limits) -> _ToAddress:
    """A gateway that is posted to in our own form, or any of those that Apprise knows."""
    if gateway.startswith(("http://", "https://")):
        return lambda target: sms_gateway(gateway, target, limits)
    patient = _within(limits, gateway)
    return lambda target: _named(patient, target)


def _viber(bot: str, target: str) -> str | NotifyBase:
    """A user's id may have a / in it, at which Apprise would part it were it in the address."""
    service = Apprise.instantiate(bot)
    if not isinstance(service, NotifyViber):
        return ""
    service.targets = [target]
    return service


def _named(url: str, target: str) -> str:
    return f"{url}&to={quote(target)}"


def _to_user_of(url: str) -> _ToAddress:
    """Messengers have the addressee in the path."""
    before, mark, query = url.partition("?")
    return lambda target: f"{before.rstrip('/')}/{quote(target, safe='')}{mark}{query}"
