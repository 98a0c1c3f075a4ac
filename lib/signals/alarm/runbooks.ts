/**
 * The runbooks of this library: a section for each alarm, named by its id in kebab-case, that says what it means and what to
 * do. A service that has its own passes their address.
 */
export const RUNBOOK_URL = 'https://github.com/cdk-golden-path/cdk-golden-path/blob/main/docs/runbooks.md';
