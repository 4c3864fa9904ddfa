// How a page arrives: what moves after it is first painted, and when its largest part is there.

/** The sum of layout shifts that Core Web Vitals call good. */
export const MOST_SHIFT = 0.1;

/** Runs in the page: cumulative layout shift (the worst session window) and the largest contentful paint in milliseconds. */
function observe() {
  const entries = (type) => new Promise((done) => {
    new PerformanceObserver((list, observer) => { observer.disconnect(); done(list.getEntries()); }).observe({ type, buffered: true });
    // Without an entry the observer stays silent.
    setTimeout(() => done([]), 60);
  });
  return Promise.all([entries("layout-shift"), entries("largest-contentful-paint")]).then(([shifts, paints]) => {
    let [worst, window, from, last] = [0, 0, 0, 0];
    for (const { startTime, value, hadRecentInput } of shifts) {
      if (hadRecentInput) continue;
      if (startTime - last > 1000 || startTime - from > 5000) [window, from] = [0, startTime];
      window += value;
      last = startTime;
      worst = Math.max(worst, window);
    }
    return { shift: worst, largestPaint: Math.round(paints.at(-1)?.startTime ?? 0) };
  });
}

export const loading = (page) => page.evaluate(observe);
