import Hummingbird
import Store

extension Route {
  static let composePages: [Route] = [
    .get("/compose/{year}", .compose, on: .ownYear, ComposePages.show),
    .post("/compose/{year}/begin", .compose, on: .ownYear, ComposePages.begin),
    .post("/compose/{year}/workbook", .compose, on: .ownYear, mostBytes: HomePage.mostBytes, ComposePages.upload),
    .post("/compose/{year}/questions", .compose, on: .ownYear, ComposePages.settle),
    .get("/compose/{year}/sheets/{sheet}", .compose, on: .ownYear, SheetPage.show),
    .post("/compose/{year}/sheets/{sheet}", .compose, on: .ownYear, mostBytes: mostOfASheet, SheetPage.save),
    .post("/compose/{year}/cells", .compose, on: .ownYear, mostBytes: mostOfASheet, LiveAnswer.save),
    .get("/compose/{year}/accounts/{classification}", .compose, on: .ownYear, ComposeFiles.accounts),
    .post("/compose/{year}/undo", .compose, on: .ownYear) { try await SheetPage.turn(.undo, $0) },
    .post("/compose/{year}/redo", .compose, on: .ownYear) { try await SheetPage.turn(.redo, $0) },
    .get("/compose/{year}/preview", .compose, on: .ownYear, ComposeFiles.preview),
    .get("/compose/{year}/files/{name}", .compose, on: .ownYear, ComposeFiles.file),
    .post("/compose/{year}/version", .upload, on: .ownYear, ComposeFiles.handIn),
    .post("/compose/{year}/correction", .correct, on: .ownYear, ComposeFiles.correct),
  ]

  /// All the words of a sheet, as a form sends them: a Chinese character takes nine bytes.
  private static let mostOfASheet = 1 << 20
}
