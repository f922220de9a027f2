import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

/// The style, script and templates of the portal, beside those of the report.
struct PortalAssets: Sendable {
  let files: Assets
  /// Paths that name their content, so that browsers keep them for ever.
  let stylePath: String
  let scriptPath: String
  let portalStylePath: String
  let portalScriptPath: String
  /// The script of a draft's sheets, and what a published page adds to the style sheet: only where they are needed.
  let composeScriptPath: String
  let pageStylePath: String
  let composeScript: String
  let pageStyle: String
  let portalStyle: String
  let portalScript: String

  init() throws {
    files = try Assets(adding: EmbeddedFiles.all.map { ($0.path, $0.text) })
    portalStyle = try files.text("site.css")
    portalScript = try files.text("site.js")
    pageStyle = DraftReading.pageStyle
    func path(_ name: String, _ text: String) -> String { "/assets/\(digest(Array(text.utf8)).prefix(16))/\(name)" }
    stylePath = path("mingzhang.css", files.style)
    scriptPath = path("mingzhang.js", files.script)
    portalStylePath = path("site.css", portalStyle)
    portalScriptPath = path("site.js", portalScript)
    composeScript = try files.text("draft.js")
    composeScriptPath = path("draft.js", composeScript)
    pageStylePath = path("page.css", pageStyle)
  }
}

/// What stands around every page: head, navigation, foot.
struct Shell: Sendable {
  let services: Services
  let caller: Caller
  let language: Catalog.Language

  init(_ visit: Visit) {
    self.init(services: visit.services, caller: visit.caller, language: visit.language)
  }

  init(services: Services, caller: Caller, language: Catalog.Language) {
    (self.services, self.caller, self.language) = (services, caller, language)
  }

  /// What a page is, beside what stands on it.
  struct Frame {
    var title: String
    /// Id of the entry of the navigation that it belongs to.
    var current = ""
    /// Classes of the main part.
    var width = "wrap"
    /// A further style sheet or script that the page needs.
    var extraStyle: String?
    var extraScript: String?
    /// What was just done, said at the top; the id of a message after `portal.done.`.
    var done: String?
    var status: HTTPResponse.Status = .ok
  }

  func page(_ frame: Frame, _ template: String, _ view: View) throws -> Response {
    var view = view
    view["say"] = words
    view["formToken"] = caller.session?.formToken
    let body = try services.assets.files.render(view, with: template)
    return try answer(frame, ["body": Verbatim(renderText: body), "width": frame.width])
  }

  /// A page whose main part is made already, such as a report.
  func page(_ frame: Frame, main: String) throws -> Response {
    try answer(frame, ["main": Verbatim(renderText: main)])
  }

  func fragment(_ template: String, _ view: View) throws -> String {
    var view = view
    view["say"] = words
    view["formToken"] = caller.session?.formToken
    return try services.assets.files.render(view, with: template)
  }

  private var words: Words { Words(catalog: say, prefix: "portal.") }
  private var say: Catalog { services.catalog(language) }

  private func answer(_ frame: Frame, _ parts: View) throws -> Response {
    var view = parts
    view["say"] = words
    view["language"] = language == .chinese ? "zh-CN" : "en"
    view["title"] = frame.title
    (view["stylePath"], view["scriptPath"]) = (services.assets.stylePath, services.assets.scriptPath)
    (view["portalStylePath"], view["portalScriptPath"]) = (
      services.assets.portalStylePath, services.assets.portalScriptPath
    )
    (view["extraStyle"], view["extraScript"]) = (frame.extraStyle, frame.extraScript)
    view["nav"] = navigation(frame.current)
    let hasAccount = Permission.mayEver(.account, caller.standing)
    view["user"] = caller.user.map { user -> View in
      [
        "display": user.display, "role": say("portal.role.\(user.role.rawValue)"),
        "account": hasAccount ? "/account" : nil,
      ]
    }
    view["formToken"] = caller.session?.formToken
    view["done"] = frame.done.flatMap { Self.doings.contains($0) ? say("portal.done.\($0)") : nil }
    view["other"] = language == .chinese ? ["code": "en", "name": "English"] : ["code": "zh", "name": "中文"] as View
    return Answer.html(try services.assets.files.render(view, with: "shell"), status: frame.status)
  }

  private func navigation(_ current: String) -> [View] {
    let all: [(id: String, path: String, action: Action)] = [
      ("check", "/", .look), ("search", "/departments", .look), ("compare", "/compare", .look),
      ("desk", "/desk", .desk), ("board", "/board", .board), ("rules", "/rules", .look),
      ("admin", "/admin", .administer),
    ]
    return all.filter { Permission.mayEver($0.action, caller.standing) }.map { entry in
      ["name": say("portal.nav.\(entry.id)"), "path": entry.path, "isCurrent": entry.id == current]
    }
  }

  /// What can be told as just done: a closed list, so that an address cannot put words on a page.
  static let doings: Set<String> = [
    "uploaded", "decided", "remarked", "submitted", "returned", "approved", "published", "added", "changed", "begun",
    "saved", "composed", "factorOff",
  ]
}

/// A page that says what went wrong and what to do.
enum FailurePage {
  static func answer(
    _ failure: PortalFailure, services: Services, _ caller: Caller, _ language: Catalog.Language
  ) -> Response {
    let say = services.catalog(language)
    let words = words(failure, say)
    let view: View = ["title": words.title, "text": words.text]
    let frame = Shell.Frame(title: words.title, status: failure.status)
    do {
      var response = try Shell(services: services, caller: caller, language: language).page(frame, "failure", view)
      if case .tooOften(let seconds) = failure { response.headers[.retryAfter] = String(seconds) }
      if failure == .busy { response.headers[.retryAfter] = "10" }
      return response
    } catch {
      return Answer.text(words.title)
    }
  }

  static func words(_ failure: PortalFailure, _ say: Catalog) -> (title: String, text: String) {
    let title = say("portal.failure.\(failure.id)")
    switch failure {
    case .file(let words): return (title, words)
    case .badField(let field): return (title, say("portal.field.\(field)"))
    case .tooOften(let seconds): return (title, say("portal.failure.tooOften.text", ["seconds": String(seconds)]))
    default: return (title, say("portal.failure.\(failure.id).text"))
    }
  }
}
