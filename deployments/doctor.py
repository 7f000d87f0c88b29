"""Whether everything that a site needs is there, each with what to do about it if not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import packages_distributions, version
from pathlib import Path
from stat import S_IMODE
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from deployments.database import (
    kind_of,
    trouble_with_database,
    trouble_with_prefects_database,
)
from deployments.holding import holder_of
from deployments.prefect_access import prefect_address
from domain.casework.administration.checking import channels_of_contacts, warnings_of
from domain.casework.administration.publishing import faults_of_policies
from domain.casework.administration.rotating import missing_keys
from domain.casework.desk.desks import areas_without_new_cases, on_no_desk
from domain.casework.letters.unheard import unheard_dangers
from domain.casework.office import Office
from domain.letters.refusals import RENEW_TOKEN
from domain.texts import Message, say
from tasks.channels.zalo_token import takes_token
from tasks.settings import Settings
from tasks.wiring import PURPOSES, the_office

T = TypeVar("T")
DISTRIBUTION = "referral-pathways"
PACKAGES = ("deployments", "domain", "flows", "pages", "tasks")
OF_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
TESTED_PREFECT = "3.8.8"
SETTINGS_FILE = Path("referral.toml")


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` is what programs call it; `mend` is None where all is well.

    What is `slight` works as it is, and should yet be looked at. `ok` is None where it could not be
    looked at, for what another finding tells.
    """

    check: str
    about: Message
    mend: Message | None = None
    slight: bool = False
    unseen: bool = False

    @property
    def ok(self) -> bool | None:
        return None if self.unseen else self.mend is None or self.slight


def examine(settings: Settings) -> Iterator[Finding]:
    """One finding for each thing that there is to look at."""
    yield _packages()
    yield _prefect_version()
    yield _data_dir(settings)
    if SETTINGS_FILE.exists():
        yield _settings_file()
    yield _keys(settings)
    yield _keys_in_use()
    yield _database(settings)
    yield _prefect_database(settings)
    yield _policies()
    yield _base_url(settings)
    yield _whom_to_call(settings)
    yield _email(settings)
    yield _channels(settings)
    if settings.zalo_token is not None:
        yield _zalo(settings.zalo_api, settings.zalo_token.get_secret_value())
    yield _directory()
    yield _users()
    yield _desks()
    yield _emergency(settings)
    yield _unheard()
    yield from _prefect(settings)


def _packages() -> Finding:
    owners = packages_distributions()
    foreign = {
        owner: name for name in PACKAGES for owner in owners.get(name, ()) if owner != DISTRIBUTION
    }
    about = say("No other software brings packages of our names.")
    mend = None
    if foreign:
        mend = say("Please take out: {names}.", names=", ".join(sorted(foreign)))
    return Finding("packages", about, mend)


def _prefect_version() -> Finding:
    here = version("prefect")
    about = say("Prefect is the version that was tested, {version}.", version=TESTED_PREFECT)
    mend = None
    if here != TESTED_PREFECT:
        mend = say("Here is {here}. Install from requirements.txt again.", here=here)
    return Finding("prefect_version", about, mend)


def _data_dir(settings: Settings) -> Finding:
    folder = settings.data_dir
    about = say("The data folder {folder} is closed to others.", folder=str(folder))
    return Finding("data_dir", about, _mend_modes([folder]))


def _settings_file() -> Finding:
    about = say("The file of settings {file} is closed to others.", file=str(SETTINGS_FILE))
    return Finding("settings_file", about, _mend_modes([SETTINGS_FILE]))


def _keys(settings: Settings) -> Finding:
    folders = [settings.keys_dir, *(settings.keys_dir / purpose for purpose in PURPOSES)]
    keys = [key for folder in folders for key in folder.glob("*.key")]
    about = say("The keys are there and closed to others.")
    if {key.parent.name for key in keys} != set(PURPOSES):
        mend: Message | None = say(
            "Put back the folder {folder} from a backup. A new site gets it from `referral up`.",
            folder=str(settings.keys_dir),
        )
    else:
        mend = _mend_modes([*folders, *keys])
    return Finding("keys", about, mend)


def _keys_in_use() -> Finding:
    about = say("Every key that something was sealed or signed with is there.")
    missing = _of_database(missing_keys)
    if missing is None:
        return _unseen("keys_in_use", about)
    mend = None
    if missing:
        mend = say("Put back from a backup of the keys: {keys}.", keys=", ".join(missing))
    return Finding("keys_in_use", about, mend)


def _mend_modes(paths: list[Path]) -> Message | None:
    for path in paths:
        if not path.exists():
            return say("{path} is not there. `referral up` makes it.", path=str(path))
        if S_IMODE(path.stat().st_mode) & 0o077:
            return say("Others can look into it. Please run: chmod go= {path}", path=str(path))
    return None


def _database(settings: Settings) -> Finding:
    kind = kind_of(settings.database)
    about = say("Our database ({kind}) answers and is up to date.", kind=kind)
    return Finding("database", about, trouble_with_database(settings))


def _prefect_database(settings: Settings) -> Finding:
    kind = kind_of(settings.prefect_database or "sqlite")
    about = say("Prefect's database ({kind}) is apart from ours.", kind=kind)
    return Finding("prefect_database", about, trouble_with_prefects_database(settings))


def _policies() -> Finding:
    about = say("The pathways, steps and roles that the policies name exist.")
    found = _of_database(faults_of_policies)
    if found is None:
        return _unseen("policies", about)
    if found:
        about = say("To be mended in the policies: {n}.", n=len(found))
    return Finding("policies", about, found[0].message if found else None)


def _base_url(settings: Settings) -> Finding:
    """Whoever reads a link on its way, or in a proxy's log, could answer in an agency's name."""
    holder = holder_of(settings.data_dir)
    base_url = holder.base_url if holder else settings.base_url
    address = urlsplit(base_url)
    about = say("Agencies reach the pages at {address}.", address=base_url)
    mend = None
    if address.scheme == "https" and not settings.proxies:
        mend = say("Name the proxy in REFERRAL_TRUSTED_PROXIES: else all agencies count as one.")
    elif address.scheme != "https" and address.hostname not in OF_THIS_MACHINE:
        mend = say("Put a proxy before them that brings https, and name its address.")
    return Finding("base_url", about, mend, slight=True)


def _whom_to_call(settings: Settings) -> Finding:
    """A dozen texts for officers say that they may call the coordinator."""
    holder = holder_of(settings.data_dir)
    if settings.whom_to_call is not None or (holder and holder.demo):
        return Finding("whom_to_call", say("Officers see which coordinator to call."))
    about = say("Officers are not told which coordinator to call.")
    mend = say("Name an office and its telephone in REFERRAL_CALL_NAME and REFERRAL_CALL_PHONE.")
    return Finding("whom_to_call", about, mend, slight=True)


def _emergency(settings: Settings) -> Finding:
    numbers = ", ".join(each.number for each in settings.emergency) or say("no number yet")
    about = say("Who reports a danger sees these numbers to call: {numbers}.", numbers=numbers)
    mend = None
    if settings.emergency_numbers is None:
        mend = say("Name those of your police and ambulance too in REFERRAL_EMERGENCY_NUMBERS.")
    return Finding("emergency", about, mend, slight=True)


def _unheard() -> Finding:
    about = say("A danger that the lead itself reports reaches somebody else too.")
    found = _of_database(unheard_dangers)
    if found is None:
        return _unseen("danger", about)
    mend = None
    if found:
        first = found[0]
        about = say(
            "In {area}, a danger that {agency} itself reports reaches nobody else. Such agencies:"
            " {n}.",
            area=first.area, agency=first.agency, n=len(found),
        )  # fmt: skip
        mend = say("Give it a second contact in the directory, or say who stands “above” it.")
    return Finding("danger", about, mend, slight=True)


def _email(settings: Settings) -> Finding:
    holder = holder_of(settings.data_dir)
    if settings.demo or (holder and holder.demo):
        return Finding("email", say("Messages go to the mailbox of the demo."))
    about = say("Mail can be sent.")
    mend = None
    if settings.email_url is None:
        mend = say("Name the mail server in REFERRAL_EMAIL_URL.")
    return Finding("email", about, mend)


def _channels(settings: Settings) -> Finding:
    about = say("Every channel that contacts have is set up here.")
    holder = holder_of(settings.data_dir)
    here = settings.channels | ({"mailbox"} if holder and holder.demo else set())
    wanted = _of_database(channels_of_contacts)
    if wanted is None:
        return _unseen("channels", about)
    missing = [channel for channel in wanted if channel not in here]
    mend = None
    if missing:
        about = say(
            "Contacts have channels that are not set up: {names}.", names=", ".join(missing)
        )
        mend = say("docs/settings.md says what each needs; or take them out of the directory.")
    return Finding("channels", about, mend, slight=True)


def _zalo(api: str, token: str) -> Finding:
    about = say("Zalo takes our access token.")
    try:
        return Finding("zalo", about, None if takes_token(api, token) else RENEW_TOKEN)
    except (httpx.HTTPError, ValueError):
        about = say("Whether Zalo takes our access token is not known: it was not reached.")
        mend = say("See that this machine may reach {address}.", address=api)
        return Finding("zalo", about, mend, slight=True)


def _directory() -> Finding:
    about = say("The directory fits the pathways, the policies and the areas.")
    found = _of_database(warnings_of)
    if found is None:
        return _unseen("directory", about)
    mend = None
    if found:
        about = say("To look at in the directory: {n}.", n=len(found))
        mend = say("`referral directory check` names them.")
    return Finding("directory", about, mend, slight=True)


def _users() -> Finding:
    about = say("Every user is for areas that there are today.")
    found = _of_database(areas_without_new_cases)
    if found is None:
        return _unseen("users", about)
    mend = None
    if found:
        user, area = found[0]
        about = say("The user {name} is for {area}, which has ended.", name=user.name, area=area)
        mend = say("`referral user change {name} --area …` names the areas anew.", name=user.name)
    return Finding("users", about, mend, slight=True)


def _desks() -> Finding:
    about = say("Every open case stands on a coordinator's desk.")
    found = _of_database(on_no_desk)
    if found is None:
        return _unseen("desks", about)
    mend = None
    if found:
        about = say("On nobody's desk: {n}, such as {journey}.", n=len(found), journey=found[0])
        mend = say("Make a coordinator for its area: `referral user add`, or `change`.")
    return Finding("desks", about, mend, slight=True)


def _prefect(settings: Settings) -> Iterator[Finding]:
    address = prefect_address(settings)
    with httpx.Client(base_url=address, timeout=5, trust_env=False) as prefect:
        about = say("Prefect answers at {address}.", address=address)
        if not _gives(prefect, "/health"):
            mend = say("Start it with `referral up`, or name another place in PREFECT_API_URL.")
            yield Finding("prefect", about, mend)
            return
        yield Finding("prefect", about)
        yield _pool(prefect)
        yield _deployments(prefect)
        yield _sweep(prefect)


def _pool(prefect: httpx.Client) -> Finding:
    about = say("A worker looks after the pool “journeys”.")
    pool = _gives(prefect, "/work_pools/journeys")
    mend = None
    if not isinstance(pool, dict) or pool.get("status") != "READY":
        mend = say("Start it with `referral up`; in Prefect, see that the pool is not paused.")
    return Finding("pool", about, mend)


def _deployments(prefect: httpx.Client) -> Finding:
    about = say("Pathways, duties and the sweep are in Prefect.")
    wanted = _of_database(_wanted) or ["sweep/sweep"]
    missing = [name for name in wanted if not _gives(prefect, f"/deployments/name/{name}")]
    mend = None
    if missing:
        names = ", ".join(missing)
        mend = say("Missing: {names}. `referral up` puts them there.", names=names)
    return Finding("deployments", about, mend)


def _sweep(prefect: httpx.Client) -> Finding:
    about = say("The sweep reminds, escalates and mends, every minute.")
    sweep = _gives(prefect, "/deployments/name/sweep/sweep")
    mend = None
    if not isinstance(sweep, dict) or not _is_scheduled(sweep):
        mend = say(
            "It is switched off, so nobody is reminded. Start `referral up` again, or switch its"
            " schedule on in Prefect, under Deployments, sweep."
        )
    return Finding("sweep", about, mend)


def _is_scheduled(deployment: Mapping[str, Any]) -> bool:
    return not deployment["paused"] and any(one["active"] for one in deployment["schedules"])


def _wanted(office: Office) -> Sequence[str]:
    # Prefect takes a second to import, and is not asked at all where it does not answer.
    from tasks.deploying import wanted_deployments

    return list(wanted_deployments(office))


def _of_database(look: Callable[[Office], Sequence[T]]) -> Sequence[T] | None:
    """None where it could not be looked into."""
    try:
        return look(the_office())
    except Exception:  # noqa: BLE001 - what is wrong with keys or database has its own line
        return None


def _unseen(check: str, about: Message) -> Finding:
    return Finding(check, say("Could not be looked at: {about}", about=about), unseen=True)


def _gives(prefect: httpx.Client, path: str) -> object:
    """What stands there; None where nothing does."""
    try:
        return prefect.get(path).raise_for_status().json()
    except (httpx.HTTPError, ValueError):
        return None
