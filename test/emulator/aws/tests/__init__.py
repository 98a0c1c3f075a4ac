"""Tests of the parts of the emulator that decide what an end-to-end test sees: run by `python -m unittest`."""

import atexit
import shutil

from aws.settings import SETTINGS

# Where the parts that are tested in this process write their trace.
atexit.register(shutil.rmtree, SETTINGS.folder, ignore_errors=True)
