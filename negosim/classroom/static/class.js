// Keeps the page up to date and sends forms over a WebSocket. Without this script, the same forms are posted.
"use strict";
(() => {
  const body = document.body, live = document.getElementById("live"), rows = document.getElementById("rows");
  const banner = document.getElementById("banner"), answer = document.getElementById("answer");
  const clock = document.getElementById("clock"), store = "negosim" + location.pathname;
  const outbox = new Map(JSON.parse(sessionStorage.getItem(store) || "[]"));
  let socket = null, wait = 250, ends = 0, weighing = 0, composing = false, later = [];
  body.classList.add("scripted");

  const key = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (x) => x.toString(16).padStart(2, "0")).join("");
  const keep = () => sessionStorage.setItem(store, JSON.stringify([...outbox]));
  const say = (text) => { answer.textContent = text; };

  // ---- the connection: forms that are not acknowledged are sent again; the server counts each key once
  const connect = () => {
    socket = new WebSocket(location.origin.replace(/^http/, "ws") + body.dataset.live);
    socket.onopen = () => { wait = 250; show(); outbox.forEach((form, id) => send(id, form)); };
    socket.onmessage = (event) => receive(JSON.parse(event.data));
    socket.onclose = () => { socket = null; show(); setTimeout(connect, wait * (0.75 + Math.random() / 2)); wait = Math.min(4000, 2 * wait); };
  };
  const isOpen = () => socket !== null && socket.readyState === WebSocket.OPEN;
  const send = (id, form) => { if (isOpen()) socket.send(JSON.stringify({ ...form, key: id })); };
  const show = () => {
    banner.hidden = isOpen();
    banner.textContent = body.dataset.offline + (outbox.size ? " " + body.dataset.waiting : "");
  };

  const receive = (message) => {
    if ("done" in message) { outbox.delete(message.done); keep(); release(message.done, !message.text); say(message.text || ""); show(); }
    if ("weighed" in message) { document.querySelectorAll(".weighed").forEach((place) => { place.textContent = message.weighed; }); }
    if ("left" in message) { setClock(message.left, message.frozen); }
    if ("page" in message && message.page !== body.dataset.page) { location.reload(); return; }
    if ("blocks" in message) { composing ? later.push(message.blocks) : update(message.blocks); }
  };

  // ---- blocks: only changed blocks are replaced, and what has been typed is kept
  const update = (blocks) => {
    const places = { live, rows };
    for (const [id, shape, html, place] of blocks) {
      const old = document.getElementById(id);
      if (html === "") { if (old) old.remove(); continue; }
      if (old && old.dataset.shape === String(shape)) continue;
      const template = document.createElement("template");
      template.innerHTML = html;
      const fresh = template.content.firstElementChild;
      if (old) { restore(old, fresh); } else { insert(places[place], fresh); }
    }
    if (rows) document.getElementById("tables").hidden = rows.children.length === 0;
  };
  const insert = (place, fresh) => {
    const order = (element) => Number(element.dataset.order);
    place.insertBefore(fresh, [...place.children].find((each) => order(each) > order(fresh)) || null);
  };
  const named = (element) => element.id || `${element.name}=${element.value}`;
  const restore = (old, fresh) => {
    const focused = old.contains(document.activeElement) ? named(document.activeElement) : null;
    const typed = [...old.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(isChanged);
    const title = (details) => details.firstElementChild.textContent;
    const opened = new Map([...old.querySelectorAll("details")].map((each) => [title(each), each.open]));
    old.replaceWith(fresh);
    fresh.querySelectorAll("details").forEach((each) => { each.open = opened.get(title(each)) ?? each.open; });
    for (const before of typed) {
      const now = [...fresh.querySelectorAll("input, select, textarea")].find((each) => named(each) === named(before));
      if (!now) continue;
      if (before.type === "radio") { now.checked = before.checked; } else { now.value = before.value; }
    }
    const target = focused && [...fresh.querySelectorAll("input, select, textarea, button")].find((each) => named(each) === focused);
    if (target) target.focus();
  };
  const isChanged = (field) => {
    if (field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected));
    return field.value !== field.defaultValue;
  };
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => { composing = false; later.splice(0).forEach(update); });

  // ---- forms
  const sent = new Map();
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (form.method !== "post" || form.action !== location.origin + location.pathname || !button || button.name !== "do") return;
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    fields.do = button.value;
    const id = key();
    outbox.set(id, fields); keep(); show();
    sent.set(id, [form, button]); button.disabled = true;
    send(id, fields);
  });
  const release = (id, granted) => {
    const [form, button] = sent.get(id) || [];
    sent.delete(id);
    if (button) button.disabled = false;
    const text = form && form.querySelector("textarea[name=text]");
    if (text && granted) text.value = "";
  };

  // ---- what an offer would be worth
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !("weigh" in form.dataset)) return;
    clearTimeout(weighing);
    weighing = setTimeout(() => {
      const fields = Object.fromEntries(new FormData(form));
      const complete = Object.entries(fields).every(([name, value]) => !name.startsWith("issue.") || value !== "");
      if (complete && isOpen()) socket.send(JSON.stringify({ ...fields, do: "weigh" }));
    }, 200);
  });

  // ---- the clock: it only shows the server's clock, which decides
  const setClock = (left, frozen) => {
    clock.dataset.frozen = frozen ? "yes" : "";
    clock.dataset.left = left === null ? "" : left;
    ends = left === null ? 0 : Date.now() + 1000 * left;
    drawClock();
  };
  const drawClock = () => {
    if (clock.dataset.left === "") { clock.textContent = ""; return; }
    const left = clock.dataset.frozen ? Number(clock.dataset.left) : Math.max(0, (ends - Date.now()) / 1000);
    const time = `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, "0")}`;
    clock.textContent = left > 0 ? clock.dataset.words.replace("{time}", time) : clock.dataset.over;
  };
  setClock(clock.dataset.left === "" ? null : Number(clock.dataset.left), clock.dataset.frozen === "yes");
  setInterval(drawClock, 500);
  connect();
})();
