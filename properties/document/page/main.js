// SPDX-License-Identifier: Apache-2.0
// main.js starts the page: unpacks the engine, fills the views, and follows the fragment of the address.
import { byId } from "./dom.js";
import { hideDetails, showDetails } from "./details.js";
import { startEngine } from "./engine.js";
import { Explorer } from "./explorer.js";
import { stories } from "./model.js";
import { showOverview } from "./overview.js";
import { showPermissions } from "./permissions.js";
import { showPhases } from "./phases.js";
import { search } from "./search.js";
import { opening, Simulator } from "./simulator.js";
import { showInterpretations, showRules, showTrace } from "./trace.js";

const views = ["overview", "try", "phases", "permissions", "rules", "trace", "interpretations", "explorer"];

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}

function showView(name) {
  for (const view of document.querySelectorAll(".view")) view.hidden = view.id !== `view-${name}`;
  for (const link of byId("views").querySelectorAll("a")) {
    if (link.hash !== `#${name}`) {
      link.removeAttribute("aria-current");
      continue;
    }
    link.setAttribute("aria-current", "page");
    byId("views").scrollLeft = link.offsetLeft - byId("views").clientWidth / 3;
  }
  document.title = `${byId(`title-${name}`).textContent}: recordshare review`;
}

/** The state of an entry of the history whose stream was loaded: who comes back to it goes on where they were. */
const kLoaded = "loaded";

/** Follows the fragment: opens a view, a story or a shared stream in the simulator, or a detail. */
function follow(simulator, explorer) {
  let fragment = "overview";
  try {
    fragment = decodeURIComponent(location.hash.slice(1)) || "overview";
  } catch {
    // ignore a fragment that is not UTF-8
  }
  const [name, rest] = fragment.split(/:(.*)/s);
  const isLoaded = history.state === kLoaded;
  history.replaceState(kLoaded, "");
  if (name === "try" && rest !== undefined && !isLoaded) simulator.openShared(rest);
  if (name.startsWith("story-") && stories.has(name.slice(6))) {
    if (!isLoaded) simulator.load(stories.get(name.slice(6)).input);
    return showView("try");
  }
  if (showDetails(name)) return undefined;
  hideDetails();
  if (name === "explorer") explorer.start();
  const isShown = views.includes(name);
  showView(isShown ? name : "overview");
  if (isShown) window.scrollTo({ top: 0 });
  return undefined;
}

/** Follows a link to the present fragment, which changes no address, and the link to the content, which has no view. */
function followLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link === null || link.hash !== location.hash) return;
    history.replaceState(null, "");
    follow.again();
  });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
}

function followTheme() {
  byId("theme").addEventListener("change", (event) => {
    if (event.target.value === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = event.target.value;
  });
}

function followSearch() {
  const field = byId("search");
  const show = () => (search(field.value) ? showView("results") : follow.again());
  field.addEventListener("input", show);
  byId("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
}

const isTyping = (target) => target.matches("input:not([type=radio]), textarea, select");

function followKeys(simulator) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("details").contains(document.activeElement)) closeDetails();
    if (isTyping(event.target) || event.altKey) return;
    if (event.key === "/" && !event.ctrlKey) {
      event.preventDefault();
      byId("search").focus();
    }
    const isZ = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (isZ && !byId("view-try").hidden) {
      event.preventDefault();
      if (event.shiftKey) simulator.redo();
      else simulator.undo();
    }
  });
}

/** Unfolds everything for printing, and restores it afterwards. */
function followPrinter() {
  const unfolded = [];
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details:not([open])")) {
      details.open = true;
      unfolded.push(details);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of unfolded.splice(0)) details.open = false;
  });
}

/** Closes the panel, and removes its id from the address. */
function closeDetails() {
  hideDetails();
  const shown = views.find((view) => !byId(`view-${view}`).hidden) ?? "overview";
  history.replaceState(null, "", `#${shown}`);
}

async function start() {
  const ask = await startEngine(await unpacked(byId("wasm").textContent));
  let simulator = null;
  const open = (stream, policies) => {
    simulator.load(stream, policies);
    history.pushState(null, "", "#try");
    showView("try");
    window.scrollTo({ top: 0 });
  };
  showOverview(ask, byId("overview"), open);
  simulator = new Simulator(ask, byId("simulator"));
  simulator.load(opening);
  const explorer = new Explorer(ask, byId("explorer"), open);
  showPhases();
  showPermissions(byId("permissions"));
  showRules(byId("rules"));
  showTrace(byId("trace"));
  showInterpretations(byId("interpretations"));
  follow.again = () => follow(simulator, explorer);
  window.addEventListener("hashchange", follow.again);
  byId("details-close").addEventListener("click", closeDetails);
  followLinks();
  followTheme();
  followSearch();
  followKeys(simulator);
  followPrinter();
  history.replaceState(null, ""); // a page that is opened anew has loaded nothing
  follow.again();
  document.documentElement.dataset.ready = "yes";
}

start().catch((problem) => {
  byId("trouble").textContent = `The page could not start: ${problem.message}`;
  byId("trouble").hidden = false;
  throw problem;
});
