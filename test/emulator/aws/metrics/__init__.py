"""CloudWatch's metrics: what was put, and what can be asked of it."""
