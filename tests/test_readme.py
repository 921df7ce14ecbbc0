"""The README is true: its commands are those that CI runs, its tables name what there is."""

from __future__ import annotations

import re

import pytest

from danube.settings import ROOT

README = (ROOT / "README.md").read_text()


def requirement_names(file: str) -> set[str]:
    """The names of the packages that a requirements file lists itself."""
    lines = (ROOT / file).read_text().splitlines()
    return {re.split(r"[=<>~]", line)[0].strip() for line in lines if line and line[0] not in "#-"}


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else():
    script = [line for line in (ROOT / ".ci/run").read_text().splitlines() if line and line[0] != "#"]
    assert script[-1] == "make test"
    assert "make test" in README
    assert "make run" in README


def test_every_command_named_is_a_target_of_the_makefile():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", README)) <= targets


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-cluster.txt", "requirements-dev.txt"])
def test_every_dependency_has_its_reason(file):
    missing = [name for name in requirement_names(file) if f"| {name} |" not in README]
    assert missing == []


def test_every_dependency_is_pinned():
    for file in ("requirements.txt", "requirements-cluster.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / file).read_text().splitlines() if line and line[0] not in "#-"]
        assert [line for line in lines if "==" not in line] == []


def test_every_setting_is_documented():
    code = "\n".join(path.read_text() for path in (ROOT / "danube").rglob("*.py"))
    names = set(re.findall(r'_(?:text|number|flag)\("([A-Z_]+)"', code)) | set(
        re.findall(r"DANUBE_([A-Z_]+)", code)
    )
    assert [name for name in sorted(names) if name and f"`DANUBE_{name}`" not in README] == []
