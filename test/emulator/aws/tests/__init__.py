"""Tests of the parts of the emulator that decide what an end-to-end test sees: run by `python -m unittest`."""
