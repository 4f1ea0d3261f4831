namespace EmailAgent.Providers.Scanning;

/// <summary>A content was not scanned: the scanner does not answer, or cannot scan it.</summary>
public sealed class ScannerException(string message, Exception? inner = null) : Exception(message, inner);
