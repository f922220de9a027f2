public import Foundation

/// What the system says when it refuses a file, in words for people: in both languages, since a detail stands inside
/// messages of either.
public enum SystemFault {
  /// - Returns: `没有这个文件或文件夹 no such file or folder`; the system's number for what is rarer.
  public static func words(_ error: any Error) -> String {
    let fault = error as NSError
    let number = number(fault)
    switch number {
    case ENOENT, ENOTDIR: return "没有这个文件或文件夹 no such file or folder"
    case EACCES, EPERM, EROFS: return "没有权限 permission denied"
    case EISDIR: return "这是文件夹 it is a folder"
    case EEXIST: return "已经有这个文件 it exists already"
    case ENOSPC, EDQUOT: return "磁盘已满 the disk is full"
    case ENAMETOOLONG, EINVAL: return "名称不能用 the name cannot be used"
    default: return "系统错误 system error \(number.map(Int.init) ?? fault.code)"
    }
  }

  /// Whether an error is the file system's.
  public static func isOne(_ error: any Error) -> Bool {
    [NSCocoaErrorDomain, NSPOSIXErrorDomain].contains((error as NSError).domain)
  }

  /// The file that an error is about, where that is told.
  public static func path(of error: any Error) -> String? {
    let about = (error as NSError).userInfo
    return about[NSFilePathErrorKey] as? String ?? (about[NSURLErrorKey] as? URL)?.path
  }

  /// Of the system itself, where Foundation keeps it or tells it by a code of its own.
  private static func number(_ fault: NSError) -> Int32? {
    if fault.domain == NSPOSIXErrorDomain { return Int32(exactly: fault.code) }
    if let under = fault.userInfo[NSUnderlyingErrorKey] as? NSError, under.domain == NSPOSIXErrorDomain {
      return Int32(exactly: under.code)
    }
    guard fault.domain == NSCocoaErrorDomain else { return nil }
    return switch CocoaError.Code(rawValue: fault.code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
    case .fileReadNoPermission, .fileWriteNoPermission: EACCES
    case .fileWriteVolumeReadOnly: EROFS
    case .fileWriteOutOfSpace: ENOSPC
    case .fileWriteFileExists: EEXIST
    case .fileReadInvalidFileName, .fileWriteInvalidFileName: EINVAL
    default: nil
    }
  }
}
