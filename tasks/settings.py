"""The settings: `REFERRAL_*` variables, or `referral.toml` in the folder that it is run from."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from domain.directory.emergency import EmergencyNumber, numbers_of, shipped_numbers
from domain.directory.whom_to_call import WhomToCall
from domain.faults import Wrong
from domain.texts import Language, nfc, say

_PHONE = re.compile(r"\+?[0-9(][0-9 .()-]{1,22}[0-9]")
MADE_UP = say("Coordination office of the demo (made up)"), "000 000 0000"

_POSTGRES = re.compile(r"postgres(?:ql)?(?:\+\w+)?://")


class Settings(BaseSettings):
    """One class reads them all. A variable goes before the file.

    Of either database `postgresql://user:password@host/name` is enough: whose driver it is that
    reads it is ours to know. `email_url` is an Apprise address of the mail server without its
    addressee, such as `mailtos://user:password@smtp.example.vn?from=referral@example.vn`; so are
    the addresses of the other channels. `sms_url` may also be a gateway's own, beginning with
    https. `zalo_api` is where Zalo's servers are. `trusted_proxies` are addresses or networks, with
    commas between: what those that connect from there say of whom they speak for is believed.
    `call_name` and `call_phone` are whom officers call; `emergency_numbers` whom else in danger, in
    the place of the country's that we know. `two_to_publish`: no draft of a pathway is published by
    who proposed it. `clock_file` holds the one moment that
    tests and trainings share; without it time goes by itself.
    """

    model_config = SettingsConfigDict(
        env_prefix="REFERRAL_", toml_file="referral.toml", extra="forbid", frozen=True
    )

    data_dir: Path = Field(default_factory=lambda: Path.cwd() / ".referral")
    database_url: SecretStr | None = None
    prefect_database_url: SecretStr | None = None
    base_url: str = "http://127.0.0.1:8000"
    language: Language = "vi"
    time_zone: str = "Asia/Ho_Chi_Minh"
    email_url: SecretStr | None = None
    sms_url: SecretStr | None = None
    telegram_url: SecretStr | None = None
    viber_url: SecretStr | None = None
    whatsapp_url: SecretStr | None = None
    zalo_token: SecretStr | None = None
    zalo_api: str = "https://openapi.zalo.me"
    join_minutes: Annotated[int, Field(ge=0, le=60)] | None = None
    call_name: Annotated[str, Field(max_length=80)] = ""
    call_phone: str = ""
    emergency_numbers: str | None = None
    two_to_publish: bool = False
    clock_file: Path | None = None
    demo: bool = False
    trusted_proxies: str = ""

    @field_validator("prefect_database_url")
    @classmethod
    def _postgres(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not _POSTGRES.match(url.get_secret_value()):
            raise Wrong(
                say("Prefect's database is a PostgreSQL, or none is named."),
                say("Write postgresql://user:password@host/name, or leave it out for SQLite."),
            )
        return url

    @field_validator("call_name")
    @classmethod
    def _one_line(cls, name: str) -> str:
        return " ".join(nfc(name).split())

    @field_validator("call_phone")
    @classmethod
    def _telephone(cls, phone: str) -> str:
        if phone.strip() and not _PHONE.fullmatch(phone.strip()):
            raise Wrong(
                say("“{phone}” is not a telephone number.", phone=phone),
                say("Write it as people read it, such as 0204 3 555 111 or +84 204 3 555 111."),
            )
        return phone.strip()

    @field_validator("emergency_numbers")
    @classmethod
    def _numbers(cls, written: str | None) -> str | None:
        numbers_of(written or "")
        return written

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, named: str) -> str:
        for address in _listed(named):
            try:
                ip_network(address)
            except ValueError:
                raise Wrong(
                    say("“{address}” is neither an address nor a network.", address=address),
                    say("Write those of your proxies, such as 127.0.0.1, 10.0.0.0/8."),
                ) from None
        return named

    @property
    def whom_to_call(self) -> WhomToCall | None:
        """None: officers are not told, which `referral doctor` finds."""
        if self.call_phone:
            return WhomToCall(self.call_name, self.call_phone)
        if self.demo:
            name, phone = MADE_UP
            return WhomToCall(name.in_(self.language), phone)
        return None

    @property
    def emergency(self) -> tuple[EmergencyNumber, ...]:
        written = self.emergency_numbers
        return shipped_numbers() if written is None else numbers_of(written)

    @property
    def proxies(self) -> list[str]:
        return _listed(self.trusted_proxies)

    @property
    def database(self) -> str:
        """SQLite under the data folder, in a file of its own, unless another is named."""
        if self.database_url is not None:
            return _with_our_driver(self.database_url)
        return f"sqlite:///{(self.data_dir / 'referral.sqlite').resolve()}"

    @property
    def prefect_database(self) -> str | None:
        """As our own driver reads it. None: Prefect keeps SQLite under the data folder."""
        url = self.prefect_database_url
        return _with_our_driver(url) if url is not None else None

    @property
    def channels(self) -> frozenset[str]:
        """Those that are set up here, as `domain.directory.addresses` calls them."""
        given = {
            "webhook": True,
            "email": self.email_url,
            "sms": self.sms_url,
            "telegram": self.telegram_url,
            "viber": self.viber_url,
            "whatsapp": self.whatsapp_url,
            "zalo": self.zalo_token,
            "mailbox": self.demo,
        }
        return frozenset(channel for channel, there in given.items() if there)

    @property
    def join_within(self) -> timedelta:
        """In the demo one person plays all agencies, and waits for nothing."""
        minutes = 0 if self.demo else 5
        return timedelta(minutes=minutes if self.join_minutes is None else self.join_minutes)

    @property
    def keys_dir(self) -> Path:
        return self.data_dir / "keys"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - Pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _listed(named: str) -> list[str]:
    return [each.strip() for each in named.split(",") if each.strip()]


def _with_our_driver(url: SecretStr) -> str:
    return _POSTGRES.sub("postgresql+psycopg://", url.get_secret_value(), count=1)
