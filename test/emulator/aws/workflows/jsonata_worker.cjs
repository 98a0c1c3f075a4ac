// Evaluates JSONata: one expression per line comes in, one value per line goes out.
const crypto = require('node:crypto');
const readline = require('node:readline');
const jsonata = require(require.resolve('jsonata', { paths: [process.argv[2]] }));

/** What Step Functions adds to the language. */
const FUNCTIONS = {
  partition: [(array, size) => chunks(array, size), '<an:a>'],
  range: [(first, last, step) => range(first, last, step), '<nnn:a>'],
  hash: [(text, algorithm) => crypto.createHash(algorithm.replace('-', '')).update(text).digest('hex'), '<ss:s>'],
  uuid: [() => crypto.randomUUID(), '<:s>'],
  parse: [(text) => JSON.parse(text), '<s:x>'],
};

function chunks(array, size) {
  return Array.from({ length: Math.ceil(array.length / size) }, (_, index) =>
    array.slice(index * size, (index + 1) * size),
  );
}

function range(first, last, step) {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

async function evaluate(text) {
  const expression = jsonata(text);
  for (const [name, [implementation, signature]] of Object.entries(FUNCTIONS)) {
    expression.registerFunction(name, implementation, signature);
  }
  return (await expression.evaluate(null)) ?? null;
}

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
  let answer;
  try {
    answer = { value: await evaluate(JSON.parse(line)) };
  } catch (error) {
    answer = { error: error.code ?? 'States.QueryEvaluationError', message: error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
