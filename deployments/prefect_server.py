"""`python -m deployments.prefect_server …` is `prefect …`, with a server that SQLite can bear.

On PostgreSQL it is nothing else.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from prefect.server.database.configurations import AioSqliteConfiguration
from prefect.server.database.dependencies import set_database_config
from prefect.server.utilities.database import get_dialect
from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL


class InTurn(AioSqliteConfiguration):
    """Each transaction waits until it may write.

    Prefect lets most of them read first. SQLite refuses one at once that read before another wrote:
    Prefect answers 503, and its client tries again after two seconds, four, eight. What is left of
    such a refusal may then hold the whole server up for a minute (docs/decisions/0006).
    """

    @asynccontextmanager
    async def begin_transaction(
        self,
        session: Any,  # noqa: ANN401 - SQLAlchemy's, which only `domain.db` speaks
        with_for_update: bool = False,  # noqa: FBT001, FBT002 - as Prefect calls it
    ) -> AsyncIterator[Any]:
        async with super().begin_transaction(session, with_for_update=True) as transaction:
            yield transaction


def _set_up() -> None:
    url = PREFECT_API_DATABASE_CONNECTION_URL.value()
    if get_dialect(url).name == "sqlite":
        set_database_config(InTurn(url))


if __name__ == "__main__":
    _set_up()
    sys.argv[0] = "prefect"
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)
