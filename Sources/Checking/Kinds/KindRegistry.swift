/// The kinds of rules written in Swift, by the name that packs use.
enum KindRegistry {
  /// Kinds that compare figures as the repairs of broken equations leave them.
  static let afterRepairs: Set<String> = ["change_parts", "comparison", "name_list", "reason", "restated", "rounding"]

  /// Kinds that say what a document lacks, which it takes the whole document to know.
  static let ofAbsence: Set<String> = [
    "asked", "attachment", "contents", "counted_list", "empty_statement", "glossary", "items", "name_list", "numbering",
    "outline_order", "present", "section",
  ]

  static let kinds: [String: any RuleKind] = [
    "asked": AskedKind(), "attachment": AttachmentKind(), "blank_form": BlankFormKind(),
    "change_parts": ChangePartsKind(),
    "comparison": ComparisonKind(),
    "counted_list": CountedListKind(),
    "direction": DirectionKind(), "items": ItemsKind(), "name_list": NameListKind(), "project_item": ProjectItemKind(),
    "project_name": ProjectNameKind(),
    "reason": ReasonKind(), "restated": RestatedKind(), "rounding": RoundingKind(), "said_twice": SaidTwiceKind(),
    "slips": SlipsKind(),
    "stale": StaleKind(),
    "strayed": StrayedKind(),
    "classification": ClassificationKind(), "contents": ContentsKind(),
    "deadline": DeadlineKind(), "department_name": DepartmentNameKind(), "dropped_character": DroppedCharacterKind(),
    "percent_sign": PercentSignKind(), "duplicate": DuplicateKind(), "empty_statement": EmptyStatementKind(),
    "glossary": GlossaryKind(), "header": HeaderKind(), "leftovers": LeftoversKind(),
    "malformed": MalformedKind(), "misspelt": MisspeltKind(), "numbering": NumberingKind(),
    "outline_order": OutlineOrderKind(), "present": PresentKind(), "repeated_words": RepeatedWordsKind(),
    "same_indicator": SameIndicatorKind(), "scoring": ScoringKind(), "secret_project": SecretProjectKind(),
    "section": SectionKind(), "signature": SignatureKind(), "target": TargetKind(), "unit": UnitKind(),
    "wording": WordingKind(), "year": YearKind(),
  ]
}
