import Glibc

/// The functions of PDFium that are used, opened at run time, so that the program works without it where no PDF is read.
///
/// Signatures are those of its public headers (fpdfview.h, fpdf_text.h, fpdf_edit.h). Structures are passed as arrays of
/// floats: a rectangle is left, top, right, bottom with y upwards, a matrix a to f. PDFium knows no threads: one process
/// reads one file at a time.
struct PDFium {
  typealias Handle = OpaquePointer
  typealias Floats = UnsafeMutablePointer<Float>
  typealias Doubles = UnsafeMutablePointer<Double>
  typealias Integers = UnsafeMutablePointer<UInt32>

  /// It could not be opened, or a function is missing; in the system's words.
  struct Missing: Error { var detail: String }

  let initLibrary: @convention(c) () -> Void
  let loadDocument: @convention(c) (UnsafeRawPointer, Int, UnsafePointer<CChar>?) -> Handle?
  let lastError: @convention(c) () -> UInt
  let pageCount: @convention(c) (Handle) -> Int32

  let loadPage: @convention(c) (Handle, Int32) -> Handle?
  let closePage: @convention(c) (Handle) -> Void
  let rotation: @convention(c) (Handle) -> Int32
  let boundingBox: @convention(c) (Handle, Floats) -> Int32

  let loadText: @convention(c) (Handle) -> Handle?
  let closeText: @convention(c) (Handle) -> Void
  let glyphCount: @convention(c) (Handle) -> Int32
  let unicode: @convention(c) (Handle, Int32) -> UInt32
  let isGenerated: @convention(c) (Handle, Int32) -> Int32
  let hasMapError: @convention(c) (Handle, Int32) -> Int32
  let fontSize: @convention(c) (Handle, Int32) -> Double
  let glyphMatrix: @convention(c) (Handle, Int32, Floats) -> Int32
  let glyphBox: @convention(c) (Handle, Int32, Floats) -> Int32
  let glyphOrigin: @convention(c) (Handle, Int32, Doubles, Doubles) -> Int32
  let textObject: @convention(c) (Handle, Int32) -> Handle?
  let textFont: @convention(c) (Handle) -> Handle?
  let renderMode: @convention(c) (Handle) -> Int32
  let fontName: @convention(c) (Handle, UnsafeMutablePointer<CChar>?, Int) -> Int
  let fontWeight: @convention(c) (Handle) -> Int32

  let objectCount: @convention(c) (Handle) -> Int32
  let object: @convention(c) (Handle, Int32) -> Handle?
  let objectType: @convention(c) (Handle) -> Int32
  let objectMatrix: @convention(c) (Handle, Floats) -> Int32
  let objectBounds: @convention(c) (Handle, Floats, Floats, Floats, Floats) -> Int32
  let clipPath: @convention(c) (Handle) -> Handle?
  let clipCount: @convention(c) (Handle) -> Int32
  let clipSegmentCount: @convention(c) (Handle, Int32) -> Int32
  let clipSegment: @convention(c) (Handle, Int32, Int32) -> Handle?
  let formCount: @convention(c) (Handle) -> Int32
  let formObject: @convention(c) (Handle, UInt) -> Handle?
  let fillColor: @convention(c) (Handle, Integers, Integers, Integers, Integers) -> Int32
  let strokeColor: @convention(c) (Handle, Integers, Integers, Integers, Integers) -> Int32
  let drawMode: @convention(c) (Handle, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) -> Int32
  let segmentCount: @convention(c) (Handle) -> Int32
  let segment: @convention(c) (Handle, Int32) -> Handle?
  let segmentPoint: @convention(c) (Handle, Floats, Floats) -> Int32
  let segmentType: @convention(c) (Handle) -> Int32
  let segmentCloses: @convention(c) (Handle) -> Int32

  /// The numbers by which the headers name things.
  enum Code {
    static let wrongPassword: UInt = 4
    static let unknownSecurity: UInt = 5
    static let path: Int32 = 2
    static let picture: Int32 = 3
    static let form: Int32 = 5
    static let lineTo: Int32 = 0
    static let curveTo: Int32 = 1
    static let moveTo: Int32 = 2
    static let fillAndStroke: Int32 = 2
    static let invisible: Int32 = 3
  }

  init(path: String) throws(Missing) {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw Missing(detail: dlerror().map { String(cString: $0) } ?? path)
    }
    func function<Function>(_ name: String) throws(Missing) -> Function {
      guard let address = dlsym(library, name) else { throw Missing(detail: name) }
      return unsafeBitCast(address, to: Function.self)
    }
    initLibrary = try function("FPDF_InitLibrary")
    loadDocument = try function("FPDF_LoadMemDocument64")
    lastError = try function("FPDF_GetLastError")
    pageCount = try function("FPDF_GetPageCount")
    loadPage = try function("FPDF_LoadPage")
    closePage = try function("FPDF_ClosePage")
    rotation = try function("FPDFPage_GetRotation")
    boundingBox = try function("FPDF_GetPageBoundingBox")
    loadText = try function("FPDFText_LoadPage")
    closeText = try function("FPDFText_ClosePage")
    glyphCount = try function("FPDFText_CountChars")
    unicode = try function("FPDFText_GetUnicode")
    isGenerated = try function("FPDFText_IsGenerated")
    hasMapError = try function("FPDFText_HasUnicodeMapError")
    fontSize = try function("FPDFText_GetFontSize")
    glyphMatrix = try function("FPDFText_GetMatrix")
    glyphBox = try function("FPDFText_GetLooseCharBox")
    glyphOrigin = try function("FPDFText_GetCharOrigin")
    textObject = try function("FPDFText_GetTextObject")
    textFont = try function("FPDFTextObj_GetFont")
    renderMode = try function("FPDFTextObj_GetTextRenderMode")
    fontName = try function("FPDFFont_GetBaseFontName")
    fontWeight = try function("FPDFFont_GetWeight")
    objectCount = try function("FPDFPage_CountObjects")
    object = try function("FPDFPage_GetObject")
    objectType = try function("FPDFPageObj_GetType")
    objectMatrix = try function("FPDFPageObj_GetMatrix")
    objectBounds = try function("FPDFPageObj_GetBounds")
    clipPath = try function("FPDFPageObj_GetClipPath")
    clipCount = try function("FPDFClipPath_CountPaths")
    clipSegmentCount = try function("FPDFClipPath_CountPathSegments")
    clipSegment = try function("FPDFClipPath_GetPathSegment")
    formCount = try function("FPDFFormObj_CountObjects")
    formObject = try function("FPDFFormObj_GetObject")
    fillColor = try function("FPDFPageObj_GetFillColor")
    strokeColor = try function("FPDFPageObj_GetStrokeColor")
    drawMode = try function("FPDFPath_GetDrawMode")
    segmentCount = try function("FPDFPath_CountSegments")
    segment = try function("FPDFPath_GetPathSegment")
    segmentPoint = try function("FPDFPathSegment_GetPoint")
    segmentType = try function("FPDFPathSegment_GetType")
    segmentCloses = try function("FPDFPathSegment_GetClose")
  }
}
