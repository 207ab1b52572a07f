"""The cluster observatory: what is published about each cluster of Morocco, dated and cited."""

__version__ = "0.1.0"
