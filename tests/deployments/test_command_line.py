from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deployments.command_line import NOUNS
from domain.db.session import Store
from tests.deployments.commanding import Site, site
from tests.house.source import ROOT

QUICK = (
    ["--help"],
    ["pathway", "list"],
    ["case", "list"],
    ["lead", "list"],
    ["directory", "show"],
    ["policy", "show"],
    ["request", "skip", "7K3Q-9MXD/1:xac_minh"],
    ["doctor"],
)
RUN_ALL = f"""
import sys
from deployments.command_line import main
for words in {QUICK!r}:
    main(words)
print(sorted({{"prefect", "fastapi", "apprise"}} & sys.modules.keys()))
"""


def test_help_names_every_noun_in_the_sites_language(bare: Site) -> None:
    said = bare.done("--help")

    assert "How to use it: referral COMMAND" in said.out
    assert all(f"  {noun}" in said.out for noun in NOUNS)


def test_help_is_vietnamese_unless_told_otherwise(tmp_path: Path) -> None:
    with site(tmp_path, REFERRAL_LANGUAGE="vi") as place:
        said = place.done("case", "open", "--help")

    assert "Cách dùng: referral case open" in said.out
    assert "Mở hồ sơ cùng hành trình đầu tiên" in said.out
    assert "--entry" in said.out


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        # a noun that there is not
        (["cases"], "There is no command “cases”. `referral --help`"),
        # a verb that there is not
        (["case", "opn"], "There is no command “opn”. `referral case --help`"),
        # an option that there is not
        (["case", "list", "--all"], "There is no option --all. `referral case list --help`"),
        # something is missing
        (["case", "show"], "A value for CODE is missing. `referral case show --help`"),
        (["journey", "stop", "7K3Q-9MXD/1"], "A value for --reason is missing."),
        # a word too many
        (["lead", "list", "today"], "“today” is too much here."),
        # one option twice
        (["case", "open", "--entry", "a", "--entry", "b"], "--entry is given twice."),
        # not one of the values
        (
            ["request", "answer", "x", "--verdict", "done", "--given-by", "y", "--how", "fax"],
            "“fax” is no value for --how: choose phone, paper.",
        ),
        # a field without its value
        (
            ["request", "answer", "x", "--verdict", "done", "--given-by", "y", "--how", "phone",
             "--field", "ngay"],
            "“ngay” does not fit --field.",
        ),
        # no number, and no port
        (["up", "--port", "many"], "“many” does not fit --port."),
        (["up", "--prefect-port", "70000"], "“70000” does not fit --prefect-port."),
    ],
)  # fmt: skip
def test_wrong_usage_says_what_and_how(bare: Site, words: list[str], problem: str) -> None:
    said = bare.referral(*words)

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(problem)
    assert said.err.endswith("--help` shows how it is written.\n")


def test_a_wrong_setting_is_named_with_its_mend(tmp_path: Path) -> None:
    with site(tmp_path, REFERRAL_LANGUAGE="fr", REFERRAL_DEMO="perhaps") as place:
        said = place.referral("case", "list")

    assert said.code == 1
    assert "REFERRAL_LANGUAGE" in said.err
    assert "REFERRAL_DEMO" in said.err
    assert said.err.startswith("Số chỗ cần sửa: 2.")


def test_a_settings_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "referral.toml").write_text("language = vi", encoding="utf-8")

    said = subprocess.run(
        [sys.executable, "-m", "deployments", "case", "list"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip

    assert said.returncode == 1
    assert "referral.toml: Không đúng định dạng TOML:" in said.stderr.decode()


def test_what_broke_is_written_down_without_what_it_said(demo: Site) -> None:
    journey = demo.open()
    Path(demo.folder / "keys/links/0001.key").write_bytes(b"short")
    demo.office.store.close()

    with site(demo.folder) as place:
        said = place.referral("journey", "pause", journey)

    log = (demo.folder / "logs/command.log").read_text(encoding="utf-8")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert said.err.startswith("Something broke: ")
    assert "Traceback" not in said.err
    assert 'File "' in log


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        # no first start yet
        (["case", "list"], "There are no keys in"),
        (["pathway", "list"], "There are no keys in"),
    ],
)
def test_a_folder_where_nothing_was_started_says_what_starts_it(
    bare: Site, words: list[str], problem: str
) -> None:
    said = bare.referral(*words)

    assert said.code == 1
    assert said.err.startswith(problem)
    assert "`referral up`" in said.err
    assert not bare.folder.exists()


def test_a_database_of_an_older_release_is_to_be_upgraded(empty: Site) -> None:
    empty.office.store.close()
    (empty.folder / "referral.sqlite").unlink()
    Store(f"sqlite:///{empty.folder / 'referral.sqlite'}").engine.connect().close()

    said = empty.referral("case", "list")

    assert said.code == 1
    assert said.err == "The database is not up to date. Please run `referral db upgrade`.\n"


def test_a_database_that_does_not_answer_is_told_from_one_that_is_old(empty: Site) -> None:
    nowhere = "postgresql+psycopg://nobody@127.0.0.1:9/none?connect_timeout=1"
    with site(empty.folder, REFERRAL_DATABASE_URL=nowhere) as place:
        said = place.referral("case", "list")

    assert said.code == 1
    assert said.err.startswith("The database does not answer. Please see whether it runs,")


def test_quick_commands_import_nothing_heavy(empty: Site) -> None:
    said = subprocess.run(
        [sys.executable, "-c", RUN_ALL],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=True,
    )  # fmt: skip

    assert said.stdout.decode().splitlines()[-1] == "[]"
