// The runtime of a function: one event per line comes in, one answer per line goes out. The process is used again, so
// what a module remembers between events is remembered here, too.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

const send = process.stdout.write.bind(process.stdout);
let logs = '';
const log = (chunk) => {
  logs += chunk;
  return true;
};
process.stdout.write = log;
process.stderr.write = log;

let current;
// Nobody reads any more: to say so would fail, too, and again, without end.
process.stdout.on('error', () => process.exit(1));
process.on('unhandledRejection', (error) => answer({ error: described(error) }));
process.on('uncaughtException', (error) => answer({ error: described(error) }));

const handlerOf = load();
handlerOf.catch(() => {});
for await (const line of readline.createInterface({ input: process.stdin })) {
  current = JSON.parse(line);
  logs = '';
  try {
    answer({ result: (await invoke(await handlerOf, current)) ?? null });
  } catch (error) {
    answer({ error: described(error) });
  }
}
// Nobody asks any more.
process.exit(0);

function answer(outcome) {
  send(`${JSON.stringify({ id: current?.id, logs, ...outcome })}\n`);
}

function described(error) {
  const trace = String(error?.stack ?? '').split('\n');
  return { errorType: error?.name ?? 'Error', errorMessage: error?.message ?? String(error), trace };
}

async function load() {
  const { LAMBDA_TASK_ROOT: root, _HANDLER: handler } = process.env;
  const base = path.join(root, handler.slice(0, handler.lastIndexOf('.')));
  const file = ['.js', '.mjs', '.cjs'].map((suffix) => base + suffix).find((candidate) => fs.existsSync(candidate));
  if (!file) throw Object.assign(new Error(`Cannot find module '${base}'`), { name: 'Runtime.ImportModuleError' });
  const module = file.endsWith('.mjs') ? await import(pathToFileURL(file)) : createRequire(file)(file);
  return module[handler.slice(handler.lastIndexOf('.') + 1)];
}

function invoke(handler, { event, timeoutMs, functionArn }) {
  const deadline = performance.now() + timeoutMs;
  const context = {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: functionArn,
    awsRequestId: crypto.randomUUID(),
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
  };
  return new Promise((resolve, reject) => {
    const done = (error, result) => (error ? reject(error) : resolve(result));
    Object.assign(context, { done, succeed: resolve, fail: reject });
    const returned = handler(event, context, done);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });
}
