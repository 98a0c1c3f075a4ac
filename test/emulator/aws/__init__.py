"""AWS as far as the library needs it: moto with another CloudFormation, functions that run, and virtual time."""
