import pandas as pd

server = "http://localhost:8501"
figures = pd.read_parquet(
    f"{server}/api/v1/observations?indicator=gerd,tertiary_attainment&level=2&format=parquet"
)

latest = figures.dropna(subset="value").sort_values("period").groupby(["indicator", "region"]).last()
print(latest["value"].unstack("indicator").sort_values("gerd", ascending=False).head())
