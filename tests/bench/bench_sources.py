"""Figures: time and memory of each source for its largest recorded payload, each in a process of its own.

    DEALWATCH_SHARED=../shared python tests/bench/bench_sources.py

`seconds` is the best of three readings, `peak` what the first of them added to the memory of the process. The
Commission's open-data file is measured by bench_bulk.py.
"""

from __future__ import annotations

import lzma
import multiprocessing
import os
import resource
import sys
import tarfile
import time
from datetime import UTC, datetime
from pathlib import Path

DATA = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[3] / "shared") / "data"
NOW = datetime(2026, 9, 20, 8, 0, tzinfo=UTC)
ACCC = "https://www.accc.gov.au/public-registers/mergers-and-acquisitions-registers/acquisitions-register"
GOVUK = "https://www.gov.uk/api/content/cma-cases/topps-tiles-plc-slash-ctd-tiles-merger-inquiry"
NZ = "https://www.comcom.govt.nz/case-register/?q=&size=999&filters%5Bcase_category%5D=Merger+application"
PRESS = "https://ec.europa.eu/commission/presscorner/api/documents?reference=IP/26/1900&language=en"
PAYLOADS = (
    ("accc", f"{ACCC}/example", "au-accc/pages_dev.tar.xz"),
    ("accc", f"{ACCC}?init=1&items_per_page=50&page=0", "au-accc/register_dev.tar.xz"),
    ("cma", GOVUK, "uk-cma/publishing-api.example.cma-cases-with-change-history.json"),
    ("ec-press", PRESS, "ec/presscorner/ec_presscorner_document_IP-26-1900.json"),
    ("nz", NZ, "nz-comcom/case_register_merger_applications_2025-10-27.html.xz"),
    ("doj-cases", "https://www.justice.gov/atr/antitrust-case-filings",
     "us-doj/doj_atr_case_filings_2026-08-15_page0.html"),
    ("doj", "https://www.justice.gov/news/rss?type%5B0%5D=press_release&field_component=376",
     "us-doj/doj_atr_rss_2026-08-15.xml"),
    ("ftc", "https://www.ftc.gov/feeds/press-release.xml", "us-ftc/ftc_press-release_rss_2026-08-15.xml"),
    ("ftc-hsr", "https://api.ftc.gov/v0/hsr-early-termination-notices",
     "us-ftc/hsr_api_jsonapi_sample_blockbuster.json"),
    ("federal-register", "https://www.federalregister.gov/api/v1/documents/2025-05887.json",
     "us-fr/fr_document_2025-05887.json"),
    ("sec", "https://efts.sec.gov/LATEST/search-index?q=example", "us-sec/efts_search-index_10000_hits.json"),
    ("sec", "https://www.sec.gov/enforcement-litigation/litigation-releases/rss",
     "us-sec/sec_litigation-releases_rss_2026-08-15.xml"),
)  # fmt: skip


def largest(path: Path) -> bytes:
    """The payload; of an archive its largest member."""
    if path.name.endswith(".tar.xz"):
        with tarfile.open(path) as tar:
            members = [member for member in tar if member.isfile()]
            stream = tar.extractfile(max(members, key=lambda member: member.size))
            return stream.read() if stream is not None else b""
    return lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()


def measure(key: str, url: str, body: bytes) -> str:
    from dealwatch.model.source import Document, Known, SourceProblem
    from dealwatch.sources.registry import official

    source = official()[key]
    request = source.owns(url)
    if request is None:
        return "not an address of this source"
    kind = "text/html" if body.lstrip()[:1] == b"<" else "application/json"
    document = Document(request, url, body, kind, NOW)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent, after, said = [], before, ""
    for _ in range(3):
        begin = time.perf_counter()
        try:
            parsed = source.parse(document, Known(NOW))
            said = f"{sum(1 for _case in parsed.cases)} cases, {len(parsed.items)} items"
        except SourceProblem as problem:
            said = f"{problem.state.value}: {problem.detail}"
        spent.append(time.perf_counter() - begin)
        after = after if after > before else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{min(spent) * 1000:8.1f} ms {(after - before) / 1024:7.1f} MB   {said}"


def main() -> None:
    if not DATA.is_dir():
        sys.exit(f"no recorded payloads at {DATA} (DEALWATCH_SHARED)")
    print(f"{'source':18}{'size':>10}{'time':>12}{'peak':>11}")
    for key, url, name in PAYLOADS:
        body = largest(DATA / name)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(f"{key:18}{len(body) / 1024:7.0f} kB{pool.apply(measure, (key, url, body))}   {Path(name).name}")


if __name__ == "__main__":
    main()
