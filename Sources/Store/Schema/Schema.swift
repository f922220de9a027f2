import GRDB

/// The tables of the store. Migrations are append-only: what was released is never edited, only followed by another.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("2026-11 bodies and accounts") { try $0.execute(sql: bodiesAndAccounts) }
    migrator.registerMigration("2026-11 filings") { try $0.execute(sql: filings) }
    migrator.registerMigration("2026-11 search") { try $0.execute(sql: search) }
    migrator.registerMigration("2026-11 audit") { try $0.execute(sql: audit) }
    migrator.registerMigration("2026-11 drafts") { try $0.execute(sql: drafts) }
    migrator.registerMigration("2026-11 rules") { try $0.execute(sql: rules) }
    migrator.registerMigration("2026-11 handlers") { try $0.execute(sql: handlers) }
    migrator.registerMigration("2026-11 packed artefacts") { try $0.execute(sql: packedArtefacts) }
    migrator.registerMigration("2026-11 figures") { try $0.execute(sql: figures) }
    migrator.registerMigration("2026-11 search by place") { database in
      try database.execute(sql: searchByPlace)
      try Store.indexAll(in: database)
    }
    migrator.registerMigration("2026-11 second factor") { try $0.execute(sql: secondFactor) }
    return migrator
  }

  private static let bodiesAndAccounts = """
    CREATE TABLE body (
      id INTEGER PRIMARY KEY,
      parent INTEGER REFERENCES body(id),
      kind TEXT NOT NULL CHECK (kind IN ('government', 'department', 'unit')),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      UNIQUE (parent, name),
      CHECK ((kind = 'government') = (parent IS NULL))
    ) STRICT;
    CREATE TABLE user (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
      display TEXT NOT NULL CHECK (length(display) BETWEEN 1 AND 64),
      role TEXT NOT NULL CHECK (role IN ('admin', 'clerk', 'reviewer')),
      body INTEGER REFERENCES body(id),
      password TEXT NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      locked_until INTEGER NOT NULL DEFAULT 0,
      is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
      created_at INTEGER NOT NULL,
      CHECK ((role = 'clerk') = (body IS NOT NULL))
    ) STRICT;
    CREATE TABLE session (
      token BLOB PRIMARY KEY CHECK (length(token) = 32),
      user INTEGER NOT NULL REFERENCES user(id),
      form_token TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// Versions and what was made of them never change; what is decided about them is added.
  private static let filings =
    """
    CREATE TABLE filing (
      id INTEGER PRIMARY KEY,
      body INTEGER NOT NULL REFERENCES body(id),
      year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
      state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'published')),
      approved_at INTEGER,
      changed_at INTEGER NOT NULL,
      published INTEGER REFERENCES version(id),
      published_at INTEGER,
      UNIQUE (body, year),
      CHECK ((published IS NULL) = (published_at IS NULL))
    ) STRICT;
    CREATE TABLE version (
      id INTEGER PRIMARY KEY,
      filing INTEGER NOT NULL REFERENCES filing(id),
      number INTEGER NOT NULL CHECK (number > 0),
      file_name TEXT NOT NULL,
      format TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      bytes INTEGER NOT NULL,
      pack TEXT NOT NULL,
      department TEXT,
      errors INTEGER NOT NULL, warnings INTEGER NOT NULL, infos INTEGER NOT NULL,
      checks INTEGER NOT NULL, numbers INTEGER NOT NULL, verified INTEGER NOT NULL,
      contradicted INTEGER NOT NULL, unverifiable INTEGER NOT NULL,
      correction TEXT,
      created_at INTEGER NOT NULL,
      created_by INTEGER NOT NULL REFERENCES user(id),
      UNIQUE (filing, number)
    ) STRICT;
    CREATE TABLE artefact (
      version INTEGER NOT NULL REFERENCES version(id),
      name TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      bytes BLOB NOT NULL,
      PRIMARY KEY (version, name)
    ) STRICT;
    CREATE TABLE fact (
      version INTEGER NOT NULL REFERENCES version(id),
      position INTEGER NOT NULL,
      address TEXT NOT NULL,
      highlight TEXT,
      table_id TEXT NOT NULL, table_title TEXT NOT NULL, member TEXT NOT NULL,
      row_code TEXT NOT NULL, row_name TEXT NOT NULL, column_id TEXT NOT NULL, column_name TEXT NOT NULL,
      text TEXT NOT NULL, value TEXT, unit TEXT, fen INTEGER, step INTEGER,
      anchor TEXT,
      PRIMARY KEY (version, position),
      CHECK ((fen IS NULL) = (step IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX fact_highlight ON fact (version, highlight) WHERE highlight IS NOT NULL;
    CREATE TABLE finding (
      version INTEGER NOT NULL REFERENCES version(id),
      number INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      rule TEXT NOT NULL, rule_title TEXT NOT NULL,
      severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
      title TEXT NOT NULL, message TEXT NOT NULL, place TEXT NOT NULL,
      stated TEXT, expected TEXT,
      PRIMARY KEY (version, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE decision (
      id INTEGER PRIMARY KEY,
      filing INTEGER NOT NULL REFERENCES filing(id),
      fingerprint TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('confirmed', 'dismissed', 'fixed')),
      reason TEXT NOT NULL,
      user INTEGER NOT NULL REFERENCES user(id),
      at INTEGER NOT NULL,
      CHECK (kind <> 'dismissed' OR length(trim(reason)) > 0)
    ) STRICT;
    CREATE INDEX decision_filing ON decision (filing, fingerprint);
    CREATE TABLE comment (
      id INTEGER PRIMARY KEY,
      filing INTEGER NOT NULL REFERENCES filing(id),
      version INTEGER REFERENCES version(id),
      kind TEXT NOT NULL CHECK (kind IN ('remark', 'return', 'approval')),
      text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
      user INTEGER NOT NULL REFERENCES user(id),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE publication (
      id INTEGER PRIMARY KEY,
      filing INTEGER NOT NULL REFERENCES filing(id),
      version INTEGER NOT NULL UNIQUE REFERENCES version(id),
      reason TEXT,
      user INTEGER NOT NULL REFERENCES user(id),
      at INTEGER NOT NULL
    ) STRICT;

    """ + ["version", "artefact", "fact", "finding", "decision", "comment", "publication"].map(kept).joined()

  /// Chinese is not parted into words, and the index of SQLite takes a run of it for one. Overlapping pairs of
  /// characters are indexed instead, and a query is a phrase of pairs; the text itself stands in `passage` alone.
  private static let search =
    """
    CREATE TABLE passage (
      id INTEGER PRIMARY KEY,
      version INTEGER NOT NULL REFERENCES version(id),
      kind TEXT NOT NULL CHECK (kind IN ('name', 'heading', 'project', 'account', 'sentence')),
      text TEXT NOT NULL,
      anchor TEXT
    ) STRICT;
    CREATE INDEX passage_version ON passage (version);
    CREATE VIRTUAL TABLE passage_pairs USING fts5(pairs, content='', tokenize='unicode61');

    """ + kept("passage")

  private static let audit =
    """
    CREATE TABLE event (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      previous TEXT NOT NULL CHECK (length(previous) = 64),
      hash TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT;

    """ + kept("event")

  /// What a department is filling in, as it is now; and every change that led there, each of which can be taken back.
  private static let drafts =
    """
    CREATE TABLE draft (
      id INTEGER PRIMARY KEY,
      body INTEGER NOT NULL REFERENCES body(id),
      year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
      revision INTEGER NOT NULL CHECK (revision > 0),
      content BLOB NOT NULL,
      changed_at INTEGER NOT NULL,
      changed_by INTEGER NOT NULL REFERENCES user(id),
      UNIQUE (body, year)
    ) STRICT;
    CREATE TABLE draft_change (
      draft INTEGER NOT NULL REFERENCES draft(id),
      revision INTEGER NOT NULL CHECK (revision > 0),
      kind TEXT NOT NULL CHECK (kind IN ('begin', 'edit', 'undo', 'redo')),
      target INTEGER,
      steps BLOB NOT NULL,
      user INTEGER NOT NULL REFERENCES user(id),
      at INTEGER NOT NULL,
      PRIMARY KEY (draft, revision),
      CHECK ((target IS NOT NULL) = (kind IN ('undo', 'redo')))
    ) STRICT, WITHOUT ROWID;

    """ + kept("draft_change")

  /// What the bureau says of rules, year by year; the latest word stands.
  private static let rules =
    """
    CREATE TABLE rule_severity (
      id INTEGER PRIMARY KEY,
      year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
      rule TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 200),
      severity TEXT CHECK (severity IN ('error', 'warning', 'info')),
      reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
      user INTEGER NOT NULL REFERENCES user(id),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX rule_severity_rule ON rule_severity (year, rule);

    """ + kept("rule_severity")

  /// Who handles a filing at the bureau; and what the board and public lists look filings up by.
  private static let handlers = """
    ALTER TABLE filing ADD COLUMN handler INTEGER REFERENCES user(id);
    CREATE INDEX filing_year ON filing (year, body);
    CREATE INDEX filing_public ON filing (published_at DESC, year DESC, id DESC) WHERE published IS NOT NULL;
    CREATE INDEX filing_published ON filing (published) WHERE published IS NOT NULL;
    CREATE INDEX body_parent ON body (parent);
    """

  /// Rows are added and never changed or taken away.
  static func kept(_ table: String) -> String {
    ["UPDATE", "DELETE"].map { verb in
      """
      CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;

      """
    }.joined()
  }
}
