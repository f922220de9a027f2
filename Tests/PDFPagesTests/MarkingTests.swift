import Documents
import Testing

@testable import PDFPages

@Suite struct MarkingTests {
  private let marks = [
    PDFMark(
      page: 3, boxes: [.init(left: 1, top: 2, right: 3.5, bottom: 4), .init(left: 0, top: 0, right: 9, bottom: 9)],
      colour: .init(red: 255, green: 0, blue: 7), note: "错误第 1 条\n“合计”为空白"),
    PDFMark(page: 1, boxes: [], colour: .init(red: 1, green: 2, blue: 3)),
  ]

  @Test func anOrderReadsBackAndTheFileFollowsIt() throws {
    let file = Array("%PDF-1.7".utf8)
    let order = MarkOrder.encode(marks)
    let decoded = try #require(MarkOrder.decode(order + file))
    #expect(decoded.marks == marks)
    #expect(Array((order + file)[decoded.file...]) == file)
  }

  @Test func whatIsNoOrderIsRefused() {
    let order = MarkOrder.encode(marks)
    #expect(MarkOrder.decode([]) == nil)
    #expect(MarkOrder.decode(Array("%PDF-1.7".utf8)) == nil)
    for length in order.indices { #expect(MarkOrder.decode(Array(order[..<length])) == nil) }
    // A count of marks that no file needs.
    #expect(MarkOrder.decode(MarkOrder.opening + [0xFF, 0xFF, 0xFF, 0xFF] + order) == nil)
  }

  @Test(arguments: 0..<4)
  func boxesFindBackToThePagesOwnSpace(turns: Int) {
    let frame = PageFrame(box: (left: 10, top: 802, right: 605, bottom: -40), turns: turns)
    let shown = frame.box([100, 700, 180, 680])
    let own = frame.ownBox(.init(left: shown.left, top: shown.top, right: shown.right, bottom: shown.bottom))
    #expect([own.left, own.top, own.right, own.bottom] == [100, 700, 180, 680])
  }
}
