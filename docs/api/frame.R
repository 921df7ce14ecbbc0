server <- "http://localhost:8501"
figures <- read.csv(paste0(server, "/api/v1/observations?indicator=gerd&period=2023&level=2&format=csv"))

print(head(figures[order(-figures$value), c("region", "value", "flag", "licence")]))
