"""What the news suggests, in words: always as a suggestion, never as a status. Must not contain Qt."""

from __future__ import annotations

from dealwatch.model.proposal import Filed, ProposalState
from dealwatch.ui.change_words import day_words
from dealwatch.ui.desk import News
from dealwatch.ui.words import authority_name, authority_spoken, count_words, day_text, partial_text

_FORMAL = {
    True: "A formal step, as the text says",
    False: "No formal step",
    None: "The text does not say whether it is a formal step",
}
_MARKS = ("“", "„", "«", "»", '"', "‘")
_STATES = {
    ProposalState.OPEN: "",
    ProposalState.APPLIED: "On file. You are on record as its source.",
    ProposalState.NOT_THIS_DEAL: "Set aside: it is not about this deal.",
    ProposalState.NOT_A_STEP: "Set aside: it is no step.",
    ProposalState.REPEATS: "It says only what is on file already.",
}


def deal_name(filed: Filed) -> str:
    """The tracked deal, else the parties as the text names them."""
    return filed.proposal.deal or " / ".join(filed.proposal.parties)


def who(filed: Filed) -> str:
    """The authority in full."""
    return authority_name(filed.proposal.authority)


def title(filed: Filed) -> str:
    return f"{who(filed)}: {deal_name(filed)}"


def short_title(filed: Filed) -> str:
    """With the authority's usual short form: `EC Microsoft / Mistral AI`."""
    return f"{filed.proposal.authority} {deal_name(filed)}"


def formal_words(filed: Filed) -> str:
    return _FORMAL[filed.proposal.formal]


def state_words(filed: Filed) -> str:
    """What was decided; empty while it is open."""
    return _STATES[filed.state]


def sentence(filed: Filed) -> str:
    """The evidence as a quotation on one line; one that is quoted from end to end or begins so gets no second marks."""
    words = " ".join(filed.proposal.evidence.split())
    return words if words.startswith(_MARKS) else f"“{words}”"


def articles(filed: Filed) -> str:
    return count_words(len(filed.outlets), "article", "articles")


def more_outlets(filed: Filed) -> str:
    """`+4 outlets`: how many others say the same."""
    others = len(filed.outlets) - 1
    return f"+{count_words(others, 'outlet', 'outlets')}" if others else ""


def day(filed: Filed) -> str:
    """When it is said to have happened, else when it was read (local day)."""
    happened = filed.proposal.event_date
    if happened is not None:
        return partial_text(happened, weekday=False)
    return f"read {day_text(filed.created_at.astimezone().date(), weekday=False)}"


def details(filed: Filed) -> list[tuple[str, str]]:
    """Label and words of what the text states beside the step; only what it does state, then why it was raised."""
    proposal = filed.proposal
    happened = partial_text(proposal.event_date) if proposal.event_date else ""
    parties = " / ".join(proposal.parties)
    rows = [
        ("Said by", proposal.attribution),
        ("Date", happened),
        ("Case", proposal.case_number),
        ("Value", proposal.value.printed if proposal.value else ""),
        ("Parties", parties if parties != deal_name(filed) else ""),
        ("Deal", "" if proposal.deal_id else "Not followed yet. Applying this makes it a deal of yours."),
        ("Why", f"{proposal.reason} ({round(proposal.score * 100)} of 100)"),
    ]
    return [(label, words) for label, words in rows if words]


def official_words(news: News) -> str:
    """Whether the authority has borne it out; empty while it has not spoken."""
    if news.official is None:
        return ""
    body = authority_spoken(news.official.authority or news.filed.proposal.authority)
    verb = "confirmed" if news.filed.confirmed else "contradicted"
    return f"{body[:1].upper()}{body[1:]} {verb} this on {day_words(news.official, weekday=False)}."


def spoken(news: News) -> str:
    """The row for a screen reader."""
    filed = news.filed
    unread = "Unread. " if news.unread else ""
    formal = f", {formal_words(filed).lower()}" if filed.proposal.formal is False else ""
    return f"{unread}News suggests {filed.proposal.status.label}{formal}. {title(filed)}, {day(filed)}"
