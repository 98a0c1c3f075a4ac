/* global document, getComputedStyle, measuring, window -- it runs in a browser */
/** What the tests measure in the browser. */
window.measures = (() => {
  const { box, visible, readability, contrast } = measuring;
  const isIn = (inner, outer) =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 1;

  /** The right edge of what reaches farthest, with everything unfolded. */
  function width() {
    document.querySelectorAll('details').forEach((details) => (details.open = true));
    return Math.max(...visible('body *:not(.skip)').map((one) => box(one).right));
  }

  /** What has more in it than it shows, with everything unfolded. */
  function cutOff() {
    document.querySelectorAll('details').forEach((details) => (details.open = true));
    return (
      visible('body *:not(.skip)')
        // What stands left of the page is there for who hears it.
        .filter((one) => box(one).right > 0)
        .filter((one) => getComputedStyle(one).overflowX !== 'visible' && one.tagName !== 'svg')
        .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
        .map((one) => one.outerHTML.slice(0, 80))
    );
  }

  /** The boxes of the drawing, what leaves its box, and the contrast of each text with its box and of each edge with the page. */
  function drawing() {
    const drawn = [...document.querySelectorAll('svg.reach')];
    const ground = getComputedStyle(document.body).backgroundColor;
    const groups = drawn.flatMap((svg) => [...svg.querySelectorAll('g')]);
    return {
      frames: drawn.map(box),
      boxes: groups.map((group) => ({
        text: group.querySelector('title').textContent,
        ...box(group.querySelector('rect')),
      })),
      outside: groups.flatMap((group) =>
        [...group.querySelectorAll('text')]
          .filter((text) => !isIn(box(text), box(group.querySelector('rect'))))
          .map((text) => text.textContent),
      ),
      texts: groups.flatMap((group) => {
        const { fill } = getComputedStyle(group.querySelector('rect'));
        return [...group.querySelectorAll('text')].map((text) => contrast(getComputedStyle(text).fill, fill));
      }),
      lines: drawn.flatMap((svg) =>
        [...svg.querySelectorAll('rect, path')].map((line) => contrast(getComputedStyle(line).stroke, ground)),
      ),
    };
  }

  /** The height of the letters of the drawing on the screen, in pixels. */
  function letters() {
    return visible('svg.reach').map((svg) => (13 * box(svg).width) / svg.viewBox.baseVal.width);
  }

  function structure() {
    const named = (one) =>
      one.getAttribute('aria-label') ?? document.getElementById(one.getAttribute('aria-labelledby'))?.textContent;
    return {
      headings: [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1])),
      regions: [...document.querySelectorAll('section, nav, [role=search], svg')].filter((one) => !named(one)).length,
      landmarks: ['header', 'nav', 'main', '[role=search]'].map(
        (one) => document.querySelectorAll(`body > ${one}, header > ${one}, main > ${one}`).length,
      ),
      tables: [...document.querySelectorAll('table')].map((table) => ({
        caption: table.caption?.textContent.trim() ?? '',
        columns: table.querySelectorAll('thead th[scope=col]').length,
        cells: Math.max(...[...table.tBodies[0].rows].map(({ cells }) => cells.length)),
        heads: [...table.tBodies[0].rows].filter((row) => row.querySelectorAll('th[scope=row]').length !== 1).length,
      })),
      unlabelled: [...document.querySelectorAll('input, select')].filter(({ labels }) => labels.length === 0).length,
    };
  }

  return { width, cutOff, drawing, letters, structure, contrasts: readability };
})();
