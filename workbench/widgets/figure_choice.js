// Choosing in a figure. Bokeh draws every mark anew when one is chosen, which takes long with very
// many; a figure that has a layer for what is chosen leaves its marks alone, and only that is drawn.

// Positions of rows, as the kernel sends them and hears them: four bytes each.
function positions(sent) {
  if (!sent) return null;
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(sent) ? sent : new DataView(sent);
  return [...new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength))];
}
const packed = (rows) => new DataView(Uint32Array.from(rows).buffer);
const same = (some, others) => some.length === others.length && some.every((row, i) => row === others[i]);

const NEAR = 5; // pixels between a tap and the middle of the mark it means
const BESIDE = 3; // pixels between a tap and the line of a loose date

// The layer of a document, or null. `picked` hears the rows that are chosen by mouse or touch, `held`
// says which keys are held meanwhile.
function layerAbove(document, picked, held) {
  const chosen = document.get_model_by_name("chosen");
  if (!chosen) return null;
  const rows = document.get_model_by_name("rows");
  const veil = document.get_model_by_name("veil");
  const plot = [...document.all_models].find((m) => m.type === "Figure" && m.renderers.includes(veil));
  const [start, end, y, lane, n] = ["start", "end", "y", "lane", "n"].map((name) => rows.get_column(name));
  let now = [];
  let shown = null; // the rows one can choose among; null is all

  function draw(wanted) {
    now = wanted;
    const { start: first, end: last } = plot.x_range;
    const data = { n: [], start: [], from: [], to: [], y: [], marker: [], colour: [] };
    for (const i of wanted) {
      const look = chosen.tags[lane[i]];
      data.n.push(n[i]);
      data.start.push(start[i]);
      data.from.push(Math.max(first, start[i])); // the layer above is not cut at the figure's edge
      data.to.push(Math.min(last, end[i]));
      data.y.push(y[i]);
      data.marker.push(look.marker);
      data.colour.push(look.colour);
    }
    chosen.data = data;
    veil.visible = wanted.length > 0;
  }

  function* candidates() {
    if (shown) yield* shown;
    else for (let i = 0; i < start.length; i += 1) yield i;
  }

  function hit({ type, x, y: height, x0, x1, y0, y1 }) {
    const found = [];
    if (type === "rect") {
      for (const i of candidates())
        if (start[i] >= x0 && start[i] <= x1 && y[i] >= y0 && y[i] <= y1) found.push(i);
    } else if (type === "point") {
      const wide = (plot.x_range.end - plot.x_range.start) / plot.inner_width;
      const high = (plot.y_range.end - plot.y_range.start) / plot.inner_height;
      for (const i of candidates()) {
        const up = Math.abs(y[i] - height) / high;
        const on = Math.hypot((start[i] - x) / wide, up) <= NEAR;
        if (on || (up <= BESIDE && start[i] <= x && x <= end[i])) found.push(i);
      }
    }
    return found;
  }

  // As Bokeh's own tools: Shift adds, Ctrl keeps what is in both, both take away; a tap on what is
  // chosen lets it go.
  function combined(found, type, { shiftKey: shift, ctrlKey: ctrl }) {
    const before = new Set(now);
    if (shift && ctrl) { const taken = new Set(found); return now.filter((i) => !taken.has(i)); }
    if (shift) return [...new Set([...now, ...found])].sort((a, b) => a - b);
    if (ctrl) return found.filter((i) => before.has(i));
    return type === "point" ? found.filter((i) => !before.has(i)) : found;
  }

  plot.on_event("selectiongeometry", ({ geometry, final }) => {
    if (final) picked(combined(hit(geometry), geometry.type, held()));
  });
  plot.on_event("reset", () => picked([]));
  plot.x_range.change.connect(() => { if (now.length) draw(now); });
  return { draw, only: (wanted) => { shown = wanted; } };
}

// Shows some of the rows in a figure whose views are each of some rows themselves, as a lane is. Each
// view is given its few: to intersect all of them anew, view by view, would take Bokeh long.
function narrowing(document) {
  const views = [...document.all_models]
    .filter((m) => m.type === "IndexFilter" && m.tags.includes("some rows"))
    .map((filter) => ({ filter, all: filter.indices, has: new Set(filter.indices) }));
  return views.length ? (wanted) => {
    for (const { filter, all, has } of views)
      filter.indices = wanted ? wanted.filter((i) => has.has(i)) : all;
  } : null;
}
