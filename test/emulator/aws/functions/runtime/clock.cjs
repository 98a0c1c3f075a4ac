// Preloaded: virtual time. Date follows the emulator's clock, which says in a file how fast it runs at the moment. Timers
// stay real, because what waits with a timer waits for real work; a process that only polls (the CDK's command line) can
// have its long ones shortened.
const fs = require('node:fs');

const RealDate = Date;
const shortening = Number(process.env.EMULATOR_TIMER_SHORTENING ?? 1);

function now() {
  const [virtual, since, rate] = JSON.parse(fs.readFileSync(process.env.EMULATOR_CLOCK, 'utf8'));
  return Math.floor(virtual + Math.max(0, RealDate.now() - since) * rate);
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length ? args : [now()], newTarget === globalThis.Date ? target : newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
RealDate.prototype.constructor = globalThis.Date;

if (shortening !== 1) {
  const realSetTimeout = globalThis.setTimeout;
  const shortened = (action, delay, ...args) =>
    realSetTimeout(action, delay >= 1000 ? delay / shortening : delay, ...args);
  Object.defineProperties(shortened, Object.getOwnPropertyDescriptors(realSetTimeout));
  globalThis.setTimeout = shortened;
}
