/** How long it takes from choosing an operation to its form on the screen, as a measure that the browser keeps. */
const MEASURE = 'nodewright: operation';

let started = performance.now();
addEventListener('hashchange', () => (started = performance.now()));

/** Call it when the form has been put into the page. */
export function formDrawn(): void {
  const start = started;
  requestAnimationFrame(() => setTimeout(() => performance.measure(MEASURE, { start, end: performance.now() })));
}
