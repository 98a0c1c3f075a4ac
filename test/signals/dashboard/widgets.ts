/** A widget, as it is in the body of a dashboard. */
export interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: any;
}

/** Widgets fit the 24 columns of the grid, and none lies on another. */
export function expectOnGrid(widgets: readonly Widget[]): void {
  expect(widgets.length).toBeGreaterThan(0);
  for (const { x, y, width, height } of widgets) {
    expect([x, y, width, height].every(Number.isInteger)).toBe(true);
    expect(Math.min(width, height)).toBeGreaterThan(0);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(24);
  }
  const cells = widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
}
