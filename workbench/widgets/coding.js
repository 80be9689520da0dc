// The page's half of CodingView. Every key has a button, and every button says its key.
const KEYS = [
  ["1 to 9", "give or take away the theme with that number"],
  ["Enter", "accept what is suggested and go on"],
  ["n / p", "next passage / the one before"],
  ["u", "undo the last decision"],
  ["/", "find a code by its name"],
  ["w", "say why"],
  ["?", "show or hide this list"],
];

function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard);
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function render({ model, el }) {
  el.classList.add("wb-coding");
  const id = `wb-${Math.random().toString(36).slice(2)}`;
  // What is typed stays in the browser until a decision carries it: it outlasts page and kernel.
  const draft = () => `workbench-draft-why:${model.get("where")}\n${state().passage?.ref ?? ""}`;
  const typed = (words) => (words ? localStorage.setItem(draft(), words) : localStorage.removeItem(draft()));
  let why = "";
  let query = "";
  let help = false;
  let open = null; // the code whose definition is in sight

  const state = () => model.get("state");
  const ask = (asked) => {
    model.send({ why, ...asked });
    if (asked.do === "choose") typed("");
  };
  const given = (facet) => state().given[facet] ?? [];

  function toggle(facet, code) {
    const now = given(facet);
    const codes = now.includes(code) ? now.filter((c) => c !== code) : [...now, code];
    open = [facet, code];
    ask({ do: "choose", facet, codes });
  }

  function codeButton(facet, code, position, suggestion) {
    const chosen = given(facet.id).includes(code.id);
    const words = suggestion?.why?.length ? node("span", { class: "wb-why" }, `because of ${suggestion.why.join(", ")}`) : null;
    const key = position ? node("kbd", {}, String(position)) : null;
    return node("li", {},
      node("button", {
        type: "button", "aria-pressed": String(chosen), class: "wb-code", "data-code": code.id,
        "data-facet": facet.id,
        on: {
          click: () => toggle(facet.id, code.id),
          focus: () => { open = [facet.id, code.id]; define(); },
          mouseenter: () => { open = [facet.id, code.id]; define(); },
        },
      }, key, node("span", { class: "wb-tick", "aria-hidden": "true" }, chosen ? "✓" : ""),
        node("span", { class: "wb-label" }, code.label),
        suggestion?.chosen ? node("span", { class: "wb-suggested" }, "suggested") : null),
      words);
  }

  function define() {
    const [facetId, codeId] = open ?? [];
    const facet = state().facets?.find((f) => f.id === facetId);
    const code = facet?.codes.find((c) => c.id === codeId);
    const box = el.querySelector(".wb-definition");
    if (!box) return;
    box.replaceChildren(...(code ? [
      node("h3", {}, code.label),
      node("p", {}, code.definition),
      code.includes ? node("p", {}, node("strong", {}, "Includes: "), code.includes) : null,
      code.excludes ? node("p", {}, node("strong", {}, "Not: "), code.excludes) : null,
      code.right ? node("p", { class: "wb-muted" }, code.right) : null,
    ].filter(Boolean) : [node("p", { class: "wb-muted" }, "Choose a code, and what it means stands here.")]));
  }

  function theme() {
    const facet = state().facets.find((f) => f.id === "theme");
    const byId = new Map(facet.codes.map((c) => [c.id, c]));
    const ranked = state().ranked.filter((s) => byId.has(s.code));
    const wanted = query.trim().toLowerCase();
    const shown = wanted ? ranked.filter((s) => byId.get(s.code).label.toLowerCase().includes(wanted)) : ranked;
    return node("fieldset", {},
      node("legend", {}, `${facet.label}: ${facet.limits}`),
      node("ol", { class: "wb-codes" }, ...shown.map((s, i) =>
        codeButton(facet, byId.get(s.code), i < 9 ? i + 1 : null, s))));
  }

  function others() {
    const wanted = query.trim().toLowerCase();
    return state().facets.filter((f) => f.id !== "theme").map((facet) => {
      const suggested = new Set(state().suggested[facet.id] ?? []);
      const rank = (c) => (given(facet.id).includes(c.id) ? 0 : suggested.has(c.id) ? 1 : 2);
      const codes = facet.codes.filter((c) => !wanted || c.label.toLowerCase().includes(wanted));
      const list = [...codes].sort((a, b) => rank(a) - rank(b));
      const chosen = list.filter((c) => rank(c) < 2);
      return node("details", { open: wanted || chosen.length ? true : undefined },
        node("summary", {}, `${facet.label}: ${facet.limits}`),
        node("ul", { class: "wb-codes wb-short" }, ...list.map((c) =>
          codeButton(facet, c, null, { chosen: suggested.has(c.id) }))));
    });
  }

  function draw() {
    const s = state();
    const focused = document.activeElement;
    const at = el.contains(focused) ? { code: focused.dataset?.code, facet: focused.dataset?.facet, name: focused.name } : null;
    const caret = at?.name ? focused.selectionStart : null;
    if (!s.passage) {
      el.replaceChildren(node("p", { class: "wb-status", role: "status" }, s.empty));
      return;
    }
    const p = s.passage;
    el.replaceChildren(
      node("p", { class: "wb-status", role: "status", "aria-live": "polite" }, `${s.progress} ${model.get("said")}`.trim()),
      node("div", { class: "wb-row" },
        button("Previous", "p", () => ask({ do: "previous" })),
        button("Accept and go on", "Enter", () => ask({ do: "accept" }), "wb-main"),
        button("Next", "n", () => ask({ do: "next" })),
        button("Undo", "u", () => ask({ do: "undo" })),
        button("Keys", "?", () => { help = !help; draw(); })),
      ...(help ? [node("dl", { class: "wb-keys" }, ...KEYS.flatMap(([k, w]) => [node("dt", {}, node("kbd", {}, k)), node("dd", {}, w)]))] : []),
      node("div", { class: "wb-columns" },
        node("section", { class: "wb-passage", tabindex: "0", "aria-label": "The passage in its context" },
          node("p", { class: "wb-muted" }, p.where),
          ...p.context.map(([kind, number, text, marked]) => node("p", { class: kind === "heading" ? "wb-head" : "" },
            number ? node("b", {}, `${number} `) : null, marked ? node("mark", {}, text) : text))),
        node("section", { class: "wb-deciding", "aria-label": "Codes" },
          node("div", { class: "wb-row" },
            node("span", { class: "wb-asked" }, node("label", { for: `${id}-find` }, "Find a code"),
            node("input", { id: `${id}-find`, name: "find", type: "search", value: query, on: {
              input: (e) => { query = e.target.value; draw(); },
              keydown: (e) => { if (e.key === "Escape") { query = ""; draw(); el.focus(); } e.stopPropagation(); } } })),
            node("span", { class: "wb-asked" }, node("label", { for: `${id}-why` }, "Why (if it needs saying)"),
            node("input", { id: `${id}-why`, name: "why", value: why, on: {
              input: (e) => { why = e.target.value; typed(why); },
              keydown: (e) => { if (e.key === "Escape") el.focus(); e.stopPropagation(); } } }))),
          theme(), ...others()),
        node("aside", { class: "wb-definition", "aria-label": "What the code means", "aria-live": "polite" })));
    el.querySelector("input[name=find]").value = query;
    el.querySelector("input[name=why]").value = why;
    define();
    // The passage itself is in sight, with a line of what stands before it.
    const box = el.querySelector(".wb-passage");
    const mark = box.querySelector("mark");
    if (mark) box.scrollTop = mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 64;
    if (at?.name) {
      const input = el.querySelector(`input[name=${at.name}]`);
      input.focus();
      if (caret !== null) input.setSelectionRange(caret, caret);
    } else if (at?.code) el.querySelector(`[data-code="${CSS.escape(at.code)}"][data-facet="${at.facet}"]`)?.focus();
    else if (at) el.focus();
  }

  function button(words, key, done, extra = "") {
    return node("button", { type: "button", class: extra, on: { click: done } }, words, " ", node("kbd", {}, key));
  }

  el.tabIndex = 0;
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", "Coding. Press question mark for the keys.");
  el.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "INPUT") return;
    const number = Number(event.key);
    const buttons = el.querySelectorAll("fieldset .wb-code");
    if (number >= 1 && number <= 9) buttons[number - 1]?.click();
    else if (event.key === "Enter" && !event.target.closest("button, summary")) ask({ do: "accept" });
    else if (event.key === "n") ask({ do: "next" });
    else if (event.key === "p") ask({ do: "previous" });
    else if (event.key === "u") ask({ do: "undo" });
    else if (event.key === "/") el.querySelector("input[name=find]")?.focus();
    else if (event.key === "w") el.querySelector("input[name=why]")?.focus();
    else if (event.key === "?") { help = !help; draw(); }
    else return event.stopPropagation(); // the notebook has keys of its own
    event.preventDefault();
    event.stopPropagation();
  });
  let passage = state().passage?.ref ?? null;
  why = localStorage.getItem(draft()) ?? "";
  model.on("change:state", () => {
    const ref = state().passage?.ref;
    if (ref !== passage) { passage = ref; why = localStorage.getItem(draft()) ?? ""; query = ""; open = null; }
    draw();
  });
  model.on("change:said", draw);
  draw();
}

export default { render };
