import Forms
import Foundation
import Logging
import Store
import Workflow
import Writers

/// What every answer is made with.
struct Services: Sendable {
  let store: Store
  let desk: WorkDesk
  let drafts: DraftDesk
  let assets: PortalAssets
  let throttle: Throttle
  let passwords: PasswordDesk
  /// Of large bodies in memory, each until its request is answered; the network holds what the others send.
  let uploads: Places
  let shelf: PageShelf
  let metrics: Metrics
  /// By which departments are compared.
  let yardsticks: [Yardstick]
  let rules: RuleShelf
  let bulk: JobDesk<FileSummary>
  let trials: JobDesk<TrialLine>
  /// Whether browsers reach the portal by HTTPS only.
  let isSecure: Bool
  /// Whether requests come by way of a proxy that says for whom.
  let isBehindProxy: Bool
  /// Roles whose accounts cannot be entered by a password alone.
  let needingSecondFactor: Set<Role>
  let clock: @Sendable () -> Date
  let logger: Logger
  private let chinese: Catalog
  private let english: Catalog

  init(
    store: Store, desk: WorkDesk, files: PackFiles, configuration: PortalConfiguration,
    clock: @escaping @Sendable () -> Date, logger: Logger
  ) throws {
    (self.store, self.desk, self.clock, self.logger) = (store, desk, clock, logger)
    (isSecure, isBehindProxy) = (configuration.isSecure, configuration.isBehindProxy)
    needingSecondFactor = configuration.needingSecondFactor
    drafts = DraftDesk(files: files)
    assets = try PortalAssets()
    throttle = Throttle()
    passwords = PasswordDesk()
    uploads = Places(8, mostWaiting: 64)
    shelf = PageShelf()
    metrics = Metrics()
    yardsticks = Yardstick.all(files)
    rules = RuleShelf(files: files)
    bulk = JobDesk()
    trials = JobDesk()
    chinese = files.catalog(.chinese)
    english = files.catalog(.english)
  }

  func catalog(_ language: Catalog.Language) -> Catalog { language == .chinese ? chinese : english }
}
