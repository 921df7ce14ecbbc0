"""`python -m etl`: figures from their publishers to the warehouse, and what the warehouse remembers.

Exit status: 0 all well, 1 something was refused (the report says what), 2 unreadable input or wrong usage.
With `--json` the report is one JSON object on standard output; progress and complaints go to standard error.
"""

from __future__ import annotations

import argparse
import getpass
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tqdm import tqdm

from danube import settings
from danube.catalogue import CatalogueError
from danube.catalogue.kinds import KINDS
from danube.regions import RegionsError
from danube.settings import DATA
from danube.store import StoreError, Warehouse, connect
from etl import interrupt
from etl.build import BuildError
from etl.intake.asked import ImportRefused, Misfit, RecipeError
from etl.intake.errors import Unreadable

if TYPE_CHECKING:
    from etl.intake.report import Report

T = TypeVar("T")
UNREADABLE = (Unreadable, RecipeError, BuildError, CatalogueError, RegionsError)
REFUSED = (StoreError, ImportRefused, Misfit)
READ_AS = {
    "sheet": "the sheet of a workbook that holds the table",
    "encoding": "how the letters are written, such as windows-1250",
    "delimiter": "what stands between the cells",
    "decimal": "the decimal sign, a comma or a point",
    "header": "the row of the headings, the first being 1",
    "layout": "how the table is laid out, such as long or wide-years",
}


@dataclass(frozen=True)
class Answer:
    """What a command found: for the screen, for `--json`, and whether all went well."""

    text: str
    data: dict[str, object]
    ok: bool = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    chosen = parser().parse_args(arguments)
    try:
        with interrupt.heard():
            answer: Answer = chosen.command(chosen)
    except UNREADABLE as error:
        return _complain(chosen, str(error), 2)
    except REFUSED as error:
        return _complain(chosen, str(error), 1)
    except KeyboardInterrupt:
        return _complain(chosen, "Interrupted; nothing half done was kept.", 1)
    except Exception as error:  # the last door: a person gets a sentence, the log the rest
        return _complain(chosen, _unexpected(error), 1)
    print(json.dumps(answer.data, ensure_ascii=False, default=str) if chosen.json else answer.text)
    return 0 if answer.ok else 1


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    root = argparse.ArgumentParser(
        prog="python -m etl", description="Figures, from publishers to the warehouse."
    )
    commands = root.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, command: Callable[[argparse.Namespace], Answer], meaning: str
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=meaning, description=f"{meaning[:1].upper()}{meaning[1:]}.")
        one.add_argument("--json", action="store_true", help="print the report as JSON")
        one.set_defaults(command=command)
        return one

    add("build", build, "load what changed under data/ into the warehouse")
    folder = add(
        "compile",
        compile_,
        "turn a folder of publishers' files into data/figures, data/boundaries and data/priorities.csv",
    )
    folder.add_argument("folder", type=Path, metavar="DIR")
    ask = add("refresh", refresh, "fetch newer figures from the publishers' web services")
    ask.add_argument("--source", action="append", metavar="ID", help="only this source; may be repeated")
    file = add("check", check, "tell what an import of a file would accept and refuse; nothing is changed")
    _reading(file)
    file.add_argument("--compare", action="store_true", help="also with the figures of the warehouse")
    bring = add("import", import_, "bring the table of a file into the warehouse, as a load of its own")
    _reading(bring)
    bring.add_argument("--note", default="", help="what the figures are")
    bring.add_argument("--who", default=_user(), help="who brings them (default: the user of this machine)")
    bring.add_argument("--save-recipe", type=Path, metavar="R.json", help="write down what was decided")
    add("versions", versions, "list every load and event")
    for name, command, meaning in (
        ("withdraw", withdraw, "take a load out of the current figures; nothing is deleted"),
        ("restore", restore, "bring a withdrawn load back"),
    ):
        load = add(name, command, meaning)
        load.add_argument("load", type=int, metavar="LOAD")
        load.add_argument("--note", default="", help="why")
        load.add_argument("--who", default=_user(), help="who does it (default: the user of this machine)")
    return root


def _reading(command: argparse.ArgumentParser) -> None:
    """The file, and what its reader may decide about it."""
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--recipe", type=Path, metavar="R.json", help="what was decided about such a file")
    command.add_argument("--indicator", default="", metavar="ID", help="the catalogue's id of the figures")
    command.add_argument(
        "--declare", type=Path, metavar="NEW.toml", help="new indicators: blocks as in data/catalogue"
    )
    command.add_argument(
        "--answer", action="append", default=[], metavar="KEY=VALUE", help="to a question; may be repeated"
    )
    command.add_argument(
        "--repairs", type=Path, metavar="FILE.csv", help="cells to correct: row, column, value, corrected"
    )
    command.add_argument(
        "--table",
        choices=list(KINDS),
        default="",
        help="what the table holds; found by its headings where nothing is said",
    )
    command.add_argument("--refused", type=Path, metavar="R.csv", help="write all refusals to this file")
    for name, meaning in READ_AS.items():
        command.add_argument(f"--{name}", type=int if name == "header" else str, help=meaning)


def build(_chosen: argparse.Namespace) -> Answer:
    """`data/` into the warehouse."""
    from etl import build as building

    built = building.run(connect(), progress=_progress)
    return Answer(built.text(), built.as_dict())


def compile_(chosen: argparse.Namespace) -> Answer:
    """A folder of publishers' files into `data/`."""
    from etl import boundaries, compile, priorities

    if not chosen.folder.is_dir():
        raise Unreadable(f"{chosen.folder} is not a folder: name the folder of the publishers' files.")
    report = compile.run(chosen.folder, progress=_progress)
    try:
        written = [path.name for path in boundaries.run(chosen.folder / "geo", DATA / "boundaries")]
        problem = ""
    except boundaries.BoundariesError as error:
        written, problem = [], f"The boundaries stay as they are: {error}"
    try:
        listed = priorities.run(chosen.folder / "s3", DATA / "priorities.csv").text()
        gap = ""
    except priorities.PrioritiesUnreadable as error:
        listed, gap = "", f"The priorities stay as they are: {error}"
    lines = [report.text(), problem or f"boundaries: {', '.join(written)}", gap or listed]
    data = {**asdict(report), "boundaries": written, "problem": " ".join(filter(None, [problem, gap]))}
    return Answer("\n".join(lines), data, report.ok and not problem and not gap)


def refresh(chosen: argparse.Namespace) -> Answer:
    """Newer figures into `data/figures`; `build` loads them."""
    from etl import refresh as refreshing

    try:
        report = refreshing.run(settings.read(), chosen.source, DATA / "figures", _progress)
    except refreshing.RefreshRefused as error:
        return Answer(str(error), {"error": str(error)}, ok=False)
    return Answer(report.text(), report.as_dict(), report.ok)


def check(chosen: argparse.Namespace) -> Answer:
    """A file against the rules of an import."""
    from etl import check as checking
    from etl import streamed

    warehouse, decided = _known(), _decided(chosen)
    if streamed.concerns(chosen.file, decided):
        with streamed.examined(
            chosen.file, decided, warehouse if chosen.compare else None, chosen.refused
        ) as told:
            return Answer(told.text(), told.as_dict(), told.ok)
    known = warehouse.observations() if chosen.compare else None
    report = checking.run(chosen.file, **decided, known=known, register=warehouse.rows)
    _list_refused(chosen, report)
    return Answer(report.text(), report.as_dict(), report.ok)


def import_(chosen: argparse.Namespace) -> Answer:
    """A file into the warehouse, where no question is open."""
    from etl import streamed
    from etl.intake import tables

    warehouse, decided = _known(), _decided(chosen)
    if streamed.concerns(chosen.file, decided):
        with streamed.examined(chosen.file, decided, warehouse, chosen.refused) as told:
            return _brought(chosen, told, lambda: streamed.stored(told, warehouse, chosen.note, chosen.who))
    report = tables.examine(chosen.file, **decided, known=warehouse.observations(), register=warehouse.rows)
    _list_refused(chosen, report)
    return _brought(chosen, report, lambda: tables.store(report, warehouse, note=chosen.note, who=chosen.who))


def _brought(chosen: argparse.Namespace, report: Report, store: Callable[[], int]) -> Answer:
    """What became of an examined file."""
    if chosen.save_recipe:
        chosen.save_recipe.write_text(report.recipe.as_json(), encoding="utf-8")
    try:
        version = store()
    except ImportRefused as error:
        data = {**report.whole(), "version": None, "error": str(error)}
        return Answer(f"{report.text()}\n{error}", data, ok=False)
    stored = f"{report.told()}\nStored as load {version}; `withdraw {version}` undoes it."
    data = {**report.whole(), "version": version}
    return Answer(f"{report.text()}\n{stored}", data, report.ok)


def _list_refused(chosen: argparse.Namespace, report: Report) -> None:
    """All refusals as a file, where one is asked for."""
    from etl.intake.large import workshop

    if chosen.refused:
        workshop.listed(report.rejected, chosen.refused)


def _known() -> Warehouse:
    """The warehouse, the catalogue knowing what its uploads declare."""
    from danube.store.declared import renew

    warehouse = connect()
    renew(warehouse)
    return warehouse


def _decided(chosen: argparse.Namespace) -> dict[str, Any]:
    """The reader's decisions, as far as there are any."""
    from etl.intake import declaring, recipe, repairs
    from etl.intake.layout import Choices

    choices = {name: getattr(chosen, name) for name in READ_AS if getattr(chosen, name) is not None}
    given = {
        "choices": Choices(**choices) if choices else None,
        "recipe": recipe.read(chosen.recipe) if chosen.recipe else None,
        "indicator": chosen.indicator,
        "answers": dict(_pair(one) for one in chosen.answer),
        "repairs": repairs.read(chosen.repairs) if chosen.repairs else [],
        "declared": declaring.read(chosen.declare) if chosen.declare else {},
        "table": chosen.table,
    }
    return {name: value for name, value in given.items() if value}


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.rpartition("=")
    if not equals:
        raise Unreadable(f"--answer {text!r} must be KEY=VALUE; the questions of the report name their keys.")
    return key, value


def versions(_chosen: argparse.Namespace) -> Answer:
    """All loads, all events and the number of the last one."""
    warehouse = connect()
    version, loads, events = warehouse.latest(), warehouse.loads(), warehouse.events()
    shown = loads.assign(at=loads["at"].dt.strftime("%Y-%m-%d %H:%M"), note=loads["note"].str.slice(0, 40))
    table = shown[["load", "at", "who", "file", "rows", "withdrawn", "note"]].to_string(index=False)
    text = (
        f"{table}\nversion {version}"
        if len(loads)
        else "The warehouse is empty; `python -m etl build` fills it."
    )
    data = {"version": version, "loads": loads.to_dict("records"), "events": events.to_dict("records")}
    return Answer(text, data)


def withdraw(chosen: argparse.Namespace) -> Answer:
    """A load out of the current figures."""
    version = connect().withdraw(chosen.load, who=chosen.who, note=chosen.note)
    text = f"Load {chosen.load} is withdrawn; version {version}. `restore {chosen.load}` undoes it."
    return Answer(text, {"load": chosen.load, "version": version})


def restore(chosen: argparse.Namespace) -> Answer:
    """A withdrawn load back into the current figures."""
    version = connect().restore(chosen.load, who=chosen.who, note=chosen.note)
    return Answer(
        f"Load {chosen.load} counts again; version {version}.", {"load": chosen.load, "version": version}
    )


def _progress(items: Iterable[T]) -> Iterable[T]:
    """A bar on standard error while a person looks on, nothing otherwise."""
    return tqdm(list(items), disable=None, leave=False, unit="source")


def _complain(chosen: argparse.Namespace, sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    if chosen.json:
        print(json.dumps({"error": sentence}, ensure_ascii=False))
    return status


def _unexpected(error: Exception) -> str:
    log = settings.read().var / "etl.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(log, encoding="utf-8")
    logger = logging.getLogger("etl")
    logger.addHandler(handler)
    logger.propagate = False
    logger.error("unexpected", exc_info=error)
    handler.close()
    return f"Something unexpected happened ({type(error).__name__}); the details stand in {log}."


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run as a number without a name
        return f"user {os.getuid()}"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever read (head, less) has gone: there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
