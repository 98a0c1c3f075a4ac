"""CloudFormation: templates, the order of an update, rollback, custom resources, and the API."""
