import Forms
import Store

/// A figure by which departments are compared: an amount of the document, or one amount against another. Which ones there
/// are stands in `yardsticks.tsv` of the packs.
struct Yardstick: Sendable, Hashable {
  enum Kind: String, Sendable {
    /// The part itself: whole fen.
    case amount
    /// The part of the whole: hundredths of a percent.
    case percent
    /// The part for each one of the whole: whole fen.
    case each
  }

  var id: String
  /// Names of highlights; see `overview.tsv` of the packs.
  var part: String
  var whole: String?
  var kind: Kind
  private var chinese: String
  private var english: String

  func title(_ say: Catalog) -> String { say.language == .chinese ? chinese : english }

  /// All yardsticks, those of the packs beneath first.
  static func all(_ files: PackFiles) -> [Yardstick] {
    var known: Set<String> = []
    return files.packs.flatMap { pack in files.lines(of: "\(pack)/yardsticks.tsv") }.compactMap { fields in
      guard fields.count == 6, let kind = Kind(rawValue: fields[3]), fields[2].isEmpty == (kind == .amount),
        known.insert(fields[0]).inserted
      else { return nil }
      return Yardstick(
        id: fields[0], part: fields[1], whole: fields[2].isEmpty ? nil : fields[2], kind: kind, chinese: fields[4],
        english: fields[5])
    }
  }

  // MARK: Values

  /// Rounded to the unit of its kind; nil where the document does not state what it takes, or the whole is nothing.
  func value(_ figure: (String) -> StatedFigure?) -> Int64? {
    guard let part = figure(part)?.fen else { return nil }
    guard let whole else { return part }
    guard let stated = figure(whole) else { return nil }
    switch kind {
    case .amount: return part
    case .percent: return stated.fen.flatMap { Self.quotient(part, times: 10_000, by: $0) }
    case .each: return stated.value.flatMap(Self.hundredths).flatMap { Self.quotient(part, times: 100, by: $0) }
    }
  }

  /// Of each department of a table.
  func values(_ table: FigureTable) -> [Int64?] {
    let (parts, wholes) = columns(table)
    return parts.indices.map { index in value { $0 == part ? parts[index] : wholes?[index] } }
  }

  private func columns(_ table: FigureTable) -> (parts: [StatedFigure?], wholes: [StatedFigure?]?) {
    (table.columns[part, default: []], whole.map { table.columns[$0, default: []] })
  }

  /// Of several departments together: sums of parts and wholes of those that state both.
  func together(_ table: FigureTable) -> (value: Int64, count: Int)? {
    let columns = columns(table)
    var (parts, wholes, count): (Int64, Int64, Int) = (0, 0, 0)
    for (index, value) in values(table).enumerated() where value != nil {
      guard let part = columns.parts[index]?.fen, let whole = wholeNumber(columns.wholes?[index]) else { continue }
      let (sum, isTooMuch) = parts.addingReportingOverflow(part)
      let (total, isTooWide) = wholes.addingReportingOverflow(whole)
      guard !isTooMuch, !isTooWide else { return nil }
      (parts, wholes, count) = (sum, total, count + 1)
    }
    guard count > 0 else { return nil }
    guard let times = [Kind.percent: Int64(10_000), .each: 100][kind] else { return (parts, count) }
    return Self.quotient(parts, times: times, by: wholes).map { ($0, count) }
  }

  private func wholeNumber(_ stated: StatedFigure?) -> Int64? {
    switch kind {
    case .amount: 0
    case .percent: stated?.fen
    case .each: stated?.value.flatMap(Self.hundredths)
    }
  }

  /// Rounded half away from zero; nil where it is divided by nothing, or too large.
  static func quotient(_ part: Int64, times: Int64, by whole: Int64) -> Int64? {
    guard whole > 0 else { return nil }
    let product = Int128(part) * Int128(times)
    let half = Int128(whole) / 2
    return Int64(exactly: (product < 0 ? product - half : product + half) / Int128(whole))
  }

  /// `51` is 5100, `51.5` is 5150; nil where it is no plain number, or of more than two decimals.
  static func hundredths(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, whole.count <= 12, let units = Int64(whole), units >= 0 else {
      return nil
    }
    let rest = parts.count > 1 ? String(parts[1]) : "0"
    guard (1...2).contains(rest.count), let decimals = Int64(rest), decimals >= 0 else { return nil }
    return units * 100 + (rest.count == 1 ? decimals * 10 : decimals)
  }

  // MARK: Words

  /// `1,417.33`, `61.17%`, and for each one in 元 `2,117.65`.
  func text(_ value: Int64) -> String {
    switch kind {
    case .amount: Figure.tenThousands(value)
    case .percent: Figure.hundredths(value) + "%"
    case .each: Figure.hundredths(value)
    }
  }

  /// Without commas and signs, for spreadsheets.
  func plain(_ value: Int64) -> String {
    text(value).replacing(",", with: "").replacing("−", with: "-")
  }

  /// 万元, 元, or nothing.
  func unit(_ say: Catalog) -> String {
    kind == .percent ? "" : say("portal.yardstick.\(kind.rawValue)")
  }
}

extension StoredFact {
  var stated: StatedFigure { StatedFigure(fen: fen, value: value) }
}
