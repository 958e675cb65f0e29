"""A ZIP container (Word, Excel) without the clock of the machine that wrote it: equal content gives equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from dealwatch.model.dates import instant_text

_CORE = "docProps/core.xml"
_SAVED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(container: bytes, moment: datetime) -> bytes:
    """`container` with every time in it set: its document's to `moment`, those of the parts to the format's first."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(container)) as source, zipfile.ZipFile(target, "w") as written:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            body = source.read(name)
            if name == _CORE:
                body = _SAVED.sub(rb"\g<1>" + instant_text(moment).encode() + rb"\g<3>", body)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o600 << 16
            written.writestr(entry, body, zipfile.ZIP_DEFLATED, 6)
    return target.getvalue()
