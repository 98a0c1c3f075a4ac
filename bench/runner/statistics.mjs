/** From pairs of runs to medians: of each side by itself, and of the ratios within each pair. */
export function summarize(pairs) {
  const side = (index) => ({
    cpuSeconds: median(pairs.map((pair) => pair[index].cpuSeconds)),
    peakMegabytes: median(pairs.map((pair) => pair[index].peakMegabytes)),
    resourcesPerSecond: median(pairs.map((pair) => resourcesPerSecond(pair[index]))),
  });
  return {
    resources: pairs[0][0].resources,
    a: side(0),
    b: side(1),
    ratios: {
      cpu: spread(pairs.map(([a, b]) => a.cpuSeconds / b.cpuSeconds)),
      peak: spread(pairs.map(([a, b]) => a.peakMegabytes / b.peakMegabytes)),
      throughput: spread(pairs.map(([a, b]) => resourcesPerSecond(a) / resourcesPerSecond(b))),
    },
  };
}

function resourcesPerSecond({ resources, cpuSeconds }) {
  return resources / cpuSeconds;
}

function spread(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
