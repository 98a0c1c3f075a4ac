"""What one run of the emulator is told at its start."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Settings:
    """One process is one emulator, so there is one of these: SETTINGS."""

    port: int = 0
    region: str = 'eu-west-1'
    account: str = '111122223333'
    # Where the listener is on which users depend; others, such as the one for tests, are not held to the invariant.
    production_port: int = 443
    # Lambda functions find the AWS SDK here, as they find it in the runtime of AWS; jsonata comes from here, too.
    node_modules: Path = Path('node_modules')
    # How long a new target is checked before it is healthy, as (interval * healthy threshold) of its group.
    warm_up: bool = True
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix='golden-path-emulator-')))

    @property
    def endpoint(self) -> str:
        # An address, not a name: with a name, the SDK would put buckets into host names.
        return f'http://127.0.0.1:{self.port}'


SETTINGS = Settings()
