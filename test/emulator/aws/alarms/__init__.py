"""CloudWatch's alarms: their states, their history, composite ones, and the events about them."""
