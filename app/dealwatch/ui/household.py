"""What the settings and the engine share beside the data: the user's secrets, and where the data lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dealwatch.system.secrets import Secrets

if TYPE_CHECKING:
    from dealwatch.system.data_place import DataPlace


@dataclass
class Household:
    """One for the whole session: a key that is kept for the session only is known to all who need it."""

    secrets: Secrets = field(default_factory=Secrets)
    place: DataPlace | None = None
