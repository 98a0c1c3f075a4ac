// Loaded into each app before it: when the app is done, reports what the process has used, all of its threads included.
const { writeSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 };
  writeSync(Number(process.env.BENCH_USAGE_FD), JSON.stringify(usage));
});
