"""What can be said of a source that could not be read: every first line and every hint, once.

They are raised, stored and told on the command line in English; the window says them in its language through
`trouble_words.shown_trouble`, which knows a sentence again by its place in these lists. So each is whole, with named
fields, and `SourceProblem` is given nothing that does not stand here. Must not contain: technical details, which are
no sentences and have no language.
"""

from __future__ import annotations

from enum import StrEnum

from dealwatch.language import mark


class Trouble(StrEnum):
    """First lines. `site` names a site within a sentence ("the ACCC register"), `file` a file, `host` a host."""

    ANSWER_BROKE_OFF = mark("{site} broke off in the middle of its answer.")
    ANSWERS_WHO_GIVE_ADDRESS = mark("{site} answers only those who give an e-mail address.")
    ASKED_NOT_TO = mark("{site} asks programs not to read this page.")
    ASKED_PAUSE = mark("{site} asks for a pause.")
    BAD_ADDRESS = mark("{site} was asked under an address that cannot be used.")
    BIG_SITEMAP = mark("{site} has more parts than can be read politely.")
    BROKE_CONNECTION = mark("{site} broke the connection off.")
    CASE_PAGE_IS_LIST = mark("The page of this case now leads to the register's list.")
    CASE_PAGE_MOVED = mark("The page of this case now leads to another page.")
    CIRCLES = mark("{site} sends every visitor round in circles.")
    DID_NOT_ANSWER = mark("{site} did not answer with the page.")
    ELEMENT_MISSING = mark("The watched element is missing on the page of {host}.")
    EMPTY_ANSWER = mark("{site} sent an empty answer.")
    EMPTY_LIST = mark("{site} answered with an empty list.")
    FAULT = mark("{site} has a fault.")
    FEED_ENDED = mark("This feed has ended.")
    FILE_DENIED = mark("{file} may not be read.")
    FILE_GONE = mark("{file} is not in its place.")
    FILE_LARGE = mark("The file {file} is larger than Dealwatch reads.")
    FILE_OUTSIDE = mark("That file lies outside of what is watched.")
    FILE_UNREADABLE = mark("{file} cannot be read.")
    FIRST_ANSWER_STRANGE = mark("The first answer of “{title}” is not what was expected.")
    FRENCH_FILE_CUT = mark("The file of French decisions is not complete.")
    KEY_REFUSED = mark("{site} did not accept the key.")
    LEADS_NOWHERE = mark("{site} leads to something that is no web page.")
    LEADS_UNPROTECTED = mark("{site} leads to an unprotected address.")
    LOOKS_DIFFERENT = mark("{site} looks different from what Dealwatch can read.")
    LOST_CASES = mark("{site} has lost many of its cases.")
    MAINTENANCE = mark("{site} is under maintenance.")
    NAME_UNKNOWN = mark("{site} was not found under its name.")
    NOT_CONNECTING = mark("{site} accepts no connections.")
    NOT_IN_TIME = mark("{site} did not answer in time.")
    NO_ADDRESS = mark("{site} has no address that can be fetched.")
    NO_COMPANY = mark("EDGAR knows no company under this number.")
    NO_LONGER_ASKED = mark("{site} no longer takes questions at this address.")
    NO_NETWORK = mark("There is no network.")
    NO_TEXT = mark("{site} shows no text to a program.")
    OTHER_TEXT = mark("{site} has another text than before.")
    PAGE_GONE = mark("{site} no longer has this page.")
    PART_ONLY = mark("{site} sent only a part of its answer.")
    BULK_BROKE_OFF = mark("{site} broke off.")
    PROXY_KIND = mark("The proxy of the system settings is of a kind that Dealwatch cannot use.")
    PROXY_REFUSED = mark("The proxy of this network wants a password or refuses the connection.")
    PROXY_REFUSED_SITE = mark("The proxy of this network, asked for {host}, refused automated reading.")
    REFUSED = mark("{site} refused automated reading.")
    SITEMAP_FOR_PAGE = mark("{site} is a sitemap.")
    STRANGE_PAGE = mark("The page does not look as it should.")
    TOO_LARGE = mark("{site} sent more than a page of this kind can hold.")
    UNPROVEN = mark("{site} could not prove who it is.")
    UNREACHABLE = mark("{site} could not be reached.")
    UNREACHABLE_PROXY = mark("{site} could not be reached through the proxy of this network.")
    UNREADABLE = mark("{site} sent something that cannot be read.")
    WANTS_CONTACT = mark("{site} wants to know whom it can write to.")


class Hint(StrEnum):
    """What is safe and what comes next."""

    ADD_AGAIN = mark("Nothing was changed. Open the page; if it is right, add it again and it is watched as it is now.")
    ADD_FILE = mark("Nothing was read. Add the file or its folder if it is to be watched.")
    ADD_PART = mark("Add the one part of it that lists what you need.")
    AGAIN = mark("What is known stays as it is. Dealwatch tries again at the next check.")
    ASKS_AGAIN = mark("What is known stays as it is. Dealwatch asks again at the next check.")
    ATTACH = mark("Usually temporary. You can open the page in your browser and attach it as a saved page.")
    BROWSER = mark("It may need a browser to build it up. Watch a feed of the site instead, or attach saved pages.")
    CHECK_DATE = mark("Nothing was read: somebody could be listening. Check this computer's date and the site itself.")
    CHECK_NAME = mark(
        "The name may be misspelt, or the name service of this network is down."
        " What is known stays as it is. Dealwatch tries again at the next check."
    )
    CHECK_PROXY = mark(
        "Dealwatch uses the proxy of the system settings. Check it there; checking goes on by itself afterwards."
    )
    CHECK_RIGHTS = mark("What is known stays as it is. Check the rights of the file and its drive.")
    CHOOSE_ELEMENT = mark(
        "Nothing was changed. Open the page; if it is built differently now, choose the element again."
    )
    CONNECT_DRIVE = mark("What is known stays as it is. If its drive is not connected, checking goes on when it is.")
    ENTER_CONTACT = mark(
        "Enter yours in the settings (or: dealwatch sources --contact you@example.com). It is sent to nobody else."
    )
    ENTER_KEY = mark("Enter a valid key of api.data.gov, or remove it: without a key the feed is read.")
    ENTER_PROXY = mark(
        "Enter an HTTP or SOCKS proxy there, or none; `dealwatch doctor` says how it stands."
        " What is known stays as it is."
    )
    ENTER_SEC_CONTACT = mark(
        "Enter your e-mail address as contact in the settings: the SEC refuses programs without one."
    )
    GOES_ON = mark("What is known stays as it is. Checking goes on by itself when the network is back.")
    HAPPENED_BEFORE = mark("This has happened before and passed within hours. What is known stays as it is.")
    KEEPS_TO_IT = mark("Dealwatch keeps to it. You can open the page in your browser and attach it as a saved page.")
    LATER = mark("Nothing is lost: Dealwatch checks again later.")
    LOOKS_IN_LIST = mark("What is known stays as it is. Dealwatch looks for the case in the list.")
    LOOK_AT_PAGE = mark("Nothing was changed. Look at the page itself until an update can read it again.")
    LOOK_COMPANY_UP = mark("Look the company up on sec.gov and use the number (CIK) shown there.")
    NEW_ADDRESS = mark("What is known stays as it is. Look at the site for the page's new address.")
    NOTHING_TAKEN = mark(
        "Nothing was taken from it. This source has not been confirmed yet; its page can be attached as saved."
    )
    READS_AGAIN = mark("What is known stays as it is. Dealwatch reads it again at the next check.")
    READS_FILE_AGAIN = mark("What is known stays as it is. Dealwatch reads the file again at the next check.")
    STAYS = mark("What is known stays as it is.")
    SUCCESSOR = mark("Its publisher gives no more entries. Look for a successor on the site.")
    TRIED_AGAIN = mark("Nothing was changed from it. What is stored stays valid; it is tried again.")
    WAITS = mark("Nothing is lost: Dealwatch waits and then checks again.")
    WAITS_AS_ASKED = mark("Nothing is lost: Dealwatch waits as long as it was asked to, then checks again.")
    WATCH_LESS = mark("Nothing was changed. Watch a smaller part of it.")
    WORDS_FOR_SITEMAP = mark("Add it again with the words its new pages are to have (--words), and it is read as one.")


SITES = {
    "site": mark("the site {host}"),
    "page": mark("the page of {host}"),
    "feed": mark("the feed of {host}"),
    "sitemap": mark("the sitemap of {host}"),
}
"""How sites without a name of their own are named within a sentence; official sources name theirs, each marked."""


def told(trouble: Trouble, **fields: str) -> str:
    """The first line with its fields, in English, with a capital letter at its start unless a file's name is there."""
    said = trouble.format(**fields)
    return said if trouble.startswith("{file}") else capital(said)


def site(kind: str, host: str) -> str:
    """`kind` is a key of `SITES`."""
    return SITES[kind].format(host=host)


def capital(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]
