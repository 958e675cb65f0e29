"""`doctor --source`: a source is asked and read, and nothing of it is kept."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[1] / "sources" / "comesa_list.html"
HOST = "https://comesacompetition.org"


@pytest.fixture
def register(tmp_path, monkeypatch):
    """The list of COMESA on loopback; what it answers can be changed."""
    answer = {"body": EXAMPLE.read_bytes(), "status": 200}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(answer["status"])
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(answer["body"])))
            self.end_headers()
            self.wfile.write(answer["body"])

        def log_message(self, *_arguments):
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        origins = tmp_path / "origins.json"
        origins.write_text(json.dumps({HOST: f"http://127.0.0.1:{server.server_port}"}), "utf-8")
        yield answer, origins
        server.shutdown()
        thread.join()


def ask(dealwatch, monkeypatch, origins, *more):
    # The command's own fixture forgets the variable; it is read when the first request is made.
    monkeypatch.setenv("DEALWATCH_ORIGINS", str(origins))
    return dealwatch("--json", "doctor", *more)


def test_a_source_that_answers_is_well(dealwatch, monkeypatch, register):
    _, origins = register
    said = ask(dealwatch, monkeypatch, origins, "--source", "comesa")
    (line,) = said.lines
    assert (said.status, line["check"], line["state"]) == (0, "source comesa", "ok")
    assert "records were read" in line["detail"]
    assert dealwatch("--json", "cases").lines == []
    assert dealwatch("--json", "sources").lines == []
    (host,) = dealwatch("--json", "sources", "--hosts").lines
    assert (host["host"], host["requests_today"], host["sources"]) == ("comesacompetition.org", 1, ["comesa"])
    assert host["budget"] > 0


def test_a_page_that_looks_different_or_a_wall_is_said(dealwatch, monkeypatch, register):
    answer, origins = register
    answer["body"] = b"<html><body><h1>Something else</h1><p>entirely</p></body></html>"
    said = ask(dealwatch, monkeypatch, origins, "--source", "comesa")
    assert (said.status, said.lines[0]["state"]) == (1, "fail")
    answer |= {"body": b"Forbidden", "status": 403}
    said = ask(dealwatch, monkeypatch, origins, "--source", "comesa")
    assert said.lines[0]["state"] == "fail"
    assert said.lines[0]["next_step"]


def test_an_unknown_source_is_wrong_usage(dealwatch):
    assert dealwatch("doctor", "--source", "nothing").status == 2
