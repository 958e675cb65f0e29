"""Channels in the settings: added, tested, switched, changed and removed by clicks, with servers of this machine."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from driving import click
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2] / "alerts"))
from channel_servers import MailServer, WebServer, closed_port

from dealwatch.alerts.channel_address import MailAddress, Security, mail_of
from dealwatch.alerts.digest_plan import DigestPlan, Every, keep_plan, plan_of
from dealwatch.model.channel import ChannelKind, Trouble
from dealwatch.ui.controls import Button
from dealwatch.ui.settings.channel_dialog import ChannelDialog, Entered


@pytest.fixture
def web():
    with WebServer().running() as server:
        yield server


@pytest.fixture
def post():
    with MailServer().running() as server:
        yield server


def _dialog(page):
    QApplication.processEvents()
    return next(each for each in page.window().findChildren(ChannelDialog) if each.isVisible())


def _add(page, kind, name, address):
    click(page.add)
    dialog = _dialog(page)
    dialog.kind.setCurrentIndex(list(ChannelKind).index(kind))
    dialog.name.edit.setText(name)
    dialog.address.edit.setText(address)
    click(dialog.do)
    return dialog


def _hook(world, web, name="Matter system"):
    page = world.page("channels")
    _add(page, ChannelKind.WEBHOOK, name, f"{web.url}/s3cret-hook")
    (line,) = [line for line in page.lines.values() if line.row.name == name]
    return page, line


def test_an_address_goes_to_the_keyring_and_to_no_file(world, web):
    page, line = _hook(world, web)
    (row,) = page.channels.rows()
    assert (row.name, row.kind, row.enabled) == ("Matter system", ChannelKind.WEBHOOK, True)
    assert world.ring.kept == {f"channel.{row.id}": f"{web.url}/s3cret-hook"}
    assert line.hint.text() == "Webhook · nothing was sent yet"
    assert "keyring" in page.where.text()
    world.store.backup(world.store.path.parent / "copy.db")
    for path in world.store.path.parent.rglob("*"):
        assert path.is_dir() or b"s3cret-hook" not in path.read_bytes()


def test_a_test_is_sent_and_what_came_of_it_is_said(world, web):
    page, line = _hook(world, web)
    click(line.test)
    ((_path, _headers, body),) = web.got
    assert body["title"] == "Test from Dealwatch"
    assert line.hint.text().endswith("\n“Matter system” took the test.")
    assert line.test.isEnabled()
    (entry,) = world.store.ledger.recent()
    assert (entry.host, entry.path, entry.purpose) == ("127.0.0.1", "", "a test of a channel of yours")
    web.answer = (404, {}, b"")
    click(line.test)
    assert page.trouble.isVisible()
    assert page.trouble.title.text() == "The service does not accept the address."
    assert "s3cret-hook" not in page.trouble.accessibleName()
    world.ring.kept.clear()
    click(line.test)
    assert page.trouble.title.text() == "The address is not known on this computer."
    assert len(web.got) == 2


def test_mail_is_entered_field_by_field_and_changed_without_its_password(world, post):
    page = world.page("channels")
    click(page.add)
    dialog = _dialog(page)
    assert dialog.chosen is ChannelKind.MAIL
    assert not dialog.address.isVisible()
    for field, text in ((dialog.name, "Partners"), (dialog.host, "127.0.0.1"), (dialog.port, str(post.port)),
                        (dialog.from_whom, "me@example.com"), (dialog.to, "a@example.com; b@example.com"),
                        (dialog.user, "me"), (dialog.password, "hunter2!")):  # fmt: skip
        field.edit.setText(text)
    dialog.security.show_value(Security.NONE)
    click(dialog.do)
    (row,) = page.channels.rows()
    kept = mail_of(world.ring.kept[f"channel.{row.id}"])
    assert kept == MailAddress(host="127.0.0.1", port=post.port, security=Security.NONE, sender="me@example.com",
                               to=("a@example.com", "b@example.com"), user="me", password="hunter2!")  # fmt: skip
    click(page.lines[row.id].test)
    assert post.envelopes == [("me@example.com", ("a@example.com", "b@example.com"))]
    click(page.lines[row.id].change)
    dialog = _dialog(page)
    assert dialog.password.edit.text() == ""
    assert dialog.to.edit.text() == "a@example.com, b@example.com"
    dialog.to.edit.setText("c@example.com")
    dialog.name.edit.setText("Partners, all")
    click(dialog.do)
    kept = mail_of(world.ring.kept[f"channel.{row.id}"])
    assert (kept.to, kept.password) == (("c@example.com",), "hunter2!")
    assert [each.row.name for each in page.lines.values()] == ["Partners, all"]


def test_what_cannot_be_taken_is_said_in_the_form_and_nothing_is_kept(world, web):
    page = world.page("channels")
    dialog = _add(page, ChannelKind.SLACK, "", "https://hooks.slack.com/services/x")
    assert dialog._trouble.title.text() == "The channel has no name."
    dialog.name.edit.setText("Deal team")
    click(dialog.do)
    assert dialog._trouble.title.text() == "Nothing can be sent to this address."
    dialog.address.edit.setText("hooks.slack.com")
    click(dialog.do)
    assert dialog._trouble.title.text() == "That is no address of this kind of channel."
    dialog.reject()
    assert page.channels.rows() == ()
    assert world.ring.kept == {}
    _hook(world, web, "One")
    dialog = _add(page, ChannelKind.WEBHOOK, "one", f"{web.url}/x")
    assert dialog._trouble.title.text() == "Another channel has this name."


def test_what_was_entered_is_not_printed():
    assert "s3cret" not in repr(Entered("A", ChannelKind.WEBHOOK, "https://x/s3cret"))


def test_switching_off_and_on(world, web):
    page, line = _hook(world, web)
    click(line.switch)
    assert not world.store.channels.all()[0].enabled
    assert page.lines[line.row.id].hint.text() == "Webhook · off"
    click(line.switch)
    assert world.store.channels.all()[0].enabled


def test_one_for_digests_only_is_chosen_in_its_form(world, web):
    page, line = _hook(world, web)
    click(line.change)
    dialog = _dialog(page)
    assert dialog.gets.value is True
    dialog.gets.setCurrentIndex(1)
    click(dialog.do)
    assert not world.store.channels.all()[0].alerts
    assert page.lines[line.row.id].hint.text() == "Webhook · digest only · nothing was sent yet"
    click(page.lines[line.row.id].change)
    assert _dialog(page).gets.value is False


def test_removing_asks_and_takes_the_address_along(world, web):
    page, line = _hook(world, web)
    keep_plan(world.store, DigestPlan(every=Every.DAY, channels=(line.row.id,)), world.window.desk.now())
    click(line.remove)
    assert page.asking.isVisible()
    assert page.asking.title.text() == "Remove “Matter system”?"
    buttons = page.asking.findChildren(Button)
    click(buttons[1])
    assert not page.asking.isVisible()
    assert len(page.channels.rows()) == 1
    click(line.remove)
    click(page.asking.findChildren(Button)[0])
    assert page.channels.rows() == ()
    assert world.ring.kept == {}
    assert page.lines == {}
    assert plan_of(world.store).channels == ()


def test_a_keyring_that_does_not_let_go_keeps_the_channel(world, web):
    page, line = _hook(world, web)
    world.ring.locked = True
    click(line.remove)
    click(page.asking.findChildren(Button)[0])
    assert page.trouble.title.text() == "The address could not be removed from the keyring."
    assert len(page.channels.rows()) == 1


def test_without_a_keyring_an_address_is_for_this_session_and_that_is_said(world, web, monkeypatch):
    monkeypatch.setattr(type(world.ring), "__module__", "keyring.backends.fail")
    page, line = _hook(world, web)
    assert world.ring.kept == {}
    assert "for this session only" in page.where.text()
    click(line.test)
    assert len(web.got) == 1
    click(line.change)
    dialog = _dialog(page)
    assert "for this session only" in " ".join(label.text() for label in dialog.findChildren(type(page.where)))
    click(dialog.do)
    assert page.channels.rows()[0].name == "Matter system"


def test_another_address_or_kind_is_taken_and_an_empty_one_leaves_it(world, web):
    page, line = _hook(world, web)
    click(line.change)
    dialog = _dialog(page)
    assert dialog.address.edit.placeholderText() == "as it is"
    dialog.address.edit.setText(f"{web.url}/other")
    with world.store.write() as database:
        world.store.channels.queue(database, ["a1"], world.window.desk.now())
        batch = world.store.channels.claim(database, line.row.id, world.window.desk.now())
        world.store.channels.failed(database, line.row.id, batch, Trouble.ADDRESS,
                                    world.window.desk.now() + timedelta(hours=1), certain=True)  # fmt: skip
    click(dialog.do)
    assert world.ring.kept[f"channel.{line.row.id}"] == f"{web.url}/other"
    assert page.channels.rows()[0].trouble is None, "it is tried at once"
    click(line.change)
    dialog = _dialog(page)
    dialog.kind.show_value(ChannelKind.OTHER)
    dialog._show_kind()
    dialog.address.edit.setText(f"json://127.0.0.1:{closed_port()}/x")
    click(dialog.do)
    assert page.channels.rows()[0].kind is ChannelKind.OTHER


def test_trouble_stands_beside_the_channel_with_what_waits(world, web):
    page, line = _hook(world, web)
    now = world.window.desk.now()
    with world.store.write() as database:
        world.store.channels.queue(database, ["a1", "a2"], now)
        batch = world.store.channels.claim(database, line.row.id, now)
        world.store.channels.failed(
            database, line.row.id, batch, Trouble.LOGIN, now + timedelta(minutes=5), certain=True
        )
    page.refresh()
    text = page.lines[line.row.id].hint.text()
    assert "The server does not accept the user name and password." in text
    assert "2 messages wait · next try" in text


def test_the_digest_is_set_and_one_is_made_at_once(world, web):
    _page, line = _hook(world, web)
    page = world.page("digest")
    assert not page.now.isEnabled()
    assert page.next.hint.text() == "By this computer's clock."
    page.every.setCurrentIndex(2)
    page.every.activated.emit(2)
    assert plan_of(world.store).every is Every.WEEK
    assert page.day_line.isVisible()
    assert "The next one: 25 Nov 2024 (Mon), 08:00" in page.next.hint.text()
    page.weekday.setCurrentIndex(4)
    page.weekday.activated.emit(4)
    page.days.setCurrentIndex(1)
    page.days.activated.emit(1)
    from PySide6.QtCore import QTime

    page.at.setTime(QTime(18, 30))
    page.at.editingFinished.emit()
    click(page.empty)
    click(page.switches[line.row.id])
    plan = plan_of(world.store)
    assert (plan.weekday, plan.days, f"{plan.at:%H:%M}", plan.empty, plan.channels) == (
        4,
        30,
        "18:30",
        True,
        (line.row.id,),
    )
    click(page.now)
    assert page.sent.hint.text() == "A digest is on its way."
    assert world.store.channels.waiting(line.row.id) == 1
    click(page.desktop)
    click(page.switches[line.row.id])
    assert page.sent.hint.text().startswith("Nobody would get it")
    click(page.now)
    assert page.trouble.title.text() == "The digest would reach nobody."
    click(page.open)
    assert world.dialog.page == "channels"


def test_notifications_lead_to_the_channels(world):
    click(world.page("notifications").beyond)
    assert world.dialog.page == "channels"


def test_without_a_channel_the_digest_stays_here(world):
    page = world.page("digest")
    assert page.none.isVisible()
    page.every.setCurrentIndex(1)
    page.every.activated.emit(1)
    assert plan_of(world.store).every is Every.DAY
    assert plan_of(world.store).desktop
    assert not page.day_line.isVisible()
