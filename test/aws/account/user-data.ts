import { readFileSync } from 'fs';
import { join } from 'path';

/** What the servers run. */
export const SERVER = join(__dirname, 'server.py');

const UNIT = `[Unit]
Description=The demo of the verification
After=network.target

[Service]
ExecStart=/usr/bin/python3 /opt/verify/server.py
Restart=always
DynamicUser=yes

[Install]
WantedBy=multi-user.target
`;

/**
 * How a server becomes an image. It needs no network: Amazon Linux has Python, and the rest is in here.
 *
 * It shuts itself down when all of it worked, and only then: that is how the script knows.
 */
export function userData(): string {
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    'mkdir -p /opt/verify',
    ...file('/opt/verify/server.py', readFileSync(SERVER, 'utf8')),
    ...file('/etc/systemd/system/verify.service', UNIT),
    '/usr/bin/python3 -m py_compile /opt/verify/server.py',
    'systemctl enable --now verify.service',
    // Proof that it starts and answers; health does not ask the metadata service.
    'curl --silent --fail --retry 10 --retry-connrefused --retry-delay 1 http://127.0.0.1:8080/healthz',
    'shutdown -h now',
    '',
  ].join('\n');
}

function file(path: string, text: string): string[] {
  return [`cat > ${path} <<'END_OF_FILE'`, text.trimEnd(), 'END_OF_FILE'];
}
