import Documents
import Testing

@Suite struct SourceMapTests {
  private let map = SourceMap([
    .init(start: 8, end: 12, place: page(2, left: 10), edges: [10, 12, 14, 16, 18]),
    .init(start: 0, end: 3, place: page(1, left: 10), edges: [10, 20, 30, 40]),
    .init(start: 4, end: 7, place: page(1, left: 60)),
    .init(start: 13, end: 16, place: Place(.run(part: "p", paragraph: 1, run: 4, characters: 5..<8))),
  ])

  private static func page(_ number: Int, left: Float) -> Place {
    Place(.page(number: number, box: .init(left: left, top: 5, right: left + 30, bottom: 15)))
  }

  private func box(_ places: [Place]) -> [[Float]] {
    places.compactMap { place in
      guard case .page(_, let box) = place.spot else { return nil }
      return [box.left, box.right]
    }
  }

  @Test func boxesAreNarrowedWhereTheEdgesAreKnown() {
    #expect(box(map.places(of: SourceSpan(start: 1, end: 2))) == [[20, 30]])
    #expect(box(map.places(of: SourceSpan(start: 5, end: 6))) == [[60, 90]])
    #expect(box(map.places(of: SourceSpan(start: 2, end: 10))) == [[30, 40], [60, 90], [10, 14]])
  }

  @Test func runsAreNarrowedToTheirCharacters() {
    let places = map.places(of: SourceSpan(start: 14, end: 99))
    #expect(places == [Place(.run(part: "p", paragraph: 1, run: 4, characters: 6..<8))])
  }

  @Test func anEmptySpanStandsForItsLeaf() {
    #expect(box(map.places(of: SourceSpan(start: 9, end: 9))) == [[10, 40]])
    #expect(map.places(of: SourceSpan(start: 40, end: 40)).isEmpty)
    #expect(map.places(of: SourceSpan(start: 12, end: 13)).isEmpty)
  }

  @Test func onePlaceHoldsWhatIsOnItsPage() {
    #expect(box([map.place(of: SourceSpan(start: 1, end: 11))].compactMap(\.self)) == [[20, 90]])
    #expect(map.length == 16)
  }
}
