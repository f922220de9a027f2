public import Composing
import Documents
import Foundation

/// Leaf facts as they are handed in: three ways of writing one thing.
public enum FactSource: Sendable {
  case folder(FactFolder)
  case json(FactJSON)
  case workbook(FilledWorkbook)

  /// Why a path holds no leaf facts.
  public enum Failure: Error, Sendable {
    case unreadable(Check.Failure)
    case folder(FactFolderLoader.Failure)
    case json(FactJSON.Failure)
  }

  /// - Parameter path: a folder, a file that ends in `.json`, or a workbook.
  public static func load(_ path: String) throws(Failure) -> FactSource {
    do {
      if FactFolderLoader.isFolder(path) { return .folder(try FactFolderLoader.load(path)) }
      let file = try SourceFileLoader.load(path)
      if path.hasSuffix(".json") { return .json(try FactJSON(json: Data(file.bytes))) }
      return .workbook(try FilledWorkbook(file))
    } catch let failure as FactFolderLoader.Failure {
      throw .folder(failure)
    } catch let failure as FactJSON.Failure {
      throw .json(failure)
    } catch let failure as Check.Failure {
      throw .unreadable(failure)
    } catch {
      throw .folder(FactFolderLoader.Failure(file: path, detail: SystemFault.words(error)))
    }
  }
}
