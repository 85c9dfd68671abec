// Pages work without this. With it they stay current by themselves, tables can be sorted and filtered in place, and
// moments read as they are spoken of.
"use strict";

const root = document.documentElement;
root.classList.add("scripted");

const spoken = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

const ahead = Date.parse(root.dataset.now) - Date.now(); // the server's clock, which in a demo is not the browser's

function speakOfMoments() {
  for (const time of document.querySelectorAll("time[datetime]")) {
    const seconds = (Date.parse(time.dateTime) - Date.now() - ahead) / 1000;
    time.title ||= time.textContent;
    if (Math.abs(seconds) < 14 * 86400) {
      const [unit, size] = units.find(([, least]) => Math.abs(seconds) >= least) ?? units[3];
      time.textContent = spoken.format(Math.trunc(seconds / size), unit);
    }
  }
}

function value(row, column) {
  const cell = row.cells[column];
  const time = cell?.querySelector("time");
  const text = time ? time.dateTime : (cell?.textContent.trim() ?? "");
  const number = Number(text.replaceAll(",", ""));
  return text !== "" && !Number.isNaN(number) ? number : text;
}

function sort(table, column, descending) {
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((one, other) => {
    const [a, b] = [value(one, column), value(other, column)];
    const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    return descending ? -order : order;
  });
  body.append(...rows);
  [...table.tHead.rows[0].cells].forEach((heading, i) => {
    if (i === column) heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    else heading.removeAttribute("aria-sort");
  });
}

const sorted = new Map(); // table id -> [column, descending]
const filtered = new Map(); // table id -> text

function furnish() {
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.addEventListener("click", () => {
        const descending = heading.getAttribute("aria-sort") === "ascending";
        sorted.set(table.id, [column, descending]);
        sort(table, column, descending);
      });
      heading.replaceChildren(button);
    });
    if (sorted.has(table.id)) sort(table, ...sorted.get(table.id));
  }
  for (const input of document.querySelectorAll("input[data-filter]")) {
    const table = document.getElementById(input.dataset.filter);
    const apply = () => {
      filtered.set(table.id, input.value);
      const wanted = input.value.trim().toLowerCase();
      for (const row of table.tBodies[0].rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    };
    input.addEventListener("input", apply);
    if (filtered.has(table.id)) {
      input.value = filtered.get(table.id);
      apply();
    }
  }
  speakOfMoments();
}

// A part with a field in use or an open choice is left alone until that is over.
function isInUse(part) {
  return part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea");
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (!next || isInUse(part)) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    part.replaceChildren(...next.childNodes);
    if (focused) part.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  }
  furnish();
}

furnish();
setInterval(speakOfMoments, 15000);

if (document.querySelector("[data-live]")) {
  const live = document.getElementById("live");
  const events = new EventSource("/api/events");
  let asked = false;
  events.addEventListener("error", () => {
    live.textContent = "Not live: no connection to Rankwire.";
    root.dataset.stale = "yes";
  });
  // What changes while a page is being asked for, or while it is out of sight, is asked for afterwards.
  const changed = async () => {
    root.dataset.stale = "yes";
    if (asked) return;
    asked = true;
    try {
      while (root.dataset.stale && !document.hidden) {
        delete root.dataset.stale;
        await refresh();
      }
    } catch {
      live.textContent = "Not live: no connection to Rankwire.";
    } finally {
      asked = false;
    }
  };
  events.addEventListener("open", () => {
    live.textContent = "Live.";
    if (root.dataset.stale) changed();
  });
  events.addEventListener("changed", changed);
  document.addEventListener("visibilitychange", () => { if (root.dataset.stale) changed(); });
  addEventListener("pagehide", () => events.close());
}
