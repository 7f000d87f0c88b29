"""Which channels this site has, and Apprise's address of a target on each."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from apprise import Apprise
from apprise.plugins.base import NotifyBase
from apprise.plugins.viber import NotifyViber
from pydantic import SecretStr

from tasks.channels import demo_mailbox
from tasks.channels.posting import sms_gateway, webhook
from tasks.channels.sending import Channels
from tasks.channels.zalo import NotifyZalo
from tasks.settings import Settings

_ToAddress = Callable[[str], str | NotifyBase]


def channels_of(settings: Settings) -> Channels:
    addresses: dict[str, _ToAddress] = {"webhook": webhook(settings.base_url.rstrip("/"))}
    if (url := _plain(settings.email_url)) is not None:
        addresses["email"] = lambda target: f"{_named(url, target)}&format=text"
    if (gateway := _plain(settings.sms_url)) is not None:
        addresses["sms"] = _sms(gateway)
    for channel, provider in (
        ("telegram", settings.telegram_url),
        ("whatsapp", settings.whatsapp_url),
    ):
        if provider is not None:
            addresses[channel] = _to_user_of(provider.get_secret_value())
    if (bot := _plain(settings.viber_url)) is not None:
        addresses["viber"] = lambda target: _viber(bot, target)
    if (token := _plain(settings.zalo_token)) is not None:
        addresses["zalo"] = lambda target: NotifyZalo(settings.zalo_api, token, target)
    if settings.demo:
        addresses["mailbox"] = demo_mailbox.address
    return Channels(addresses)


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret is not None else None


def _sms(gateway: str) -> _ToAddress:
    """A gateway that is posted to in our own form, or any of those that Apprise knows."""
    if gateway.startswith(("http://", "https://")):
        return lambda target: sms_gateway(gateway, target)
    return lambda target: _named(gateway, target)


def _viber(bot: str, target: str) -> str | NotifyBase:
    """A user's id may have a / in it, at which Apprise would part it were it in the address."""
    service = Apprise.instantiate(bot)
    if not isinstance(service, NotifyViber):
        return ""
    service.targets = [target]
    return service


def _named(url: str, target: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}to={quote(target)}"


def _to_user_of(url: str) -> _ToAddress:
    """Messengers have the addressee in the path."""
    before, mark, query = url.partition("?")
    return lambda target: f"{before.rstrip('/')}/{quote(target, safe='')}{mark}{query}"
