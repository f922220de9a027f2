import Composing
import Forms
import Hummingbird
import Store
import Workbooks
import Workflow
import Writers

/// What the templates of a draft read.
struct DraftView {
  let open: OpenDraft
  let work: DraftWork
  let visit: Visit
  private let name: String
  private let canUndo: Bool
  private let canRedo: Bool

  init(_ open: OpenDraft, _ work: DraftWork, _ visit: Visit) async throws {
    (self.open, self.work, self.visit) = (open, work, visit)
    name = try await visit.store.body(work.body).name
    (canUndo, canRedo) = try await work.history(open)
  }

  private var say: Catalog { visit.say }

  var title: String { say("portal.compose.title", ["name": name, "year": String(work.year)]) }

  /// What stands around every page of a draft: the bar, and the list of sheets.
  ///
  /// - Parameter current: the sheet that is shown; nil for the draft as a whole.
  func frame(current: String?) -> View {
    ["path": work.path, "title": title, "bar": bar(current), "sheets": sheets(current)]
  }

  func page(_ view: View, _ template: String, status: HTTPResponse.Status = .ok) throws -> Response {
    var frame = Shell.Frame(title: title, current: "desk", width: "composer", status: status)
    frame.extraScript = visit.services.assets.composeScriptPath
    let done = visit.query("done")
    // On a sheet the bar says what was kept.
    if done != "saved" { frame.done = done }
    return try Shell(visit).page(frame, template, view)
  }

  func bar(_ current: String?) -> View {
    let isCorrection = visit.filing?.state == .published
    let pending = open.draft.pendingCount
    return [
      "path": work.path, "title": title, "sheet": current ?? "", "canUndo": canUndo, "canRedo": canRedo,
      "state": StateView.view(visit.filing?.state ?? .draft, say),
      "saved": say("portal.compose.saved", ["time": Wording(say: say).clock(open.record.changedAt)]),
      "revision": say(
        "portal.compose.revision", ["number": String(open.record.revision), "by": open.record.changedBy]),
      "open": open.problems > 0
        ? say("portal.compose.open", ["count": String(open.problems)])
        : pending > 0 ? say("portal.compose.openPending", ["count": String(pending)]) : nil,
      "isCorrection": isCorrection,
    ]
  }

  // MARK: Sheets

  private static let paths = [
    "ok": "M2 6.5l3 3 5-7", "bad": "M3 3l6 6M9 3l-6 6", "todo": "M6 2v5M6 9.2v.6", "nil": "M2 6h8",
  ]

  func sheets(_ current: String?) -> View {
    let lines = open.reading.laid.sheets.map { sheet -> (state: String, view: View) in
      let problems = open.reading.problems.count { $0.place.file == sheet.title }
      let pending = sheet.parts.flatMap(\.lines).flatMap(\.cells).count(where: \.isPending)
      let isFilled = sheet.parts.flatMap(\.lines).flatMap(\.cells).contains {
        $0.kind != .shown && !$0.text.isEmpty && $0.text != open.reading.form.workbook.unknown
      }
      let state = problems > 0 ? "bad" : pending > 0 ? "todo" : isFilled ? "ok" : "nil"
      let count =
        problems > 0
        ? String(problems)
        : pending > 0
          ? say("portal.compose.pending", ["count": String(pending)]) : isFilled ? "" : say("portal.compose.blank")
      let view: View = [
        "title": sheet.title, "path": "\(work.path)/sheets/\(sheet.id)", "isCurrent": sheet.id == current,
        "kind": state, "mark": Self.paths[state], "word": say("portal.compose.sheet.\(state)"), "count": count,
      ]
      return (state, view)
    }
    return [
      "path": work.path, "isCurrent": current == nil, "list": lines.map(\.view),
      "done": say(
        "portal.compose.done",
        ["all": String(lines.count), "done": String(lines.count { $0.state == "ok" || $0.state == "nil" })]),
    ]
  }

  // MARK: Problems

  private func link(_ problem: FactProblem) -> String? {
    guard let sheet = open.reading.laid.sheets.first(where: { $0.title == problem.place.file }) else { return nil }
    let path = "\(work.path)/sheets/\(sheet.id)"
    return open.reading.laid.address(of: problem.place).map { "\(path)#why-\($0.part)/\($0.line)" } ?? path
  }

  private func view(_ problem: FactProblem) -> View {
    let isCell = open.reading.laid.address(of: problem.place) != nil
    let figures = Self.figures(problem)
    let words = figures.isEmpty ? problem.words(say) : say("portal.compose.contradiction", problem.values)
    return [
      "place": isCell ? "\(problem.place.file) \(problem.place.cell)" : problem.place.isCell ? problem.place.file : "",
      "link": link(problem), "text": words, "figures": figures.isEmpty ? nil : ["list": figures] as View,
    ]
  }

  /// The figures of an equation that does not hold, each on a line of its own.
  private static func figures(_ problem: FactProblem) -> [View] {
    guard problem.id == "contradiction", let cells = problem.values["cells"] else { return [] }
    return cells.matches(of: #/(.+?)=(-?[0-9.]*)(?:、|$)/#).map {
      ["name": String($0.1), "figure": Figure.entered(String($0.2))]
    }
  }

  var problems: [View] { open.reading.problems.map(view) }

  var questions: [View] {
    open.draft.questions.map { ["fact": $0.fact, "text": $0.text, "path": work.path] }
  }

  /// The problems of a sheet; those that stand at no cell of it apart.
  /// Whether something on a sheet is still to be looked at.
  func isPending(_ sheet: LaidDraft.Sheet) -> Bool {
    sheet.parts.contains { $0.lines.contains { $0.cells.contains(where: \.isPending) } }
  }

  func problems(of sheet: LaidDraft.Sheet) -> (all: [View], loose: [View]) {
    let own = open.reading.problems.filter { $0.place.file == sheet.title }
    let isFirst = sheet.id == open.reading.laid.sheets.first?.id
    let titles = Set(open.reading.laid.sheets.map(\.title))
    let nowhere = isFirst ? open.reading.problems.filter { !titles.contains($0.place.file) } : []
    let loose = own.filter { open.reading.laid.address(of: $0.place) == nil } + nowhere
    return ((own + nowhere).map(view), loose.map(view))
  }

  // MARK: What will be printed

  /// Paragraphs under their headings.
  static func view(_ passages: [DraftPassage]) -> [View] {
    var groups: [(heading: String, texts: [View])] = []
    for passage in passages {
      let text: View = [
        "segments": passage.segments.map { segment in
          ["text": segment.text, "isNew": segment.kind == .new, "isGap": segment.kind == .gap] as View
        }
      ]
      if groups.last?.heading == passage.heading {
        groups[groups.count - 1].texts.append(text)
      } else {
        groups.append((passage.heading, [text]))
      }
    }
    return groups.map { ["heading": $0.heading, "texts": $0.texts] }
  }
}
