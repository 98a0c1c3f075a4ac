/** From pairs of runs that make so many resources to medians: of each side by itself, and of the ratios within each pair. */
export function summarize(pairs, resources) {
  const resourcesPerSecond = ({ cpuSeconds }) => resources / cpuSeconds;
  const side = (index) => ({
    cpuSeconds: median(pairs.map((pair) => pair[index].cpuSeconds)),
    peakMegabytes: median(pairs.map((pair) => pair[index].peakMegabytes)),
    resourcesPerSecond: median(pairs.map((pair) => resourcesPerSecond(pair[index]))),
  });
  return {
    a: side(0),
    b: side(1),
    ratios: {
      cpu: spread(pairs.map(([a, b]) => a.cpuSeconds / b.cpuSeconds)),
      peak: spread(pairs.map(([a, b]) => a.peakMegabytes / b.peakMegabytes)),
      throughput: spread(pairs.map(([a, b]) => resourcesPerSecond(a) / resourcesPerSecond(b))),
    },
  };
}

function spread(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** The value in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
