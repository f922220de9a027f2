import Documents
import Filings
import Forms
import Texts

/// Words inside sentences that only people know, but no reasons: what meetings were for, what an evaluation came to. Found
/// between the words that the form's sentence has before and after them, in the paragraph of its figures.
struct SentenceWords {
  /// By key: `N14.meetings.purpose`.
  private(set) var found: [String: String] = [:]

  init(_ filing: Filing, of document: Document, form: Form) {
    let paragraphs = document.blocks.compactMap { block -> Paragraph? in
      if case .paragraph(let paragraph) = block { paragraph } else { nil }
    }
    for section in form.sections {
      let parts = [(section.id, section.sentences)] + section.parts.map { ("\(section.id).\($0.id)", $0.sentences) }
      for (id, sentences) in parts {
        for sentence in sentences where sentence.isComposed {
          guard let template = sentence.wordings.first,
            let (name, before, after) = Self.slot(in: template.pieces, form: form)
          else { continue }
          for statement in filing.narrative.statements where statement.section == id {
            guard let group = Self.group(statement.group, of: sentence.id), found["\(id).\(group).\(name)"] == nil,
              let start = statement.words.span?.start,
              let paragraph = paragraphs.last(where: { $0.content.span.start <= start }),
              let text = Self.words(in: paragraph.content.text, behind: statement.words.text, before, after)
            else { continue }
            found["\(id).\(group).\(name)"] = text
          }
        }
      }
    }
  }

  /// `items[2012601]` for `items.2012601`, as the narrative calls a sentence about a member; nil for other sentences.
  static func group(_ group: String, of sentence: String) -> String? {
    if group == sentence { return group }
    return group.hasPrefix(sentence + ".") ? "\(sentence)[\(group.dropFirst(sentence.count + 1))]" : nil
  }

  /// The first slot of a wording for words, with the words around it.
  private static func slot(in pieces: [Template.Piece], form: Form) -> (name: String, before: String, after: String)? {
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .options(let options):
        for option in options { if let slot = slot(in: option.pieces, form: form) { return slot } }
      case .slot(.address(let address), _) where address.steps.isEmpty && ["purpose", "result"].contains(address.base):
        let before = index > 0 ? literal(pieces[index - 1]) : ""
        let after = index + 1 < pieces.count ? literal(pieces[index + 1]) : ""
        return (address.base, String(before.suffix(3)), String(after.prefix(2)))
      case .slot, .words: continue
      }
    }
    return nil
  }

  private static func literal(_ piece: Template.Piece) -> String {
    switch piece {
    case .words(let words): words
    case .options(let options): options.first.flatMap { $0.pieces.first }.map(literal) ?? ""
    case .slot: ""
    }
  }

  private static func words(in text: String, behind words: String, _ before: String, _ after: String) -> String? {
    let all = text.filter { !$0.isWhitespace }
    guard let place = all.firstPlace(of: words.filter { !$0.isWhitespace }) else { return nil }
    let text = String(all[place.lowerBound...])
    guard !before.isEmpty, let start = text.firstPlace(of: before)?.upperBound else { return nil }
    let rest = String(text[start...])
    var end = rest.firstIndex { "。；".contains($0) } ?? rest.endIndex
    if !after.isEmpty, let place = rest.firstPlace(of: after), place.lowerBound < end { end = place.lowerBound }
    let words = String(rest[..<end])
    return words.isEmpty ? nil : words
  }
}
