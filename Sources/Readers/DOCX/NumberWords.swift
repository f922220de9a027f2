/// Numbers of lists as the formats of Word show them.
enum NumberWords {
  /// - Parameter format: a value of ST_NumberFormat; one that is not known here is shown as 1, 2, 3.
  static func text(_ number: Int, format: String) -> String {
    switch format {
    case "none", "bullet": ""
    case "decimalZero": number < 10 && number >= 0 ? "0\(number)" : "\(number)"
    case "upperRoman": roman(number)
    case "lowerRoman": roman(number).lowercased()
    case "upperLetter": letters(number)
    case "lowerLetter": letters(number).lowercased()
    case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
      "japaneseCounting", "koreanCounting":
      counting(number, digits: "零一二三四五六七八九", units: ["", "十", "百", "千"])
    case "chineseLegalSimplified":
      counting(number, digits: "零壹贰叁肆伍陆柒捌玖", units: ["", "拾", "佰", "仟"])
    case "ideographLegalTraditional":
      counting(number, digits: "零壹貳參肆伍陸柒捌玖", units: ["", "拾", "佰", "仟"])
    case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
      digits(number, "〇一二三四五六七八九")
    case "decimalFullWidth", "decimalFullWidth2": digits(number, "０１２３４５６７８９")
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": circled(number)
    case "decimalEnclosedParen": series(number, 0x2474, 20) ?? "(\(number))"
    case "decimalEnclosedFullstop": series(number, 0x2488, 20) ?? "\(number)."
    case "ideographEnclosedCircle": series(number, 0x3280, 10) ?? "\(number)"
    case "ideographTraditional": member(number, "甲乙丙丁戊己庚辛壬癸")
    case "ideographZodiac": member(number, "子丑寅卯辰巳午未申酉戌亥")
    default: "\(number)"
    }
  }

  private static func series(_ number: Int, _ first: UInt32, _ count: Int) -> String? {
    guard (1...count).contains(number) else { return nil }
    return Unicode.Scalar(first + UInt32(number - 1)).map { String($0) }
  }

  private static func circled(_ number: Int) -> String {
    series(number, 0x2460, 20)
      ?? ((21...35).contains(number) ? series(number - 20, 0x3251, 15) : nil) ?? "\(number)"
  }

  private static func member(_ number: Int, _ members: String) -> String {
    let members = Array(members)
    return (1...members.count).contains(number) ? String(members[number - 1]) : "\(number)"
  }

  private static func digits(_ number: Int, _ digits: String) -> String {
    let digits = Array(digits)
    return String("\(number)".compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }

  /// 一, 十, 十二, 二十, 一百零五.
  private static func counting(_ number: Int, digits: String, units: [String]) -> String {
    guard (1...9999).contains(number) else { return "\(number)" }
    let signs = Array(digits)
    var text = ""
    var isZeroPending = false
    for place in stride(from: 3, through: 0, by: -1) {
      let digit = number / [1, 10, 100, 1000][place] % 10
      if digit == 0 {
        isZeroPending = !text.isEmpty
        continue
      }
      if isZeroPending { text.append(signs[0]) }
      isZeroPending = false
      // Ten is 十, not 一十; but 壹拾.
      if !(place == 1 && digit == 1 && text.isEmpty && units[1] == "十") { text.append(signs[digit]) }
      text += units[place]
    }
    return text
  }

  /// A … Z, AA, BB …
  private static func letters(_ number: Int) -> String {
    guard (1...780).contains(number), let letter = Unicode.Scalar(UInt32(0x41 + (number - 1) % 26)) else {
      return "\(number)"
    }
    return String(repeating: String(letter), count: (number - 1) / 26 + 1)
  }

  private static func roman(_ number: Int) -> String {
    guard (1...3999).contains(number) else { return "\(number)" }
    let signs = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    var text = ""
    for (value, sign) in signs {
      while rest >= value {
        text += sign
        rest -= value
      }
    }
    return text
  }
}
