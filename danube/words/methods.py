"""The choices of an index in plain words, each with one line that explains it."""

from __future__ import annotations

from danube.texts import N_

LENSES = {
    "danube": N_("Danube index"),
    "it": N_("IT"),
    "industry40": N_("Industry 4.0"),
    "cross-sectoral": N_("Cross-sectoral"),
    "own": N_("Own selection"),
}
NORMALISATIONS = {
    "min-max": N_("From worst (0) to best (100)"),
    "z-score": N_("Distance from the average"),
    "rank": N_("Order of the regions alone"),
    "percentile": N_("Share of regions behind"),
    "leader": N_("In % of the best region"),
    "reference": N_("In % of the reference"),
}
TREATMENTS = {
    "none": N_("Leave extremes as they are"),
    "winsorise": N_("Draw extremes in to the next figure"),
    "log": N_("Compress with a logarithm"),
    "auto": N_("Draw in up to five, else compress"),
}
WEIGHTINGS = {
    "equal": N_("All fields alike"),
    "own": N_("My own"),
    "budget": N_("100 points among the fields"),
    "principal-components": N_("By what varies together"),
}
AGGREGATIONS = {
    "arithmetic": N_("A strength makes up for a weakness"),
    "geometric": N_("A weakness costs more than a strength gains"),
    "harmonic": N_("A weakness costs most"),
}
IMPUTATIONS = {
    "none": N_("Leave gaps as gaps"),
    "nearest-year": N_("Take the nearest year, at most 3 away"),
    "coarser": N_("Take the figure of the larger unit"),
    "similar": N_("Take the figure of a similar region"),
}
VARIED = {
    "weights": N_("Weights"),
    "normalisation": N_("How units are made comparable"),
    "aggregation": N_("How fields are put together"),
    "imputation": N_("How gaps are filled"),
    "indicators": N_("One indicator left out"),
    "treatment": N_("How extremes are treated"),
}
TERMS = {
    "min-max": N_("Min-max normalisation over the years of the indicator."),
    "z-score": N_("Z-scores: differences from the mean in standard deviations."),
    "rank": N_("Ranks; distances between the regions no longer count."),
    "percentile": N_("Percentile ranks."),
    "leader": N_("Distance to the leader."),
    "reference": N_("Distance to a reference: the figure of the EU, else the Danube median."),
    "none": "",
    "winsorise": N_(
        "Winsorising while |skewness| > 2 and kurtosis > 3.5, at most five figures per indicator."
    ),
    "log": N_("A logarithm where |skewness| > 2 and kurtosis > 3.5."),
    "auto": N_("Winsorising, then a logarithm, where |skewness| > 2 and kurtosis > 3.5 (OECD & JRC 2008)."),
    "arithmetic": N_("Weighted arithmetic mean."),
    "geometric": N_("Weighted geometric mean."),
    "harmonic": N_("Weighted harmonic mean."),
    "equal": N_("Equal weights of the fields, and of the indicators within a field."),
    "own": N_("The weights that the sliders show."),
    "budget": N_("Budget allocation: points shared out among the fields."),
    "principal-components": N_("Squared loadings on the first principal component."),
    "nearest-year": N_("Filled cells are marked with an asterisk wherever they count."),
    "coarser": N_("Filled cells are marked with an asterisk wherever they count."),
    "similar": N_("Filled cells are marked with an asterisk wherever they count."),
}
