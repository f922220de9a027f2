import CPangoCairo

/// Measures and draws lines of text by pango, one paragraph at a time.
final class Typesetter {
  private let functions: pdf_functions
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private var fonts: [TypeStyle: OpaquePointer] = [:]
  /// Whether a character was met that no font has.
  private(set) var isMissingGlyphs = false

  /// Units of pango in a point.
  private static let scale = 1024.0
  /// `PANGO_WRAP_WORD_CHAR`.
  private static let wrap: UInt32 = 2
  /// Where the line of Chinese characters stands, of their height from the top.
  private static let ascent = 0.86

  init(_ functions: pdf_functions, _ context: OpaquePointer) {
    self.functions = functions
    self.context = context
    layout = functions.pango_cairo_create_layout(context)
    functions.pango_layout_set_wrap(layout, Self.wrap)
  }

  deinit {
    functions.g_object_unref(UnsafeMutableRawPointer(layout))
    for font in fonts.values { functions.pango_font_description_free(font) }
  }

  /// How many lines a text takes.
  func lines(_ text: String, _ style: TypeStyle, width: Double) -> Int {
    set(text, style, width: width)
    if functions.pango_layout_get_unknown_glyphs_count(layout) > 0 { isMissingGlyphs = true }
    return Int(functions.pango_layout_get_line_count(layout))
  }

  func width(_ text: String, _ style: TypeStyle) -> Double {
    set(text, style, width: 10_000)
    return functions.pango_layout_get_line_readonly(layout, 0).map(width) ?? 0
  }

  /// Draws some lines of a text, the first with its top at `y`.
  func draw(_ text: String, _ style: TypeStyle, lines: Range<Int>, x: Double, y: Double, width room: Double) {
    set(text, style, width: room)
    for (offset, number) in lines.enumerated() {
      guard let line = functions.pango_layout_get_line_readonly(layout, Int32(number)) else { continue }
      var left = x
      switch style.alignment {
      case .left: left += number == 0 ? style.indent * style.size : 0
      case .center: left += (room - width(line)) / 2
      case .right: left += room - width(line)
      }
      let baseline = y + Double(offset) * style.pitch + (style.pitch - style.size) / 2 + style.size * Self.ascent
      functions.cairo_move_to(context, left, baseline)
      functions.pango_cairo_show_layout_line(context, line)
    }
  }

  private func width(_ line: OpaquePointer) -> Double {
    var logical = pango_rectangle()
    functions.pango_layout_line_get_extents(line, nil, &logical)
    return Double(logical.width) / Self.scale
  }

  private func set(_ text: String, _ style: TypeStyle, width: Double) {
    functions.pango_layout_set_font_description(layout, font(style))
    functions.pango_layout_set_width(layout, Int32(width * Self.scale))
    functions.pango_layout_set_indent(layout, Int32(style.indent * style.size * Self.scale))
    functions.pango_layout_set_text(layout, text, -1)
  }

  private func font(_ style: TypeStyle) -> OpaquePointer {
    if let font = fonts[style] { return font }
    let font = functions.pango_font_description_from_string(style.face.rawValue)
    functions.pango_font_description_set_absolute_size(font, style.size * Self.scale)
    fonts[style] = font
    return font
  }
}
