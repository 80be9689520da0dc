// The page's half of Tabs. The panels are the siblings below; they get their names from here.
let made = 0;

function render({ model, el }) {
  el.classList.add("wb-tabs");
  const id = `wb-tabs-${(made += 1)}`;
  const list = document.createElement("div");
  list.setAttribute("role", "tablist");
  el.append(list);

  function draw() {
    const focused = list.contains(document.activeElement);
    list.setAttribute("aria-label", model.get("label"));
    const now = model.get("selected");
    list.replaceChildren(...model.get("titles").map((title, at) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `${id}-${at}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(at === now));
      tab.tabIndex = at === now ? 0 : -1;
      tab.textContent = title;
      const count = model.get("counts")[at];
      if (count) {
        const told = document.createElement("span");
        told.className = "wb-tab-count";
        told.textContent = count;
        tab.append(" ", told);
      }
      tab.addEventListener("click", () => choose(at));
      return tab;
    }));
    if (focused) list.children[now].focus();
    name();
  }

  // The widgets of a box come one after the other: name those that are there, and look again.
  function name() {
    const panels = el.parentElement?.querySelectorAll(":scope > .wb-section") ?? [];
    panels.forEach((panel, at) => {
      panel.setAttribute("role", "tabpanel");
      panel.id = `${id}-panel-${at}`;
      panel.setAttribute("aria-labelledby", `${id}-${at}`);
      list.children[at]?.setAttribute("aria-controls", panel.id);
    });
    return panels.length;
  }

  function choose(at) {
    model.set("selected", at);
    model.save_changes();
  }

  list.addEventListener("keydown", (event) => {
    const now = model.get("selected");
    const many = model.get("titles").length;
    const to = { ArrowRight: (now + 1) % many, ArrowLeft: (now + many - 1) % many, Home: 0, End: many - 1 }[event.key];
    if (to !== undefined) {
      list.children[to].focus();
      choose(to);
      event.preventDefault();
    }
    event.stopPropagation(); // the notebook has keys of its own
  });
  for (const what of ["titles", "counts", "selected"]) model.on(`change:${what}`, draw);
  draw();
  const watch = new MutationObserver(name);
  const begin = () => el.parentElement && watch.observe(el.parentElement, { childList: true });
  requestAnimationFrame(() => { begin(); name(); });
  return () => watch.disconnect();
}

export default { render };
