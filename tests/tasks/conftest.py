from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from apprise.plugins.telegram import NotifyTelegram
from apprise.plugins.viber import NotifyViber
from apprise.plugins.whatsapp import NotifyWhatsApp

from tasks.reconciling import DeploymentSpec, ensure_pool, reconcile_deployments
from tests.prefect_server import PrefectServer
from tests.prefect_workers import InlineWorker
from tests.tasks import engine_flows
from tests.tasks.tales import Tales


@pytest.fixture
def tales(prefect: PrefectServer, tmp_path: Path) -> Tales:
    ensure_pool()
    flows = {"tale": "tale", "signature": "signature", "round": "round_of_the_schedule"}
    reconcile_deployments(
        {
            f"{name}/small": DeploymentSpec(
                entrypoint=f"{engine_flows.__name__}.{function}", version="1", description=""
            )
            for name, function in flows.items()
        }
    )
    return Tales(prefect, str(tmp_path / "ledger"), InlineWorker())


@pytest.fixture
def move_messengers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Each messenger's own address is replaced by one of ours."""

    def move(url: str) -> None:
        monkeypatch.setattr(NotifyTelegram, "notify_url", f"{url}/bot")
        monkeypatch.setattr(NotifyViber, "notify_url", f"{url}/pa/send_message")
        monkeypatch.setattr(NotifyWhatsApp, "notify_url", f"{url}/{{fb_ver}}/{{phone_id}}")

    return move
