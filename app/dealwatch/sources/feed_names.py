"""The element names of feed formats, as `<space>:<local name>` in lower case, each list with the best first.

Tables only. The space is empty for RSS (with or without a namespace) and `atom` for Atom.
"""

from __future__ import annotations

ATOM = "atom"
RSS = ""
UNKNOWN = "?"

SPACES = {
    "": RSS,
    "http://purl.org/rss/1.0/": RSS,
    "http://purl.org/net/rss1.1#": RSS,
    "http://my.netscape.com/rdf/simple/0.9/": RSS,
    "http://channel.netscape.com/rdf/simple/0.9/": RSS,
    "http://backend.userland.com/rss": RSS,
    "http://backend.userland.com/rss2": RSS,
    "http://backend.userland.com/rss191": RSS,
    "http://blogs.law.harvard.edu/tech/rss": RSS,
    "http://www.w3.org/2005/atom": ATOM,
    "http://purl.org/atom/ns#": ATOM,
    "http://purl.org/atom/ns": ATOM,
    "http://purl.org/echo/": ATOM,
    "http://example.com/necho": ATOM,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
"""Namespace addresses (lower case) by the space they stand for."""

PREFIXES = {space: address for address, space in SPACES.items() if space not in (RSS, ATOM)} | {
    ATOM: "http://www.w3.org/2005/Atom"
}
"""Addresses of customary prefixes, for documents that use one without declaring it."""

ROOTS = ("rss", "feed", "rdf", "channel")
ITEMS = ("item", "entry")
CONTAINERS = ("rss", "feed", "rdf", "channel", "items")

TITLES = (":title", "atom:title", "dc:title", "media:title", "itunes:title")
IDENTITIES = (":guid", "atom:id", ":id")
PUBLISHED = (
    ":pubdate",
    "atom:published",
    "atom:issued",
    "dc:date",
    "dcterms:issued",
    "atom:created",
    "dcterms:created",
    ":published",
    ":issued",
    ":created",
    ":date",
)
UPDATED = ("atom:updated", "atom:modified", "dcterms:modified", ":updated", ":modified", ":lastbuilddate", ":lastmod")
SUMMARIES = (
    ":description",
    "atom:summary",
    ":summary",
    "dc:description",
    ":abstract",
    "content:encoded",
    "atom:content",
    ":content",
    "xhtml:body",
    ":body",
    ":fullitem",
    "media:description",
    "itunes:summary",
)
AUTHORS = (":author", "atom:author", "dc:creator", "dc:author", "itunes:author")
