import Checking
import Documents

@testable import Writers

/// Some numbers of the sample document, of every state.
enum SampleCoverage {
  static var coverage: Report.Coverage {
    Report.Coverage(
      tokens: [
        token("1417.33", after: "合计\t\t", .amount, .verified(proofs: [0], count: 2)),
        token("1398.83", after: "合计\t\t", .amount, .verified(proofs: [0, 1], count: 2)),
        token("1126.70", after: "档案事务\t", .amount, .contradicted(findings: [SampleReport.transposed.id])),
        token("866.98", after: "基本支出", .amount, .verified(proofs: [1], count: 1)),
        token("105.63%", after: "年初预算的", .percentage, .unverifiable(.sentence)),
        token("2024年12月31日", after: "截至", .date, .setApart),
        token("120", after: "≥", .count, .unverifiable(.words)),
        token("99.4%", after: "≥99%\t", .percentage, .contradicted(findings: ["0f"])),
      ],
      proofs: Proofs([
        (
          "T02.rows.total",
          Evidence(
            equation: "合计 ＝ 201 ＋ 208 ＋ 210 ＋ 221", left: "1417.33万元", right: "1417.33万元", difference: "0.00万元")
        ),
        (
          "T03.rows.total",
          Evidence(equation: "合计 ＝ 基本支出 ＋ 项目支出", left: "1417.33万元", right: "1417.32万元", difference: "0.01万元")
        ),
      ]))
  }

  private static func token(
    _ text: String, after context: String, _ kind: NumericToken.Kind, _ state: NumericToken.State
  ) -> NumericToken {
    let span = SampleReport.source.span(text, after: context)
    let place = PlaceIndex(SampleReport.source.document).place(of: span)
    return NumericToken(
      text: text, span: span,
      piece: PieceAddress(block: place?.block ?? 0, row: place?.row, cell: place?.cell),
      range: place?.range ?? 0..<text.unicodeScalars.count, kind: kind, state: state)
  }
}
