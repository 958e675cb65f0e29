"""What is copied to get help holds nothing of a channel's address, whatever a log may have let through."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dealwatch.alerts.channel_address import MailAddress, Security, kept_mail
from dealwatch.model.channel import ChannelKind
from dealwatch.store.database import Store
from dealwatch.system.paths import paths_in
from dealwatch.system.secrets import Secrets
from dealwatch.ui.help.report import report_of
from dealwatch.ui.theme import Appearance, choose

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SLACK = "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
MAIL = kept_mail(
    MailAddress(host="relay.firm.example", port=587, security=Security.STARTTLS, sender="heron@firm.example",
                to=("wren@firm.example",), user="heron-login", password="plover77pass")
)  # fmt: skip
OTHER = "tgram://987654321:AbCdEfGh_ijkl/42424242/"
PLANTED = ("T1JJ3T3L2", "A1BRTD4JD", "TIiajkdnlazkcOXrIdevi7FQ", "hooks.slack.com", "relay.firm.example", "heron-login",
           "plover77pass", "wren@firm.example", "AbCdEfGh_ijkl", "42424242", "Kestrel")  # fmt: skip


class Ring:
    def __init__(self):
        self.kept = {}

    def get_password(self, _service, name):
        return self.kept.get(name)

    def set_password(self, _service, name, value):
        self.kept[name] = value


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_part_of_an_address_and_no_name_is_in_it(tmp_path, language):
    paths, ring = paths_in(tmp_path).create(), Ring()
    secrets = Secrets(ring)
    with Store.open(paths.data, NOW) as store:
        for kind, kept in ((ChannelKind.SLACK, SLACK), (ChannelKind.MAIL, MAIL), (ChannelKind.OTHER, OTHER)):
            with store.write() as database:
                channel = store.channels.add(database, "Kestrel", kind, NOW)
            secrets.keep(f"channel.{channel}", kept)
        lines = [f"2026-03-02 09:00:00,000 ERROR dealwatch.x: {part} in the log" for part in PLANTED]
        lines += [f"2026-03-02 09:00:00,000 WARNING x: could not post to {kept}" for kept in (SLACK, OTHER, MAIL)]
        (paths.logs / "dealwatch.log").write_text("\n".join(lines[-18:]) + "\n")
        report = report_of(store, paths, NOW, choose(Appearance.LIGHT, 1.0, "Noto Sans"), secrets)
        file = (paths.data / "dealwatch.sqlite").read_bytes()
    for part in PLANTED:
        assert part not in report, report
    for part in PLANTED[:-1]:
        assert part.encode() not in file, "the data file never holds it"
    assert "slack: on, last sent never, 0 failures in a row" in report
    assert report.count(" in the log") > 5, "the lines are there, without what must not be"
