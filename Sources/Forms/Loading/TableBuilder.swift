import Amounts

/// Builds the tables of a form from their entries: shapes and labels only; rules come after, when all names are known.
struct TableBuilder {
  private static let tableKeys: Set<String> = [
    "table", "sheet", "number", "title", "or", "instead", "note", "empty", "basis", "blocks", "columns", "rows",
    "label",
    "numbered", "checks", "examples", "lanes", "layout", "fields", "weights", "like", "repeats", "key", "serials",
    "open", "years", "formerly", "why",
  ]
  private static let blockKeys: Set<String> = [
    "label", "numbered", "columns", "rows", "open", "layout", "lanes",
  ]
  private static let columnKeys: Set<String> = [
    "label", "or", "under", "title", "equals", "percent", "points", "text", "count", "fill", "values", "rounding",
    "basis", "before", "after", "english", "severity", "examples",
  ]
  private static let rowKeys: Set<String> = [
    "label", "or", "equals", "by", "parents", "unit", "columns", "optional", "open", "under", "headless", "across",
    "rounding",
    "except",
    "at", "after", "before", "basis", "english", "severity", "short", "title", "examples",
  ]

  static func table(id: String, isPrinted: Bool, node: PackNode, context: inout LoadContext) -> TableForm {
    context.check(node, knows: tableKeys)
    var blocks: [BlockForm] = []
    if let named = node["blocks"] {
      for entry in named.entries {
        context.check(entry.value, knows: blockKeys)
        blocks.append(block(id: entry.key, node: entry.value, context: &context))
      }
    } else {
      blocks.append(block(id: "", node: node, context: &context))
    }
    return TableForm(
      id: id, number: node.text("number").flatMap { $0 == "null" ? nil : $0 }, title: node.text("title") ?? id,
      otherTitles: node["or"]?.items.compactMap(\.text) ?? [],
      standIns: node["instead"]?.items.compactMap(\.text) ?? [], note: node.text("note"), empty: node.text("empty"),
      isPrinted: isPrinted, collection: node.text("repeats"), fields: fields(node, context: &context), blocks: blocks,
      weights: weights(node, context: &context), lanes: lanes(node), printsSerials: node.isYes("serials"),
      place: node.place)
  }

  private static func lanes(_ node: PackNode) -> [[String]] {
    (node["lanes"]?.items ?? []).map { $0.items.compactMap(\.text) }
  }

  private static func fields(_ node: PackNode, context: inout LoadContext) -> [FieldForm] {
    (node["fields"]?.entries ?? []).map { entry in
      context.check(entry.value, knows: ["label", "or", "after", "before"])
      let label = entry.value.text ?? entry.value.text("label") ?? entry.key
      return FieldForm(id: entry.key, labels: [label] + (entry.value["or"]?.items.compactMap(\.text) ?? []))
    }
  }

  private static func weights(_ node: PackNode, context: inout LoadContext) -> [(name: String, points: Rational)] {
    (node["weights"]?.entries ?? []).compactMap { entry in
      guard let text = entry.value.text, case .number(let number) = PrintedValue(parsing: text) else {
        context.report(PackProblem(.value, "number", at: entry.value.place, ["text": entry.value.text ?? ""]))
        return nil
      }
      return (entry.key, number.value)
    }
  }

  private static func block(id: String, node: PackNode, context: inout LoadContext) -> BlockForm {
    let isOpen = node.isYes("open")
    let columns = columns(node, context: &context)
    var rows: [RowForm] = []
    if isOpen {
      rows.append(
        RowForm(
          id: "rows", label: "", keys: [], kind: .open, unit: nil, rounding: nil, columns: nil, optional: [],
          isHeadless: false,
          under: nil, place: node.place))
    }
    for entry in node["rows"]?.entries ?? [] {
      context.check(entry.value, knows: rowKeys)
      rows.append(row(entry, columns: columns, context: &context))
    }
    return BlockForm(
      id: id, label: node.text("label"), isOpen: isOpen, columns: columns, numbered: numbered(node, rows: rows),
      rows: rows)
  }

  /// `general..other`, or one row or group.
  private static func numbered(_ node: PackNode, rows: [RowForm]) -> ClosedRange<Int>? {
    let names = (node.text("numbered") ?? "").split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    let found = names.compactMap { name in rows.firstIndex { $0.id == name } }
    guard let first = found.first, let last = found.last, first <= last else { return nil }
    return first...last
  }

  private static func columns(_ node: PackNode, context: inout LoadContext) -> [ColumnForm] {
    let entries = node["columns"]?.entries ?? []
    guard node["layout"] != nil, entries.count == 2 else {
      guard !entries.isEmpty else { return [ColumnForm.amount(at: node.place)] }
      return entries.map { column($0, context: &context) }
    }
    // A product of two dimensions: the outer is only a heading, the inner carries labels and equations.
    var product: [ColumnForm] = []
    let inner = entries[1].value.entries
    for outer in entries[0].value.entries {
      let label = outer.value.text ?? outer.value.text("label") ?? outer.key
      for entry in inner {
        var column = column(entry, context: &context)
        column.id = "\(outer.key).\(entry.key)"
        column.innerLabel = column.label
        column.outerLabel = label
        column.label = label + "·" + (subtotalHeading(entry.value) ?? column.label)
        column.dimension = context.keys(label, outer.value["or"]?.items ?? [])
        product.append(column)
      }
    }
    return product
  }

  /// Among the columns of a heading a subtotal (小计) says nothing by itself; the heading does.
  private static func subtotalHeading(_ node: PackNode) -> String? {
    node["equals"] == nil ? nil : node["under"]?.items.first?.text
  }

  private static func column(_ entry: PackNode.Entry, context: inout LoadContext) -> ColumnForm {
    let node = entry.value
    context.check(node, knows: columnKeys)
    let label = node.text ?? node.text("label") ?? entry.key
    var values: [(text: String, parent: String?)] = []
    for item in node["values"]?.entries ?? [] {
      values += item.value.items.compactMap(\.text).map { ($0, item.key == "any" ? nil : item.key) }
    }
    if case .list(let items) = node["values"]?.content { values = items.compactMap(\.text).map { ($0, nil) } }
    return ColumnForm(
      id: entry.key, label: label, keys: context.keys(label, node["or"]?.items ?? []),
      under: context.keys(nil, node["under"].map { $0.text == "null" ? [] : $0.items } ?? []),
      heading: node["under"]?.items.first?.text.flatMap { $0 == "null" ? nil : $0 }, dimension: [],
      measure: measure(node), rounding: rounding(node, context: &context) ?? defaultRounding(node),
      fills: node.isYes("fill"), values: values, place: node.place)
  }

  private static func measure(_ node: PackNode) -> Measure {
    if node.isYes("percent") { return .percent }
    if node.isYes("points") { return .points }
    if node.isYes("text") { return .text }
    if let unit = node.text("count") { return .count(unit: unit) }
    return .amount
  }

  private static func defaultRounding(_ node: PackNode) -> Rounding {
    switch measure(node) {
    case .amount: .form
    case .percent: .printed
    case .points, .count, .text: .exact
    }
  }

  private static func rounding(_ node: PackNode, context: inout LoadContext) -> Rounding? {
    guard let value = node["rounding"] else { return nil }
    switch value.text {
    case "printed": return .printed
    case "exact": return .exact
    case "form": return .form
    default:
      context.report(PackProblem(.value, "rounding", at: value.place, ["text": value.text ?? ""]))
      return nil
    }
  }

  private static func row(_ entry: PackNode.Entry, columns: [ColumnForm], context: inout LoadContext) -> RowForm {
    let node = entry.value
    let label = node.text ?? node.text("label") ?? ""
    var kind = RowForm.Kind.fixed
    if let by = node["by"] {
      kind = coded(by, context: &context)
    } else if node.isYes("open") {
      kind = .open
    }
    return RowForm(
      id: entry.key, label: label, keys: label.isEmpty ? [] : context.keys(label, node["or"]?.items ?? []), kind: kind,
      unit: node.text("unit"), rounding: rounding(node, context: &context),
      columns: node["columns"].map { indices(of: $0, in: columns, context: &context) },
      optional: node["optional"].map { indices(of: $0, in: columns, context: &context) } ?? [],
      isHeadless: node.isYes("headless"), across: context.keys(nil, node["across"]?.items ?? []),
      isAtEnd: node.text("at") == "end", under: node.text("under"),
      place: node.place)
  }
}

extension TableBuilder {
  /// `function`, or one level of it: `function 类`.
  private static func coded(_ by: PackNode, context: inout LoadContext) -> RowForm.Kind {
    let words = (by.text ?? "").split(separator: " ", maxSplits: 1).map(String.init)
    let classification = words.first ?? ""
    let level = words.count > 1 ? words[1] : nil
    if let levels = context.levels[classification] {
      if let level, !levels.contains(level) {
        let near = nearestNames(to: level, among: levels)
        context.report(PackProblem(.name, "level", at: by.textPlace, ["name": level, "near": near]))
      }
    } else {
      let near = nearestNames(to: classification, among: context.levels.keys)
      context.report(PackProblem(.name, "classification", at: by.textPlace, ["name": classification, "near": near]))
    }
    return .coded(classification: classification, level: level)
  }

  private static func indices(
    of names: PackNode, in columns: [ColumnForm], context: inout LoadContext
  ) -> Set<Int> {
    var indices: Set<Int> = []
    for name in names.items {
      if let index = columns.firstIndex(where: { $0.id == name.text }) {
        indices.insert(index)
      } else {
        let near = nearestNames(to: name.text ?? "", among: columns.map(\.id))
        let values = ["name": name.text ?? "", "table": "", "near": near]
        context.report(PackProblem(.name, "column", at: name.place, values))
      }
    }
    return indices
  }
}

extension ColumnForm {
  /// The one column of a sheet that lists figures.
  static func amount(at place: PackPlace) -> ColumnForm {
    ColumnForm(
      id: "amount", label: "", keys: [], under: [], dimension: [], measure: .amount, rounding: .form, fills: false,
      values: [], place: place)
  }
}
