"""Measures the whole product on this machine: `python -m bench`."""
