/// The kinds of rules written in Swift, by the name that packs use.
enum KindRegistry {
  static let kinds: [String: any RuleKind] = [
    "attachment": AttachmentKind(), "classification": ClassificationKind(), "contents": ContentsKind(),
    "deadline": DeadlineKind(), "duplicate": DuplicateKind(), "empty_statement": EmptyStatementKind(),
    "glossary": GlossaryKind(), "header": HeaderKind(), "malformed": MalformedKind(), "numbering": NumberingKind(),
    "outline_order": OutlineOrderKind(), "present": PresentKind(), "repeated_words": RepeatedWordsKind(),
    "same_indicator": SameIndicatorKind(), "scoring": ScoringKind(), "secret_project": SecretProjectKind(),
    "section": SectionKind(), "signature": SignatureKind(), "target": TargetKind(), "unit": UnitKind(),
    "wording": WordingKind(), "year": YearKind(),
  ]
}
