import Checking
import Documents
import Writers
public import Forms

/// The use cases about packs: list, validate, show.
public struct PackTools: Sendable {
  public let files: PackFiles
  public let catalog: Catalog

  public init(files: PackFiles, catalog: Catalog) {
    self.files = files
    self.catalog = catalog
  }

  public func list() -> String {
    files.packs.map { id in
      guard let form = FormLoader(files: files).load(id).form else { return "\(id)\n" }
      let years = "\(form.firstYear.map(String.init) ?? "")..\(form.lastYear.map(String.init) ?? "")"
      return "\(id)\t\(form.title)\t\(years)\t\(form.chain.joined(separator: " → "))\n"
    }.joined()
  }

  /// Loads packs and runs the examples of their rules.
  ///
  /// - Returns: what to print, and whether all is well.
  public func validate(_ packs: [String]) -> (text: String, isSound: Bool) {
    var text = ""
    var isSound = true
    for pack in packs {
      let loaded = FormLoader(files: files).load(pack, isThorough: true)
      var problems = loaded.problems
      var examples = 0
      if let form = loaded.form, problems.isEmpty {
        (problems, examples) = run(form)
      }
      for problem in problems { text += problem.rendered(catalog) + "\n" }
      if problems.isEmpty, let form = loaded.form {
        text +=
          catalog(
            "cli.packs.sound",
            [
              "pack": pack, "tables": String(form.tables.count), "rules": String(form.rules.count),
              "examples": String(examples),
            ]) + "\n"
      } else {
        isSound = false
        text += catalog("cli.packs.problems", ["pack": pack, "count": String(problems.count)]) + "\n"
      }
    }
    return (text, isSound)
  }

  /// Runs every example: those that hold must not break their rule, the others must.
  func run(_ form: Form) -> (problems: [PackProblem], count: Int) {
    var problems: [PackProblem] = []
    var count = 0
    for rule in form.rules {
      for example in rule.examples {
        count += 1
        let isBroken = isBroken(rule, example, form)
        if example.holds, isBroken == true {
          problems.append(PackProblem(.example, "broken", at: example.place, ["rule": rule.id]))
        } else if !example.holds, isBroken != true {
          problems.append(PackProblem(.example, "silent", at: example.place, ["rule": rule.id]))
        }
      }
      if needsExample(rule, form), !rule.examples.contains(where: { !$0.holds }) {
        problems.append(PackProblem(.example, "none", at: rule.place, ["rule": rule.id]))
      }
    }
    return (problems, count)
  }

  /// Equations over printed tables must show what breaks them. Facts of sentences only, and what needs last year's
  /// file, have nothing printed to break yet.
  private func needsExample(_ rule: Rule, _ form: Form) -> Bool {
    guard case .equations(let equations) = rule.kind else { return false }
    return equations.allSatisfy { equation in
      let sources = FactSources(equation.body)
      return !sources.usesPrior && sources.tables.allSatisfy { form.tables[$0].isPrinted }
    }
  }

  private func isBroken(_ rule: Rule, _ example: RuleExample, _ form: Form) -> Bool? {
    switch example.content {
    case .cells(let cells):
      return ExampleRunner(form: form).isBroken(rule, on: cells, catalog: catalog)
    case .document(let text):
      let file = SourceFile(name: rule.id, bytes: [UInt8](text.utf8))
      do {
        var options = Check.Options()
        options.pack = form.pack
        let outcome = try Check(files: files, catalog: catalog).run(file, options)
        return outcome.input.report.findings.contains { $0.rule == rule.id }
      } catch {
        return nil
      }
    }
  }

  /// Every table and rule of a merged pack, with the file that each comes from.
  public func show(_ pack: String, table: String?) throws(PackChoice.Failure) -> String {
    let form = try PackChoice.load(pack, year: nil, packs: ParsedPacks(files))
    var lines = ["\(form.pack)\t\(form.title)\t\(form.chain.joined(separator: " → "))"]
    for item in form.tables where table == nil || item.id == table {
      lines.append("\(item.id)\t\(item.title)\t\(item.place.file):\(item.place.line)")
      for block in item.blocks {
        let name = block.id.isEmpty ? "" : "\(block.id) "
        for column in block.columns {
          lines.append("  \(name)列 \(column.id)\t\(column.label)\t\(column.place.file):\(column.place.line)")
        }
        for row in block.rows {
          lines.append("  \(name)行 \(row.id)\t\(row.label)\t\(row.place.file):\(row.place.line)")
        }
      }
    }
    for rule in form.rules where table == nil || rule.table.map({ form.tables[$0].id }) == table {
      lines.append("\(rule.id)\t\(rule.title)\t\(rule.source)\t\(rule.place.file):\(rule.place.line)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
