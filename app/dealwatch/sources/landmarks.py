"""Recognises answers that are not the page asked for: maintenance notices, bot walls, damaged bytes.

They arrive with status 200 as often as with an error; read as a register they would look like "everything withdrawn".
Every source asks here before it parses. Must not contain: the landmarks of any one source's own pages.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.source import SourceProblem, SourceState
from dealwatch.sources.printed import clean
from dealwatch.sources.troubles import Hint, Trouble, told

_SHORT = 600
"""A notice has few visible words; longer pages are judged by title and heading alone."""

_HEADINGS = 200
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)

_MAINTENANCE = re.compile(
    r"\b(?:under(?:going)?|down for|closed for|scheduled|planned) (?:\w+ )?maintenance\b"
    r"|\bmaintenance (?:mode|in progress|window)\b"
    r"|\b(?:temporarily|currently|service) unavailable\b"
    r"|\b(?:we(?:'|’)ll|we will|should) be back (?:soon|shortly)\b"
    r"|\ben (?:cours de )?maintenance\b|\bmomentan.{1,2}ment indisponible\b"
    r"|\b(?:en|por) (?:tareas de )?mantenimiento\b|\btemporalmente (?:fuera de servicio|no disponible)\b"
    r"|\bin manutenzione\b|\bmanutenzione (?:programmata|in corso)\b|\btemporaneamente non disponibile\b"
    r"|\bwegens (?:gepland )?onderhoud\b|\bin onderhoud\b|\btijdelijk niet (?:beschikbaar|bereikbaar)\b"
    r"|\bem manuten.{1,2}o\b|\btemporariamente (?:indispon.{1,2}vel|fora do ar)\b"
    r"|(?:시스템|서비스|서버) ?점검|점검 ?중|メンテナンス中|系统维护"
    r"|\bwartungsarbeiten\b|\bvor.{1,2}bergehend nicht (?:verf.{1,2}gbar|erreichbar)\b",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"^just a moment\W*$|^attention required\b|^access denied\b|^access to this page has been denied"
    r"|\brequest could not be satisfied\b|^request (?:rejected|blocked|unsuccessful)\b"
    r"|^pardon our interruption|^ddos-guard\b|^you have been blocked|^security check\W*$"
    r"|\bmaking sure you(?:'|’)re not a bot\b|\bverify(?:ing)? (?:that )?you are (?:a )?human\b"
    r"|\bare you (?:a )?(?:robot|human)\b|^(?:error )?403(?:\b.{0,3}(?:error|forbidden)|$)"
    r"|^(?:robot check|captcha)\W*$"
    r"|^zugriff verweigert\b|^acc.{1,2}s (?:refus.{1,2}|interdit)\b|^acceso denegado\b|^accesso negato\b"
    r"|^toegang geweigerd\b|^acesso negado\b|접근이 ?(?:차단|거부|제한)|アクセスが拒否|访问被拒绝"
    r"|^(?:einen moment|un instant|un momento|een ogenblik|um momento)\W*$",
    re.IGNORECASE,
)
_WALL_TEXT = re.compile(
    r"don(?:'|’)t have permission to access .* on this server|incapsula incident id|checking your browser"
    r"|unusual (?:traffic|activity) from your|enable javascript and cookies to continue|your support id is"
    r"|enable js and disable any ad ?blocker|complete the captcha"
    r"|please (?:verify|confirm|prove) (?:that )?you are (?:not a robot|(?:a )?human)",
    re.IGNORECASE,
)
_WALL_MARKUP = re.compile(
    rb"_Incapsula_Resource|captcha-delivery\.com|px-captcha|/cdn-cgi/challenge-platform|awsWafCookieDomainList"
    rb"|validate\.perfdrive\.com|g-recaptcha|hcaptcha\.com",
)


def is_html(body: bytes) -> bool:
    """Whether the bytes begin like a web page, whatever the server calls them."""
    return _HTML.match(body[:4096]) is not None


def is_maintenance(body: bytes) -> bool:
    """Whether a web page is a notice that the site is down, not the page itself."""
    heads, text, _ = _look(body)
    return any(_MAINTENANCE.search(head) for head in heads) or bool(text and _MAINTENANCE.search(text))


def is_wall(body: bytes) -> bool:
    """Whether a web page is a refusal or a test for robots, not the page itself."""
    heads, text, short = _look(body)
    if any(_WALL.search(head) for head in heads):
        return True
    return bool(text and _WALL_TEXT.search(text)) or (short and _WALL_MARKUP.search(body) is not None)


def refuse_notices(body: bytes, site: str) -> None:
    """Raise `SourceProblem` for bytes that are a bot wall (`BLOCKED`), a maintenance notice, empty or unreadable.

    `site` names the site for people ("the ACCC register"). Anything else passes, a page of unknown layout too:
    judging that is the reader's own work.
    """
    if not body.strip():
        raise SourceProblem(
            SourceState.SERVER_ERROR,
            told(Trouble.EMPTY_ANSWER, site=site),
            Hint.AGAIN,
            detail="empty body",
        )
    if is_html(body):
        if is_wall(body):
            raise blocked(site, "bot wall with status 200")
        if is_maintenance(body):
            raise maintenance(site, "maintenance notice")
    elif is_garbled(body):
        raise SourceProblem(
            SourceState.SERVER_ERROR,
            told(Trouble.UNREADABLE, site=site),
            Hint.AGAIN,
            detail="binary bytes where text was expected",
        )


def is_garbled(body: bytes) -> bool:
    """Whether bytes that should be text are none: control characters never stand in text of any common encoding.

    UTF-16 and UTF-32 with their byte-order mark, which are full of zero bytes, are text.
    """
    start = body[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in start)
    return controls * 50 > len(start)


def blocked(site: str, detail: str) -> SourceProblem:
    """The site refused a program; a person may well get in."""
    return SourceProblem(
        SourceState.BLOCKED,
        told(Trouble.REFUSED, site=site),
        Hint.ATTACH,
        detail=detail,
    )


def maintenance(site: str, detail: str) -> SourceProblem:
    """The site says itself that it is down."""
    return SourceProblem(
        SourceState.SERVER_ERROR,
        told(Trouble.MAINTENANCE, site=site),
        Hint.AGAIN,
        detail=detail,
    )


def layout_changed(site: str, detail: str) -> SourceProblem:
    """The page is not built as it was: better no reading than a wrong one."""
    return SourceProblem(
        SourceState.LAYOUT_CHANGED,
        told(Trouble.LOOKS_DIFFERENT, site=site),
        Hint.LOOK_AT_PAGE,
        detail=detail,
    )


def _look(body: bytes) -> tuple[list[str], str, bool]:
    """Title and headings; the visible text where it is short, else nothing; whether it is short."""
    tree = LexborHTMLParser(body.decode("utf-8", "replace"))
    heads = [clean(node.text())[:_HEADINGS] for node in tree.css("title, h1")]
    for node in tree.css("script, style, noscript, head, svg"):
        node.decompose()
    text = clean(tree.body.text(separator=" ")) if tree.body is not None else ""
    short = len(text) <= _SHORT
    return heads, text if short else "", short
