import Testing

@testable import Checking

@Suite("Pairs of two lists")
struct PairingTests {
  private func pairing(_ old: [String], _ new: [String], isUnique: Bool = false) -> Pairing {
    var pairing = Pairing(old: old.count, new: new.count)
    pairing.match(
      isUnique: isUnique, old: { old[$0].isEmpty ? nil : old[$0] }, new: { new[$0].isEmpty ? nil : new[$0] })
    return pairing
  }

  private func text(_ pairs: [(old: Int, new: Int)]) -> [[Int]] { pairs.map { [$0.old, $0.new] } }

  @Test func equalKeysArePairedInTheirOrder() {
    let pairing = pairing(["a", "b", "a", ""], ["", "a", "c", "a", "a"])
    #expect(text(pairing.pairs) == [[0, 1], [2, 3]])
    #expect(pairing.oldOnly == [1, 3])
    #expect(pairing.newOnly == [0, 2, 4])
  }

  @Test func uniqueKeysOnly() {
    let pairing = pairing(["a", "b", "b"], ["b", "a", "b"], isUnique: true)
    #expect(text(pairing.pairs) == [[0, 1]])
  }

  @Test func oneThingThatMovedIsOneMove() {
    #expect(text(pairing(["a", "b", "c", "d"], ["b", "c", "d", "a"]).moved) == [[0, 3]])
    #expect(text(pairing(["a", "b", "c", "d"], ["d", "a", "b", "c"]).moved) == [[3, 0]])
    #expect(pairing(["a", "b", "c"], ["x", "a", "c"]).moved.isEmpty)
  }
}
