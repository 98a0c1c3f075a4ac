/* global document, getComputedStyle, SVGElement, window -- it runs in a browser */
/**
 * What the measures of every page are made of. It is plain JavaScript, because the types of a browser's globals would else be
 * known in all of the library.
 */
window.measuring = (() => {
  const box = (element) => element.getBoundingClientRect().toJSON();
  const isVisible = (element) => element.getBoundingClientRect().width > 0;
  const visible = (selector, root = document) => [...root.querySelectorAll(selector)].filter(isVisible);

  /** Whether the page is dark, and the contrast of each text with the ground that it stands on. */
  function readability() {
    const texts = visible('body *').filter((one) =>
      [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''),
    );
    return {
      dark: luminance(groundOf(document.body)) < 0.5,
      texts: texts.map((one) => {
        const { fill, color } = getComputedStyle(one);
        return { text: one.textContent, contrast: contrast(one instanceof SVGElement ? fill : color, groundOf(one)) };
      }),
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

  /** The first ground around an element through which nothing else is seen. */
  function groundOf(element) {
    const { backgroundColor } = getComputedStyle(element);
    if (/^rgb\(/.test(backgroundColor)) return backgroundColor;
    return element.parentElement ? groundOf(element.parentElement) : 'rgb(255, 255, 255)';
  }

  return { box, visible, readability, contrast, groundOf };
})();
