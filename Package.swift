// swift-tools-version: 6.1
import PackageDescription

/// Rules every target is held to: imports are explicit, internal unless said otherwise, and existentials are marked.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ name: String, _ dependencies: [Target.Dependency], plugins: [Target.PluginUsage] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict, plugins: plugins)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

let package = Package(
  name: "mingzhang",
  products: [
    .executable(name: "mingzhang", targets: ["mingzhang"]),
    .executable(name: "mingzhang-portal", targets: ["mingzhang-portal"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  ],
  targets: [
    room("Parallel", []),
    room("Texts", []),
    room("Amounts", ["Texts"]),
    room("Documents", []),
    room("PackTrees", [.product(name: "Yams", package: "Yams")]),
    room("Forms", ["Amounts", "Parallel", "PackTrees", "Texts"], plugins: ["EmbedFiles"]),
    room("Filings", ["Amounts", "Documents", "Forms"]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    room("OpenXML", ["CZlib"]),
    room("Processes", []),
    .target(
      name: "PDFPages", dependencies: ["Documents", "Parallel", "Processes", "Texts"], exclude: ["Assets"], swiftSettings: strict,
      plugins: ["EmbedFiles"]),
    .target(
      name: "Readers", dependencies: ["Amounts", "Documents", "OpenXML", "PDFPages", "Processes", "Texts"],
      exclude: ["Assets"], swiftSettings: strict, plugins: ["EmbedFiles"]),
    room("Recognition", ["Amounts", "Documents", "Forms", "Filings", "Parallel", "Texts"]),
    room("Evaluation", ["Amounts", "Forms", "Filings", "Parallel"]),
    room("Composing", ["Amounts", "Diagnosis", "Documents", "Evaluation", "Filings", "Forms"]),
    room("Diagnosis", ["Amounts", "Parallel"]),
    room("Checking", ["Amounts", "Diagnosis", "Documents", "Evaluation", "Forms", "Filings", "Parallel", "Texts"]),
    .target(name: "CXLSXWriter", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "Writers",
      dependencies: [
        "Amounts", "CXLSXWriter", "Documents", "Forms", "Filings", "Checking", "OpenXML", "Parallel", "PDFPages", "Texts",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["HTML/Assets"], swiftSettings: strict, plugins: ["EmbedFiles"]),
    room("Workbooks", ["Amounts", "Composing", "Documents", "Filings", "Forms", "Readers", "Texts", "Writers"]),
    .target(name: "CPangoCairo", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "Publishing",
      dependencies: [
        "Amounts", "CPangoCairo", "Composing", "CXLSXWriter", "Documents", "Filings", "Forms", "OpenXML", "Texts", "Writers",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["Assets"], swiftSettings: strict, plugins: ["EmbedFiles"]),
    room(
      "Workflow",
      [
        "Amounts", "Checking", "Composing", "Documents", "Filings", "Forms", "OpenXML", "Parallel", "PDFPages", "Processes",
        "Publishing", "Readers", "Recognition", "Texts", "Workbooks", "Writers",
      ]),
    .target(name: "CHeap"),
    .executableTarget(
      name: "mingzhang",
      dependencies: [
        "CHeap", "Workflow", "Checking", "Composing", "Documents", "Forms", "PDFPages", "Processes", "Publishing",
        "Readers", "Writers", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    room(
      "Store",
      [
        "OpenXML", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    .target(
      name: "Portal",
      dependencies: [
        "Composing", "Documents", "Forms", "Samples", "Store", "Texts", "Workbooks", "Workflow", "Writers",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
      ],
      exclude: ["HTML/Assets"], swiftSettings: strict, plugins: ["EmbedFiles"]),
    room("Samples", [], plugins: ["EmbedFiles"]),
    .executableTarget(
      name: "mingzhang-portal",
      dependencies: [
        "Forms", "Portal", "Store", "Workflow", .product(name: "Logging", package: "swift-log"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/PortalProgram", swiftSettings: strict),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Documents", "Forms", "Filings", "OpenXML", "Readers", "Recognition", "Checking", "Writers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Fuzz", swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Documents", "Forms", "Readers", "Recognition", "Checking", "Writers", "Workflow",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Benchmarks", swiftSettings: strict),
    .executableTarget(
      name: "mutations",
      dependencies: [
        "Checking", "Documents", "Filings", "Forms", "Parallel", "Texts", "Workflow", "Writers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Mutations", swiftSettings: strict),
    .executableTarget(
      name: "embed-files", dependencies: ["PackTrees"], path: "Sources/EmbedFiles", swiftSettings: strict),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .target(
      name: "TestSupport",
      dependencies: [
        "Amounts", "Checking", "Composing", "Documents", "Filings", "Forms", "OpenXML", "Readers", "Workbooks", "Workflow",
        "Writers",
      ],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("AmountsTests", ["Amounts"]),
    tests("DocumentsTests", ["Documents"]),
    tests("OpenXMLTests", ["OpenXML"]),
    tests("PDFPagesTests", ["PDFPages", "Documents"]),
    tests("ReadersTests", ["Readers", "Documents", "OpenXML", "PDFPages"]),
    tests("FormsTests", ["Forms", "Amounts", "PackTrees"]),
    tests("RecognitionTests", ["Recognition", "Filings", "Forms", "Documents", "Readers"]),
    tests("ComposingTests", ["Amounts", "Composing", "Documents", "Evaluation", "Filings", "Forms"]),
    tests(
      "WorkbooksTests",
      [
        "Workbooks", "Amounts", "Checking", "Composing", "Documents", "Filings", "Forms", "OpenXML", "Readers", "Workflow",
        "Writers",
      ]),
    tests("DiagnosisTests", ["Diagnosis"]),
    tests("CheckingTests", ["Checking", "Evaluation", "Filings", "Forms", "Documents", "Amounts"]),
    tests(
      "MutationsTests",
      [
        "mutations", "Amounts", "Checking", "Composing", "Documents", "Filings", "Forms", "Readers", "Workbooks",
        "Workflow", "Writers",
      ]),
    tests("WritersTests", ["Writers", "Checking", "Documents", "Forms", "OpenXML", "Readers"]),
    tests("StoreTests", ["Store", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(
      "PortalTests",
      [
        "Documents", "Forms", "OpenXML", "Portal", "Processes", "Samples", "Store", "Workbooks", "Workflow", "Writers",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests(
      "PublishingTests",
      ["Publishing", "Amounts", "Composing", "Documents", "Filings", "Forms", "OpenXML", "Readers", "Workflow", "Writers"]),
    tests(
      "WorkflowTests",
      [
        "Workflow", "Checking", "Composing", "Documents", "Filings", "Forms", "OpenXML", "PDFPages", "Publishing", "Readers", "Recognition",
        "Writers",
      ]),
  ]
)
