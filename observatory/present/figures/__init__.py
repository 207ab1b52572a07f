"""Figures: Vega-Lite specifications made from series, and their drawing on the server."""
