"""What we ask of Prefect, as environment variables: of its server, and of all that talks to it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SERVER_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        # Prefect has one shared password at most, so it listens to this machine alone.
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        # Any page that a coordinator has open could otherwise read from, and write to, this API.
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "http://127.0.0.1",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        # Nothing about the people who use this leaves the machine, not even how many there are.
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        # A journey waits for weeks and must never fail for it: no wait of ours has a time limit,
        # and the search for those that ran out reads every waiting run every five seconds.
        "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
        # "Late" shall mean that no worker is there, not that one was busy for a quarter minute.
        "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "120",
        # Runs of a schedule made an hour ahead would be sixty sweeps on every page of the UI.
        "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_SCHEDULED_TIME": "PT3M",
    }
)

CLIENT_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "DO_NOT_TRACK": "1",
        # Without the address of a server Prefect would quietly start a second one.
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        # What a task returned is kept in our database or nowhere.
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        # The thread of heartbeats holds each run for a second after its end. A run of ours takes
        # seconds, and the sweep finds those that died. Only JSON can say "none".
        "PREFECT_FLOWS": '{"heartbeat_frequency": null}',
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        # From an answer to the next notice: a worker looks this often for what was woken, and
        # takes nothing before its time.
        "PREFECT_WORKER_QUERY_SECONDS": "0.5",
        "PREFECT_WORKER_PREFETCH_SECONDS": "0",
    }
)
