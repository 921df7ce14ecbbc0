"""Settings come from the environment, and only from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from danube import access, settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without any setting of ours."""
    for name in settings.os.environ:
        if name.startswith("DANUBE_"):
            monkeypatch.delenv(name)


def test_defaults_are_those_of_this_machine_alone() -> None:
    usual = settings.read()
    assert usual.var == settings.ROOT / "var"
    assert usual.allowed_hosts == ("localhost", "127.0.0.1", "::1")
    assert usual.frame_ancestors == "'self'"
    assert (usual.clustered, usual.metrics_token, usual.log_level) == (False, "", "INFO")
    assert usual.rate == 0
    assert (usual.largest, usual.waiting, usual.small, usual.kept_days) == (3_000, 20_000, 10, 7)
    assert (usual.jobs, usual.silence, usual.ahead) == (1, 30, True)
    assert usual.eurostat.startswith("https://ec.europa.eu/")


@pytest.mark.parametrize("wrong", ["-1", "many", "1.5"])
def test_a_rate_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("DANUBE_RATE", wrong)
    with pytest.raises(ValueError, match="DANUBE_RATE is a whole number such as 60"):
        settings.read()
    monkeypatch.setenv("DANUBE_RATE", "120")
    assert settings.read().rate == 120


@pytest.mark.parametrize(("said", "meant"), [("0", False), ("off", False), ("ON", True), ("", True)])
def test_drawing_ahead_is_switched_off(monkeypatch: pytest.MonkeyPatch, said: str, meant: bool) -> None:
    monkeypatch.setenv("DANUBE_AHEAD", said)
    assert settings.read().ahead is meant


def test_a_token_that_could_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_TOKEN", "danube2026")
    with pytest.raises(ValueError, match="DANUBE_TOKEN has at least 16 signs, not 10"):
        settings.read()


def test_who_holds_which_role(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.read().people == dict.fromkeys(access.ROLES, ())
    assert settings.read().sign_in_hours == 8
    monkeypatch.setenv("DANUBE_PRESENTERS", "Ana@example.org ben@example.org")
    assert settings.read().people["presenter"] == ("ana@example.org", "ben@example.org")


def test_names_are_parted_by_commas_or_spaces_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_ALLOWED_HOSTS", "Danube.example.org,  *.Local\tten")
    assert settings.read().allowed_hosts == ("danube.example.org", "*.local", "ten")


def test_read_looks_again_at_every_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_VAR", " /tmp/elsewhere ")
    assert settings.read().var == Path("/tmp/elsewhere")
    monkeypatch.setenv("DANUBE_VAR", "")
    assert settings.read().var == settings.ROOT / "var"


def test_a_catalogue_makes_a_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_CATALOGUE", "postgresql://localhost/danube")
    monkeypatch.setenv("DANUBE_DATA", "s3://danube/")
    clustered = settings.read()
    assert clustered.clustered and clustered.lake_data == "s3://danube/"


def test_paths_do_not_depend_on_where_one_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = settings.read().var
    monkeypatch.chdir(tmp_path)
    assert settings.read().var == before and settings.ROOT.is_absolute()


def test_a_demonstration_has_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_VAR", "/tmp/elsewhere")
    assert not settings.read().demo
    monkeypatch.setenv("DANUBE_DEMO", "1")
    wanted = settings.read()
    assert wanted.demonstration and wanted.var == Path("/tmp/elsewhere/demonstration")
    monkeypatch.setenv("DANUBE_CATALOGUE", "dbname=danube")
    with pytest.raises(ValueError, match="never the one of DANUBE_CATALOGUE"):
        settings.read()


@pytest.mark.parametrize("wrong", ["2", "perhaps"])
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("DANUBE_DEMO", wrong)
    with pytest.raises(ValueError, match="DANUBE_DEMO is 1 or 0, not"):
        settings.read()
    monkeypatch.setenv("DANUBE_DEMO", "off")
    assert not settings.read().demo
