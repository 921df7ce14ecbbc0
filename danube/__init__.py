"""The Danube Innovation Observatory: regional innovation across the Danube Region, benchmarked."""
