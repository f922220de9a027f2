public import Documents

/// Formats told by their first bytes, so that a PDF handed to a text reader is called a PDF and not bad text.
public enum FileSignature {
  /// - Returns: the name to show, or `nil` where the bytes may be text.
  public static func name(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: compound) { return compoundName(of: bytes) }
    if let known = signatures.first(where: { bytes.starts(with: $0.bytes) }) { return known.name }
    return isWebPage(bytes.prefix(4096)) ? "HTML" : nil
  }

  /// Whether a file that nobody asked for by its name may be part of a disclosure. Text is told from data and programs
  /// by its ending alone.
  public static func isWorthReading(_ file: SourceFile) -> Bool {
    if name(of: file.bytes) != nil { return true }
    let ending = file.name.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased()
    return ending.map { ["md", "markdown", "txt", "text", "htm", "html", "shtml"].contains($0) } ?? false
  }

  /// A picture. In a folder of disclosures it is more often a seal or a photograph than a page.
  public static func isPicture(_ bytes: [UInt8]) -> Bool {
    name(of: bytes).map { ["PNG", "JPEG"].contains($0) } ?? false
  }

  /// A ZIP file, as DOCX and XLSX are.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// A file of files, as office programs wrote before 2007; today it holds what is protected by a password.
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
  static let encrypted = "EncryptedPackage"

  /// What a compound file is tells the name of one of the files in it, kept as UTF-16.
  private static func compoundName(of bytes: [UInt8]) -> String {
    let known = [
      ("EncryptedPackage", encrypted), ("WordDocument", "DOC"), ("PowerPoint Document", "PPT"), ("Workbook", "XLS"),
      ("Book", "XLS"),
    ]
    // The names stand in a directory whose entries begin at multiples of 128 bytes.
    let found = known.first { name, _ in
      var wide: [UInt8] = []
      for unit in Array(name.utf16) + [0] { wide += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
      return stride(from: 512, through: bytes.count - 128, by: 128).contains { bytes[$0...].starts(with: wide) }
    }
    return found?.1 ?? "DOC/XLS/WPS"
  }

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF".utf8), "PDF"),
    ([0x50, 0x4B, 0x03, 0x04], "ZIP/DOCX/XLSX"),
    ([0x50, 0x4B, 0x05, 0x06], "ZIP"),
    ([0x89, 0x50, 0x4E, 0x47], "PNG"),
    ([0xFF, 0xD8, 0xFF], "JPEG"),
    (Array("GIF8".utf8), "GIF"),
    ([0x49, 0x49, 0x2A, 0x00], "TIFF"),
    ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
    ([0x1F, 0x8B], "GZIP"),
    (Array("Rar!".utf8), "RAR"),
    ([0x37, 0x7A, 0xBC, 0xAF], "7Z"),
    (Array("{\\rtf".utf8), "RTF"),
  ]

  /// Markdown may hold tags, but not these at its very start. Pages that were saved begin with comments.
  private static func isWebPage(_ bytes: ArraySlice<UInt8>) -> Bool {
    let ignored: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    var rest = bytes.drop { ignored.contains($0) }
    for (opening, closing) in [("<?xml", "?>"), ("<!--", "-->"), ("<!--", "-->")] where rest.starts(with: opening.utf8)
    {
      guard let end = rest.indices.first(where: { rest[$0...].starts(with: closing.utf8) }) else { return false }
      rest = rest[(end + closing.utf8.count)...].drop { ignored.contains($0) }
    }
    let start = rest.prefix(9).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    if start == Array("<!doctype".utf8) { return true }
    return ["<html", "<head", "<body", "<meta"].contains { name in
      start.starts(with: name.utf8) && start.dropFirst(5).first.map { ignored.contains($0) || $0 == 0x3E } ?? false
    }
  }
}
