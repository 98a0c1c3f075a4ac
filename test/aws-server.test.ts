import { spawn, spawnSync } from 'child_process';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { SERVER } from './aws/account/user-data';

const PYTHON = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 9)']).status === 0;

(PYTHON ? test : test.skip)('a server of the demo turns bad with its tag, and stays healthy', async () => {
  let tagged = false;
  const metadata = createServer((request, response) => {
    const known =
      request.method === 'PUT' || (tagged && request.url?.endsWith('/tags/instance/golden-path-verify-bad'));
    response.statusCode = known ? 200 : 404;
    response.end('true');
  });
  await new Promise<void>((resolve) => metadata.listen(0, '127.0.0.1', resolve));
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const port = (free.address() as AddressInfo).port;
  await new Promise((resolve) => free.close(resolve));
  const METADATA = `http://127.0.0.1:${(metadata.address() as AddressInfo).port}`;
  const child = spawn('python3', [SERVER], { env: { ...process.env, METADATA, PORT: String(port) }, stdio: 'inherit' });
  const answer = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return `${response.status} ${await response.text()}`;
  };
  try {
    for (let tries = 0; tries < 100 && !(await answer('/healthz').catch(() => undefined)); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect([await answer('/healthz'), await answer('/')]).toEqual(['200 verified', '200 verified']);
    tagged = true;
    expect([await answer('/healthz'), await answer('/')]).toEqual(['200 verified', '500 made bad on purpose']);
  } finally {
    child.kill();
    await new Promise((resolve) => metadata.close(resolve));
  }
});
