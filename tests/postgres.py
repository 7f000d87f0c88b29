from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

SERVER_USER = "postgres"
# What a crash of the machine would lose is of no interest to a test.
UNSAFE_AND_FAST = {"fsync": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """`programs` are PostgreSQL's own; what it keeps is in `home`."""

    port: int
    home: Path
    programs: Path

    def fresh_database(self) -> str:
        """The URL (psycopg 3) of a new, empty database, which goes with the server."""
        name = f"t_{uuid4().hex}"
        with psycopg.connect(self._url("postgresql", "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self._url("postgresql+psycopg", name)

    def start(self) -> None:
        log, options = f"--log={self.home / 'log'}", f"--options={_options(self.home, self.port)}"
        self._control(log, options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Whoever is connected is cut off: "fast" as administrators do it, "immediate" a crash."""
        self._control(f"--mode={mode}", "stop")

    @property
    def data(self) -> Path:
        return self.home / "data"

    def _control(self, *words: str) -> None:
        control = self.programs / "pg_ctl"
        _run(self.home, control, f"--pgdata={self.data}", "--wait", "--silent", *words)

    def _url(self, scheme: str, database: str) -> str:
        return f"{scheme}://{SERVER_USER}@127.0.0.1:{self.port}/{database}"


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """A server of its own on a free loopback port, gone with all its data at the end.

    Raises FileNotFoundError when PostgreSQL's server programs are not installed.
    """
    programs = _server_programs()
    with tempfile.TemporaryDirectory(prefix="referral-pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        if _is_root():
            shutil.chown(home, SERVER_USER)
        server = PostgresServer(_free_port(), home, programs)
        _run(home, programs / "initdb", "--no-sync", "--auth=trust", f"--username={SERVER_USER}",
             "--encoding=UTF8", "--locale=C.UTF-8", f"--pgdata={server.data}")  # fmt: skip
        server.start()
        try:
            yield server
        finally:
            if (server.data / "postmaster.pid").exists():
                server.stop("immediate")


def _server_programs() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    # Debian keeps the server's programs off the PATH.
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: float(path.parent.parent.name),
    )
    if not versions:
        message = "PostgreSQL's initdb is neither on the PATH nor under /usr/lib/postgresql."
        raise FileNotFoundError(message)
    return versions[-1].parent


def _options(home: Path, port: int) -> str:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(home),
        **UNSAFE_AND_FAST,
    }
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


def _run(home: Path, *command: str | Path) -> None:
    # The server refuses to run as root, and inherits what it is given as output: hence a file.
    as_user = ("runuser", "-u", SERVER_USER, "--") if _is_root() else ()
    with (home / "output").open("a+") as output:
        done = subprocess.run(
            [*as_user, *command], cwd=home, stdout=output, stderr=output, check=False
        )
        if done.returncode:
            output.seek(0)
            log = home / "log"
            told = output.read() + (log.read_text() if log.exists() else "")
            raise RuntimeError(f"{command[0]} ended with {done.returncode}.\n{told}")


def _is_root() -> bool:
    return os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
