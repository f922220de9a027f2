/* A sheet of a draft that is kept as it is filled in. Without this script the same form is sent by its button. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-sheet]");
  if (!form || !window.fetch || !window.URLSearchParams) return;
  var words = form.getAttribute("data-words").split("|");
  var revision = form.elements.revision;
  var known = {};     // what the server has, by cell
  var waiting = {};   // what it does not have yet
  var busy = false;
  var field = function (name) { var f = form.elements[name]; return f && f.nodeName ? f : f && f.length ? f[0] : null; };
  var fields = function () { return Array.prototype.filter.call(form.querySelectorAll("input[name*='/'], textarea[name*='/'], select[name*='/']"), function () { return true; }); };
  var remember = function () { fields().forEach(function (f) { known[f.name] = f.value; }); };
  remember();

  // On a telephone the sheet comes first, and the list of sheets is opened when it is wanted.
  var fold = document.querySelector("details[data-fold]");
  if (fold && window.matchMedia && window.matchMedia("(max-width: 720px)").matches) fold.open = false;

  // ── Saving ──
  var say = function (text, isBad) {
    var box = document.querySelector("[data-saved]");
    if (!box) return;
    box.classList.toggle("breaks", !!isBad);
    box.querySelector("span").textContent = text;
  };
  var note = function (cell, f) {
    if (f.value === known[cell] && !(cell in waiting)) return;
    waiting[cell] = f.value;
    say(words[0]);
  };
  var timer = null;
  var later = function (wait) { clearTimeout(timer); timer = setTimeout(send, wait); };

  function send() {
    if (busy || !Object.keys(waiting).length) return;
    busy = true;
    var sent = waiting;
    waiting = {};
    var body = new URLSearchParams();
    body.set("form_token", form.elements.form_token.value);
    body.set("revision", revision.value);
    body.set("sheet", form.getAttribute("data-sheet"));
    Object.keys(sent).forEach(function (cell) { body.set(cell, sent[cell]); });
    fetch(form.getAttribute("data-cells"), { method: "POST", credentials: "same-origin", body: body, headers: { Accept: "application/json" } })
      .then(function (answer) {
        if (answer.ok) return answer.json();
        throw answer.status === 401 || answer.status === 403 ? words[3] : words[1];
      })
      .then(function (answer) { take(answer, sent); busy = false; if (Object.keys(waiting).length) send(); })
      .catch(function (why) {
        // Nothing is lost: it stays on the page and is sent again.
        Object.keys(sent).forEach(function (cell) { if (!(cell in waiting)) waiting[cell] = sent[cell]; });
        busy = false;
        say(typeof why === "string" ? why : words[1], true);
        later(5000);
      });
  }

  function replace(part, html) {
    var box = document.querySelector("[data-live=" + part + "]");
    if (!box || box.contains(document.activeElement) && document.activeElement !== document.body) return;
    var fold = box.querySelector("details[data-fold]"), isOpen = fold && fold.open;
    box.innerHTML = html;
    if (fold) { var now = box.querySelector("details[data-fold]"); if (now) now.open = isOpen; }
  }

  function take(answer, sent) {
    revision.value = answer.revision;
    Object.keys(sent).forEach(function (cell) { known[cell] = sent[cell]; });
    var outputs = {};
    form.querySelectorAll("output[data-cell]").forEach(function (o) { outputs[o.getAttribute("data-cell")] = o; });
    Object.keys(answer.shown).forEach(function (cell) { if (outputs[cell]) outputs[cell].textContent = answer.shown[cell]; });
    // What others have entered meanwhile; never over what is being typed here.
    Object.keys(answer.entered).forEach(function (cell) {
      var f = field(cell);
      if (!f || cell in waiting || f === document.activeElement && f.value !== known[cell]) return;
      if (f.value !== answer.entered[cell] && !(cell in sent)) f.value = answer.entered[cell];
      known[cell] = answer.entered[cell];
    });
    answer.conflicts.forEach(function (c) { known[c.cell] = c.theirs; var f = field(c.cell); if (f && c.theirs !== null) f.value = c.theirs; });
    mark(answer);
    ["bar", "sheets", "live", "loose"].forEach(function (part) { replace(part, answer[part]); });
    if (Object.keys(waiting).length) say(words[0]);
    grown(answer.lines);
  }

  // What is wrong stands under its line.
  function mark(answer) {
    var wrong = {}, pending = {};
    answer.wrong.forEach(function (cell) { wrong[cell] = true; });
    answer.pending.forEach(function (cell) { pending[cell] = true; });
    fields().forEach(function (f) {
      var cell = f.closest("td");
      cell.classList.toggle("hot", !!wrong[f.name]);
      cell.classList.toggle("is-bad", !!wrong[f.name]);
      if (wrong[f.name]) f.setAttribute("aria-invalid", "true"); else f.removeAttribute("aria-invalid");
      if (!pending[f.name]) { cell.classList.remove("is-open"); var p = cell.querySelector(".pend"); if (p) p.remove(); }
    });
    form.querySelectorAll("tr[data-line]").forEach(function (row) {
      var html = answer.why[row.getAttribute("data-line")] || "", next = row.nextElementSibling;
      var old = next && next.classList.contains("why-row") ? next : null;
      if (old && old.contains(document.activeElement)) return;
      if (old) old.remove();
      if (html) row.insertAdjacentHTML("afterend", html);
    });
  }

  // Lines that somebody added or took away: the page is loaded anew when its reader wants to.
  function grown(lines) {
    var isOther = Object.keys(lines).some(function (part) {
      var own = Array.prototype.filter.call(form.querySelectorAll("tr[data-line]"), function (r) { return r.getAttribute("data-line").indexOf(part + "/") === 0; });
      return own.map(function (r) { return +r.getAttribute("data-line").split("/").pop(); }).join() !== lines[part].join();
    });
    if (!isOther || document.getElementById("reload")) return;
    form.insertAdjacentHTML("beforebegin", '<p class="note" id="reload"><a></a></p>');
    var link = document.querySelector("#reload a");
    link.textContent = words[2];
    link.href = location.pathname;
  }

  form.addEventListener("input", function (e) {
    if (e.target.name.indexOf("/") < 0) return;
    note(e.target.name, e.target);
    later(e.target.nodeName === "TEXTAREA" ? 900 : 450);
    if (e.target.nodeName === "TEXTAREA") fit(e.target);
  });
  form.addEventListener("change", function (e) { if (e.target.name.indexOf("/") >= 0) { note(e.target.name, e.target); later(0); } });
  // The value of somebody else's conflict is chosen by its button without leaving the page.
  form.addEventListener("click", function (e) {
    var b = e.target.closest && e.target.closest(".why button");
    if (!b) return;
    var f = field(b.name) || form.querySelector("input[name='" + b.name + "'], textarea[name='" + b.name + "']");
    if (!f || f.nodeName === "BUTTON") return;
    e.preventDefault();
    f.value = b.value;
    note(b.name, f);
    f.focus();
    later(0);
  });
  form.addEventListener("submit", function () { waiting = {}; clearTimeout(timer); });
  window.addEventListener("beforeunload", function (e) { if (busy || Object.keys(waiting).length) { e.preventDefault(); e.returnValue = ""; } });
  // Other forms of the page wait until everything is kept.
  document.addEventListener("submit", function (e) {
    if (e.target === form || !busy && !Object.keys(waiting).length) return;
    e.preventDefault();
    var other = e.target;
    send();
    var wait = setInterval(function () {
      if (busy || Object.keys(waiting).length) return;
      clearInterval(wait);
      other.submit();
    }, 50);
  });

  // ── Moving and pasting ──
  var column = function (f) { return f.closest("td").cellIndex; };
  function beside(f, step) {
    var row = f.closest("tr"), at = column(f);
    for (row = step > 0 ? row.nextElementSibling : row.previousElementSibling; row; row = step > 0 ? row.nextElementSibling : row.previousElementSibling) {
      var next = row.cells[at] && row.cells[at].querySelector("input, textarea");
      if (next) return next;
    }
    return null;
  }
  form.addEventListener("keydown", function (e) {
    if (e.target.nodeName !== "INPUT" || e.isComposing) return;
    var step = e.key === "Enter" ? (e.shiftKey ? -1 : 1) : e.key === "ArrowDown" && !e.target.list ? 1 : e.key === "ArrowUp" && !e.target.list ? -1 : 0;
    if (!step) return;
    e.preventDefault();
    var next = beside(e.target, step);
    if (next) { next.focus(); if (next.select) next.select(); }
  });
  // A block of cells from a spreadsheet goes into as many fields, right and down.
  form.addEventListener("paste", function (e) {
    if (e.target.nodeName !== "INPUT") return;
    var text = (e.clipboardData || window.clipboardData).getData("text").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    e.preventDefault();
    var start = e.target;
    text.split("\n").forEach(function (line) {
      if (!start) return;
      var row = start.closest("tr"), at = column(start);
      line.split("\t").forEach(function (value, i) {
        var f = row.cells[at + i] && row.cells[at + i].querySelector("input, textarea");
        if (!f) return;
        f.value = /^\s*-?[\d,，\s]+(\.\d+)?\s*$/.test(value) ? value.replace(/[,，\s]/g, "") : value.trim();
        note(f.name, f);
      });
      start = beside(start, 1);
    });
    later(0);
  });

  // ── Choosing ──
  var lists = {};
  function list(id, make) {
    if (lists[id]) return;
    lists[id] = document.createElement("datalist");
    lists[id].id = id;
    document.body.appendChild(lists[id]);
    make(function (value, label) {
      var o = document.createElement("option");
      o.value = value;
      if (label) o.label = value + " " + label;
      lists[id].appendChild(o);
    });
  }
  form.addEventListener("focusin", function (e) {
    var f = e.target, codes = f.getAttribute && f.getAttribute("data-codes"), choices = f.getAttribute && f.getAttribute("data-choices");
    if (codes) {
      list("codes-" + codes, function (add) {
        fetch(form.getAttribute("data-accounts") + encodeURIComponent(codes), { credentials: "same-origin" })
          .then(function (a) { return a.json(); })
          .then(function (all) { all.forEach(function (c) { add(c[0], c[1]); }); })
          .catch(function () {});
      });
      f.setAttribute("list", "codes-" + codes);
    } else if (choices) {
      var id = "choices-" + f.name.split("/")[0] + "-" + f.name.split("/")[2];
      list(id, function (add) { choices.split("\n").forEach(function (c) { add(c); }); });
      f.setAttribute("list", id);
    }
  });

  function fit(area) { area.style.height = "auto"; area.style.height = Math.min(area.scrollHeight + 2, 480) + "px"; }

  // A link to what is wrong ends at the field.
  function arrive() {
    var id = decodeURIComponent(location.hash.slice(1));
    if (id.indexOf("why-") !== 0) return;
    var row = form.querySelector("tr[data-line='" + id.slice(4) + "']");
    var f = row && (row.querySelector(".is-bad input, .is-bad textarea") || row.querySelector("input, textarea"));
    if (f) { f.focus({ preventScroll: true }); f.scrollIntoView({ block: "center" }); }
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
