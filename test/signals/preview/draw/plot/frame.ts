/** Ten periods and ten values, so that coordinates are easily read. */
export const FRAME = { range: { start: 0, end: 1000 }, scale: { from: 0, to: 10, ticks: [] }, period: 100 };
