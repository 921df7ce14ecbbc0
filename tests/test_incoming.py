"""Files on their way in: whole or not at all, within their limits, under names that harm nobody."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danube import incoming
from danube.incoming import Arrival, NoRoom, NotKept, TooLarge
from danube.settings import ROOT

TABLE = b"region,2023\nAT13,3.5\n"
MEGABYTE = b"x" * incoming.MB


@pytest.fixture(autouse=True)
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty DANUBE_VAR, files of at most 3 MB, 5 MB of them together."""
    for name, value in (("VAR", str(tmp_path)), ("LARGEST", "3"), ("WAITING", "5"), ("KEPT_DAYS", "7")):
        monkeypatch.setenv(f"DANUBE_{name}", value)
    return tmp_path / "incoming"


def left(waiting: Path) -> list[str]:
    """What stands in the folder, without its lock."""
    return sorted(path.name for path in waiting.iterdir() if path.name != ".lock")


def test_a_file_is_kept_as_it_came(waiting: Path) -> None:
    kept = incoming.keep("figures.csv", [TABLE[:7], b"", TABLE[7:]])
    assert kept.path.read_bytes() == TABLE and kept.path.is_relative_to(waiting)
    assert (kept.name, kept.size) == ("figures.csv", len(TABLE))
    assert kept.sha256 == hashlib.sha256(TABLE).hexdigest()
    assert incoming.find(kept.id) == kept
    assert left(waiting) == [kept.id]


def test_nobody_else_on_the_machine_reads_it() -> None:
    kept = incoming.keep("figures.csv", [TABLE])
    assert kept.folder.stat().st_mode & 0o077 == 0


def test_ids_are_128_bits_of_chance() -> None:
    ids = {incoming.keep("a.csv", [TABLE]).id for _turn in range(20)}
    assert len(ids) == 20 and all(incoming.ID.fullmatch(one) for one in ids)


@pytest.mark.parametrize("wild", ["", ".", "..", "../..", "/etc", "a" * 32 + "/..", "0" * 31, "0" * 32, "\0"])
def test_what_is_no_id_is_not_found(wild: str) -> None:
    assert incoming.find(wild) is None and not incoming.discard(wild)


def test_discarded_means_gone_with_all_that_was_noted(waiting: Path) -> None:
    kept = incoming.keep("figures.csv", [TABLE])
    (kept.folder / "draft.json").write_text("{}")
    assert incoming.discard(kept.id) and not incoming.discard(kept.id)
    assert incoming.find(kept.id) is None and left(waiting) == []


def test_an_empty_file_is_refused(waiting: Path) -> None:
    with pytest.raises(NotKept, match=r"^empty\.csv is empty: there is nothing in it to read\.$"):
        incoming.keep("empty.csv", [b"", b""])
    assert left(waiting) == []


def test_a_file_that_is_too_large_is_refused_as_soon_as_it_is(waiting: Path) -> None:
    taken = 0

    def chunks() -> Iterator[bytes]:
        nonlocal taken
        while taken < 100:
            taken += 1
            yield MEGABYTE

    with pytest.raises(TooLarge, match=r"^big\.csv is larger than 3 MB, the most that is taken: split it\.$"):
        incoming.keep("big.csv", chunks())
    assert taken == 4 and left(waiting) == []
    assert incoming.keep("just.csv", [MEGABYTE] * 3).size == 3_000_000


def test_what_is_announced_too_large_is_refused_before_the_first_byte(waiting: Path) -> None:
    with pytest.raises(TooLarge):
        Arrival("big.csv", said=3_000_001)
    assert not waiting.exists()


def test_all_that_waits_has_a_limit_too(waiting: Path) -> None:
    first = incoming.keep("a.csv", [MEGABYTE] * 3)
    sentence = r"^There is no room for b\.csv: the files that wait here may take 5 MB together\. Discard one"
    with pytest.raises(NoRoom, match=sentence):
        incoming.keep("b.csv", [MEGABYTE] * 3)
    with pytest.raises(NoRoom, match=sentence):
        Arrival("b.csv", said=2_000_001)
    assert left(waiting) == [first.id]
    incoming.discard(first.id)
    assert incoming.keep("b.csv", [MEGABYTE] * 3).size == 3_000_000


def test_an_error_of_the_sender_leaves_nothing(waiting: Path) -> None:
    def cut() -> Iterator[bytes]:
        yield TABLE
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        incoming.keep("cut.csv", cut())
    assert left(waiting) == []


FULL_DISK = """
import resource, signal
from danube import incoming
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
try:
    incoming.keep("big.csv", [b"x" * 1_000_000] * 2)
except incoming.NoRoom as refused:
    print(refused)
"""


def test_no_more_room_on_the_disk_is_one_sentence(waiting: Path) -> None:
    """The operating system lets no file of that process grow beyond 1.5 MB."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.startswith("The disk of the server is full, and nothing of big.csv was kept: try")
    assert left(waiting) == []


def test_a_disk_without_room_is_known_before_the_first_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANUBE_LARGEST", str(10**9))
    monkeypatch.setenv("DANUBE_WAITING", str(10**9))
    with pytest.raises(NoRoom, match="The disk of the server is full"):
        Arrival("huge.csv", said=10**15)


def test_the_sweep_takes_what_nobody_touched(waiting: Path) -> None:
    old, drafted, new = (incoming.keep(f"{name}.csv", [TABLE]) for name in ("old", "drafted", "new"))
    eight_days = time.time() - 8 * 86_400
    for kept in (old, drafted):
        for path in kept.folder.iterdir():
            os.utime(path, (eight_days, eight_days))
    (drafted.folder / "draft.json").write_text("{}")
    assert incoming.sweep() == 1
    assert left(waiting) == sorted([drafted.id, new.id])
    assert incoming.sweep(timedelta(days=9)) == 0


def test_a_file_being_written_is_not_swept(waiting: Path) -> None:
    with Arrival("slow.csv") as arrival:
        arrival.write(TABLE)
        assert incoming.sweep(timedelta()) == 0
        assert incoming.find(arrival.id) is None
        assert arrival.finish().path.read_bytes() == TABLE


KILLED = """
import sys, time
from danube import incoming
arrival = incoming.Arrival("half.csv")
arrival.write(b"x" * 1_000_000)
print("written", flush=True)
time.sleep(60)
"""


def test_what_a_killed_process_left_half_is_swept_when_the_next_file_comes(waiting: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    (half,) = left(waiting)
    assert half.startswith(".")
    kept = incoming.keep("next.csv", [TABLE])
    assert left(waiting) == [kept.id]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("figures 2023.csv", "figures 2023.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\figures.xlsx", "figures.xlsx"),
        ("Zürich\n\t  Zahlen\x00\u202e.csv", "Zürich Zahlen.csv"),
        ("…", "…"),
        ("..", "file"),
        ("", "file"),
        ("/", "file"),
        (".htaccess", "htaccess"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
        ("Дунав.ods", "Дунав.ods"),
        ("<b>bold</b>.csv", "b>.csv"),
    ],
)
def test_names_are_cleaned(given: str, shown: str) -> None:
    assert incoming.cleaned(given) == shown


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_name_becomes_a_name(wild: str) -> None:
    name = incoming.cleaned(wild)
    assert 1 <= len(name) <= incoming.LONGEST and name == incoming.cleaned(name)
    assert not {"/", "\\"} & set(name) and name not in (".", "..")
    assert not [sign for sign in name if unicodedata.category(sign).startswith("C")]
