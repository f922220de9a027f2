import Glibc

/// The functions of PDFium that draw pages, of its public header fpdfview.h.
struct PDFiumRendering {
  typealias Handle = PDFium.Handle

  let create: @convention(c) (Int32, Int32, Int32, UnsafeMutableRawPointer?, Int32) -> Handle?
  let fill: @convention(c) (Handle, Int32, Int32, Int32, Int32, UInt) -> Void
  /// Bitmap, page, left, top, width, height, quarter turns, flags.
  let render: @convention(c) (Handle, Handle, Int32, Int32, Int32, Int32, Int32, Int32) -> Void
  let buffer: @convention(c) (Handle) -> UnsafeRawPointer?
  let stride: @convention(c) (Handle) -> Int32
  let destroy: @convention(c) (Handle) -> Void

  enum Code {
    /// Blue, green, red and a byte that is not used.
    static let bgrx: Int32 = 3
    static let white: UInt = 0xFFFF_FFFF
  }

  init(path: String) throws(PDFium.Missing) {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { throw PDFium.Missing(detail: path) }
    func function<Function>(_ name: String) throws(PDFium.Missing) -> Function {
      guard let address = dlsym(library, name) else { throw PDFium.Missing(detail: name) }
      return unsafeBitCast(address, to: Function.self)
    }
    create = try function("FPDFBitmap_CreateEx")
    fill = try function("FPDFBitmap_FillRect")
    render = try function("FPDF_RenderPageBitmap")
    buffer = try function("FPDFBitmap_GetBuffer")
    stride = try function("FPDFBitmap_GetStride")
    destroy = try function("FPDFBitmap_Destroy")
  }
}
