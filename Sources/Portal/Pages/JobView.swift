import Forms
import Store
import Workflow
import Writers

/// What the pages of jobs share.
enum JobView {
  static func list<Line>(_ jobs: [JobDesk<Line>.Job], under path: String, _ visit: Visit) -> [View] {
    jobs.map { job in
      [
        "title": job.title, "link": "\(path)/\(job.id)", "time": Wording(say: visit.say).time(job.startedAt),
        "progress": progress(job.lines.count, of: job.total, visit),
      ]
    }
  }

  static func progress(_ done: Int, of total: Int, _ visit: Visit) -> String {
    visit.say(
      done == total ? "portal.job.done" : "portal.job.progress", ["done": String(done), "total": String(total)])
  }

  static func finding(_ finding: AssessedFile.Finding, _ say: Catalog) -> View {
    [
      "severity": say("report.\(finding.severity)"), "isError": finding.severity == "error", "title": finding.title,
      "place": finding.place, "message": finding.message, "rule": finding.rule,
    ]
  }

  static func heads(_ say: Catalog) -> [String] {
    ["severity", "rule", "place", "title", "message", "stated", "expected"].map { say("portal.job.column.\($0)") }
  }

  static func fields(_ finding: AssessedFile.Finding, _ say: Catalog) -> [String] {
    [
      say("report.\(finding.severity)"), finding.rule, finding.place, finding.title, finding.message,
      finding.stated ?? "", finding.expected ?? "",
    ]
  }
}
