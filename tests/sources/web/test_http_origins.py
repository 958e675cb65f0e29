"""Mirrors and replays: the connection knows another address, everybody else the original."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.sources.origins import Origins, is_loopback

GOV, EC = "https://www.gov.uk", "https://api.tech.ec.europa.eu"
MIRROR = "http://127.0.0.1:8123"
ORIGINS = Origins({GOV: f"{MIRROR}/www.gov.uk", EC: f"{MIRROR}/api.tech.ec.europa.eu/"})


@pytest.mark.parametrize(
    ("url", "target"),
    [
        (f"{GOV}/cma-cases?x=1&y=2", f"{MIRROR}/www.gov.uk/cma-cases?x=1&y=2"),
        (GOV, f"{MIRROR}/www.gov.uk/"),
        ("https://WWW.GOV.UK:443/a%20b", f"{MIRROR}/www.gov.uk/a%20b"),
        (f"{EC}/search", f"{MIRROR}/api.tech.ec.europa.eu/search"),
        ("http://www.gov.uk/a", "http://www.gov.uk/a"),
        ("https://www.gov.uk:8443/a", "https://www.gov.uk:8443/a"),
        ("https://example.com/a", "https://example.com/a"),
    ],
)
def test_a_request_goes_to_the_right(url: str, target: str) -> None:
    assert ORIGINS.target(url) == target
    assert ORIGINS.maps(url) is (url != target)


@pytest.mark.parametrize(
    ("location", "original"),
    [
        ("/www.gov.uk/new?a=1", f"{GOV}/new?a=1"),
        (f"{MIRROR}/www.gov.uk/new", f"{GOV}/new"),
        (f"{MIRROR}/www.gov.uk", f"{GOV}/"),
        (f"{MIRROR}/www.gov.uk?x=1", f"{GOV}?x=1"),
        (f"{MIRROR}/api.tech.ec.europa.eu/search", f"{EC}/search"),
        (f"{GOV}/new", f"{GOV}/new"),
        ("new", f"{GOV}/new"),
        # a mirror that passes the original's answer on unchanged
        ("/cma-cases/new", f"{GOV}/cma-cases/new"),
        ("https://example.com/x", "https://example.com/x"),
        (f"{MIRROR}/www.gov.uk.example/new", f"{MIRROR}/www.gov.uk.example/new"),
        ("http://[broken", ""),
    ],
)
def test_a_redirect_is_mapped_back(location: str, original: str) -> None:
    assert ORIGINS.redirected(f"{GOV}/old", location) == original


def test_a_redirect_of_an_unmapped_origin_is_left_alone() -> None:
    assert ORIGINS.redirected("https://example.com/a/b", "../c") == "https://example.com/c"
    assert ORIGINS.redirected("https://example.com/a", f"{MIRROR}/www.gov.uk/x") == f"{MIRROR}/www.gov.uk/x"
    assert ORIGINS.redirected("https://example.com/a", "http://[") == ""


def test_two_origins_behind_one_address_stay_apart() -> None:
    both = Origins({"https://a.example": MIRROR, "https://b.example": MIRROR})
    for name in ("a", "b"):
        assert both.redirected(f"https://{name}.example/x", f"{MIRROR}/y") == f"https://{name}.example/y"


def test_an_ipv6_origin_with_a_port() -> None:
    origins = Origins({"http://[::1]:9000": f"{MIRROR}/six"})
    assert origins.target("http://[::1]:9000/a") == f"{MIRROR}/six/a"


def test_targets_are_told() -> None:
    assert ORIGINS.targets == (f"{MIRROR}/www.gov.uk", f"{MIRROR}/api.tech.ec.europa.eu")
    assert Origins().targets == ()


@pytest.mark.parametrize("name", ["www.gov.uk", "ftp://www.gov.uk", "https://", ""])
def test_what_is_no_origin_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a web address"):
        Origins({name: MIRROR})


def test_the_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "origins.json"
    file.write_text(json.dumps({GOV: MIRROR}), "utf-8")
    assert Origins.load(str(file)).target(f"{GOV}/a") == f"{MIRROR}/a"
    assert Origins.load("").targets == ()


@pytest.mark.parametrize("content", ["", "[]", '{"https://www.gov.uk": 1}', '{"gov": "http://127.0.0.1"}', "{"])
def test_a_file_that_cannot_be_used_is_a_wrong_usage(tmp_path: Path, content: str) -> None:
    file = tmp_path / "origins.json"
    file.write_text(content, "utf-8")
    with pytest.raises(UsageError) as caught:
        Origins.load(str(file))
    assert "DEALWATCH_ORIGINS" in caught.value.hint


def test_a_missing_file_is_a_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Origins.load(str(tmp_path / "none.json"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8123/a", True),
        ("http://127.8.8.8/", True),
        ("http://localhost/", True),
        ("http://replay.localhost:1/", True),
        ("http://[::1]/", True),
        ("http://192.168.0.1/", False),
        ("https://localhost.example/", False),
        ("nothing", False),
    ],
)
def test_is_loopback(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected
