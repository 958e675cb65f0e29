"""Pages, sitemaps, files and lists of feeds from the command line, with a web server of our own as the world."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

SITE = "https://office.northport.test"
PAGE = f"{SITE}/case"
OPML = '<opml><body><outline text="News" xmlUrl="https://a.test/feed"/>{}</body></opml>'


class Handler(BaseHTTPRequestHandler):
    pages: dict[str, str]

    def do_GET(self):
        body = self.pages.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Nothing to say."""


@pytest.fixture
def web(dealwatch, tmp_path, monkeypatch):
    """Pages by path; what is not there is not found."""
    pages = {
        "/case": "<!doctype html><html><head><title>Case</title></head><body><p class=s>Open</p><p>x</p></body></html>"
    }
    handler = type("SiteHandler", (Handler,), {"pages": pages})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        origins = tmp_path / "origins.json"
        origins.write_text(json.dumps({SITE: f"http://127.0.0.1:{server.server_port}"}), "utf-8")
        monkeypatch.setenv("DEALWATCH_ORIGINS", str(origins))
        yield pages
        server.shutdown()
        thread.join()


def test_what_a_selector_matches_is_shown_before_anything_is_saved(dealwatch, web):
    ran = dealwatch("--json", "add", f"page:{PAGE}", "--selector", "p", "--preview")
    assert (ran.status, [line["text"] for line in ran.lines]) == (0, ["Open", "x"])
    assert "  1  Open" in dealwatch("add", PAGE, "--xpath", "//p", "--preview").out
    missing = dealwatch("add", PAGE, "--selector", ".none", "--preview")
    assert (missing.status, missing.out, "missing" in missing.err) == (1, "", True)
    assert dealwatch("add", PAGE, "--selector", "p >", "--preview").status == 2
    assert dealwatch("add", "--preview").status == 2
    assert dealwatch("--json", "sources").lines == []


def test_a_long_preview_is_cut_for_people_and_an_empty_one_said(dealwatch, web):
    web["/case"] = "<ul>" + "".join(f"<li>Entry {number}</li>" for number in range(60)) + "</ul>"
    ran = dealwatch("add", PAGE, "--selector", "li", "--preview")
    assert (len(ran.out.splitlines()), "and 10 more" in ran.err) == (50, True)
    web["/sitemap.xml"] = "<urlset></urlset>"
    ran = dealwatch("add", f"{SITE}/sitemap.xml", "--preview")
    assert (ran.status, ran.out, "Nothing of that kind" in ran.err) == (0, "", True)


def test_a_watched_element_becomes_an_event_with_what_was_there_before(dealwatch, web):
    added = dealwatch("--json", "add", PAGE, "--selector", ".s", "--name", "My case")
    assert (added.lines[0]["kind"], added.lines[0]["source"]) == ("page", f"page:{PAGE}")
    dealwatch("check", "--all")
    web["/case"] = web["/case"].replace("Open", "Closed").replace("<p>x", "<p>y")
    ran = dealwatch("check", "--all", now="2026-03-02T11:00:00Z")
    assert "Open → Closed" in ran.out
    assert "My case: Closed" in ran.err
    assert "‘Closed’ · was: Open" in ran.err
    (event,) = [line for line in dealwatch("--json", "events").lines if line["alerted"]]
    assert (event["old"], event["new"], event["quote"], event["locator"]) == ("Open", "Closed", "Closed", ".s")
    (source,) = dealwatch("--json", "sources").lines
    assert (source["requests_today"], source["hosts_today"]) == (3, {"office.northport.test": 3})
    (tomorrow,) = dealwatch("--json", "sources", now="2026-03-03T00:30:00Z").lines
    assert (tomorrow["requests_today"], tomorrow["hosts_today"]) == (0, {})


def test_what_a_site_keeps_from_programs_is_not_read(dealwatch, web):
    web["/robots.txt"] = "User-agent: *\nDisallow: /case"
    dealwatch("add", PAGE)
    assert dealwatch("check").status == 1
    (source,) = dealwatch("--json", "sources").lines
    assert (source["state"], "robots.txt" in source["detail"]) == ("blocked", True)


def test_only_pages_have_parts_to_choose(dealwatch, web):
    ran = dealwatch("add", "OpenAI", "--selector", ".s")
    assert (ran.status, "Only of a page" in ran.err) == (2, True)
    case = "https://www.gov.uk/cma-cases/some-merger-inquiry"
    assert dealwatch("--json", "add", case, "--selector", ".s").lines[0]["source"] == f"page:{case}"


def test_a_folder_tells_its_new_files(dealwatch, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "old.txt").write_text("old", "utf-8")
    assert dealwatch("add", str(folder)).status == 0
    assert dealwatch("check").status == 0
    (folder / "new.txt").write_text("A note about a merger.", "utf-8")
    ran = dealwatch("--json", "check", "--all", now="2026-03-02T11:00:00Z")
    assert [(line["new"], line["alerted"]) for line in ran.lines[:-1]] == [("new.txt: A note about a merger.", True)]
    assert dealwatch("--json", "search", "note").lines[0]["kind"] == "item"
    assert dealwatch("--json", "sources").lines[0]["requests_today"] == 0


def test_lists_of_feeds_come_in_and_go_out(dealwatch, tmp_path):
    listed = tmp_path / "feeds.opml"
    listed.write_text(
        OPML.format('<outline text="B" xmlUrl="https://b.test/feed"/><outline xmlUrl="mailto:x"/>'), "utf-8"
    )
    first = dealwatch("--json", "import", str(listed))
    assert first.lines == [{"added": 2, "known": 0, "doubles": 0, "unusable": 1}]
    assert "2 watched already" in dealwatch("import", str(listed)).out
    out = tmp_path / "out.opml"
    assert dealwatch("--json", "sources", "--opml", str(out)).lines == [{"written": str(out), "feeds": 2}]
    assert "2 feeds written" in dealwatch("sources", "--opml", str(out)).out
    other = tmp_path / "other"
    assert dealwatch("--json", "import", str(out), data=other).lines[0]["added"] == 2
    assert [line["title"] for line in dealwatch("--json", "sources", data=other).lines] == ["B", "News"]
    assert dealwatch("sources", "--opml", str(tmp_path / "none" / "x.opml")).status == 2


@pytest.mark.parametrize("way", [["add"], ["add", "--from"]])
def test_a_list_of_feeds_can_be_added(dealwatch, tmp_path, way):
    listed = tmp_path / "feeds.opml"
    listed.write_text(OPML.format(""), "utf-8")
    ran = dealwatch("--json", *way, str(listed))
    assert (ran.status, [line["source"] for line in ran.lines]) == (0, ["feed:https://a.test/feed"])


def test_a_damaged_list_and_narrow_terms_are_said(dealwatch, tmp_path):
    listed = tmp_path / "feeds.opml"
    listed.write_text('<opml><outline text="a & b" xmlUrl="https://news.google.com/rss/search?q=x&hl=en"', "utf-8")
    ran = dealwatch("import", str(listed))
    assert "damaged" in ran.err
    assert "personal, non-commercial use" in ran.err
    assert "personal, non-commercial use" in dealwatch("add", "https://news.google.com/rss/search?q=y").err


def test_other_files_are_not_imported_and_the_way_out_is_said(dealwatch, tmp_path):
    (tmp_path / "x.json").write_text("{}", "utf-8")
    ran = dealwatch("import", str(tmp_path / "x.json"))
    assert (ran.status, "OPML" in ran.err) == (2, True)
    ran = dealwatch("add", str(tmp_path / "none.opml"))
    assert (ran.status, "cannot be read" in ran.err) == (2, True)


def test_a_ready_made_list_is_added_by_name(dealwatch):
    ran = dealwatch("--json", "add", "merger registers")
    assert [line["source"] for line in ran.lines] == ["accc", "cma", "ec"]
    ran = dealwatch("--json", "add", "AI partnerships")
    assert [(line["kind"], line["added"]) for line in ran.lines] == [("list", True)]
    assert "Microsoft / Mistral AI" in {line["deal"] for line in dealwatch("--json", "deals").lines}
