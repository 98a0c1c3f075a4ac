"""Step Functions and EventBridge: moto's interpreter with its defects mended, JSONata, and events about executions."""
