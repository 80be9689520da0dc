// A prebuilt extension of JupyterLab, written by hand: nothing is bundled, so nothing is built.
// It runs a notebook of ours when it is opened, and lets a link in a view open another notebook.
(() => {
  const NAME = "practice-review-workbench";
  // Only what lies here runs by itself: a notebook that came by mail must not.
  const OURS = /^notebooks\/(tutorial\/)?[a-z0-9_-]+\.ipynb$/;

  async function isReady(panel) {
    await panel.context.ready;
    await panel.sessionContext.ready;
    const kernel = panel.sessionContext.session?.kernel;
    if (!kernel) return false;
    await kernel.info;
    // A kernel that still holds views was here before the page was loaded: they come back by
    // themselves, with what was chosen in them.
    const held = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
    return !Object.keys(held.content.comms ?? {}).length || !hasOutputs(panel.content.model);
  }

  function hasOutputs(notebook) {
    return Array.from(notebook.cells).some((cell) => cell.type === "code" && cell.outputs.length > 0);
  }

  function runOnce(app, panel, seen) {
    const path = panel?.context?.path;
    if (!path || !OURS.test(path) || seen.has(panel)) return;
    seen.add(panel);
    isReady(panel).then((ready) => {
      if (ready && app.shell.currentWidget === panel) app.commands.execute("notebook:run-all-cells");
      else if (ready) seen.delete(panel); // another tab is in front: it runs when this one is
    }).catch((error) => console.warn("The notebook did not run by itself:", error));
  }

  function followLinks(app) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[data-wb-open]");
      if (!link || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const from = app.shell.currentWidget?.context?.path ?? "notebooks/start.ipynb";
      const url = new URL(link.dataset.wbOpen, `http://x/${from}`);
      app.commands.execute("docmanager:open", { path: decodeURIComponent(url.pathname.slice(1)) });
    });
  }

  const plugin = {
    id: `${NAME}:open`,
    autoStart: true,
    activate: (app) => {
      const seen = new WeakSet();
      app.shell.currentChanged?.connect((_, { newValue }) => runOnce(app, newValue, seen));
      app.restored.then(() => {
        app.shell.collapseLeft?.(); // the first page leads everywhere; the files are one click away
        runOnce(app, app.shell.currentWidget, seen);
      });
      followLinks(app);
    },
  };

  globalThis._JUPYTERLAB ??= {};
  globalThis._JUPYTERLAB[NAME] = {
    init: async () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
