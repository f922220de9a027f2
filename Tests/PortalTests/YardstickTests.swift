import Forms
import Store
import Testing

@testable import Portal

@Suite struct YardstickTests {
  private static let all = Yardstick.all(.embedded)

  private static func yardstick(_ id: String) throws -> Yardstick { try #require(all.first { $0.id == id }) }

  /// A name that is no highlight of any pack would be a yardstick that nobody ever states.
  @Test func everyYardstickSpeaksOfFiguresThatThePacksName() {
    let names = Set(
      PackFiles.embedded.packs.flatMap { PackFiles.embedded.lines(of: "\($0)/overview.tsv") }.map { $0[0] })
    #expect(Self.all.count > 10)
    for yardstick in Self.all {
      #expect(names.contains(yardstick.part), "\(yardstick.id)")
      #expect(yardstick.whole.map(names.contains) ?? true, "\(yardstick.id)")
    }
  }

  @Test func aQuotientIsRoundedOnceAndExactly() throws {
    let completion = try Self.yardstick("completion")
    let figures = [
      "outturn": StatedFigure(fen: 200_000, value: nil), "budget": StatedFigure(fen: 300_000, value: nil),
    ]
    #expect(completion.value { figures[$0] } == 6667)
    #expect(completion.text(6667) == "66.67%")
    #expect(completion.value { ["outturn": figures["outturn"]].compactMapValues { $0 }[$0] } == nil)
    let perHead = try Self.yardstick("three_a_head")
    let staff = [
      "three_outturn": StatedFigure(fen: 10_800_000, value: "10.80"), "staff": StatedFigure(fen: nil, value: "51"),
    ]
    // 108,000 元 for 51 people.
    #expect(perHead.value { staff[$0] } == 211_765)
    #expect(perHead.text(211_765) == "2,117.65")
    #expect(perHead.plain(-211_765) == "-2117.65")
    #expect(Yardstick.quotient(.max, times: 10_000, by: 1) == nil)
    #expect(Yardstick.quotient(5, times: 1, by: 0) == nil)
    #expect(Yardstick.quotient(-5, times: 1, by: 2) == -3)
  }

  @Test func hundredthsAreReadFromPlainNumbersOnly() {
    #expect(Yardstick.hundredths("51") == 5100)
    #expect(Yardstick.hundredths("51.5") == 5150)
    #expect(Yardstick.hundredths("51.05") == 5105)
    for text in ["", "-1", "1.234", "1.", "约50", "1.-5"] { #expect(Yardstick.hundredths(text) == nil, "\(text)") }
  }

  /// Sums of parts over sums of wholes, of those that state both.
  @Test func allTogetherIsNoAverageOfRatios() throws {
    let completion = try Self.yardstick("completion")
    func table(_ parts: [Int64?], _ wholes: [Int64?]) -> FigureTable {
      func column(_ values: [Int64?]) -> [StatedFigure?] { values.map { $0.map { StatedFigure(fen: $0, value: nil) } } }
      return FigureTable(lines: [], columns: ["outturn": column(parts), "budget": column(wholes)])
    }
    let together = try #require(completion.together(table([50, 900, 7], [100, 900, nil])))
    #expect(together.value == 9500)
    #expect(together.count == 2)
    #expect(completion.values(table([50, 900, 7], [100, 900, nil])) == [5000, 10_000, nil])
    #expect(completion.together(table([], [])) == nil)
  }

  @Test func whoStandsFarFromItsPeersIsFound() {
    let sizes = (0..<30).map { Int64?(Int64($0 + 1) * 1_000_000) }
    var values = (0..<30).map { Int64?(9_000 + Int64($0 % 7) * 10) }
    #expect(Peers(sizes: sizes).outliers(values).isEmpty)
    values[17] = 4_000
    let outliers = Peers(sizes: sizes).outliers(values)
    #expect(outliers.map(\.index) == [17])
    #expect((9_000...9_060).contains(outliers[0].median))
    // Neither who states nothing nor too small a company has peers.
    values[17] = nil
    #expect(Peers(sizes: sizes).outliers(values).isEmpty)
    #expect(Peers(sizes: Array(sizes.prefix(6))).outliers([1, 1, 1, 1, 1, 900_000]).isEmpty)
  }

  /// Peers that are all alike make no outlier of a cent, and one of somebody who is really elsewhere.
  @Test func peersThatAreAlikeHaveSomeRoom() {
    let sizes = (0..<20).map { Int64?(Int64($0 + 1) * 1_000_000) }
    var values = [Int64?](repeating: 10_000, count: 20)
    values[3] = 10_100
    #expect(Peers(sizes: sizes).outliers(values).isEmpty)
    values[3] = 5_000
    #expect(Peers(sizes: sizes).outliers(values).map(\.index) == [3])
  }
}
