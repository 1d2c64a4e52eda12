// A hyperparameter with many values.
function manyValues(node, r, i, h) {
  const title = one ? h.name : `${h.name} of ${r.name}`, isLog = h.scale === "log";
  node.append(el("h3", { style: "margin:1.6rem 0 .6rem" }, `${title}: ${count(h.count)} values${h.per && h.per !== "scalar" ? `, one a ${h.per}` : ""}`));
  const grid = el("div", { class: "grid" });
  node.append(grid);
  if (h.bands) bands(grid, h, i, isLog);
  if (h.histogram) histogram(grid, h, i, isLog);
  if (h.heat) heat(grid, h, isLog);
  if (h.movers?.length) movers(grid, h, isLog);
}
function bands(grid, h, i, isLog) {
  const b = h.bands, data = b.x.map((x, k) => ({ x, y: b.q50[k], q5: b.q5[k], q25: b.q25[k], q75: b.q75[k], q95: b.q95[k] })), fill = color(i);
  chart(grid, {
    title: "How the values spread", caption: `Half of all values lie in the dark band, nine of ten in the light one. A band that widens says that different ${h.per === "scalar" ? "values" : `${h.per}s`} want different ones.`,
    legend: [{ name: "median", color: fill, value: num(h.quantiles[2]) }, { name: "25 to 75 %", color: `color-mix(in srgb, ${fill} 45%, transparent)`, mark: "box" }, { name: "5 to 95 %", color: `color-mix(in srgb, ${fill} 20%, transparent)`, mark: "box" }],
    label: `${h.name}: the median goes from ${num(b.q50[0])} to ${num(b.q50.at(-1))}; at the end nine of ten values lie between ${num(b.q5.at(-1))} and ${num(b.q95.at(-1))}`,
    draw: width => ({ marginLeft: 58, x: steps(width), y: { ...axis([...b.q5, ...b.q95], isLog, null), grid: true }, marks: [
      Plot.areaY(data, { x: "x", y1: "q5", y2: "q95", fill, fillOpacity: 0.18 }), Plot.areaY(data, { x: "x", y1: "q25", y2: "q75", fill, fillOpacity: 0.34 }),
      Plot.lineY(data, { x: "x", y: "y", stroke: fill, strokeWidth: 2.4 }), pointer(data, d => `step ${count(d.x)}\nmedian ${num(d.y)}\n5 to 95 %: ${num(d.q5)} to ${num(d.q95)}`)] }),
    rows: () => ({ head: ["step", "5 %", "25 %", "median", "75 %", "95 %"], rows: data.map(d => [count(d.x), d.q5, d.q25, d.y, d.q75, d.q95]) }),
  });
}
function histogram(grid, h, i, isLog) {
  const e = h.histogram.edges, data = h.histogram.tuned.map((n, k) => ({ x1: e[k], x2: e[k + 1], n, before: h.histogram.start[k] })), same = d3.max(h.histogram.start) >= 0.999 * h.count;
  chart(grid, {
    title: "Before and after", caption: same ? `All values started at ${num(h.initial)}, the line; the bars say how many ended where.` : "How many values lay where at the start, as an outline, and at the end, as bars.",
    legend: [{ name: "tuned", color: color(i), mark: "box" }, { name: "start", color: "var(--c2)" }],
    label: `Distribution of ${h.name}: tuned values from ${num(h.least)} to ${num(h.most)}, median ${num(h.quantiles[2])}`,
    draw: width => ({ marginLeft: 58, x: axis(e, isLog, fitting(h.name, width - 60), Math.max(3, Math.floor(width / 90))), y: { label: "values", grid: true, ticks: 5, tickFormat: v => count(v) }, marks: [
      Plot.rectY(data, { x1: "x1", x2: "x2", y: "n", fill: color(i), fillOpacity: 0.75, inset: 0.5, title: d => `${num(d.x1)} to ${num(d.x2)}: ${count(d.n)}`, tip: { fill: "var(--card)", stroke: "var(--line)" } }), Plot.ruleY([0], { stroke: "var(--soft)" }),
      same ? Plot.ruleX([h.initial], { stroke: "var(--c2)", strokeWidth: 2.5 }) : Plot.rectY(data, { x1: "x1", x2: "x2", y: "before", stroke: "var(--c2)", strokeWidth: 1.5 })] }),
    rows: () => ({ head: ["from", "to", "at the start", "tuned"], rows: data.map(d => [num(d.x1), d.x2, count(d.before), count(d.n)]) }),
  });
}
function heat(grid, h, isLog) {
  const { x, rows, cells } = h.heat, on = v => isLog ? Math.log(v) : v, from = cells.map(row => on(row[0]));
  const most = d3.max(cells.flatMap((row, k) => row.map(v => Math.abs(on(v) - from[k])))) || 1, edge = k => k + 1 < x.length ? x[k + 1] : 2 * x[k] - x[k - 1];
  const data = cells.flatMap((row, k) => row.map((v, j) => ({ row: rows[k], x1: x[j], x2: edge(j), v, d: on(v) - from[k] })));
  const amount = isLog ? `× ${num(Math.exp(most))}` : num(most), down = isLog ? `× ${num(Math.exp(-most))}` : num(-most);
  chart(grid, {
    title: "Where it moved, and when", wide: true,
    caption: el("span", {}, "Each row is the mean of neighbouring values, those of a layer together. Blue has gone up since the start, orange down: ", down, el("span", { class: "ramp", style: "background:linear-gradient(90deg,var(--c2),var(--card),var(--c1));border:1px solid var(--line)" }), amount, "."),
    label: `Heat map of ${h.name} over the steps in ${rows.length} rows; the strongest change is ${amount}`,
    draw: width => {
      const room = Math.min(width * 0.38, 8 + 6.4 * d3.max(rows, r => r.length)), fit = Math.floor((room - 8) / 6.4), cut = t => {
        // The place within a tensor says more than the end of its name.
        const space = t.lastIndexOf(" "), end = space > 0 ? t.slice(space) : "", start = space > 0 ? t.slice(0, space) : t;
        return t.length > fit ? `${start.slice(0, Math.max(3, fit - end.length - 1))}…${end}` : t;
      };
      const every = rows.length > 1 ? Math.max(1, Math.ceil(rows.length / 20)) : 1;
      const starts = k => k === 0 || rows[k - 1].split(" ")[0] !== rows[k].split(" ")[0];
      const labelled = new Set(rows.filter((r, k) => starts(k) || (k % every === 0 && !(k > 0 && every > 1 && starts(k - 1)) && !(every > 1 && k + 1 < rows.length && starts(k + 1)))));
      const height = Math.max(120, rows.length * (rows.length > 25 ? 13 : 20) + 60);
      return { height, marginLeft: room, padding: 0, x: steps(width - room), y: { type: "band", label: null, domain: rows, tickSize: 0, tickFormat: r => labelled.has(r) ? cut(r) : "" }, marks: [
        Plot.rect(data, { x1: "x1", x2: "x2", y: "row", fill: d => d.d >= 0 ? "up" : "down", fillOpacity: d => Math.min(1, Math.abs(d.d) / most), inset: 0, shapeRendering: "crispEdges" })],
        color: { type: "ordinal", domain: ["up", "down"], range: ["var(--c1)", "var(--c2)"] }, opacity: { type: "identity" } };
    },
    rows: () => ({ head: ["values", "at the start", "at the end"], rows: rows.map((r, k) => [r, cells[k][0], cells[k].at(-1)]) }),
  });
}
function movers(grid, h, isLog) {
  const x = h.bands.x, all = h.movers.flatMap(m => m.y);
  chart(grid, {
    title: "The largest movers", caption: `The ${h.movers.length} values that ended farthest from where they started.`, wide: true,
    legend: h.movers.map((m, k) => ({ name: m.name, color: color(k), value: num(m.y.at(-1)), dash: k >= 4 })),
    label: `Largest movers of ${h.name}: ${h.movers.map(m => `${m.name} from ${num(m.y[0])} to ${num(m.y.at(-1))}`).join("; ")}`,
    draw: width => ({ marginLeft: 58, x: steps(width), y: { ...axis(all, isLog, null), grid: true }, marks: [
      ...h.movers.map((m, k) => Plot.lineY(x.map((s, j) => ({ x: s, y: m.y[j] })), { x: "x", y: "y", stroke: color(k), strokeWidth: 1.8, strokeDasharray: k >= 4 ? "5,3" : null })),
      pointer(h.movers.flatMap(m => x.map((s, j) => ({ x: s, y: m.y[j], name: m.name }))), d => `${d.name}\nstep ${count(d.x)}: ${num(d.y)}`)] }),
    rows: () => ({ head: ["step", ...h.movers.map(m => m.name)], rows: x.map((s, j) => [count(s), ...h.movers.map(m => m.y[j])]) }),
  });
}
