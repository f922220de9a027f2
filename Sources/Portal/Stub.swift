import Hummingbird
import Logging
import Store
public func portal() {}
