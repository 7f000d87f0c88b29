from __future__ import annotations

from cyclopts import App

from deployments.first_start import make_data_dir, make_first_keys
from deployments.speaking import tell
from domain.db.migrating import upgrade
from domain.texts import say
from tasks.wiring import the_settings

app = App(name="db")


@app.command(
    name="upgrade", help=str(say("Bring the tables to those of this release; make the first keys."))
)
def upgrade_tables() -> None:
    settings = the_settings()
    make_data_dir(settings.data_dir)
    upgrade(settings.database)
    make_first_keys(settings)
    tell(say("The database is up to date."))
