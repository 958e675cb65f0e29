"""What the news suggests, in words: always as a suggestion, never as a status. Must not contain Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dealwatch.language import _, mark, n_
from dealwatch.model.proposal import Filed, ProposalState
from dealwatch.ui.change_words import day_words
from dealwatch.ui.reason_words import reason_words
from dealwatch.ui.words import (
    authority_name,
    authority_spoken,
    count_words,
    day_text,
    lowered,
    number_text,
    partial_text,
)

if TYPE_CHECKING:
    from dealwatch.ui.desk import News

_FORMAL = {
    True: mark("A formal step, as the text says"),
    False: mark("No formal step"),
    None: mark("The text does not say whether it is a formal step"),
}
_MARKS = ("“", "„", "«", "»", '"', "‘")
_STATES = {
    ProposalState.OPEN: "",
    ProposalState.APPLIED: mark("On file. You are on record as its source."),
    ProposalState.NOT_THIS_DEAL: mark("Set aside: it is not about this deal."),
    ProposalState.NOT_A_STEP: mark("Set aside: it is no step."),
    ProposalState.REPEATS: mark("It says only what is on file already."),
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
    return _(_FORMAL[filed.proposal.formal])


def state_words(filed: Filed) -> str:
    """What was decided; empty while it is open."""
    return _(_STATES[filed.state])


def sentence(filed: Filed) -> str:
    """The evidence as a quotation on one line; one that is quoted from end to end or begins so gets no second marks."""
    words = " ".join(filed.proposal.evidence.split())
    return words if words.startswith(_MARKS) else _("“{quote}”").format(quote=words)


def articles(filed: Filed) -> str:
    return count_words(len(filed.outlets), "article", "articles")


def more_outlets(filed: Filed) -> str:
    """`+4 outlets`: how many others say the same."""
    others = len(filed.outlets) - 1
    return n_("+{n} outlet", "+{n} outlets", others).format(n=number_text(others)) if others else ""


def day(filed: Filed) -> str:
    """When it is said to have happened, else when it was read (local day)."""
    happened = filed.proposal.event_date
    if happened is not None:
        return partial_text(happened, weekday=False)
    return _("read {day}").format(day=day_text(filed.created_at.astimezone().date(), weekday=False))


def details(filed: Filed) -> list[tuple[str, str]]:
    """Label and words of what the text states beside the step; only what it does state, then why it was raised."""
    proposal = filed.proposal
    happened = partial_text(proposal.event_date) if proposal.event_date else ""
    parties = " / ".join(proposal.parties)
    rows = [
        (_("Said by"), proposal.attribution),
        (_("Date"), happened),
        (_("Case"), proposal.case_number),
        (_("Value"), proposal.value.printed if proposal.value else ""),
        (_("Parties"), parties if parties != deal_name(filed) else ""),
        (_("Deal"), "" if proposal.deal_id else _("Not followed yet. Applying this makes it a deal of yours.")),
        (
            _("Why"),
            _("{reason} ({score} of 100)").format(
                reason=reason_words(proposal.reason), score=round(proposal.score * 100)
            ),
        ),
    ]
    return [(label, words) for label, words in rows if words]


def official_words(news: News) -> str:
    """Whether the authority has borne it out; empty while it has not spoken."""
    if news.official is None:
        return ""
    body = authority_spoken(news.official.authority or news.filed.proposal.authority)
    words = _("{who} confirmed this on {day}.") if news.filed.confirmed else _("{who} contradicted this on {day}.")
    return words.format(who=body[:1].upper() + body[1:], day=day_words(news.official, weekday=False))


def spoken(news: News) -> str:
    """The row for a screen reader."""
    filed = news.filed
    said = _("News suggests {status}").format(status=_(filed.proposal.status.label))
    if filed.proposal.formal is False:
        said += f", {lowered(formal_words(filed))}"
    said += f". {title(filed)}, {day(filed)}"
    return _("Unread. {words}").format(words=said) if news.unread else said
