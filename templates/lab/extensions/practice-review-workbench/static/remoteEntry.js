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
    // A kernel that still holds the views of this page was here before it was loaded: they come
    // back by themselves, with what was chosen in them. Other outputs, such as words a notebook
    // ships with, bring no view back.
    const held = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
    return !viewsOf(panel.content.model).some((id) => id in (held.content.comms ?? {}));
  }

  const VIEW = "application/vnd.jupyter.widget-view+json";
  function viewsOf(notebook) {
    const outputs = Array.from(notebook.cells).flatMap((cell) => cell.toJSON().outputs ?? []);
    return outputs.map((output) => output.data?.[VIEW]?.model_id).filter(Boolean);
  }

  function runOnce(app, panel, seen) {
    dress(panel);
    const path = panel?.context?.path;
    if (!path || !OURS.test(path) || seen.has(panel)) return;
    seen.add(panel);
    isReady(panel).then((ready) => {
      if (ready && app.shell.currentWidget === panel) app.commands.execute("notebook:run-all-cells");
      else if (ready) seen.delete(panel); // another tab is in front: it runs when this one is
    }).catch((error) => console.warn("The notebook did not run by itself:", error));
  }

  // Folded code leaves nothing behind, and a result has no number: the page is the person's, and
  // "Show code" above it brings the cells back.
  const LOOK = `
    .wb-ours .jp-CodeCell .jp-Placeholder, .wb-ours .jp-OutputPrompt, .wb-ours .jp-OutputArea-promptOverlay { display: none; }
    .wb-ours .jp-CodeCell:has(.jp-Placeholder) .jp-InputArea-prompt { display: none; }
    .wb-ours .jp-CodeCell.jp-mod-noOutputs:has(.jp-Placeholder) { display: none; }
    .wb-ours .jp-Notebook { padding: 16px 32px; background: var(--wb-background, var(--jp-layout-color0)); }
    @media (max-width: 900px) { .wb-ours .jp-Notebook { padding: 8px; } }
    .wb-ours .jp-Cell { max-width: 1400px; margin: 0 auto; padding: 0; border: 0; }
    .wb-ours .jp-Cell .jp-Collapser { visibility: hidden; }
    .wb-ours .jp-Cell:has(.jp-InputArea-editor:not([hidden])) .jp-Collapser { visibility: visible; }
    .wb-ours .jp-OutputArea-output { padding: 0; }
    .wb-ours .jp-OutputArea-output pre { word-break: normal; overflow-wrap: anywhere; }
    .wb-ours .jp-CodeCell ~ .jp-MarkdownCell { margin-top: 16px; }
    .wb-ours .jp-MarkdownCell .jp-InputPrompt { display: none; }
    .wb-ours .jp-RenderedMarkdown { font-size: 16px; line-height: 1.55; padding: 0; }
    .wb-ours .jp-RenderedMarkdown p { max-width: 68ch; }
    .wb-ours .jp-RenderedMarkdown h1 { font-size: 30px; line-height: 1.25; font-weight: 600; margin: 8px 0; }
    .wb-ours .jp-RenderedMarkdown h2 { font-size: 22px; line-height: 1.35; font-weight: 600; margin: 32px 0 8px; }
    .wb-ours .jp-Cell.jp-mod-active:not(:focus-visible) { box-shadow: none; }
  `;

  function dress(panel) {
    if (panel?.context?.path && OURS.test(panel.context.path)) panel.addClass("wb-ours");
  }

  // Where a file lies below the folder JupyterLab shows, as told from a notebook; null outside it.
  function below(notebook, file) {
    const place = notebook.split("/").slice(0, -1);
    for (const part of file.split("/")) {
      if (part !== "..") place.push(part);
      else if (!place.length) return null;
      else place.pop();
    }
    return place.join("/");
  }

  // A briefing that was written opens in a tab of the browser. What lies elsewhere is left to the
  // link itself, in which the file is: the browser saves a copy.
  function openFiles(app) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[data-wb-file]");
      const notebook = app.shell.currentWidget?.context?.path;
      if (!link || !notebook || event.ctrlKey || event.metaKey) return;
      const path = below(notebook, link.dataset.wbFile);
      if (path === null) return;
      event.preventDefault();
      app.serviceManager.contents.getDownloadUrl(path)
        .then((url) => window.open(url, "_blank", "noopener"));
    });
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
      const style = document.createElement("style");
      style.textContent = LOOK;
      document.head.append(style);
      const seen = new WeakSet();
      app.shell.currentChanged?.connect((_, { newValue }) => runOnce(app, newValue, seen));
      app.restored.then(() => {
        app.shell.collapseLeft?.(); // the first page leads everywhere; the files are one click away
        runOnce(app, app.shell.currentWidget, seen);
      });
      followLinks(app);
      openFiles(app);
    },
  };

  globalThis._JUPYTERLAB ??= {};
  globalThis._JUPYTERLAB[NAME] = {
    init: async () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
