from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest

from tests.postgres import PostgresServer, running_postgres
from tests.prefect_server import PrefectServer, running_prefect
from tests.statements import compile_once

OURS = ("REFERRAL_", "PREFECT_")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the settings of whoever runs the tests away; give each worker its own Prefect home."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]
    home = tempfile.TemporaryDirectory(prefix="referral-prefect-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    os.environ["PREFECT_HOME"] = home.name
    os.environ["SSL_CERT_FILE"] = str(_one_certificate(Path(home.name)))
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    compile_once()


def _one_certificate(folder: Path) -> Path:
    """Enough on loopback; a client that begins would read a hundred and fifty, for 20 ms."""
    end = "-----END CERTIFICATE-----\n"
    file = folder / "one_certificate.pem"
    file.write_text(certifi.contents().partition(end)[0] + end, encoding="ascii")
    return file


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under REQUIRE_ALL=1 a skipped test fails the run: what could not be checked is not right."""
    if _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for report in _skipped(config):
        terminalreporter.line(f"REQUIRE_ALL: skipped, so failed: {report.nodeid}", red=True)


def _skipped(config: pytest.Config) -> list[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("REQUIRE_ALL") != "1":
        return []
    return list(reporter.stats.get("skipped", []))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind that we run on."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'referral.sqlite'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.fresh_database()


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[PrefectServer]:
    with running_prefect() as server:
        yield server


@pytest.fixture
def prefect(prefect_server: PrefectServer) -> PrefectServer:
    """Prefect's server without any run of the test before, and nobody's."""
    prefect_server.forget("flow_runs")
    prefect_server.belong_to_nobody()
    return prefect_server
