from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deployments.doctor import TESTED_PREFECT
from tasks.attempts import Attempts
from tasks.deploying import reconcile
from tasks.reconciling import ensure_pool
from tests.deployments.commanding import SHIPPED, Site, site
from tests.house.source import ROOT
from tests.postgres import PostgresServer
from tests.prefect_server import PrefectServer
from tests.web_server import web_server

WITHOUT_PREFECT = [
    "packages", "prefect_version", "data_dir", "keys", "keys_in_use", "database",
    "prefect_database", "policies", "base_url", "whom_to_call", "email", "channels",
    "directory", "users", "desks", "emergency", "danger",
]  # fmt: skip

WITHOUT_TLS = "Put a proxy before them that brings https, and name its address."
UNTOLD = "Name the proxy in REFERRAL_TRUSTED_PROXIES: else all agencies count as one."

PUT_A_NEW_ONE = "Zalo takes our access token no more. Put a new one into REFERRAL_ZALO_TOKEN"

DUTY = "duties/quang_nam.phat_thanh"


def found(place: Site) -> dict[str, dict[str, Any]]:
    return {line["check"]: line for line in place.referral("doctor", "--json").data}


def wrong(place: Site) -> list[str]:
    return [check for check, line in found(place).items() if line["ok"] is False]


def test_where_nothing_was_started_almost_everything_is_missing(bare: Site) -> None:
    assert wrong(bare) == ["data_dir", "keys", "database", "email", "prefect"]
    assert not bare.folder.exists()


def test_only_what_could_be_looked_at_is_ticked(bare: Site) -> None:
    said = bare.referral("doctor")
    unseen = [check for check, line in found(bare).items() if line["ok"] is None]

    assert said.code == 1
    assert unseen == [
        "keys_in_use",
        "policies",
        "channels",
        "directory",
        "users",
        "desks",
        "danger",
    ]
    assert "– Could not be looked at: Every user is for areas that there are today.\n" in said.out
    assert "✓ Every" not in said.out


def test_a_file_of_settings_that_others_may_read_is_to_be_closed(
    empty: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "referral.toml"
    file.write_text('call_name = "Phòng Trẻ em"\n', encoding="utf-8")
    file.chmod(0o644)
    before = found(empty)["settings_file"]
    file.chmod(0o600)
    after = found(empty)["settings_file"]

    assert before["mend"] == "Others can look into it. Please run: chmod go= referral.toml"
    assert (before["ok"], after["ok"], after["mend"]) == (False, True, None)


def test_what_is_wrong_makes_it_fail_and_comes_with_its_mend(empty: Site) -> None:
    said = empty.referral("doctor")

    assert said.code == 1
    assert "✓ Our database (SQLite) answers and is up to date." in said.out
    assert "✓ Prefect's database (SQLite) is apart from ours." in said.out
    assert "✗ Mail can be sent.\n    Name the mail server in REFERRAL_EMAIL_URL." in said.out


def test_findings_are_data_for_programs(empty: Site) -> None:
    findings = found(empty)

    assert list(findings) == [*WITHOUT_PREFECT, "prefect"]
    assert all(set(line) == {"check", "ok", "about", "mend"} for line in findings.values())
    assert all(line["ok"] for line in findings.values() if line["mend"] is None)
    assert all(line["mend"] for line in findings.values() if not line["ok"])


@pytest.mark.parametrize(
    ("base_url", "proxies", "told"),
    [
        # nobody else's network is on the way
        ("http://127.0.0.1:8000", "", None),
        ("http://localhost:8000", "", None),
        ("https://example.vn/phoi-hop", "127.0.0.1", None),
        # whoever listens could answer
        ("http://phoi-hop.example.vn", "", WITHOUT_TLS),
        # what brings https stands between, and speaks for all
        ("https://phoi-hop.example.vn", "", UNTOLD),
    ],
)
def test_links_are_to_go_by_https_and_past_a_proxy_that_is_known(
    tmp_path: Path, base_url: str, proxies: str, told: str | None
) -> None:
    settings = {"REFERRAL_BASE_URL": base_url, "REFERRAL_TRUSTED_PROXIES": proxies}
    with site(tmp_path / "data", **settings) as place:
        line = found(place)["base_url"]

    assert (line["ok"], line["mend"]) == (True, told)


@pytest.mark.parametrize(
    ("opened", "check"),
    [
        # the folder itself
        (".", "data_dir"),
        # the folder of keys
        ("keys", "keys"),
        # one key
        ("keys/fields/0001.key", "keys"),
    ],
)
def test_what_others_may_read_is_to_be_closed(empty: Site, opened: str, check: str) -> None:
    place = empty.folder / opened
    place.chmod(0o755)

    finding = found(empty)[check]

    assert finding["mend"] == f"Others can look into it. Please run: chmod go= {place}"


def test_a_step_that_a_policy_names_and_a_new_version_no_longer_has_is_told(
    demo: Site, tmp_path: Path
) -> None:
    file = tmp_path / "hai_phong.yaml"
    before = SHIPPED["hai_phong"].read_text(encoding="utf-8")
    file.write_text(before.replace("tiep_can_ho_so", "ho_so"), encoding="utf-8")
    demo.done("pathway", "publish", file)

    finding = found(demo)["policies"]

    assert finding["about"].startswith("To be mended in the policies: ")
    assert finding["mend"].startswith("mau › limits › hai_phong › tiep_can_ho_so: “hai_phong” has")


def test_lost_keys_are_to_be_put_back(empty: Site) -> None:
    (empty.folder / "keys/fields/0001.key").unlink()

    assert "from a backup" in found(empty)["keys"]["mend"]


@pytest.mark.parametrize(
    ("settings", "mend"),
    [
        ({}, "Name an office and its telephone in REFERRAL_CALL_NAME and REFERRAL_CALL_PHONE."),
        # A name alone helps nobody who wants to call.
        (
            {"REFERRAL_CALL_NAME": "Phòng Trẻ em"},
            "Name an office and its telephone in REFERRAL_CALL_NAME and REFERRAL_CALL_PHONE.",
        ),
        ({"REFERRAL_CALL_PHONE": "0204 3 555 111"}, None),
        ({"REFERRAL_DEMO": "1"}, None),
    ],
)
def test_officers_are_to_be_told_whom_to_call(
    empty: Site, settings: dict[str, str], mend: str | None
) -> None:
    with site(empty.folder, **settings) as place:
        finding = found(place)["whom_to_call"]

    assert finding["ok"]
    assert finding["mend"] == mend


def test_a_mail_server_or_the_demo_will_do_for_messages(empty: Site) -> None:
    with site(empty.folder, REFERRAL_EMAIL_URL="mailtos://u:p@smtp.example.vn") as with_mail:
        assert "email" not in wrong(with_mail)
    with site(empty.folder, REFERRAL_DEMO="1") as with_mailbox:
        assert "email" not in wrong(with_mailbox)


@pytest.mark.parametrize(
    ("answers", "said", "ok", "told"),
    [
        (200, '{"error": 0, "data": {"name": "Tỉnh"}}', True, None),
        # wrong, or taken from an account that has another one now
        (200, '{"error": -216, "message": "Access token is invalid"}', False, PUT_A_NEW_ONE),
        # at its end
        (200, '{"error": -220, "message": "access_token is expired"}', False, PUT_A_NEW_ONE),
        # says nothing about the token
        (200, '{"error": -32, "message": "reached limit call api"}', True, None),
        (503, "", True, "See that this machine may reach"),
        (200, "<html>Please log in to this network.</html>", True, "See that this machine may"),
    ],
)
def test_a_zalo_that_takes_our_token_no_more_is_told(
    tmp_path: Path, answers: int, said: str, told: str | None, *, ok: bool
) -> None:
    with web_server() as zalo:
        zalo.answers, zalo.says = answers, said
        settings = {"REFERRAL_ZALO_TOKEN": "bi-mat-9f3a", "REFERRAL_ZALO_API": zalo.url}
        with site(tmp_path / "data", **settings) as place:
            line = found(place)["zalo"]

    assert line["ok"] is ok
    assert (line["mend"] or "").startswith(told or "")
    assert (line["mend"] is None) == (told is None)
    assert zalo.paths == ["/v2.0/oa/getoa"]


@pytest.mark.postgres
def test_both_databases_may_be_in_postgresql(tmp_path: Path, postgres: PostgresServer) -> None:
    ours, theirs = postgres.fresh_database(), postgres.fresh_database()
    named = {"REFERRAL_DATABASE_URL": ours, "REFERRAL_PREFECT_DATABASE_URL": theirs}

    with site(tmp_path / "data", **named) as place:
        place.done("db", "upgrade")
        lines = found(place)

    assert lines["database"]["about"] == "Our database (PostgreSQL) answers and is up to date."
    assert lines["prefect_database"]["about"] == (
        "Prefect's database (PostgreSQL) is apart from ours."
    )
    assert lines["database"]["ok"]
    assert lines["prefect_database"]["ok"]


@pytest.mark.parametrize(
    ("ours", "theirs", "mend"),
    [
        # the very same
        ("postgresql://db.invalid/a", "postgresql://db.invalid/a", "the same one as ours"),
        # said in another way
        (
            "postgresql+psycopg://u:geheim@localhost/a?sslmode=require",
            "postgresql://v:geheim@127.0.0.1:5432/a",
            "the same one as ours",
        ),
        # with a password that is no part of an address elsewhere
        ("postgresql://u:ge#heim/1@localhost/a", "postgresql://v:ge#h/2@[::1]/a", "the same one"),
        # in the folder of its socket
        ("postgresql:///a?host=/run/postgresql", "postgresql://localhost/a", "the same one"),
        # no address at all
        ("postgresql://db.invalid/a", "postgresql://u:geheim@db.invalid:geheim/a", "be reached"),
        # another one, where nobody answers
        ("postgresql://db.invalid/a", "postgresql://u:geheim@127.0.0.1:1/b", "cannot be reached"),
    ],
)
def test_a_database_that_prefect_cannot_use_is_told_without_its_password(
    tmp_path: Path, ours: str, theirs: str, mend: str
) -> None:
    named = {"REFERRAL_DATABASE_URL": ours, "REFERRAL_PREFECT_DATABASE_URL": theirs}

    with site(tmp_path / "data", **named) as place:
        said, lines = place.referral("doctor"), found(place)

    assert mend in lines["prefect_database"]["mend"]
    assert "heim" not in said.out + said.err


def test_up_does_not_start_where_prefect_would_share_our_database(bare: Site) -> None:
    shared = "postgresql://u:ge#heim@db.invalid/a"
    named = {"REFERRAL_DATABASE_URL": shared, "REFERRAL_PREFECT_DATABASE_URL": shared}

    with site(bare.folder, **named) as place:
        said = place.referral("up")

    assert said.code == 1
    assert said.err.startswith("Prefect's database is the same one as ours")
    assert "heim" not in said.err
    assert not bare.folder.exists()


def test_a_sweep_that_somebody_switched_off_is_told(tmp_path: Path, prefect: PrefectServer) -> None:
    with site(tmp_path / "data", PREFECT_API_URL=prefect.api) as place:
        place.done("db", "upgrade")
        ensure_pool()
        reconcile(Attempts())
        switched_on = found(place)["sweep"]
        switch_off(prefect, "sweep/sweep")
        switched_off = found(place)["sweep"]
        reconcile(Attempts())
        again = found(place)["sweep"]

    assert (switched_on["ok"], switched_off["ok"], again["ok"]) == (True, False, True)
    assert "Start `referral up` again" in switched_off["mend"]


def switch_off(prefect: PrefectServer, name: str) -> None:
    """As on Prefect's page of the deployment."""
    with prefect.browser() as browser:
        deployed = browser.get(f"/deployments/name/{name}").raise_for_status().json()
        (schedule,) = deployed["schedules"]
        path = f"/deployments/{deployed['id']}/schedules/{schedule['id']}"
        browser.patch(path, json={"active": False}).raise_for_status()


def test_prefect_is_looked_into_where_it_answers(tmp_path: Path, prefect: PrefectServer) -> None:
    prefect.forget("deployments")
    with prefect.browser() as browser:
        # With the workers that looked after it a moment ago.
        browser.delete("/work_pools/journeys")

    with site(tmp_path / "data", PREFECT_API_URL=prefect.api) as place:
        place.done("db", "upgrade")
        before = wrong(place)
        ensure_pool()
        place.done("pathway", "publish", SHIPPED["hai_phong"])
        after = found(place)

    assert {"pool", "deployments"} <= set(before)
    assert after["prefect"]["ok"]
    assert after["deployments"]["ok"]
    assert "`referral up`" in after["pool"]["mend"]


def test_what_is_looked_for_in_prefect_is_what_is_deployed(
    tmp_path: Path, prefect: PrefectServer
) -> None:
    prefect.forget("deployments")
    ensure_pool()

    with site(tmp_path / "data", PREFECT_API_URL=prefect.api) as place:
        place.done("db", "upgrade")
        # One takes nobody in any more, the other has a duty.
        for key in ("molisa_person", "quang_nam"):
            place.done("pathway", "publish", SHIPPED[key])
        all_there = found(place)["deployments"]
        with prefect.browser() as browser:
            duty = browser.get(f"/deployments/name/{DUTY}").raise_for_status().json()
            browser.delete(f"/deployments/{duty['id']}").raise_for_status()
        one_missing = found(place)["deployments"]

    assert all_there["ok"]
    assert one_missing["mend"] == f"Missing: {DUTY}. `referral up` puts them there."


def test_the_prefect_that_is_asked_for_is_the_one_that_is_pinned() -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")

    assert f"\nprefect=={TESTED_PREFECT} \\\n" in pinned
