INSTALL httpfs;
LOAD httpfs;

SELECT region, value, flag
FROM read_parquet('http://localhost:8501/api/v1/observations?indicator=gerd&period=2023&level=2&format=parquet')
WHERE value IS NOT NULL
ORDER BY value DESC
LIMIT 5;
