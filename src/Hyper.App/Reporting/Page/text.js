// Elements and numbers as text.
const report = JSON.parse(document.getElementById("data").textContent);
const runs = report.runs, one = runs.length === 1;
const short = name => name.slice(name.lastIndexOf(".") + 1);
const plural = (n, word) => `${count(n)} ${word}${n === 1 ? "" : "s"}`;
const isNumber = v => typeof v === "number" && Number.isFinite(v);
const count = n => n.toLocaleString("en");
const share = v => `${(100 * v).toFixed(1)} %`;
function num(v) {
  if (!isNumber(v)) return "—";
  const a = Math.abs(v);
  if (a === 0) return "0";
  if (a >= 1e6 || a < 1e-4) return v.toExponential(2).replace(/\.?0*e/, "e").replace("+", "").replace(/-/g, "−");
  if (Number.isInteger(v)) return count(v).replace("-", "−");
  return (a >= 1000 ? v.toFixed(0) : Number(v.toPrecision(a >= 1 ? 4 : 3)).toString()).replace("-", "−");
}
function duration(s) {
  if (!isNumber(s)) return "—";
  if (s < 60) return `${s < 10 ? s.toFixed(1) : s.toFixed(0)} s`;
  const m = Math.floor(s / 60);
  return m < 60 ? `${m} min ${Math.round(s - 60 * m)} s` : `${Math.floor(m / 60)} h ${m % 60} min`;
}
const words = name => { const text = name.replace(/_/g, " "); return text[0].toUpperCase() + text.slice(1); };
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) if (value != null && value !== false) node.setAttribute(key, value);
  for (const child of children.flat(9)) if (child != null) node.append(child);
  return node;
}
function table(head, rows, kind, label) {
  const numeric = () => true;
  const cell = (kind, value, i) => el(kind, { class: i > 0 && numeric(i) ? "n" : null, scope: kind === "th" ? "col" : null }, value instanceof Node ? value : isNumber(value) ? num(value) : value ?? "—");
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label ?? `Table of ${typeof head[0] === "string" && head[0] ? head[0] : "runs"}` }, el("table", { class: kind }, el("thead", {}, el("tr", {}, head.map((h, i) => cell("th", h, i)))),
    el("tbody", {}, rows.map(row => el("tr", {}, row.map((value, i) => i === 0 ? el("th", { scope: "row" }, value instanceof Node ? value : isNumber(value) ? num(value) : value) : cell("td", value, i)))))));
}
function section(id, title, lead) {
  const node = el("section", { id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title), lead ? el("p", { class: "lead" }, lead) : null);
  document.getElementById("main").append(node);
  document.getElementById("nav").append(el("a", { href: `#${id}` }, title));
  return node;
}
const facts = pairs => el("dl", { class: "facts" }, pairs.filter(([, value]) => value != null && value !== "").map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
// As many letters as have room; the full name stands in the heading.
const fitting = (name, pixels) => { const most = Math.max(5, Math.floor(pixels / 7.2)); return name.length > most ? `${name.slice(0, most - 1)}…` : name; };
const color = i => `var(--c${(i % 8) + 1})`;
const swatch = i => el("span", { class: "swatch", style: `background:${color(i)}`, "aria-hidden": "true" });
