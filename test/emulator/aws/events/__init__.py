"""EventBridge: events of services to the rules that ask for them, and what rules do on a schedule."""
