"""Sending through the library of channels, at servers of this machine: letters as they arrive, and every fault."""

from __future__ import annotations

import json
import socket
import sys
import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from channel_servers import MailServer, WebServer, channel_child, closed_port

from dealwatch.alerts.channel_address import MailAddress, Security, job_of, kept_mail
from dealwatch.alerts.channel_letter import trial_letter
from dealwatch.alerts.channel_post import sendable
from dealwatch.alerts.channel_send import LEDGER_SOURCE, TEST, Ended, Sender, outcome
from dealwatch.model.channel import ChannelKind, Trouble

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SLACK = "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
TEAMS = (
    "https://prod-1.westeurope.logic.azure.com:443/workflows/643e69f83c8944438d68119179a10a64/triggers/manual/paths/"
    "invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=KODuebWbDGYFr0z0eu-6Rj8aUKz7108W3wrNJZx"
)
OTHER_TEAMS = (
    "https://default0.1a.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/"
    "643e69f83c8944438d68119179a10a64/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0"
    "&sig=KODuebWbDGYFr0z0eu-6Rj8aUKz7108W3wrNJZx"
)


@pytest.fixture
def servers():
    with ExitStack() as stack:
        yield stack.enter_context(WebServer().running()), stack.enter_context(MailServer().running())


@pytest.fixture
def web(servers):
    return servers[0]


@pytest.fixture
def post(servers):
    return servers[1]


def _mail(server, **changes):
    fields = {
        "host": "127.0.0.1",
        "port": server.port,
        "security": Security.NONE,
        "sender": "me@example.com",
        "to": ("a@example.com", "b@example.com"),
        "user": "me@example.com",
        "password": "hunter2!",
        **changes,
    }
    return job_of(ChannelKind.MAIL, kept_mail(MailAddress(**fields)))  # fmt: skip


def _hook(address):
    return job_of(ChannelKind.WEBHOOK, address)


def _sent(job, origins=None, letter="L1"):
    """As the child sends it, but in this process."""
    said = channel_child.run({**job, **sendable(trial_letter(), letter), "origins": origins or {}})
    return outcome(json.loads(json.dumps(said)), NOW, TEST)


def test_a_webhook_gets_json_with_a_name_that_stays_the_same(web):
    for _ in range(2):
        assert _sent(_hook(f"{web.url}/h/s3cret?key=abc"), letter="L7").taken
    (path, headers, body), again = web.got
    assert path == "/h/s3cret?key=abc"
    assert (headers["Idempotency-Key"], body["id"], body["title"]) == ("L7", "L7", "Test from Dealwatch")
    assert "the channel works" in body["message"]
    assert body["changes"] == []
    assert headers["User-Agent"] == "Dealwatch"
    assert again[2] == body


@pytest.mark.parametrize(("kind", "address", "origin"), [
    (ChannelKind.SLACK, SLACK, "https://hooks.slack.com"),
    (ChannelKind.TEAMS, TEAMS, "https://prod-1.westeurope.logic.azure.com"),
])  # fmt: skip
def test_chats_take_the_address_that_their_service_shows(web, kind, address, origin):
    found = _sent(job_of(kind, address), {origin: web.url})
    assert found.taken, found
    ((path, _headers, body),) = web.got
    assert address.endswith(path)
    assert "Test from Dealwatch" in json.dumps(body)
    (line,) = found.lines
    assert (line.source, line.host, line.path, line.method, line.status) == (
        LEDGER_SOURCE, origin.removeprefix("https://"), "", "POST", "200",
    )  # fmt: skip


def test_mail_is_one_letter_to_all_in_plain_words_and_html(post):
    found = _sent(_mail(post), letter="L9")
    assert found.taken, found
    assert post.envelopes == [("me@example.com", ("a@example.com", "b@example.com"))]
    (letter,) = post.letters
    assert letter["Subject"] == "Test from Dealwatch"
    assert letter["Message-ID"] == "<L9@example.com>"
    assert letter["Auto-Submitted"] == "auto-generated"
    plain, html = letter.iter_parts()
    assert plain.get_content().replace("\r", "").startswith("This is a test.\nIf you can read this")
    assert "<h2" in html.get_content()
    assert post.logins
    (line,) = found.lines
    assert (line.host, line.method, line.status, line.path) == ("127.0.0.1", "SMTP", "250", "")


@pytest.mark.parametrize(("answer", "trouble", "certain"), [
    ((401, {}, b""), Trouble.ADDRESS, True), ((403, {}, b""), Trouble.ADDRESS, True),
    ((404, {}, b"no_service"), Trouble.ADDRESS, True), ((410, {}, b""), Trouble.ADDRESS, True),
    ((302, {"Location": "/elsewhere"}, b""), Trouble.ADDRESS, True), ((400, {}, b""), Trouble.REFUSED, True),
    ((429, {"Retry-After": "120"}, b""), Trouble.BUSY, True), ((500, {}, b"oops"), Trouble.SERVER, False),
    ((503, {}, b""), Trouble.SERVER, False), ((504, {}, b""), Trouble.TIMEOUT, False),
    ((408, {}, b""), Trouble.TIMEOUT, False),
])  # fmt: skip
def test_every_answer_but_yes_is_trouble(web, answer, trouble, certain):
    web.answer = answer
    found = _sent(_hook(f"{web.url}/h"))
    assert (found.trouble, found.certain, found.taken) == (trouble, certain, False)
    assert found.wait == (timedelta(seconds=120) if answer[0] == 429 else timedelta())
    assert len(web.got) == 1, "nothing is sent on to where an answer points"
    assert found.lines[0].status == str(answer[0])


def test_rubbish_in_place_of_an_answer(web, post, monkeypatch):
    found = _sent(_hook(f"http://127.0.0.1:{post.port}/h"))  # speaks mail
    assert (found.trouble, found.certain, found.taken) == (Trouble.UNREACHABLE, False, False)
    web.answer = (200, {}, b"<html>sign in</html>")
    found = _sent(job_of(ChannelKind.SLACK, SLACK), {"https://hooks.slack.com": web.url})
    assert (found.trouble, found.certain) == (Trouble.RUBBISH, False)


def test_nobody_listens_or_answers(web, monkeypatch):
    looked_up = socket.getaddrinfo

    def known(host, *others, **named):
        if host == "nobody.invalid":
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return looked_up(host, *others, **named)

    monkeypatch.setattr(socket, "getaddrinfo", known)
    found = _sent(_hook(f"http://127.0.0.1:{closed_port()}/h"))
    assert (found.trouble, found.certain, found.lines[0].status) == (Trouble.UNREACHABLE, True, "refused")
    found = _sent(_hook("http://nobody.invalid/h"))
    assert (found.trouble, found.certain, found.lines[0].host) == (Trouble.UNREACHABLE, True, "nobody.invalid")
    monkeypatch.setattr(channel_child, "SECONDS", 0.3)
    web.answer = None
    found = _sent(_hook(f"{web.url}/h"))
    assert (found.trouble, found.certain, found.lines[0].status) == (Trouble.TIMEOUT, False, "timeout")


def test_no_proxy_stands_before_this_machine(web, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setenv("no_proxy", "")
    assert _sent(_hook(f"{web.url}/h")).taken


def test_a_server_that_cannot_prove_itself_gets_nothing(web):
    found = _sent(_hook(web.url.replace("http:", "https:") + "/h"))
    assert (found.trouble, found.certain, found.lines[0].status) == (Trouble.TLS, True, "tls")
    assert web.got == []


@pytest.mark.parametrize(("refuse", "trouble", "certain"), [
    ({"AUTH": b"535 no"}, Trouble.LOGIN, True), ({"MAIL": b"550 not you"}, Trouble.REFUSED, True),
    ({"DATA": b"554 no"}, Trouble.REFUSED, True), ({".": b"452 full"}, Trouble.REFUSED, True),
    ({"EHLO": None}, Trouble.UNREACHABLE, True), ({".": None}, Trouble.UNREACHABLE, False),
])  # fmt: skip
def test_every_no_of_a_mail_server_is_trouble(post, refuse, trouble, certain):
    post.refuse = refuse
    found = _sent(_mail(post))
    assert (found.trouble, found.certain, found.taken) == (trouble, certain, False), found
    assert post.letters == []


def test_a_mail_server_without_encryption_or_without_anybody(post):
    found = _sent(_mail(post, security=Security.STARTTLS))
    assert (found.trouble, found.certain) == (Trouble.TLS, True)
    found = _sent(_mail(post, port=closed_port()))
    assert (found.trouble, found.certain) == (Trouble.UNREACHABLE, True)


def test_a_recipient_nobody_knows_keeps_no_letter_from_the_others(post):
    post.nobody = {"b@example.com"}
    found = _sent(_mail(post))
    assert (found.taken, found.trouble) == (True, Trouble.RECIPIENT)
    assert post.envelopes == [("me@example.com", ("a@example.com",))]
    post.nobody = {"a@example.com", "b@example.com"}
    found = _sent(_mail(post))
    assert (found.taken, found.trouble, found.certain) == (False, Trouble.RECIPIENT, True)


@pytest.mark.parametrize("job", [
    job_of(ChannelKind.SLACK, TEAMS), job_of(ChannelKind.TEAMS, SLACK), job_of(ChannelKind.OTHER, "nothing://x"),
    job_of(ChannelKind.WEBHOOK, "mailto://x@y"), job_of(ChannelKind.SLACK, "https://hooks.slack.com/x"),
])  # fmt: skip
def test_an_address_of_another_kind_is_no_channel(job):
    assert channel_child.run(job)["usable"] is False
    assert _sent(job).trouble is Trouble.UNUSABLE


@pytest.mark.parametrize(("kind", "address", "service"), [
    (ChannelKind.SLACK, SLACK, "Slack"), (ChannelKind.TEAMS, TEAMS, "Teams"), (ChannelKind.TEAMS, OTHER_TEAMS, "Teams"),
    (ChannelKind.OTHER, "tgram://123456789:abcdefg_hijklmnop/12315544/", "Telegram"),
    (ChannelKind.WEBHOOK, "https://us:pw@[::1]:8443/x", "JSON"),
])  # fmt: skip
def test_without_a_title_the_address_is_only_looked_at(kind, address, service):
    found = channel_child.run(job_of(kind, address))
    assert found["usable"]
    assert service in found["service"]
    assert found["wire"] == []


def test_nothing_that_comes_back_holds_a_secret(web, post):
    for job in (_hook(f"{web.url}/h/s3cret?key=abcdef"), job_of(ChannelKind.SLACK, SLACK), _mail(post)):
        found = channel_child.run(
            {**job, **sendable(trial_letter(), "L"), "origins": {"https://hooks.slack.com": web.url}}
        )
        for secret in ("s3cret", "abcdef", "T1JJ3T3L2", "TIiajkdnlazkcOXrIdevi7FQ", "hunter2", "example.com"):
            assert secret not in json.dumps(found)


@pytest.mark.parametrize("frozen", [False, True], ids=["called", "bundled"])
def test_it_runs_in_a_process_of_its_own(web, frozen, monkeypatch):
    monkeypatch.setattr("dealwatch.alerts.channel_send.bundled", lambda: frozen)
    sender = Sender({"https://hooks.slack.com": web.url})
    found = sender.send({**job_of(ChannelKind.SLACK, SLACK), **sendable(trial_letter(), "L1")}, NOW)
    assert found.taken, found
    assert len(web.got) == 1


def test_what_does_not_come_back_in_time_is_ended(web, caplog):
    web.answer = None
    found = Sender(limit=2.5).send({**_hook(f"{web.url}/h"), **sendable(trial_letter(), "L1")}, NOW)
    assert (found.trouble, found.certain, found.taken) == (Trouble.BROKEN, False, False)
    assert "did not come back" in caplog.text


def test_the_end_of_the_program_cuts_it_off(web):
    web.answer = None
    sender, ended = Sender(), []

    def send() -> None:
        try:
            sender.send({**_hook(f"{web.url}/h"), **sendable(trial_letter(), "L1")}, NOW)
        except Ended:
            ended.append(True)

    thread = threading.Thread(target=send)
    thread.start()
    assert web.asked.wait(60)
    sender.stop()
    thread.join(60)
    assert ended == [True]
    with pytest.raises(Ended):
        sender.send(_hook(f"{web.url}/h"), NOW)


def test_the_library_is_loaded_by_nobody_else():
    """It costs more than the start of the window."""
    import subprocess

    code = (
        "import sys, dealwatch.ui.late_engine, dealwatch.ui.engine, dealwatch.cli.session, dealwatch.cli.watch,"
        " dealwatch.alerts.channel_post, dealwatch.alerts.channel_send, dealwatch.alerts.channel_thread;"
        " print([name for name in sys.modules if name.split('.')[0] in ('apprise', 'requests')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
