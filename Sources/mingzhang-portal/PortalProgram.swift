import Portal
@main struct PortalProgram { static func main() { portal() } }
