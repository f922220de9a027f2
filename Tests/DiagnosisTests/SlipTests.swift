import Testing

@testable import Diagnosis

@Suite struct SlipTests {
  @Test(arguments: [
    (-123_450, 123_450, Slip.sign), (1_234_500_000, 123_450, .unit(tens: 4)), (12, 123_450, nil),
    (12_345, 123_450, .pointShifted(places: -1)), (1_234_500, 123_450, .pointShifted(places: 1)),
    (132_450, 123_450, .digitsTransposed), (128_450, 123_450, .digitChanged), (12_350, 123_450, .digitDropped),
    (1_233_450, 123_450, .digitAdded), (543_219, 123_450, nil), (0, 123_450, nil), (123_450, 123_450, nil),
  ])
  func digitsTellHowItCameAbout(_ printed: Int64, _ right: Int64, _ slip: Slip?) {
    #expect(Slip(printed: printed, right: right) == slip)
  }
}
