"""Pages and the network: everything that a module of ``scrapers`` may import, and the one door."""

from observatory.domain.facts import Citation, Event, Fact, Follow, Ref, Said, follow
from observatory.harvest.address import absolute, clean_url, identity
from observatory.harvest.cells import Cell, Column, Row
from observatory.harvest.days import day
from observatory.harvest.feed import Item, feed_items, plain
from observatory.harvest.labels import labelled
from observatory.harvest.misread import BadAddress, Misread, NothingFound, UnknownHeader
from observatory.harvest.page import Page
from observatory.harvest.pdf import Pdf
from observatory.harvest.reading import count, expected, read_page
from observatory.harvest.sitemap import Entry, sitemap_entries
from observatory.harvest.source import Loaded, Source, bundle, curated_url, load
from observatory.harvest.tables import table
from observatory.harvest.text import fold, split_list, squeeze

__all__ = [
    "BadAddress",
    "Cell",
    "Citation",
    "Column",
    "Entry",
    "Event",
    "Fact",
    "Follow",
    "Item",
    "Loaded",
    "Misread",
    "NothingFound",
    "Page",
    "Pdf",
    "Ref",
    "Row",
    "Said",
    "Source",
    "UnknownHeader",
    "absolute",
    "bundle",
    "clean_url",
    "count",
    "curated_url",
    "day",
    "expected",
    "feed_items",
    "fold",
    "follow",
    "identity",
    "labelled",
    "load",
    "plain",
    "read_page",
    "sitemap_entries",
    "split_list",
    "squeeze",
    "table",
]
