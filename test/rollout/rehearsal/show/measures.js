/* global document, getComputedStyle, SVGElement, window -- it runs in a browser */
/**
 * What the tests measure in the browser. It is plain JavaScript, because the types of a browser's globals would else be
 * known in all of the library.
 */
window.measures = (() => {
  const numbers = (element, ...names) => names.map((name) => Number(element.getAttribute(name)));
  const box = (element) => element.getBoundingClientRect().toJSON();
  const isVisible = (element) => element.getBoundingClientRect().width > 0;
  const visible = (selector) => [...document.querySelectorAll(selector)].filter(isVisible);

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
    const texts = visible('body *').filter((one) =>
      [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''),
    );
    return {
      dark: luminance(groundOf(document.body)) < 0.5,
      texts: texts.map((one) => {
        const { fill, color } = getComputedStyle(one);
        return { text: one.textContent, contrast: contrast(one instanceof SVGElement ? fill : color, groundOf(one)) };
      }),
      areas: visible('rect.share, rect.healthy').map((one) => ({
        area: one.getAttribute('class'),
        contrast: contrast(getComputedStyle(one).fill, groundOf(one)),
      })),
    };
  }

  /** By WCAG 2.2. */
  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  function luminance(color) {
    const [red, green, blue] = color.match(/[\d.]+/g).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function groundOf(element) {
    const { backgroundColor } = getComputedStyle(element);
    if (!/, 0\)$/.test(backgroundColor)) return backgroundColor;
    return element.parentElement ? groundOf(element.parentElement) : 'rgb(255, 255, 255)';
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
