import Glibc

/// The functions of PDFium that put annotations into a file, of its public headers fpdf_annot.h and fpdf_save.h.
struct PDFiumMarking {
  typealias Handle = PDFium.Handle
  typealias Floats = PDFium.Floats

  let create: @convention(c) (Handle, Int32) -> Handle?
  let close: @convention(c) (Handle) -> Void
  /// Quadrilaterals: upper left, upper right, lower left, lower right, each x and y.
  let addPoints: @convention(c) (Handle, Floats) -> Int32
  /// Left, top, right, bottom, y upwards.
  let setBounds: @convention(c) (Handle, Floats) -> Int32
  let setColour: @convention(c) (Handle, Int32, UInt32, UInt32, UInt32, UInt32) -> Int32
  /// UTF-16, little-endian, ended by zero.
  let setText: @convention(c) (Handle, UnsafePointer<CChar>, UnsafePointer<UInt16>) -> Int32
  let setFlags: @convention(c) (Handle, Int32) -> Int32
  let save: @convention(c) (Handle, UnsafeMutableRawPointer, UInt32) -> Int32

  enum Code {
    static let highlight: Int32 = 9
    static let colour: Int32 = 0
    static let printed: Int32 = 4
    /// Adds to the file and leaves its own bytes as they are.
    static let incremental: UInt32 = 1
  }

  init(path: String) throws(PDFium.Missing) {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { throw PDFium.Missing(detail: path) }
    func function<Function>(_ name: String) throws(PDFium.Missing) -> Function {
      guard let address = dlsym(library, name) else { throw PDFium.Missing(detail: name) }
      return unsafeBitCast(address, to: Function.self)
    }
    create = try function("FPDFPage_CreateAnnot")
    close = try function("FPDFPage_CloseAnnot")
    addPoints = try function("FPDFAnnot_AppendAttachmentPoints")
    setBounds = try function("FPDFAnnot_SetRect")
    setColour = try function("FPDFAnnot_SetColor")
    setText = try function("FPDFAnnot_SetStringValue")
    setFlags = try function("FPDFAnnot_SetFlags")
    save = try function("FPDF_SaveAsCopy")
  }
}
