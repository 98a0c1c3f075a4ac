"""Lambda: the code of the deployed zip files, run by Node.js on this machine."""
