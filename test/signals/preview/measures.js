/* global CSS, document, getComputedStyle, measuring, window -- it runs in a browser */
/** What the tests measure in the browser. */
window.measures = (() => {
  const { box, visible: all, readability, contrast } = measuring;

  /** Every widget, and what in it reaches beyond its frame, except where one can scroll. */
  function widgets() {
    return all('.widget').map((widget) => {
      const frame = box(widget);
      const scrolls = (one) => one.closest('.scroll, .legend, .numbers, .log') !== null;
      // What is in a picture is measured with the plot.
      const outside = all(':not(svg *)', widget)
        .filter((one) => !scrolls(one) && getComputedStyle(one).overflow !== 'hidden' && !isCut(one, widget))
        .map((one) => ({
          name: `${one.tagName} ${one.getAttribute('class')} ${one.textContent.slice(0, 30)}`,
          ...box(one),
        }))
        .filter(
          ({ left, right, top, bottom }) =>
            left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1,
        );
      return { name: widget.getAttribute('aria-label'), ...frame, outside: outside.map(({ name }) => name) };
    });
  }

  /** Numbers and gauges, and whether they have room, so that nobody has to scroll for them. */
  function figures() {
    return all('.numbers, .gauges').map((one) => ({
      name: one.closest('.widget').getAttribute('aria-label'),
      isWhole: one.scrollHeight <= one.clientHeight + 1 && one.scrollWidth <= one.clientWidth + 1,
    }));
  }

  /** Whether an element is cut by one around it that is meant to. */
  function isCut(element, widget) {
    for (let one = element.parentElement; one !== widget && one !== null; one = one.parentElement) {
      if (getComputedStyle(one).overflow === 'hidden') return true;
    }
    return false;
  }

  /** Every plot with its labels, its thresholds and its lines. */
  function plots() {
    return all('.drawing').map((drawing) => {
      const plot = drawing.querySelector('.plot');
      return {
        name: drawing.closest('.widget').getAttribute('aria-label'),
        frame: box(plot),
        widget: box(drawing.closest('.widget')),
        labels: all('.value, .threshold, .time span, .axis-names span', drawing).map((label) => ({
          text: label.textContent,
          ...box(label),
        })),
        thresholds: all('.threshold', drawing).map((label) => ({
          text: label.textContent,
          isWhole: label.scrollWidth <= label.clientWidth,
          ...box(label),
        })),
        guards: [...drawing.querySelectorAll('.guard')].map(box),
        lines: [...drawing.querySelectorAll('.line, .dots')].filter((line) => line.getAttribute('d') !== '').map(box),
      };
    });
  }

  /** The right edge of what reaches farthest, without what one can scroll to. */
  function width() {
    const free = all('body *').filter((one) => one.closest('.scroll, .log, .numbers') === null);
    return Math.max(...free.map((one) => box(one).right));
  }

  /** The contrast of each text with the ground that it stands on, and that of each colour of a line with a tile's. */
  function contrasts() {
    const tile = getComputedStyle(document.querySelector('.widget')).backgroundColor;
    const probe = document.body.appendChild(document.createElement('i'));
    const series = seriesColors().map((color, index) => {
      probe.style.color = color;
      return { name: `series ${index}`, contrast: contrast(getComputedStyle(probe).color, tile) };
    });
    probe.remove();
    return { ...readability(), series };
  }

  /** The colours of lines, up to the first that the page does not define: a text in that one would have its parent's. */
  function seriesColors(colors = []) {
    const color = getComputedStyle(document.documentElement).getPropertyValue(`--series-${colors.length}`);
    return CSS.supports('color', color) ? seriesColors([...colors, color]) : colors;
  }

  /** What a keyboard reaches, where links on the page lead, and the levels of the headings. */
  function structure() {
    return {
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      links: [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href').slice(1)),
      headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => Number(tagName[1])),
      pictures: [...document.querySelectorAll('svg[role=img]')].map((svg) =>
        svg
          .getAttribute('aria-labelledby')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? ''),
      ),
      unnamed: [...document.querySelectorAll('[tabindex]')].filter((one) => !one.getAttribute('aria-label')).length,
    };
  }

  return { widgets, figures, plots, width, contrasts, structure };
})();
