/* global document, getComputedStyle, measuring, window -- it runs in a browser */
/** What the tests measure in the browser. */
window.measures = (() => {
  const numbers = (element, ...names) => names.map((name) => Number(element.getAttribute(name)));
  const { box, visible, readability, contrast, groundOf } = measuring;

  /** All that is drawn in the first visible picture. */
  function picture() {
    const [drawn] = visible('svg.picture');
    return {
      bars: [...drawn.querySelectorAll('rect.share, rect.servers, rect.healthy')].map((bar) => {
        const [x, width, height] = numbers(bar, 'x', 'width', 'height');
        return { kind: bar.getAttribute('class'), x, width, height };
      }),
      ticks: [...drawn.querySelectorAll('.time .axis + text')].map((tick) => ({
        minutes: Number(tick.textContent),
        x: numbers(tick, 'x')[0],
      })),
      marks: [...drawn.querySelectorAll('.mark')].map((mark) => ({
        name: mark.querySelector('text').textContent,
        x: numbers(mark.querySelector('.stroke'), 'x1')[0],
      })),
    };
  }

  /** The frames of all visible pictures and the boxes of their labels. */
  function labels() {
    return visible('svg.picture').map((drawn) => ({
      name: drawn.classList[1],
      frame: box(drawn),
      labels: [...drawn.querySelectorAll('text')].map((text) => ({ text: text.textContent, ...box(text) })),
    }));
  }

  /** The right edge of what reaches farthest, with everything unfolded. */
  function width() {
    document.querySelectorAll('details').forEach((details) => (details.open = true));
    return Math.max(...[...document.querySelectorAll('body *')].map((one) => box(one).right));
  }

  /** The contrast of each text, and of each area and line of a picture, with the ground that it stands on. */
  function contrasts() {
    return {
      ...readability(),
      areas: visible('rect.share, rect.healthy').map((one) => ({
        area: one.getAttribute('class'),
        contrast: contrast(getComputedStyle(one).fill, groundOf(one)),
      })),
    };
  }

  /** The headers and the captions of all tables, the ids of all elements, and where links lead. */
  function structure() {
    return {
      tables: [...document.querySelectorAll('table')].map((table) => ({
        columns: table.querySelectorAll('thead th[scope=col]').length,
        hasCaption: table.caption !== null,
      })),
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => `#${id}`),
      links: [...document.querySelectorAll('#runs a')].map((link) => link.getAttribute('href')),
      ground: getComputedStyle(document.body).backgroundColor,
    };
  }

  return { picture, labels, width, contrasts, structure };
})();
