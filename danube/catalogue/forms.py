"""The kinds of tables that an analyst can bring: their columns, what these may hold, how they are headed.

The import knows a column by any of its headings, in English or German whatever language the page speaks;
the templates are made of the same fields, so a filled template is understood without a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from danube.catalogue.priorities import STATUSES
from danube.texts import N_

FIGURES, PRIORITIES, MEASUREMENTS = "figures", "priorities", "measurements"
BASELINE, TARGET, MEASUREMENT = "baseline", "target", "measurement"


@dataclass(frozen=True)
class Field:
    """A column: its heading by language, what it holds, and the other headings by which it is known.

    `values`: what may stand there, with its meaning; empty where anything may. `words`: other ways to write
    each of them. Lists of words are parted by `; `.
    """

    name: str
    headings: Mapping[str, str]
    meaning: str
    example: str = ""
    needed: bool = False
    known_as: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """A kind of table. `holds`: the table of the warehouse that its rows go to."""

    name: str
    title: str
    about: str
    holds: str
    fields: tuple[Field, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which there is no such table."""
        return tuple(one.name for one in self.fields if one.needed)

    def field(self, name: str) -> Field:
        """The column of this name."""
        return next(one for one in self.fields if one.name == name)


def headings(field: Field) -> tuple[str, ...]:
    """Every heading by which a column is known."""
    return (field.name, *field.headings.values(), *filter(None, field.known_as.split("; ")))


def values(field: Field) -> dict[str, str]:
    """Every way to write a value of the column, in lower case, and the value that is meant."""
    own = {value: value for value in field.values}
    return own | {word: value for value, words in field.words.items() for word in words.split("; ")}


def _heads(english: str, german: str) -> dict[str, str]:
    return {"en": english, "de": german}


_PLACE = N_("Code of NUTS 2024 (AT13), ISO 3166-2 for oblasts of Ukraine (UA-51), or the name of the region.")
_URL = N_("Address of the page or document, beginning with http:// or https://.")
_NOTE = N_("Anything else that a reader should know.")

_FIGURES = Form(
    FIGURES,
    N_("Figures of indicators"),
    N_("One row per indicator, region and period."),
    "observation",
    (
        Field(
            "indicator",
            _heads("indicator", "Indikator"),
            N_(
                "Id of the indicator as the catalogue page shows it. A new one is declared during the import."
            ),
            "gerd",
            needed=True,
        ),
        Field("region", _heads("region", "Region"), _PLACE, "AT13", needed=True),
        Field(
            "period",
            _heads("period", "Jahr"),
            N_("Year (2024), half-year (2024-S1), quarter (2024-Q1) or month (2024-01)."),
            "2024",
            needed=True,
        ),
        Field(
            "value",
            _heads("value", "Wert"),
            N_("The figure in the unit of the indicator; empty where there is none. Never 0 for a gap."),
            "3.2",
            needed=True,
        ),
        Field(
            "flag",
            _heads("flag", "Kennzeichen"),
            N_("Letters that the publisher sets beside the figure, such as p for provisional; mostly empty."),
            "p",
        ),
    ),
)

_PRIORITIES = Form(
    PRIORITIES,
    N_("Priorities of smart specialisation (S3)"),
    N_("One row per region and priority."),
    "priority",
    (
        Field("region", _heads("region", "Region"), _PLACE, "AT13", needed=True),
        Field(
            "priority",
            _heads("priority", "Priorität"),
            N_("The name of the priority, not its description: at most 200 characters."),
            "Life sciences",
            needed=True,
            known_as=(
                "s3 priority; priority area; priority name; priority text; ris3 priority; "
                "smart specialisation priority; smart specialization priority; domain; s3 domain; "
                "specialisation; specialization; s3-priorität; schwerpunkt; s3-schwerpunkt; "
                "spezialisierungsfeld; spezialisierung; themenfeld; prioritätsbereich"
            ),
        ),
        Field(
            "original",
            _heads("original name", "Originalname"),
            N_("The same in the language of the strategy, where that is another one."),
            "Life Sciences",
            known_as=(
                "original; original text; original priority; priority in the original language; "
                "originaltext; name im original; priorität im original"
            ),
        ),
        Field(
            "language",
            _heads("language", "Sprache"),
            N_("Language of the original name in two letters (ISO 639-1); without one, of the priority."),
            "de",
            known_as="lang; language code; sprachcode",
        ),
        Field(
            "sections",
            _heads("NACE sections", "NACE-Abschnitte"),
            N_("Letters A to U of NACE Rev. 2, parted by spaces; empty where the strategy names none."),
            "M Q",
            known_as="sections; nace section; nace; abschnitte; nace-abschnitt; öNACE-abschnitte",
        ),
        Field(
            "divisions",
            _heads("NACE divisions", "NACE-Abteilungen"),
            N_("Two-digit divisions of NACE Rev. 2, parted by spaces; the sections follow from them."),
            "21 72 86",
            known_as="divisions; nace division; abteilungen; nace-abteilung; öNACE-abteilungen",
        ),
        Field(
            "clusters",
            _heads("clusters", "Cluster"),
            N_("Clusters that stand behind it, parted by semicolons."),
            "LISAvienna",
            known_as="cluster; cluster initiatives; clusterinitiativen",
        ),
        Field(
            "strategy",
            _heads("strategy", "Strategie"),
            N_("Title of the strategy or document."),
            "Vienna 2030",
            known_as="s3 strategy; ris3; document; strategiedokument; dokument",
        ),
        Field(
            "period",
            _heads("period", "Zeitraum"),
            N_("Year or years that the strategy is for; empty where the document does not say."),
            "2021-2027",
            known_as="years; year; strategy period; laufzeit; jahr; jahre; periode",
        ),
        Field(
            "status",
            _heads("status", "Status"),
            N_("In what state the list of priorities is."),
            "adopted",
            known_as="state; stand",
            values=STATUSES,
            words={
                "adopted": "final; in force; adopted strategy; verabschiedet; beschlossen; in kraft",
                "draft": "consultation; entwurf",
                "former": "old; frühere; früher",
                "incomplete": "unvollständig",
                "secondary": "sekundär",
                "undated": "undatiert",
                "unchecked": "ungeprüft; not checked",
            },
        ),
        Field(
            "source",
            _heads("source", "Quelle"),
            N_("Who says so: the institution or publication that the priority was read from."),
            "Vienna Business Agency",
            known_as="publisher; institution; herausgeber",
        ),
        Field(
            "url",
            _heads("url", "Link"),
            _URL,
            "https://example.org/strategy.pdf",
            known_as="web; website; source url; address; webseite; adresse; internetadresse",
        ),
        Field(
            "licence",
            _heads("licence", "Lizenz"),
            N_("Terms under which the source may be used."),
            "CC BY 4.0",
            known_as="license; terms; nutzungsbedingungen",
        ),
        Field(
            "note",
            _heads("note", "Anmerkung"),
            _NOTE,
            known_as="notes; comment; remark; remarks; bemerkung; kommentar; hinweis",
        ),
    ),
)

_KINDS = {
    BASELINE: N_("baseline: the figure before the pilot began"),
    TARGET: N_("target: the figure to be reached, at the end of the period"),
    MEASUREMENT: N_("measurement: a figure that was measured"),
}

_MEASUREMENTS = Form(
    MEASUREMENTS,
    N_("Measurements of pilots"),
    N_("One row per pilot, indicator, kind and period: baseline, target, or what was measured."),
    "measurement",
    (
        Field(
            "pilot",
            _heads("pilot", "Pilot"),
            N_("Name or short id of the pilot, the same in all of its rows."),
            "SpinIT-03",
            needed=True,
            known_as=(
                "pilot id; pilot name; pilot action; pilot project; pilotaktion; pilotprojekt; "
                "pilot-id; pilotname; name des pilots"
            ),
        ),
        Field(
            "indicator",
            _heads("indicator", "Indikator"),
            N_("What is measured: an id of the catalogue, or the pilot's own words, always the same."),
            "SMEs that cooperate",
            needed=True,
            known_as="pilot indicator; kpi; measure; kennzahl; messgröße; indikatorname",
        ),
        Field(
            "unit",
            _heads("unit", "Einheit"),
            N_("Unit of the figure, such as %, EUR or number; of an id of the catalogue it is known."),
            "number",
            known_as="units; unit of measure; maßeinheit; messeinheit",
        ),
        Field(
            "region",
            _heads("region", "Region"),
            N_(
                "Where it was measured, as code or name; empty for the pilot as a whole. The same pilot in "
                "two regions has two series."
            ),
            "AT13",
            known_as="place; location; ort; nuts code; nuts-code",
        ),
        Field(
            "kind",
            _heads("kind", "Art"),
            N_("What the figure is."),
            MEASUREMENT,
            needed=True,
            known_as="type; kind of figure; type of value; typ; art des werts; art der angabe",
            values=_KINDS,
            words={
                BASELINE: "base; base value; baseline value; start; ausgangswert; basis; basiswert",
                TARGET: "goal; target value; plan; planned; ziel; zielwert; soll; sollwert; planwert",
                MEASUREMENT: "actual; actual value; measured; result; messung; messwert; ist; istwert",
            },
        ),
        Field(
            "period",
            _heads("period", "Zeitpunkt"),
            N_("Year (2024), half-year (2024-S1), quarter (2024-Q1), month (2024-01) or day (2024-01-31)."),
            "2024-06",
            needed=True,
            known_as=(
                "date; year; time; time period; measured on; datum; jahr; zeitraum; zeit; stichtag; "
                "messzeitpunkt"
            ),
        ),
        Field(
            "value",
            _heads("value", "Wert"),
            N_("The figure; a row without one is refused, because nothing was measured."),
            "12.5",
            needed=True,
            known_as="figure; amount; obs value; zahl; betrag; messergebnis",
        ),
        Field(
            "flag",
            _heads("flag", "Kennzeichen"),
            N_("e for an estimate, p for provisional; mostly empty."),
            "p",
            known_as="flags; obs status; kennung",
        ),
        Field(
            "source",
            _heads("source", "Quelle"),
            N_("Who measured it, and how."),
            "Survey of 40 SMEs",
            known_as="evidence; measured by; method; nachweis; beleg; gemessen von; methode",
        ),
        Field(
            "url",
            _heads("url", "Link"),
            _URL,
            "https://example.org/survey.pdf",
            known_as="web; website; evidence url; address; webseite; adresse",
        ),
        Field(
            "note",
            _heads("note", "Anmerkung"),
            _NOTE,
            known_as="notes; comment; remark; remarks; bemerkung; kommentar; hinweis",
        ),
    ),
)

FORMS: dict[str, Form] = {one.name: one for one in (_FIGURES, _PRIORITIES, _MEASUREMENTS)}
REGISTERED = (PRIORITIES, MEASUREMENTS)
"""The kinds that are no figures of indicators: single statements, each standing for itself."""
