"""The site: pages, feeds, API and operations over Flask. It cannot start a scrape."""

from observatory.web.app import create_app

__all__ = ["create_app"]
