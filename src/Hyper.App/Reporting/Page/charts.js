// A card with a chart: what it shows, what that means, the drawing, and its numbers as a table.
window.hyperReport = { charts: 0, drawn: 0, errors: [], milliseconds: null };
const drawings = [];
function chart(parent, { title, caption, legend, label, draw, rows, wide, level = "h3" }) {
  const canvas = el("div", { class: "canvas" });
  const more = rows ? el("details", {}, el("summary", {}, "Numbers as a table")) : null;
  more?.addEventListener("toggle", () => { if (more.open && more.children.length === 1) { const t = rows(); more.append(table(t.head, t.rows, null, `Numbers of ${title}`)); } });
  parent.append(el("figure", { class: wide ? "card wide" : "card" }, el(level, {}, title), caption ? el("figcaption", {}, caption) : null,
    legend ? el("ul", { class: "legend" }, legend.map(item => el("li", {}, el("i", { class: item.mark ?? "line", style: `color:${item.color}${item.dash ? ";border-top-style:dashed" : ""}`, "aria-hidden": "true" }), item.name,
      item.value != null ? el("b", {}, item.value) : null))) : null, canvas, more));
  window.hyperReport.charts++;
  drawings.push({ canvas, draw, label: label ?? title, width: 0 });
}
function drawAll() {
  // All widths are read before anything is drawn: one layout of the page, not one for each chart.
  const widths = drawings.map(d => Math.floor(d.canvas.getBoundingClientRect().width));
  drawings.forEach((d, i) => {
    if (widths[i] === d.width || widths[i] < 50) return;
    const first = d.width === 0;
    try {
      const svg = Plot.plot(frame(d.draw(widths[i]), widths[i]));
      const root = svg.tagName.toLowerCase() === "svg" ? svg : svg.querySelector("svg");
      // To a reader of screens the drawing is one picture, with one sentence.
      for (const part of root.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
      root.setAttribute("role", "img");
      root.setAttribute("aria-label", d.label);
      d.canvas.replaceChildren(svg);
      d.width = widths[i];
      if (first) window.hyperReport.drawn++;
    } catch (problem) {
      window.hyperReport.errors.push(`${d.label}: ${problem.message}`);
      console.error(d.label, problem);
    }
  });
}
function frame(options, width) {
  return {
    width, height: Math.round(Math.max(190, Math.min(300, width * 0.5))), marginLeft: 52, marginRight: 14, marginBottom: 38, marginTop: 24, ...options,
    style: { fontSize: "12px", fontFamily: "inherit", background: "transparent", color: "var(--ink)", overflow: "visible", ...options.style },
  };
}
const steps = width => ({ label: "step", ticks: Math.max(3, Math.floor(width / 110)), tickFormat: v => v >= 10000 ? `${v / 1000}k` : count(v), nice: false });
function tick(v) {
  const a = Math.abs(v);
  return a !== 0 && (a < 1e-3 || a >= 1e5) ? Number(v.toPrecision(4)).toExponential().replace("e+", "e").replace(/-/g, "−") : Number(v.toPrecision(6)).toString().replace("-", "−");
}
const positive = values => values.every(v => !isNumber(v) || v > 0);
const span = values => { const [low, high] = d3.extent(values.filter(isNumber)); return low > 0 ? high / low : 1; };
// Marks of a logarithmic axis: powers of ten where it covers several, else a few round numbers.
function logTicks(low, high, most) {
  const decades = Math.log10(high / low);
  if (decades >= 2) { const all = d3.ticks(Math.ceil(Math.log10(low)), Math.floor(Math.log10(high)), Math.min(most, decades + 1)).filter(Number.isInteger).map(p => 10 ** p); if (all.length > 1) return all.map(v => Number(v.toPrecision(12))); }
  for (const factors of [[1, 2, 5], [1, 1.5, 2, 3, 5, 7]]) {
    const found = [];
    for (let p = Math.floor(Math.log10(low)); p <= Math.ceil(Math.log10(high)); p++) for (const f of factors) { const v = Number((f * 10 ** p).toPrecision(12)); if (v >= low && v <= high) found.push(v); }
    if (found.length >= 3) return found.length > most + 1 ? found.filter((_, i) => i % 2 === 0) : found;
  }
  return d3.ticks(low, high, 4);
}
function axis(values, isLog, label, most = 5) {
  const finite = values.filter(isNumber);
  let [low, high] = d3.extent(finite);
  if (low === undefined) return { label };
  if (isLog && low > 0) {
    if (!(high > low)) { low /= 1.3; high *= 1.3; }
    return { type: "log", label, domain: [low, high], ticks: logTicks(low, high, most), tickFormat: tick };
  }
  if (!(high > low)) { const pad = Math.abs(low) * 0.2 || 1; low -= pad; high += pad; }
  return { label, domain: [low, high], ticks: most, tickFormat: tick, nice: true };
}
const points = curve => curve.x.map((x, i) => ({ x, y: curve.y[i], low: curve.low?.[i], high: curve.high?.[i] }));
const last = curve => curve.y[curve.y.length - 1];
// A noisy curve: its own points, or their range, faintly, and their moving mean.
function noisy(curve, stroke, dash) {
  const data = points(curve), k = Math.max(1, Math.floor(data.length / 25));
  const marks = [];
  if (data.length === 1) marks.push(Plot.dot(data, { x: "x", y: "y", fill: stroke, r: 4 }));
  if (curve.low) marks.push(Plot.areaY(data, { x: "x", y1: "low", y2: "high", fill: stroke, fillOpacity: 0.16 }));
  else if (k > 1) marks.push(Plot.lineY(data, { x: "x", y: "y", stroke, strokeOpacity: 0.28, strokeWidth: 1 }));
  marks.push(Plot.lineY(data, Plot.windowY({ k, strict: false }, { x: "x", y: "y", stroke, strokeWidth: 2.2, strokeDasharray: dash })));
  return marks;
}
const pointer = (data, title) => Plot.tip(data, Plot.pointerX({ x: "x", y: "y", title, fontSize: 12, fill: "var(--card)", stroke: "var(--line)" }));
const curveRows = (curves, names) => ({ head: ["step", ...names], rows: d3.groups(curves.flatMap((c, s) => c.x.map((x, i) => ({ x, s, y: c.y[i] }))), d => d.x).sort((a, b) => a[0] - b[0]).map(([x, all]) => [count(x), ...names.map((_, s) => all.find(d => d.s === s)?.y)]) });
