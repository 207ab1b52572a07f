"""The site over HTTP."""
