"""What stands beside a figure: publishers' letters and our own words, with their meaning."""

from __future__ import annotations

from danube.texts import N_

UPLOADED = "uploaded"

# Letters are those of Eurostat's observation and confidentiality statuses, in lower case.
FLAGS: dict[str, str] = {
    "b": N_("Break in the time series"),
    "c": N_("Confidential: the publisher keeps the figure back"),
    "d": N_("The definition differs from that of the other regions"),
    "e": N_("Estimated"),
    "f": N_("Forecast"),
    "i": N_("Imputed, or explained in the publisher's notes"),
    "k": N_("Includes figures of another category"),
    "l": N_("The figure exists but was not collected"),
    "m": N_("Missing: such a figure cannot exist"),
    "n": N_("Not significant"),
    "o": N_("Missing"),
    "p": N_("Provisional"),
    "r": N_("Revised"),
    "s": N_("Estimated by Eurostat"),
    "u": N_("Low reliability, for instance because the sample is small"),
    "z": N_("Not applicable"),
    "floor": N_("At the floor of the normalisation, not a true zero"),
    "shared": N_("Value of the larger unit, shared by its regions"),
    "merged": N_("The capital and its neighbour were measured as one region"),
    "recoded": N_("Published under an older code of the same region"),
    "summed": N_("Summed from the older regions that make up this one"),
    "weighted": N_("Weighted mean of the older regions that make up this one"),
    "computed": N_("Computed here from two published figures"),
    UPLOADED: N_("Uploaded by an analyst, not taken from a publisher"),
    "unknown-zero": N_("The file says 0; whether that is a zero or a gap is not known"),
}
