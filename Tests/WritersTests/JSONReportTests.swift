import Checking
import Documents
import TestSupport
import Testing
import Writers

@Suite("JSON report")
struct JSONReportTests {
  @Test func sampleIsAsRecorded() throws {
    try expectGolden(JSONReport().write(SampleReport.input), "sample.json")
  }

  @Test func sampleFitsTheSchema() throws {
    let schema = try Schema(Files.text("Docs/report.schema.json"))
    #expect(try schema.complaints(about: JSONReport().write(SampleReport.input)) == [])
    #expect(try schema.complaints(about: JSONReport().write(everyPlace)) == [])
  }

  /// The validator of these tests would not miss what the schema forbids.
  @Test func schemaRefusesWhatIsNotInIt() throws {
    let schema = try Schema(Files.text("Docs/report.schema.json"))
    let json = try JSONReport().write(SampleReport.input)
    for (from, to) in [
      ("\"quote\"", "\"quotation\""), ("\"error\"", "\"fatal\""), ("mingzhang-report/1", "mingzhang-report/2"),
      ("\"start\"", "\"begin\""), ("\"holds\" : 187", "\"holds\" : -1"),
    ] {
      #expect(try !schema.complaints(about: json.replacing(from, with: to)).isEmpty, "\(from) → \(to)")
    }
  }

  @Test(.enabled(if: Python.has("jsonschema"), "python3 with jsonschema is not installed"))
  func sampleFitsTheSchemaByPython() throws {
    let script = """
      import json, jsonschema, sys
      schema = json.load(open("\(Files.path("Docs/report.schema.json"))"))
      jsonschema.Draft202012Validator.check_schema(schema)
      jsonschema.validate(json.load(sys.stdin), schema, jsonschema.Draft202012Validator)
      """
    for input in [SampleReport.input, everyPlace] {
      let (status, output) = try Python.run(script, input: JSONReport().write(input))
      #expect(status == 0, "\(output)")
    }
  }

  /// One location of every format.
  private var everyPlace: ReportInput {
    var report = SampleReport.report
    let spots: [Place.Spot] = [
      .page(number: 3, box: .init(left: 1, top: 2, right: 3.5, bottom: 4)),
      .run(part: "word/document.xml", paragraph: 7, run: 2, characters: 0..<1), .cell(sheet: "03", name: "C7"),
    ]
    let map = SourceMap(
      spots.enumerated().map { SourceMap.Leaf(start: $0.offset, end: $0.offset + 1, place: Place($0.element)) })
    let spans: [SourceSpan?] = spots.indices.map { SourceSpan(start: $0, end: $0 + 1) } + [nil]
    report.findings = [
      Finding(
        rule: "x", severity: .info, title: "t", message: "m",
        locations: spans.map { Location(role: .also, quote: "q", span: $0) })
    ]
    report.coverage.unread = spans.map { Report.Unread(quote: "q", reason: "r", span: $0) }
    return ReportInput(report: report, document: Document(blocks: []), map: map)
  }
}
