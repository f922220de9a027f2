/* What the portal adds to its pages. Everything works without it; nothing inline, nothing fetched. */
(function () {
  "use strict";
  var $$ = function (s) { return Array.prototype.slice.call(document.querySelectorAll(s)); };

  // A file dropped on a form is the form's file.
  $$("[data-drop]").forEach(function (form) {
    var input = form.querySelector("input[type=file]");
    form.addEventListener("drop", function (e) {
      if (!e.dataTransfer || !e.dataTransfer.files.length) return;
      input.files = e.dataTransfer.files;
      input.focus();
    });
    form.addEventListener("submit", function () {
      $$("button", form).forEach(function (b) { if (form.contains(b)) b.setAttribute("aria-disabled", "true"); });
    });
  });

  // One's own copy against the published digest. Needs a secure connection; otherwise the digest is there to compare.
  $$("[data-verify]").forEach(function (input) {
    if (!window.crypto || !window.crypto.subtle) { input.parentNode.hidden = true; return; }
    input.addEventListener("change", function () {
      var box = input.closest(".hash"), say = box.querySelector("[role=status]");
      input.files[0].arrayBuffer().then(function (bytes) { return crypto.subtle.digest("SHA-256", bytes); }).then(function (sum) {
        var hex = Array.prototype.map.call(new Uint8Array(sum), function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
        var same = hex === box.querySelector("[data-sha]").getAttribute("data-sha");
        say.textContent = say.getAttribute(same ? "data-same" : "data-other");
        say.className = "small " + (same ? "holds" : "breaks");
      });
    });
  });

  // What is under way is looked at again.
  $$("[data-reload]").slice(0, 1).forEach(function (mark) {
    setTimeout(function () { location.reload(); }, 1000 * Number(mark.getAttribute("data-reload")));
  });

  // Filters that are changed are sent at once.
  $$(".filters").forEach(function (form) {
    form.addEventListener("change", function (e) { if (e.target.type !== "search") form.submit(); });
  });
})();
