/// What was added to the tables after they had been in use.
extension Schema {
  /// Artefacts that are packed say how many bytes come out; those from before, and those that do not get smaller, have
  /// nothing there and stand as they are.
  static let packedArtefacts = "ALTER TABLE artefact ADD COLUMN unpacked INTEGER CHECK (unpacked >= 0);"

  /// What a version states under each name of the packs, the first of several: what whole years are looked at by. A name of
  /// a year lies together.
  static let figures =
    """
    CREATE TABLE figure (
      year INTEGER NOT NULL,
      name TEXT NOT NULL,
      version INTEGER NOT NULL REFERENCES version(id),
      fen INTEGER, value TEXT,
      PRIMARY KEY (year, name, version)
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO figure
      SELECT filing.year, fact.highlight, fact.version, fact.fen, fact.value
      FROM fact JOIN version ON version.id = fact.version JOIN filing ON filing.id = version.filing
      WHERE fact.highlight IS NOT NULL ORDER BY fact.version, fact.position;

    """ + kept("figure")

  /// The index with its passages in the order they are found in (`SearchPlace`), and single characters beside the pairs.
  static let searchByPlace = """
    DROP TABLE passage_pairs;
    CREATE VIRTUAL TABLE passage_pairs USING fts5(pairs, content='', columnsize=0, prefix='6', tokenize='unicode61');
    """

  /// A secret has to be kept as it is; of recovery codes their digests are enough. A code counts once: `last_step` is of
  /// the last one that was taken.
  static let secondFactor = """
    CREATE TABLE second_factor (
      user INTEGER PRIMARY KEY REFERENCES user(id),
      secret BLOB NOT NULL CHECK (length(secret) = 20),
      confirmed_at INTEGER,
      last_step INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE recovery_code (
      user INTEGER NOT NULL REFERENCES user(id),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      used_at INTEGER,
      PRIMARY KEY (user, digest)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE session ADD COLUMN stage TEXT NOT NULL DEFAULT 'whole' CHECK (stage IN ('whole', 'code', 'enrol'));
    """
}
