/// How a stretch of text is set.
struct TypeStyle: Hashable {
  /// Faces of official documents, each with those that stand in for it where it is not installed.
  enum Face: String {
    case title =
      "方正小标宋简体,方正小标宋_GBK,FZXiaoBiaoSong-B05S,Noto Serif CJK SC,Source Han Serif SC,SimSun,AR PL SungtiL GB,Noto Sans CJK SC,WenQuanYi Micro Hei"
    case body =
      "仿宋_GB2312,FangSong_GB2312,FangSong,STFangsong,Noto Serif CJK SC,Source Han Serif SC,SimSun,AR PL SungtiL GB,Noto Sans CJK SC,WenQuanYi Micro Hei"
    case black =
      "黑体,SimHei,STHeiti,Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei,WenQuanYi Zen Hei,Noto Serif CJK SC,AR PL SungtiL GB"
    case script =
      "楷体_GB2312,KaiTi_GB2312,KaiTi,STKaiti,AR PL UKai CN,Noto Serif CJK SC,Source Han Serif SC,AR PL SungtiL GB,Noto Sans CJK SC,WenQuanYi Micro Hei"
    case song =
      "宋体,SimSun,STSong,Noto Serif CJK SC,Source Han Serif SC,AR PL SungtiL GB,Noto Sans CJK SC,WenQuanYi Micro Hei"
  }

  enum Alignment { case left, center, right }

  var face: Face
  /// Of the type, and from line to line; in points.
  var size: Double
  var pitch: Double
  var alignment = Alignment.left
  /// Of the first line, in characters.
  var indent = 0.0
  /// Role in the structure of the file, after PDF 1.7, 14.8.4.
  var tag = "P"

  static let cover = TypeStyle(face: .title, size: 28, pitch: 45, alignment: .center, tag: "H1")
  static let part = TypeStyle(face: .title, size: 22, pitch: 32, alignment: .center, tag: "H1")
  static let tableTitle = TypeStyle(face: .title, size: 18, pitch: 26, alignment: .center, tag: "H2")
  static let section = TypeStyle(face: .black, size: 16, pitch: 28, indent: 2, tag: "H2")
  static let subsection = TypeStyle(face: .script, size: 16, pitch: 28, indent: 2, tag: "H3")
  static let body = TypeStyle(face: .body, size: 16, pitch: 28, indent: 2)
  static let header = TypeStyle(face: .song, size: 10.5, pitch: 15)
  static let note = TypeStyle(face: .song, size: 10.5, pitch: 14)
  static let folio = TypeStyle(face: .song, size: 14, pitch: 18, alignment: .center)
  static let contentsTitle = TypeStyle(face: .black, size: 18, pitch: 32, alignment: .center)
  static let contentsPart = TypeStyle(face: .black, size: 14, pitch: 22, tag: "TOCI")
  static let contentsEntry = TypeStyle(face: .body, size: 12, pitch: 18, tag: "TOCI")

  func aligned(_ alignment: Alignment) -> TypeStyle {
    var style = self
    style.alignment = alignment
    return style
  }
}
