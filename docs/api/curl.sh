# R&D expenditure (% of GDP) of Vienna and Budapest, all years, as CSV
curl --fail --silent 'http://localhost:8501/api/v1/observations?indicator=gerd&region=AT13,HU11&format=csv'

# the same again costs nothing: keep the ETag and send it back
curl --fail --silent --output gerd.zip --etag-save gerd.etag \
  'http://localhost:8501/api/v1/observations?indicator=gerd&format=zip'

# a ranking with intervals from a recipe of your own
curl --fail --silent --json '{"indicators": ["gerd", "tertiary_attainment"], "draws": 1000}' \
  'http://localhost:8501/api/v1/index'

# a file of your own, streamed whatever its size: /import?draft=… with the id of the answer goes on there
printf 'region,2023\nAT13,3.5\n' > figures.csv
curl --fail --silent --request POST --upload-file figures.csv --header 'Origin: http://localhost:8501' \
  'http://localhost:8501/api/v1/files?name=figures.csv'
