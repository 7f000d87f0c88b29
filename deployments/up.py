"""Everything on one machine: Prefect's server, its worker and the pages, until they are to end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from deployments import environments
from deployments.children import (
    Child,
    Ending,
    await_answer,
    ended_in_order,
    listening,
    look_after,
)
from deployments.database import refuse_shared_database
from deployments.demo_users import demo_sign_ins, retire_demo_users, set_up_demo_users
from deployments.first_start import (
    make_data_dir,
    make_first_keys,
    publish_shipped,
    set_up_demo,
)
from deployments.holding import holder_of, holding
from deployments.ports import HOST, refuse_taken
from deployments.speaking import tell
from domain.db.migrating import upgrade
from domain.texts import Message, say
from domain.users.user import Post
from tasks.settings import Settings
from tasks.wiring import the_door, the_office

LEFT_BEHIND_SECONDS = 30
# Journeys at once. More than a few lock each other out of Prefect's SQLite.
ON_SQLITE, ON_POSTGRESQL = 4, 16


def up(settings: Settings, port: int, prefect_port: int) -> None:
    """Until Ctrl-C or SIGTERM.

    Raises SharedDatabase, PortTaken, AlreadyUp, AnotherSitesPrefect and GaveUp.
    """
    refuse_shared_database(settings)
    ports = {"--port": port, "--prefect-port": prefect_port}
    prefect = f"http://{HOST}:{prefect_port}"
    was_killed = holder_of(settings.data_dir) is not None
    with listening() as ending:
        if not was_killed:
            refuse_taken(ports, ending)
        make_data_dir(settings.data_dir)
        with holding(settings, prefect=f"{prefect}/api"):
            # What a killed one started ends by itself, within seconds.
            refuse_taken(ports, ending, patience=LEFT_BEHIND_SECONDS if was_killed else 0)
            tell(say("Starting. This takes about half a minute."))
            _prepare(settings)
            _run(settings, port, prefect, ending)
    tell(say("Ended. The next `referral up` goes on from here."))


def _prepare(settings: Settings) -> None:
    upgrade(settings.database)
    make_first_keys(settings)
    office = the_office()
    publish_shipped(office)
    if settings.demo:
        set_up_demo(office)
        set_up_demo_users(the_door())
    else:
        retire_demo_users(office)


def _run(settings: Settings, port: int, prefect: str, ending: Ending) -> None:
    server = _server(settings, prefect)
    worker = _worker(settings, prefect)
    pages = _pages(settings, prefect, port)
    # The worker first: what it runs now needs Prefect to end well.
    with ended_in_order([worker, pages, server], ending):
        server.start()
        pages.start()
        if not await_answer(server, f"{prefect}/api/health", ending):
            return
        _tell_prefect(settings, prefect)
        worker.start()
        if await_answer(pages, f"http://{HOST}:{port}/healthz", ending):
            _tell_ready(settings, port, prefect)
        look_after([server, worker, pages], ending)
        tell(say("Ending. What is under way has some seconds to finish."))


def _tell_prefect(settings: Settings, prefect: str) -> None:
    # Prefect reads its settings when it is imported.
    os.environ.update(environments.of_worker(settings, f"{prefect}/api"))
    from tasks.attempts import Attempts
    from tasks.belonging import refuse_another_sites_prefect
    from tasks.deploying import reconcile
    from tasks.reconciling import ensure_pool
    from tasks.repairing import mend_all_runs, mend_runs

    refuse_another_sites_prefect()
    ensure_pool(at_once=ON_SQLITE if settings.prefect_database_url is None else ON_POSTGRESQL)
    reconcile(Attempts())
    mend_runs(Attempts())
    mend_all_runs(Attempts())


def _server(settings: Settings, prefect: str) -> Child:
    port = prefect.rpartition(":")[2]
    return Child(
        "prefect",
        ["deployments.prefect_server", "server", "start", "--host", HOST, "--port", port],
        environments.of_server(settings, f"{prefect}/api"),
        settings.data_dir,
        patience=15,
    )


def _worker(settings: Settings, prefect: str) -> Child:
    return Child(
        "worker",
        ["deployments", "worker"],
        environments.of_worker(settings, f"{prefect}/api"),
        settings.data_dir,
        patience=20,
    )


def _pages(settings: Settings, prefect: str, port: int) -> Child:
    return Child(
        "pages",
        ["uvicorn", "deployments.pages_app:create", "--factory", "--host", HOST,
         "--port", str(port), "--no-access-log", "--no-server-header", "--no-proxy-headers",
         "--timeout-graceful-shutdown", "5"],
        environments.of_pages(settings, f"{prefect}/api"),
        settings.data_dir,
        patience=10,
    )  # fmt: skip


def _tell_ready(settings: Settings, port: int, prefect: str) -> None:
    here = f"http://{HOST}:{port}"
    tell(say("Everything runs."))
    tell(say("Pages for agencies: {address}", address=f"{here}/"), indent=2)
    if settings.demo:
        tell(say("Mailbox of the demo: {address}", address=f"{here}/mailbox"), indent=2)
    for room in _rooms(settings, here):
        tell(room, indent=2)
    tell(say("Prefect, for coordinators: {address}", address=f"{prefect}/"), indent=2)
    if settings.demo:
        tell(say("Open a letter in the mailbox and answer its request: the journey goes on."))
    else:
        tell(say("`referral case open` opens a case; `referral doctor` says what is missing."))
    tell(say("Ctrl-C ends it; what was recorded stays."))


def _rooms(settings: Settings, here: str) -> Iterator[Message]:
    """In a demo with what opens them."""
    shown = {one.post: one for one in demo_sign_ins(the_door())} if settings.demo else {}
    rooms: Mapping[Post, Message] = {
        "coordinator": say("Desk for coordinators: {address}", address=f"{here}/desk"),
        "administrator": say("Pages for administrators: {address}", address=f"{here}/admin"),
    }
    for post, room in rooms.items():
        key = shown.get(post)
        yield room if key is None else say(
            "{room} (login name {name}, password {password})",
            room=room, name=key.name, password=key.password,
        )  # fmt: skip
