"""Addresses of channels: what is taken, how it is kept, and what of it must be read nowhere else."""

from __future__ import annotations

import pytest

from dealwatch.alerts.channel_address import (
    MailAddress,
    Security,
    job_of,
    kept_address,
    kept_mail,
    mail_of,
    recipients,
    secret_parts,
)
from dealwatch.model.channel import ChannelKind
from dealwatch.model.errors import UsageError

GOOD = {"host": "smtp.example.com", "port": 587, "security": Security.STARTTLS, "sender": "me@example.com",
        "to": ("a@example.com", "b@example.com"), "user": "me", "password": "pass word"}  # fmt: skip


def test_mail_comes_back_as_it_was_entered():
    kept = kept_mail(MailAddress(**GOOD))
    assert mail_of(kept) == MailAddress(**GOOD)
    job = job_of(ChannelKind.MAIL, kept)
    assert job["kind"] == "mail"
    assert job["mail"]["to"] == ("a@example.com", "b@example.com")
    assert "pass word" not in repr(mail_of(kept))
    assert mail_of("https://example.com") is None
    assert job_of(ChannelKind.MAIL, "https://example.com") is None
    assert job_of(ChannelKind.SLACK, "") is None


@pytest.mark.parametrize(("wrong", "says"), [
    ({"host": ""}, "mail server"), ({"host": "smtp.example.com/x"}, "mail server"), ({"port": 0}, "port"),
    ({"port": 70000}, "port"), ({"sender": "me"}, "“me”"), ({"to": ()}, "“”"), ({"to": ("a@b", "x y@c")}, "“x y@c”"),
    ({"security": Security.NONE}, "everybody"),
])  # fmt: skip
def test_what_no_letter_can_be_sent_with_is_said(wrong, says):
    with pytest.raises(UsageError, match=says) as caught:
        kept_mail(MailAddress(**{**GOOD, **wrong}))
    assert caught.value.hint


def test_without_encryption_a_password_stays_on_this_computer():
    assert kept_mail(MailAddress(**{**GOOD, "host": "127.0.0.1", "security": Security.NONE}))
    assert kept_mail(MailAddress(**{**GOOD, "security": Security.NONE, "password": ""}))


def test_recipients_may_be_parted_as_people_part_them():
    assert recipients(" a@x.org; b@x.org,c@x.org\na@x.org ") == ("a@x.org", "b@x.org", "c@x.org")
    assert recipients(" ") == ()


@pytest.mark.parametrize(("kind", "text"), [
    (ChannelKind.SLACK, "https://hooks.slack.com/services/T/B/x"),
    (ChannelKind.TEAMS, "https://prod-1.westeurope.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?sig=x"),
    (ChannelKind.WEBHOOK, "http://127.0.0.1:8080/hook"),
    (ChannelKind.OTHER, "tgram://123:abc/456"),
])  # fmt: skip
def test_an_address_is_taken_whole(kind, text):
    assert kept_address(kind, f"  {text}\n") == text
    assert job_of(kind, text) == {"kind": kind.value, "address": text}


@pytest.mark.parametrize(("kind", "text"), [
    (ChannelKind.SLACK, "hooks.slack.com/services/T/B/x"), (ChannelKind.SLACK, "http://hooks.slack.com/x"),
    (ChannelKind.TEAMS, ""), (ChannelKind.WEBHOOK, "ftp://x/y"), (ChannelKind.WEBHOOK, "https://"),
    (ChannelKind.WEBHOOK, "https://[x/"), (ChannelKind.OTHER, "telegram"), (ChannelKind.OTHER, "tgram://a b"),
])  # fmt: skip
def test_another_is_refused_without_being_repeated(kind, text):
    with pytest.raises(UsageError) as caught:
        kept_address(kind, text)
    assert len(text) < 9 or text not in str(caught.value)


def test_every_secret_part_is_known_and_no_plain_word_is_one():
    parts = secret_parts("https://us%40x:pa%3Ass@hooks.example.com/services/T0KEN/abc?sig=s1gnature&x=y")
    assert {"T0KEN", "s1gnature", "hooks.example.com", "us@x", "pa:ss", "pa%3Ass"} <= set(parts)
    assert not {"services", "abc", "x", "y", ""} & set(parts)
    assert list(parts) == sorted(parts, key=len, reverse=True)
    mail = secret_parts(kept_mail(MailAddress(**GOOD)))
    assert {"smtp.example.com", "me@example.com", "pass word", "a@example.com", "b@example.com"} <= set(mail)
    assert secret_parts("https://[broken") == ("https://[broken",)
    assert {"987654321", "AbCd_ef"} <= set(secret_parts("tgram://987654321:AbCd_ef/42/"))
