# R&D expenditure (% of GDP) of Vienna and Budapest, all years, as CSV
curl --fail --silent 'http://localhost:8501/api/v1/observations?indicator=gerd&region=AT13,HU11&format=csv'

# the same again costs nothing: keep the ETag and send it back
curl --fail --silent --output gerd.zip --etag-save gerd.etag \
  'http://localhost:8501/api/v1/observations?indicator=gerd&format=zip'

# a ranking with intervals from a recipe of your own
curl --fail --silent --json '{"indicators": ["gerd", "tertiary_attainment"], "draws": 1000}' \
  'http://localhost:8501/api/v1/index'
