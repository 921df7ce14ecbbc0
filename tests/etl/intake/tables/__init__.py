"""Tables of priorities and of measurements, from the file to the warehouse."""
