import Store

/// What a caller is to the portal: a visitor, what the account says, or somebody who has given a password and no more.
enum Standing: String, Sendable, Hashable, CaseIterable {
  case visitor, clerk, reviewer, admin
  /// A one-time code is still to come.
  case unconfirmed
  /// A second factor is needed, and there is none yet.
  case unenrolled

  init(_ session: Session?) {
    switch (session?.stage, session?.user.role) {
    case (nil, _), (_, nil): self = .visitor
    case (.code?, _): self = .unconfirmed
    case (.enrol?, _): self = .unenrolled
    case (.whole?, .clerk?): self = .clerk
    case (.whole?, .reviewer?): self = .reviewer
    case (.whole?, .admin?): self = .admin
    }
  }
}

/// Everything that can be asked of the portal. Each route names one.
enum Action: String, Sendable, Hashable, CaseIterable {
  /// What is public.
  case look
  /// A file of one's own, checked and not kept.
  case check
  /// The portal's own state, for those who run it.
  case operate
  case setUp, signIn, signOut
  /// The one-time code after the password; a second factor begun; one's own account.
  case confirm, enrol, account
  /// The department's own desk; a file handed in; a published one replaced.
  case desk, upload, correct
  /// The department's draft of a year: seen, filled in, made files of.
  case compose
  /// A filing that need not be public, with its files.
  case read
  case decide, remark, submit
  /// The bureau: all departments, one of them approved or returned.
  case board, review
  /// Who at the bureau handles a filing.
  case assign
  /// The bureau: many files checked at once; how bad it is when a rule is broken, and changed packs tried.
  case bulk, govern
  case publish
  /// Accounts, bodies, the trail.
  case administer
}

/// Who may do what: the one place where that is decided. A case that is not listed is refused.
struct Permission: Sendable {
  var action: Action
  var standings: Set<Standing>
  /// States that a filing has to be in; nil inside stands for none yet. Nil for any.
  var states: Set<FilingState?>?
  /// Whether it has to be the caller's own department.
  var isOwn = false

  static let table: [Permission] = [
    Permission(action: .look, standings: Set(Standing.allCases)),
    Permission(action: .check, standings: Set(Standing.allCases)),
    Permission(action: .operate, standings: Set(Standing.allCases)),
    Permission(action: .setUp, standings: [.visitor]),
    Permission(action: .signIn, standings: Set(Standing.allCases)),
    Permission(action: .signOut, standings: [.clerk, .reviewer, .admin, .unconfirmed, .unenrolled]),
    Permission(action: .confirm, standings: [.unconfirmed]),
    Permission(action: .enrol, standings: [.clerk, .reviewer, .admin, .unenrolled]),
    Permission(action: .account, standings: [.clerk, .reviewer, .admin]),
    Permission(action: .desk, standings: [.clerk]),
    Permission(action: .upload, standings: [.clerk], states: [nil, .draft, .returned], isOwn: true),
    Permission(action: .correct, standings: [.clerk], states: [.published], isOwn: true),
    Permission(action: .compose, standings: [.clerk], states: [nil, .draft, .returned, .published], isOwn: true),
    Permission(action: .read, standings: [.clerk], isOwn: true),
    Permission(action: .read, standings: [.reviewer], states: [.submitted, .returned, .approved, .published]),
    Permission(action: .decide, standings: [.clerk], states: [.draft, .returned], isOwn: true),
    Permission(action: .decide, standings: [.reviewer], states: [.submitted]),
    Permission(action: .remark, standings: [.clerk], states: [.draft, .returned, .submitted, .approved], isOwn: true),
    Permission(action: .remark, standings: [.reviewer], states: [.submitted, .returned, .approved]),
    Permission(action: .submit, standings: [.clerk], states: [.draft, .returned], isOwn: true),
    Permission(action: .board, standings: [.reviewer]),
    Permission(action: .review, standings: [.reviewer], states: [.submitted]),
    Permission(action: .assign, standings: [.reviewer], states: [.submitted, .returned, .approved, .published]),
    Permission(action: .bulk, standings: [.reviewer]),
    Permission(action: .govern, standings: [.reviewer]),
    Permission(action: .publish, standings: [.clerk], states: [.approved], isOwn: true),
    Permission(action: .publish, standings: [.reviewer], states: [.approved]),
    Permission(action: .administer, standings: [.admin]),
  ]

  /// What an action is done to.
  struct Target: Sendable, Hashable {
    /// Of the filing; nil where there is none yet.
    var state: FilingState?
    /// Whether it is of the caller's own department.
    var isOwn = false
  }

  /// - Parameter target: nil where the action has none.
  static func allows(_ action: Action, _ standing: Standing, on target: Target?) -> Bool {
    table.contains { $0.action == action && $0.standings.contains(standing) && $0.fits(target) }
  }

  /// Whether the caller could ever do it, on some target.
  static func mayEver(_ action: Action, _ standing: Standing) -> Bool {
    table.contains { $0.action == action && $0.standings.contains(standing) }
  }

  private func fits(_ target: Target?) -> Bool {
    guard let target else { return states == nil && !isOwn }
    if isOwn, !target.isOwn { return false }
    return states?.contains(target.state) ?? true
  }
}

/// Who asks.
struct Caller: Sendable {
  var session: Session?

  var user: User? { session?.user }
  var standing: Standing { Standing(session) }
}
