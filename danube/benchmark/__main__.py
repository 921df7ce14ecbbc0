"""`python -m danube.benchmark VALUES.csv META.csv`: scores, ranks and their intervals for any table.

VALUES has a column `unit` and one column per indicator; META has code, direction (1 or -1), weight, parent
and level. Exit status: 0 all well, 1 the tables were refused, 2 unreadable input or wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from danube.benchmark import reading, scores, uncertainty
from danube.benchmark.scores import CHOICES, COVERAGE, Method, ScoreError, Scores

DRAWS = 10_000
MOST_DRAWS = 1_000_000


@dataclass(frozen=True)
class Answer:
    """Scores, the table of rank intervals (None without draws), and what was left out."""

    scores: Scores
    intervals: pd.DataFrame | None
    warnings: list[str]
    options: dict[str, object]


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores the two files and returns the exit status."""
    chosen = parser().parse_args(arguments)
    try:
        answer = calculated(chosen)
        print(_as_json(answer) if chosen.json else _as_text(answer), flush=True)
    except reading.ReadingError as error:
        return _complain(chosen, str(error), 2)
    except ScoreError as error:
        return _complain(chosen, str(error), 1)
    except KeyboardInterrupt:
        return _complain(chosen, "Interrupted; nothing was written.", 1)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # the last door: a person gets a sentence
        return _complain(chosen, f"Unexpected {type(error).__name__}: {error}. Please report it.", 1)
    return 0


def parser() -> argparse.ArgumentParser:
    """The two files and the options."""
    root = argparse.ArgumentParser(
        prog="python -m danube.benchmark",
        description="Scores of every level, ranks and their 90 % intervals for a table of your own.",
    )
    root.add_argument("values", type=Path, metavar="VALUES.csv", help="a column unit, one per indicator")
    root.add_argument(
        "meta", type=Path, metavar="META.csv", help="columns code, direction, weight, parent, level"
    )
    defaults = Method(weighting="own")
    for name, known in CHOICES.items():
        offered = [one for one in known if one not in ("reference", "budget")]
        root.add_argument(
            f"--{name}", choices=offered, default=getattr(defaults, name), help="default: %(default)s"
        )
    root.add_argument(
        "--coverage", type=_share, default=COVERAGE, help="share of indicators needed to be ranked"
    )
    root.add_argument("--draws", type=_draws, default=DRAWS, help="of the simulation; 0 for no intervals")
    root.add_argument("--seed", type=_whole, default=1, help="the same seed gives the same intervals")
    root.add_argument("--json", action="store_true", help="print one JSON object")
    return root


def calculated(chosen: argparse.Namespace) -> Answer:
    """Reads, scores and, where draws are asked for, simulates."""
    meta = reading.metadata(chosen.meta)
    values, strange = reading.values(chosen.values, meta)
    options = {name: getattr(chosen, name) for name in CHOICES}
    found = scores.score(values, meta, Method(**options, coverage=chosen.coverage))
    told = [f"The column {name} is not in {chosen.meta.name}: left out." for name in strange]
    options |= {"coverage": chosen.coverage, "draws": chosen.draws, "seed": chosen.seed}
    return Answer(found, _intervals(found, chosen.draws, chosen.seed), told, options)


def _intervals(found: Scores, draws: int, seed: int) -> pd.DataFrame | None:
    if not draws:
        return None
    assumptions = uncertainty.Assumptions(draws=draws, seed=seed)
    return uncertainty.simulate(found, assumptions).table[["median", "low", "high"]]


def _ranking(answer: Answer) -> pd.DataFrame:
    """Unit → rank, low, high, median (these where simulated) and the score of every node, the index first."""
    found = answer.scores
    tables = [found.ranks.to_frame()]
    if answer.intervals is not None:
        tables.append(answer.intervals[["low", "high", "median"]])
    upwards = list(reversed(found.nodes.columns))
    return pd.concat([*tables, found.nodes[upwards]], axis=1, join="inner").loc[found.index.index]


def _as_json(answer: Answer) -> str:
    found = answer.scores
    ranked = _ranking(answer)
    places = [name for name in ("rank", "low", "high", "median") if name in ranked]
    nodes = list(found.nodes.columns)
    rows = [
        {
            "unit": unit,
            "score": row[found.tree.root],
            **{name: row[name] for name in places},
            "scores": {node: _plain(row[node]) for node in nodes},
        }
        for unit, row in ranked.to_dict("index").items()
    ]
    report = {
        "options": answer.options,
        "ranking": rows,
        "not_ranked": found.not_ranked.rename_axis("unit").reset_index().to_dict("records"),
        "weights": found.weights.to_dict(),
        "treated": [
            {key: _plain(cell) for key, cell in row.items()} for row in found.treated.to_dict("records")
        ],
        "warnings": answer.warnings,
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _plain(cell: object) -> object:
    """As JSON knows it: a missing figure is null."""
    return None if cell != cell else cell


def _as_text(answer: Answer) -> str:
    found = answer.scores
    table = _ranking(answer).drop(columns=list(found.tree.leaves)).rename_axis("unit").reset_index()
    shown = table.to_string(index=False, na_rep="-", float_format=lambda number: f"{number:.2f}")
    lacking = [
        f"{unit}: not ranked, it has {share:.0%} of the indicators; missing: {', '.join(codes)}"
        for unit, share, codes in found.not_ranked.itertuples(name=None)
    ]
    changed = [
        f"{row.indicator}: {row.what}, {row.region} {row.before:g} -> {row.after:g}"
        for row in found.treated.itertuples()
    ]
    return "\n".join([shown, *lacking, *changed, *answer.warnings])


def _complain(chosen: argparse.Namespace, sentence: str, status: int) -> int:
    if chosen.json:
        print(json.dumps({"error": sentence}, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return status


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text} does not lie between 0 and 1")
    return number


def _draws(text: str) -> int:
    number = int(text)
    if not 0 <= number <= MOST_DRAWS:
        raise argparse.ArgumentTypeError(f"{text} does not lie between 0 and {MOST_DRAWS}")
    return number


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**32:
        raise argparse.ArgumentTypeError(f"{text} does not lie between 0 and 4294967295")
    return number


if __name__ == "__main__":
    sys.exit(main())
