// Keeps a page of the preview up with the folder: loads it anew where the reader stands, swaps style sheets in
// place, and shows what is wrong over it.
(() => {
  const own = new URL(document.currentScript.src).searchParams;
  const shown = { run: own.get("run"), version: Number(own.get("version")), style: Number(own.get("style")) };
  let wanted = shown;

  const place = "guillemet-place:" + location.pathname;
  const stored = sessionStorage.getItem(place);
  if (stored !== null) {
    sessionStorage.removeItem(place);
    const [left, top] = stored.split(",").map(Number);
    const restore = () => scrollTo({ left, top, behavior: "instant" });
    restore();
    addEventListener("load", restore, { once: true });
  }

  const isBusy = () => document.querySelector("dialog[open], [data-guillemet-busy]") !== null;
  const reload = () => {
    sessionStorage.setItem(place, scrollX + "," + scrollY);
    location.reload();
  };
  const catchUp = () => {
    if (wanted.run !== shown.run || wanted.version !== shown.version) {
      if (!isBusy()) reload();
    } else if (wanted.style !== shown.style) {
      shown.style = wanted.style;
      swapStyles();
    }
  };
  // A form that is being filled in keeps the page as it is until it is closed.
  document.addEventListener("close", () => setTimeout(catchUp), true);

  const swapStyles = () => {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      const address = new URL(old.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("style", shown.style);
      const fresh = old.cloneNode();
      fresh.href = address;
      const drop = () => old.remove();
      fresh.addEventListener("load", drop);
      fresh.addEventListener("error", drop);
      old.after(fresh);
    }
  };

  let overlay;
  const show = (problems) => {
    if (document.body.classList.contains("problems-page")) {
      document.querySelector("main.problems").innerHTML = problems || "<p>All is mended.</p>";
      return;
    }
    if (!problems) {
      overlay?.remove();
      overlay = undefined;
      return;
    }
    if (!overlay) {
      overlay = document.createElement("div");
      overlay.id = "guillemet-problems";
      const root = overlay.attachShadow({ mode: "open" });
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "/-/preview.css";
      const panel = document.createElement("section");
      panel.className = "problems overlay";
      panel.lang = "en";
      panel.setAttribute("role", "alert");
      panel.tabIndex = 0;
      root.append(style, panel);
      document.body.append(overlay);
    }
    overlay.shadowRoot.querySelector("section").innerHTML = problems;
  };

  const events = new EventSource("/-/events");
  events.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    wanted = { run: news.run, version: news.version, style: news.style };
    show(news.problems);
    catchUp();
  });
  addEventListener("pagehide", () => events.close());
  // A page that comes back out of the browser's store listens no more.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
