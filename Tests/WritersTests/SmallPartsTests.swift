import Forms
import TestSupport
import Testing

@testable import Writers

@Suite("Small parts of the writers")
struct SmallPartsTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func digest(message: String, hexadecimal: String) {
    let digest = SHA256.digest(Array(message.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    #expect(digest.joined() == hexadecimal)
  }

  @Test(arguments: [
    ("1126.70", "1162.70", "26", "62"), ("36.83%", "38.83%", "6", "8"), ("1200", "1200.00", "", ".00"),
    ("6.30", "1.85", "", ""), ("1.00", "1.00", "", ""), ("", "1.00", "", "1.00"),
  ])
  func differingDigits(stated: String, expected: String, left: String, right: String) {
    let difference = FigureDifference(stated: stated, expected: expected)
    #expect(difference.stated.differing == left)
    #expect(difference.expected.differing == right)
    let parts = difference.stated
    #expect(parts.before + parts.differing + parts.after == stated)
  }

  @Test(arguments: [
    ("1126.70 万元", "1126.70", "万元"), ("1126.70万元", "1126.70", "万元"), ("-3", "-3", ""), ("38.83%", "38.83%", ""),
    ("3、", "3、", ""), ("空白", "空白", ""), ("2024年12月底以前", "2024年12月底以前", ""),
  ])
  func unitsAreSetApart(text: String, value: String, unit: String) {
    #expect(ValueWithUnit(text).value == value)
    #expect(ValueWithUnit(text).unit == unit)
  }

  @Test func familiesFollowTheRule() throws {
    let catalog = try Files.catalog()
    #expect(catalog.family(of: "T03.rows.total") == "表内与表间勾稽")
    #expect(catalog.family(of: "PROJECT.score") == "绩效")
    #expect(catalog.family(of: "unheard.of") == "其他")
    #expect(catalog.family(of: "") == "其他")
  }
}

/// Code and templates name only messages that exist, and both languages say them.
@Suite("Messages of the writers")
struct MessageTests {
  @Test func everyNamedMessageExists() throws {
    let ids = Set(try Files.catalog().ids)
    for (name, text) in try Files.texts(under: "Sources/Writers", suffix: ".swift") {
      for match in text.matches(of: #/(?:catalog|self)\("([A-Za-z]+(?:[.-][A-Za-z]+)+)"/#) {
        #expect(ids.contains(String(match.1)), "\(name)")
      }
    }
    for (name, text) in try Files.texts(under: "Sources/Writers/HTML/Assets", suffix: ".mustache") {
      for match in text.matches(of: #/{{say\.([A-Za-z-]+)}}/#) {
        #expect(ids.contains("html." + String(match.1)), "\(name)")
      }
    }
  }

  @Test func bothLanguagesFillTheSameSlots() throws {
    let (chinese, english) = (try Files.catalog(.chinese), try Files.catalog(.english))
    for id in chinese.ids {
      let slots = [chinese(id), english(id)].map { text in Set(text.matches(of: #/{[A-Za-z]+}/#).map { String($0.0) }) }
      #expect(!chinese(id).isEmpty && !english(id).isEmpty && slots[0] == slots[1], "\(id)")
    }
  }

  /// A page in either language shows no message's id in place of its words.
  @Test(arguments: Catalog.Language.allCases)
  func noIdIsShown(language: Catalog.Language) throws {
    let catalog = try Files.catalog(language)
    let output = try HTMLReport(catalog: catalog).write(SampleReport.input)
    let text = Markup(output).text + TextReport(catalog: catalog, isComplete: true).write(SampleReport.input)
    for prefix in ["html.", "report.", "text.", "seal.", "sentence.", "verdict.", "family."] {
      #expect(!text.contains(prefix), "\(prefix)")
    }
  }
}
