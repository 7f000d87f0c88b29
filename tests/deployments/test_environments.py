"""What each process is told, and what it has no need to know."""

from __future__ import annotations

from pathlib import Path

import pytest

from deployments import environments
from tasks.settings import Settings
from tests.deployments.commanding import site

PREFECT = "http://127.0.0.1:4200/api"
CONNECTION = "PREFECT_SERVER_DATABASE_CONNECTION_URL"


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("postgresql://u:geheim@h/prefect", "postgresql+asyncpg://u:geheim@h/prefect"),
        ("postgres://u:geheim@h/prefect", "postgresql+asyncpg://u:geheim@h/prefect"),
        ("postgresql+psycopg://u:geheim@h:1/p", "postgresql+asyncpg://u:geheim@h:1/p"),
        ("postgresql+asyncpg://u:geheim@h/p", "postgresql+asyncpg://u:geheim@h/p"),
        # its driver has another word for it
        (
            "postgresql://u:geheim@h/p?sslmode=require",
            "postgresql+asyncpg://u:geheim@h/p?ssl=require",
        ),
    ],
)
def test_prefects_server_gets_its_database_for_its_own_driver(
    tmp_path: Path, written: str, given: str
) -> None:
    with site(tmp_path, REFERRAL_PREFECT_DATABASE_URL=written):
        told = environments.of_server(Settings(), PREFECT)

    assert told[CONNECTION] == given


def test_nobody_else_is_told_of_prefects_database(tmp_path: Path) -> None:
    with site(tmp_path, REFERRAL_PREFECT_DATABASE_URL="postgresql://u:geheim@h/prefect"):
        settings = Settings()
        others = [
            environments.of_worker(settings, PREFECT),
            environments.of_pages(settings, PREFECT),
        ]
        server = environments.of_server(settings, PREFECT)

    for told in others:
        assert "geheim" not in "".join(told.values())
    assert [name for name, value in server.items() if "geheim" in value] == [CONNECTION]


def test_prefect_keeps_sqlite_in_the_data_folder_where_no_database_is_named(tmp_path: Path) -> None:
    with site(tmp_path):
        told = environments.of_server(Settings(), PREFECT)

    assert CONNECTION not in told
    assert told["PREFECT_HOME"] == str(tmp_path / "prefect")


@pytest.mark.parametrize(
    "written",
    ["postgresql://u@h/ours", "postgres://u@h/ours", "postgresql+psycopg://u@h/ours"],
)
def test_our_own_database_needs_no_word_about_drivers(tmp_path: Path, written: str) -> None:
    with site(tmp_path, REFERRAL_DATABASE_URL=written):
        assert Settings().database == "postgresql+psycopg://u@h/ours"


def test_a_database_that_prefect_cannot_use_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with site(tmp_path / "data", REFERRAL_PREFECT_DATABASE_URL="mysql://u:geheim@h/p") as place:
        said = place.referral("doctor")

    assert said.code == 1
    assert "REFERRAL_PREFECT_DATABASE_URL" in said.err
    assert "Write postgresql://user:password@host/name" in said.err
    assert "geheim" not in said.out + said.err
