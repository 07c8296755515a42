"""The version, hard-coded: reading it from the metadata costs more than printing it."""

__version__ = "0.1.0"
